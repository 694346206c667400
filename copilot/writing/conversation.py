"""One conversation with a model about one draft: what it says, judged as it lands, and a second chance for what fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from copilot.draft import Citation, Origin, Sentence
from copilot.writing.llm import LanguageModel, Message, ModelFailed, ModelStopped
from copilot.writing.sentences_out import Landing, Said, read
from copilot.writing.sources import Point, without_topic
from copilot.writing.tally import Tally
from copilot.writing.writer import Commission, Verdict

MOST_REPAIRS = 2
_MOST_TOKENS = 900
_MOST_SENTENCES = {"feedback": 4, "ask": 5}
_FENCED = re.compile(r"<points>.*?</points>", re.DOTALL)
_UNTOLD = Origin.RECORD
"""What a sentence without a source counts as: review then says that it cites nothing."""


@dataclass(frozen=True)
class Judged:
    """A sentence of the model's with its sources and the verdict on it."""

    sentence: Sentence
    labels: tuple[str, ...]
    verdict: Verdict


@dataclass
class Conversation:
    """One conversation with the model about one draft."""

    commission: Commission
    model: LanguageModel
    points: Sequence[Point]
    tally: Tally
    _messages: list[Message] = field(default_factory=list)
    _told: str = ""
    _known: dict[Said, Judged] = field(default_factory=dict)

    def first(self, messages: Sequence[Message]) -> list[Judged]:
        """The model's sentences, judged; what says nothing is left out."""
        self._messages = list(messages)
        self._told = _words(" ".join(_FENCED.sub(" ", one.text) for one in messages))
        judged = [self._judged(one) for one in self._ask(self.commission.kind, self._landed)]
        return [one for one in judged if not one.verdict.empty]

    def repaired(self, judged: Sequence[Judged], prompt: Callable[..., str]) -> list[Judged]:
        """After up to two requests for what failed; as it was, where the model fails at that. Raises ModelStopped."""
        now = list(judged)
        for _ in range(MOST_REPAIRS):
            said = {label for one in now if one.verdict.holds for label in one.labels}
            # What was said beside something that holds is padding: it goes, and no request is spent on it.
            failed = [
                at
                for at, one in enumerate(now)
                if not one.verdict.holds and not (one.labels and set(one.labels) <= said)
            ]
            if not failed:
                break
            try:
                mended = self.again([now[at] for at in failed], prompt)
            except ModelStopped:
                raise
            except ModelFailed:
                break
            better = False
            for at, one in zip(failed, mended, strict=True):
                if one is not None and one.verdict.holds:
                    now[at], better = one, True
            if not better:
                break
        return now

    def again(self, failed: Sequence[Judged], prompt: Callable[..., str]) -> list[Judged | None]:
        """The failed sentences as the model mends them, in the same order; None where it did not."""
        self.commission.tell("repairing", message=f"{len(failed)} to mend")
        told = "\n".join(self._failed(one) for one in failed)
        self._messages.append(Message("user", prompt("repair", failed=told)))
        labels = list(dict.fromkeys(one.labels[0] for one in failed if one.labels))
        mended = self._ask(f"{self.commission.kind}: repair", None, labels or None)
        if len(mended) == len(failed):
            return [self._judged(one) for one in mended]
        # Told by their labels, where not all came back.
        found: list[Judged | None] = []
        for one in failed:
            same = next((said for said in mended if set(said.cites) & set(one.labels)), None)
            if same is not None:
                mended.remove(same)
            found.append(self._judged(same) if same else None)
        return found

    def _failed(self, one: Judged) -> str:
        """The sentence's point, and in brackets why it was not said."""
        point = next((point for point in self.points if one.labels and point.label == one.labels[0]), None)
        told = f"{point.label} {point.text}" if point else one.sentence.text
        return f"{told} [wrong last time: {one.verdict.reason}]"

    def _ask(
        self, purpose: str, landed: Callable[[Said], None] | None, wanted: Sequence[str] | None = None
    ) -> list[Said]:
        labels = [point.label for point in self.points]
        most = _MOST_SENTENCES.get(self.commission.kind, min(24, 2 * len(labels) + 4))
        landing = Landing(labels, self._typed, most, landed) if landed else None
        free = self.commission.kind in _MOST_SENTENCES
        said_of = wanted or [point.label for point in self.points if point.place is not None]
        completion = self.model.complete(
            self._messages,
            purpose=purpose,
            schema=free_schema(labels, asks=self.commission.kind == "ask") if free else schema_of(said_of),
            max_tokens=400 if free else min(_MOST_TOKENS, 80 + 55 * len(said_of)),
            on_text=landing.grew if landing else None,
            stop=self.commission.stop,
        )
        self.tally.add(completion)
        self._messages.append(Message("assistant", completion.text))
        found = read(completion.text, labels, self._typed, most)
        if completion.cut and not completion.text.rstrip().endswith(("}", "]")):
            found = found[:-1]  # it stopped in the middle of it
        return found

    @property
    def _typed(self) -> list[str]:
        return [text for point in self.points for text in point.typed]

    def _landed(self, said: Said) -> None:
        judged = self._judged(said)
        if not judged.verdict.empty:
            self.commission.tell("writing", judged.sentence)

    def _judged(self, said: Said) -> Judged:
        """The sentence with the sources it names; with others, where those say it and its own do not."""
        if said not in self._known:
            self._known[said] = self._judge(said)
        return self._known[said]

    def _judge(self, said: Said) -> Judged:
        if _words(said.text) in self._told:  # what the model was told, said back
            return Judged(Sentence(id="s", text=said.text, origin=_UNTOLD), (), Verdict(False, "", empty=True))
        by_label = {point.label: point for point in self.points}
        near = sorted(self.points, key=lambda point: -_shared(point.text, said.text))
        near = [point for point in near if _shared(point.text, said.text)][:4]
        named = tuple(label for label in said.cites if by_label[label] in near) or said.cites
        own = [(point.label,) for point in near if point.label in named]
        tries = [*own, named, *((point.label,) for point in near), *((*named[:2], point.label) for point in near)]
        first: Judged | None = None
        for labels in dict.fromkeys(tuple(dict.fromkeys(one)) for one in tries):
            judged = self._with(said, labels)
            if judged.verdict.holds or judged.verdict.empty:
                return judged
            first = first or judged
        return first or self._with(said, named)

    def _with(self, said: Said, labels: Sequence[str]) -> Judged:
        cited = [point for label in labels for point in self.points if point.label == label]
        citations: list[Citation] = []
        for point in cited:
            citations += [one for one in point.citations if one not in citations]
        origin = cited[0].origin if cited else _UNTOLD
        sentence = Sentence(id="s", text=without_topic(said.text), origin=origin, citations=citations)
        return Judged(sentence, tuple(labels), self.commission.judge.sentence(sentence))


