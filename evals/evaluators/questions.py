"""Whether the draft asks for what is missing, and for nothing that was said."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.draft import Draft, Question
from evals.drafts.own_case import OwnCase
from evals.evaluators.judgement import Judgement, says


def questions_asked(case: OwnCase, draft: Draft) -> Judgement | None:
    """The share of the questions that are asked; None where none must be."""
    if not case.questions:
        return None
    missing = tuple(one for one in case.questions if not _asked(one, draft.questions))
    return Judgement(1 - len(missing) / len(case.questions), missing)


def nothing_asked_twice(case: OwnCase, draft: Draft) -> Judgement | None:
    """Whether nothing is asked that the brief or the goal has answered; None where nothing is named."""
    if not case.not_asked:
        return None
    asked = {question.id for question in draft.questions}
    found = tuple(one for one in case.not_asked if one in asked)
    return Judgement(not found, found)


def _asked(wanted: str, questions: Sequence[Question]) -> bool:
    """By its id, or by words of it or of what it quotes."""
    return any(
        wanted == one.id or says(f"{one.text} {one.evidence.quote if one.evidence else ''}", wanted)
        for one in questions
    )
