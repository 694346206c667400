"""What a person put into one draft: the brief's fields, answers, sentences to include, edits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from copilot import editing
from copilot.actions.dates import find_dates
from copilot.brief import Brief, parse_brief
from copilot.draft import Draft, Finding, Question, Severity
from copilot.drafts import goal
from copilot.drafts.kind import Kind
from copilot.edits import Edits
from copilot.errors import BriefError
from copilot.written import Written

_DAYS = frozenset({"session_date"})
"""Fields of briefs that are days."""


@dataclass(frozen=True)
class Typed:
    """All that a person put into one draft: the brief's fields, answers, private sentences included, edits.

    `answered` are ids of answers that were taken before: one that no question asks for any more is reported then,
    not refused.
    """

    fields: Mapping[str, object]
    answers: Mapping[str, str] = field(default_factory=dict)
    included: Collection[str] = ()
    edits: Edits = field(default_factory=Edits)
    answered: Collection[str] = ()
    seed: int = 0
    written: Written | None = None
    """What was written of the same brief, answers and seed before: it is used again, so no model is asked for it."""


def with_answers(kind: Kind, fields: Mapping[str, object], answers: Mapping[str, str], as_of: date) -> Brief:
    """The brief with the answers to its own questions filled in; other answers stay answers.

    A day may be answered as people say it ("2 December", "next Friday"), seen from `as_of`.

    Raises BriefError for fields that cannot be used, or a brief of another kind.
    """
    filled = {name: value for name, value in fields.items() if name != "kind"}
    named = fields.get("kind")
    if named not in (None, "", kind.name):
        raise BriefError(
            f"The brief is of kind {named!r}, the command asks for {kind.name!r}.",
            location="kind",
            next_step="Use the brief with its own kind, or drop the field.",
        )
    for name, text in answers.items():
        if name in kind.brief.model_fields:
            filled[name] = _day_in(text, as_of) if name in _DAYS else text
        elif kind.name == goal.Goal.name:
            filled["answers"] = goal.with_answer(filled.get("answers"), name, text)
        elif name == "time" and filled.get("ask"):
            filled["ask"] = f"{str(filled['ask']).rstrip(' .?!')}, {text.strip()}"
    return parse_brief(kind.brief, filled)


def _day_in(text: str, as_of: date) -> str:
    """The one day that the words name, as ISO has it; the words themselves where they name none or several."""
    days = {one.day for one in find_dates(text, as_of) if one.day is not None}
    return days.pop().isoformat() if len(days) == 1 else text


def unanswered(
    questions: Sequence[Question], answers: Mapping[str, str], kind: Kind, before: Collection[str]
) -> tuple[list[Question], list[Finding]]:
    """The questions that no answer meets, and a finding for each answer of `before` that no question asks for now.

    Raises BriefError for a new answer to a question nobody asked.
    """
    asked = {question.id for question in questions}
    strange = [one for one in answers if one not in asked and one not in kind.brief.model_fields and one != "time"]
    new = [one for one in strange if one not in before]
    if new:
        raise BriefError(
            f"There is no question {new[0]!r} to answer in this draft.",
            location="answers",
            next_step=f"Questions are: {', '.join(sorted(asked)) or 'none'}.",
        )
    unasked = [
        Finding(
            check=editing.CHECK,
            severity=Severity.WARN,
            message=f"Your answer to {one!r} no longer has a question. Here is your text: “{answers[one]}”",
            source="our rule: nothing typed is lost",
            strength="our rule",
        )
        for one in strange
        if answers[one].strip()
    ]
    left = [question for question in questions if question.blocking or not answers.get(question.id, "").strip()]
    return left, unasked


def check_included(draft: Draft, include_private: Collection[str]) -> None:
    """Raises BriefError where an id to include names no private sentence of this draft."""
    private = [one.id for one in draft.sentences() if one.private]
    unknown = [one for one in include_private if one not in private]
    if unknown:
        raise BriefError(
            f"No private sentence {unknown[0]} is in this draft.",
            location="include_private",
            next_step=f"Private ones are: {', '.join(private) or 'none'}.",
        )
