"""Answers in prose: from the words that were found for a question, and from nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copilot.draft import Block, Citation, Sentence
from copilot.drafts.kind import Section
from copilot.writing import phrasing
from copilot.writing.composer import blocks, sentence_id
from copilot.writing.conversation import Conversation, beginnings
from copilot.writing.failures import title
from copilot.writing.llm import LanguageModel, Message, ModelFailed, ModelStopped
from copilot.writing.sentences_out import read_raw
from copilot.writing.sources import Point, fenced, points_of_answer, shown
from copilot.writing.tally import Tally
from copilot.writing.writer import Commission, ModelAtHand
from copilot.written import Written
from ingest.sentences import sentences

MOST_HISTORY = 4
"""So many earlier questions of a chat are read to understand the next one."""
_LEANS = re.compile(
    r"\b(?:it|its|this|that|these|those|they|them|their|he|she|him|her|his|there|then|one|ones|same|else)\b|"
    r"^\W*(?:and|but|so|or|what about|how about|why|when|who|where|really)\b",
    re.IGNORECASE,
)
"""A question that leans on the ones before it."""
_SHORT = 5
_SPOKEN_OF = 0.6
_NEAR = 0.9
"""So near to the question, beside the nearest sentence that is quoted, must an answer come."""
_ASKING = frozenset(
    word[:5]
    for word in """
    what when where which whom whose does have been were will would could should that this with from about there their
    they your
    """.split()
)


@dataclass(frozen=True)
class Exchange:
    """A question of this chat and what was answered."""

    question: str
    answer: str = ""


class AnswerWriter:
    """Answers with a language model. `sections` are what is quoted without one; `near` is beside it."""

    def __init__(self, at_hand: ModelAtHand) -> None:
        self._at_hand = at_hand
        self.name = at_hand.name

    def standalone(self, question: str, history: Sequence[Exchange], commission: Commission | None = None) -> str:
        """The question as it can be understood without those before it; as it was typed where that is enough.

        Answers of the chat may hold words of private notes: only a model on this computer sees them.
        """
        leans = _LEANS.search(question) or len(question.split()) < _SHORT
        if not history or not leans:
            return question
        try:
            model = self._at_hand.open()
            recent = history[-MOST_HISTORY:]
            open_handed = model.local or self._at_hand.private_may_leave
            lines = []
            for one in recent:
                lines.append(f"Asked: {fenced(one.question)}")
                if open_handed and one.answer:
                    lines.append(f"Answered: {fenced(one.answer)[:300]}")
            messages = (
                Message(
                    "user", self._at_hand.prompts.text("follow_up", before="\n".join(lines), question=fenced(question))
                ),
            )
            stop = commission.stop if commission else None
            completion = model.complete(messages, purpose="ask: follow-up", max_tokens=80, stop=stop)
        except ModelFailed:
            return question
        said = " ".join(" ".join(text for text, _ in read_raw(completion.text)[:1]).split()).strip('"“” ')
        known = beginnings(" ".join([question, *(f"{one.question} {one.answer}" for one in recent)]))
        usable = (
            0 < len(said) <= 240
            and beginnings(said) <= known
            and bool(beginnings(said) & beginnings(question) or leans)
        )
        return said if usable and said.endswith("?") else question

    def first_request(
        self, question: str, commission: Commission, near: Sequence[Section], model: LanguageModel
    ) -> tuple[tuple[Message, ...], tuple[Point, ...]]:
        """What the model is told, before placeholders, and the points in it."""
        all_may = model.local or self._at_hand.private_may_leave
        points = points_of_answer(
            commission.sections, near, lambda citation: all_may or not commission.personal(citation)
        )
        today = phrasing.day(commission.material.as_of, commission.material.as_of, weekday=True)
        about = f"{commission.material.viewer.first_name} asks on {today} {commission.material.as_of.year}: {fenced(question)}"
        return self._at_hand.prompts.messages("ask", about=about, points=shown(points)), points

    def write(self, question: str, commission: Commission, near: Sequence[Section]) -> Written:
        """The answer's sentences, each supported; no block where nothing holds, with the reason where a model failed."""
        tally = Tally()
        written = Written(blocks=[])
        try:
            commission.tell("preparing")
            model = self._at_hand.open()
            messages, points = self.first_request(question, commission, near, model)
            if points:
                conversation = Conversation(commission, model, points, tally)
                commission.tell("asking")
                judged = conversation.repaired(conversation.first(messages), self._at_hand.prompts.text)
                holding = [one.sentence for one in judged if one.verdict.holds and one.sentence.citations]
                # Half an answer may be worse than none: what is left out may be what changes it.
                enough = bool(holding) and 2 * len(holding) >= len(judged)
                answering = _answering(question, holding, commission) if enough else []
                if answering:
                    written = in_prose(answering, commission.sections, self.name)
                else:
                    written = self._nothing(bool(judged), enough, bool(commission.sections))
            else:
                written = Written(
                    blocks=[], fallback_reason=f"Nothing that was found may be shown to {title(self.name)}."
                )
        except ModelStopped as failed:
            written = Written(blocks=[], fallback_reason=failed.reason)
        except ModelFailed as failed:
            written = Written(blocks=[], fallback_reason=failed.reason)
        commission.tell("done")
        return written.model_copy(update={"usage": tally.usage})

    def _nothing(self, judged: bool, held: bool, quotes: bool) -> Written:
        """No answer, and why not. `judged`: the model said something; `held`: its sources say at least half of it."""
        if judged:
            rest = "the words themselves are quoted" if quotes else "none of it is given"
            name = title(self.name)
            why = (
                f"What {name} answered is in its sources but does not answer the question"
                if held
                else f"No source says most of what {name} answered"
            )
            reason = f"{why}, so {rest}."
        elif quotes:
            reason = f"{title(self.name)} found no answer in these words, so they are quoted as they stand."
        else:
            reason = f"{title(self.name)} found no answer, either."
        return Written(blocks=[], fallback_reason=reason)


