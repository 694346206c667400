"""The ModelWriter: the Composer's points in a model's words, each sentence judged, and the Composer's where it fails.

One prompt, then at most two requests to mend what no source says. Whatever goes wrong, a draft comes back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from copilot.draft import Citation, Finding, Origin, Sentence, Severity
from copilot.writing.about import about
from copilot.writing.composer import blocks
from copilot.writing.llm import LanguageModel, Message, ModelAnswerBroken, ModelFailed, ModelStopped
from copilot.writing.sentences_out import Landing, Said, read
from copilot.writing.sources import Point, has_open_lines, points_of, without_lead
from copilot.writing.tally import Tally
from copilot.writing.weaving import Told, woven
from copilot.writing.writer import Commission, ModelAtHand, Verdict
from copilot.written import Written

MOST_REPAIRS = 2
CHECK = "model"
"""The check that tells what became of a model's sentences."""
_MOST_TOKENS = 900
_MOST_SENTENCES = {"feedback": 4}
_UNTOLD = Origin.RECORD
"""What a sentence without a source counts as: review then says that it cites nothing."""


@dataclass(frozen=True)
class _Judged:
    """A sentence of the model's with its sources and the verdict on it."""

    sentence: Sentence
    labels: tuple[str, ...]
    verdict: Verdict


class ModelWriter:
    """Writes with a language model. `name` is the model's."""

    def __init__(self, at_hand: ModelAtHand) -> None:
        self._at_hand = at_hand
        self.name = at_hand.name

    def write(self, commission: Commission) -> Written:
        """The draft in the model's words, or the Composer's with the reason. Never raises ModelFailed."""
        tally = Tally()
        try:
            written = self._written(commission, tally)
        except ModelFailed as failed:
            written = self._composed(commission, failed.reason)
        commission.tell("done")
        return written.model_copy(update={"usage": tally.usage})

    def first_request(
        self, commission: Commission, model: LanguageModel
    ) -> tuple[tuple[Message, ...], tuple[Point, ...]]:
        """What the model is told first, before placeholders, and the points in it."""
        points = points_of(commission, self._may_leave(commission, model))
        shown = "\n".join(point.shown for point in points)
        return self._at_hand.prompts.messages(commission.kind, about=about(commission), points=shown), points

    def _may_leave(self, commission: Commission, model: LanguageModel) -> Callable[[Citation], bool]:
        all_may = model.local or self._at_hand.private_may_leave
        return lambda citation: all_may or not commission.personal(citation)

    def _written(self, commission: Commission, tally: Tally) -> Written:
        commission.tell("preparing")
        model = self._at_hand.open()
        messages, points = self.first_request(commission, model)
        if not points:
            return self._composed(commission, self._why_no_points(commission))
        asked = _Asked(commission, model, points, tally)
        commission.tell("asking")
        judged = asked.first(messages)
        if not judged:
            raise ModelAnswerBroken(f"What {self.name} answered could not be read as sentences.")
        judged = self._repaired(asked, judged)
        return self._put_together(commission, points, judged)

    def _repaired(self, asked: _Asked, judged: list[_Judged]) -> list[_Judged]:
        """After up to two requests for what failed; as it was, where the model fails at that."""
        for _ in range(MOST_REPAIRS):
            failed = [at for at, one in enumerate(judged) if not one.verdict.holds]
            if not failed:
                break
            try:
                mended = asked.again([judged[at] for at in failed], self._at_hand.prompts.text)
            except ModelStopped:
                raise
            except ModelFailed:
                break
            better = False
            for at, one in zip(failed, mended, strict=True):
                if one is not None and one.verdict.holds:
                    judged[at], better = one, True
            if not better:
                break
        return judged

    def _put_together(self, commission: Commission, points: Sequence[Point], judged: Sequence[_Judged]) -> Written:
        holding = [one for one in judged if one.verdict.holds]
        if 2 * len(holding) < len(judged) or not holding:
            return self._composed(
                commission, f"No source says more than half of what {self.name} wrote, so none of it was used."
            )
        placed = {point.label for point in points if point.line is not None}
        kept, gone = [], 0
        for one in judged:
            stands = one.verdict.holds or (
                self._at_hand.unsupported == "flag" and not placed & set(one.labels) and bool(one.sentence.text)
            )
            gone += not stands
            if stands:
                kept.append(Told(one.sentence, one.labels, one.verdict.holds))
        result = woven(commission.sections, points, kept, commission.judge)
        if not result.said or result.put_back > result.said:
            return self._composed(
                commission, f"{self.name} left out too much of what this draft must say, so none of it was used."
            )
        findings = [_gone(self.name, gone)] if gone else []
        return Written(blocks=result.blocks, writer=self.name, findings=findings)

    def _composed(self, commission: Commission, reason: str) -> Written:
        return Written(blocks=blocks(commission.sections), fallback_reason=reason)

    def _why_no_points(self, commission: Commission) -> str:
        if has_open_lines(commission):
            return f"What this draft rests on is private or may not be shown to {self.name}, so it was not asked."
        return f"There is nothing here yet that {self.name} could put into words, so it was not asked."