def schema_of(labels: Sequence[str]) -> Mapping[str, object]:
    """A sentence for each label: what is to be said cannot be forgotten, nor all be said in one."""
    return {
        "title": "sentences",
        "type": "object",
        "properties": {label: {"type": "string"} for label in labels},
        "required": list(labels),
        "additionalProperties": False,
    }


def free_schema(labels: Sequence[str], *, asks: bool = False) -> Mapping[str, object]:
    """Sentences as the model likes, each with labels that exist, named before its words.

    With `asks` it says first whether the points hold an answer: a small model that is only offered an empty list
    takes it, whatever it was asked.
    """
    first = {"answered": {"type": "string", "enum": ["yes", "in part", "no"]}} if asks else {}
    return {
        "title": "sentences",
        "type": "object",
        "properties": {
            **first,
            "sentences": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "cites": {"type": "array", "items": {"type": "string", "enum": list(labels)}},
                        "text": {"type": "string"},
                    },
                    "required": ["cites", "text"],
                    "additionalProperties": False,
                },
            },
        },
        "required": [*first, "sentences"],
        "additionalProperties": False,
    }


def _words(text: str) -> str:
    """The words of a text in small letters, to find it in another."""
    return " " + " ".join(re.findall(r"[^\W_]+", text.casefold())) + " "


def _shared(one: str, other: str) -> int:
    """How many longer words two texts share, by their beginnings."""
    return len(beginnings(one) & beginnings(other))


def beginnings(text: str) -> frozenset[str]:
    """The first letters of the longer words and the numbers: what inflection leaves alone."""
    return frozenset(word[:5] for word in re.findall(r"[^\W_]+", text.casefold()) if len(word) > 3 or word.isdigit())