def _answering(question: str, holding: Sequence[Sentence], commission: Commission) -> list[Sentence]:
    """Those of the supported sentences that speak of what was asked: true but beside the point is no answer."""
    quotes = [line.text for section in commission.sections for line in section.lines]
    if not quotes:
        return [one for one in holding if _speaks_of(question, one)]
    quoted = [text[start:end] for text in quotes for start, end in sentences(text)]
    nearness = [float(one) for one in commission.similar([question], [*quoted, *(one.text for one in holding)])[0]]
    # One sentence must come as near as what is quoted does; the others may stand beside it.
    return list(holding) if max(nearness[len(quoted) :]) >= _NEAR * max(nearness[: len(quoted)]) else []


def _rests_on(sentence: Sentence, citations: Sequence[Citation]) -> bool:
    """Whether it cites the same words, or words in them."""
    return any(
        one.id == other.id and (one.quote in other.quote or other.quote in one.quote)
        for one in sentence.citations
        for other in citations
    )


def in_prose(told: Sequence[Sentence], quoted: Sequence[Section], name: str) -> Written:
    """The answer, and below it the words that were held for the best, where it does not rest on them."""
    taken: set[str] = set()
    made = [one.model_copy(update={"id": sentence_id(one.text, taken)}) for one in told]
    answer = [Block(sentences=made)]
    if quoted and not any(_rests_on(one, quoted[0].lines[0].citations) for one in told):
        answer += blocks(quoted[:1])
    return Written(blocks=answer, writer=name)


def _speaks_of(question: str, sentence: Sentence) -> bool:
    """Whether the sentence and its sources hold most of the question's telling words."""
    asked = beginnings(question) - _ASKING
    held = beginnings(" ".join([sentence.text, *(one.quote for one in sentence.citations)]))
    return bool(asked) and len(asked & held) >= _SPOKEN_OF * len(asked)