@dataclass
class _Asked:
    """One conversation with the model about one draft."""

    commission: Commission
    model: LanguageModel
    points: Sequence[Point]
    tally: Tally
    _messages: list[Message] = field(default_factory=list)
    _known: dict[Said, _Judged] = field(default_factory=dict)

    def first(self, messages: Sequence[Message]) -> list[_Judged]:
        """The model's sentences, judged; what says nothing is left out."""
        self._messages = list(messages)
        judged = [self._judged(one) for one in self._ask(self.commission.kind, self._landed)]
        return [one for one in judged if not one.verdict.empty]

    def again(self, failed: Sequence[_Judged], prompt: Callable[..., str]) -> list[_Judged | None]:
        """The failed sentences as the model mends them, in the same order; None where it did not."""
        self.commission.tell("repairing", message=f"{len(failed)} to mend")
        told = "\n".join(
            f"{number}. {one.sentence.text} [{', '.join(one.labels) or 'no label'}] Wrong: {one.verdict.reason}"
            for number, one in enumerate(failed, start=1)
        )
        self._messages.append(Message("user", prompt("repair", failed=told)))
        mended = self._ask(f"{self.commission.kind}: repair", None)
        if len(mended) == len(failed):
            return [self._judged(one) for one in mended]
        # Told by their labels, where not all came back.
        found: list[_Judged | None] = []
        for one in failed:
            same = next((said for said in mended if set(said.cites) & set(one.labels)), None)
            if same is not None:
                mended.remove(same)
            found.append(self._judged(same) if same else None)
        return found

    def _ask(self, purpose: str, landed: Callable[[Said], None] | None) -> list[Said]:
        labels = [point.label for point in self.points]
        most = _MOST_SENTENCES.get(self.commission.kind, min(24, 2 * len(labels) + 4))
        landing = Landing(labels, self._typed, most, landed) if landed else None
        completion = self.model.complete(
            self._messages,
            purpose=purpose,
            schema=schema_of(labels),
            max_tokens=min(_MOST_TOKENS, 160 + 60 * len(labels)),
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

    def _judged(self, said: Said) -> _Judged:
        """The sentence with the sources it names; with others, where those say it and its own do not."""
        if said not in self._known:
            self._known[said] = self._judge(said)
        return self._known[said]

    def _judge(self, said: Said) -> _Judged:
        by_label = {point.label: point for point in self.points}
        near = sorted(self.points, key=lambda point: -_shared(point.text, said.text))
        near = [point for point in near if _shared(point.text, said.text)][:4]
        named = tuple(label for label in said.cites if by_label[label] in near) or said.cites
        first = self._with(said, named)
        if first.verdict.holds or first.verdict.empty:
            return first
        tries = [said.cites, *((point.label,) for point in near), *((*named, point.label) for point in near)]
        for labels in dict.fromkeys(tuple(dict.fromkeys(one)) for one in tries):
            if labels and labels != named:
                other = self._with(said, labels)
                if other.verdict.holds:
                    return other
        return first

    def _with(self, said: Said, labels: Sequence[str]) -> _Judged:
        cited = [point for label in labels for point in self.points if point.label == label]
        citations: list[Citation] = []
        for point in cited:
            citations += [one for one in point.citations if one not in citations]
        origin = cited[0].origin if cited else _UNTOLD
        sentence = Sentence(id="s", text=without_lead(said.text), origin=origin, citations=citations)
        return _Judged(sentence, tuple(labels), self.commission.judge.sentence(sentence))


def schema_of(labels: Sequence[str]) -> Mapping[str, object]:
    """The shape of an answer: sentences, each with labels that exist, named before its words."""
    return {
        "title": "sentences",
        "type": "object",
        "properties": {
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
            }
        },
        "required": ["sentences"],
        "additionalProperties": False,
    }


def _shared(one: str, other: str) -> int:
    """How many longer words two texts share, by their beginnings."""
    return len(_beginnings(one) & _beginnings(other))


def _beginnings(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in re.findall(r"[^\W_]+", text.casefold()) if len(word) > 3 or word.isdigit())


def _gone(name: str, count: int) -> Finding:
    some = "One sentence" if count == 1 else f"{count} sentences"
    return Finding(
        check=CHECK,
        severity=Severity.HINT,
        message=f"{some} of what {name} wrote had no source that says so, and was left out.",
        source="our rule: every sentence shows its source",
        strength="our rule",
    )
