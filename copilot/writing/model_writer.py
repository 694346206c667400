"""The ModelWriter: the Composer's points in a model's words, each sentence judged, and the Composer's where it fails.

One prompt, then at most two requests to mend what no source says. Whatever goes wrong, a draft comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from copilot.draft import Block, Citation, Finding, Severity
from copilot.writing.about import about
from copilot.writing.agent import gathered
from copilot.writing.composer import blocks
from copilot.writing.conversation import Conversation, Judged
from copilot.writing.failures import title
from copilot.writing.llm import LanguageModel, Message, ModelAnswerBroken, ModelFailed
from copilot.writing.sources import Point, has_open_lines, points_of, shown
from copilot.writing.tally import Tally
from copilot.writing.weaving import Told, woven
from copilot.writing.writer import Commission, ModelAtHand
from copilot.written import Written

CHECK = "model"
"""The check that tells what became of a model's sentences."""


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
        return self._at_hand.prompts.messages(commission.kind, about=about(commission), points=shown(points)), points

    def _may_leave(self, commission: Commission, model: LanguageModel) -> Callable[[Citation], bool]:
        all_may = model.local or self._at_hand.private_may_leave
        return lambda citation: all_may or not commission.personal(citation)

    def _written(self, commission: Commission, tally: Tally) -> Written:
        commission.tell("preparing")
        model = self._at_hand.open()
        messages, points = self.first_request(commission, model)
        if not any(point.place for point in points):
            return self._composed(commission, self._why_no_points(commission))
        further = gathered(
            commission,
            model,
            self._at_hand.prompts,
            points,
            self._may_leave(commission, model),
            tally,
            about(commission),
        )
        if further:
            points = (*points, *further)
            told = f"{shown(points)}\nMay be used beside them: {', '.join(one.label for one in further)}."
            messages = self._at_hand.prompts.messages(commission.kind, about=about(commission), points=told)
        asked = Conversation(commission, model, points, tally)
        commission.tell("asking")
        judged = asked.first(messages)
        if not judged:
            raise ModelAnswerBroken(f"What {title(self.name)} answered could not be read as sentences.")
        judged = asked.repaired(judged, self._at_hand.prompts.text)
        return self._put_together(commission, points, judged)

    def _put_together(self, commission: Commission, points: Sequence[Point], judged: Sequence[Judged]) -> Written:
        holding = [one for one in judged if one.verdict.holds]
        if 2 * len(holding) < len(judged) or not holding:
            return self._composed(
                commission, f"No source says more than half of what {title(self.name)} wrote, so none of it was used."
            )
        placed = {point.label for point in points if point.line is not None}
        # Told only so that a question can be about it: a sentence of that alone was asked for by nobody but the text.
        context = {point.label for point in points if point.place is None and point.heading}
        kept, gone = [], 0
        for one in judged:
            if one.labels and set(one.labels) <= context:
                continue
            stands = one.verdict.holds or (
                self._at_hand.unsupported == "flag" and not placed & set(one.labels) and bool(one.sentence.text)
            )
            gone += not stands
            if stands:
                kept.append(Told(one.sentence, one.labels, one.verdict.holds))
        result = woven(commission.sections, points, kept, commission.judge)
        if not result.said or result.put_back > result.said:
            return self._composed(
                commission, f"{title(self.name)} left out too much of what this draft must say, so none of it was used."
            )
        findings = [_gone(title(self.name), gone)] if gone else []
        if _texts(result.blocks) == _texts(blocks(commission.sections)):
            findings.append(_copied(title(self.name)))
        return Written(blocks=result.blocks, writer=self.name, findings=findings)

    def _composed(self, commission: Commission, reason: str) -> Written:
        return Written(blocks=blocks(commission.sections), fallback_reason=reason)

    def _why_no_points(self, commission: Commission) -> str:
        if has_open_lines(commission):
            return (
                f"What this draft rests on is private or may not be shown to {title(self.name)}, so it was not asked."
            )
        return f"There is nothing here yet that {title(self.name)} could put into words, so it was not asked."


def _copied(name: str) -> Finding:
    return Finding(
        check=CHECK,
        severity=Severity.HINT,
        message=f"{name} changed no word of what was put together without it.",
        source="our rule: who wrote it is said",
        strength="our rule",
    )


def _texts(made: Sequence[Block]) -> list[str]:
    return [sentence.text for block in made for sentence in block.sentences]


def _gone(name: str, count: int) -> Finding:
    some = "One sentence" if count == 1 else f"{count} sentences"
    return Finding(
        check=CHECK,
        severity=Severity.HINT,
        message=f"{some} of what {name} wrote had no source that says so, and was left out.",
        source="our rule: every sentence shows its source",
        strength="our rule",
    )
