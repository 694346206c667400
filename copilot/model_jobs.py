"""What a language model does beside drafts, as proposals only: actions of a note, the next question about a goal."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from copilot.desk import Desk
from copilot.draft import Question
from copilot.drafting import open_questions
from copilot.drafts import goal
from copilot.errors import BriefError
from copilot.models import Note
from copilot.review.left_out import without_trouble
from copilot.typed import Typed
from copilot.writing.goal_dialogue import worded
from copilot.writing.llm import ModelFailed, Stop
from copilot.writing.proposing import ProposedByModel, proposed
from ingest.models import ScopeKind


@dataclass(frozen=True)
class AskedNext:
    """The question that comes next, and what was said of the goal so far. `personal`: from a private record."""

    question: Question
    said: tuple[str, ...]
    personal: bool = False


def propose_actions(desk: Desk, note: Note, stop: Stop | None) -> tuple[ProposedByModel, ...]:
    """See `Copilot.propose_actions`. What speaks of trouble in the note is not shown to the model."""
    if desk.model is None:
        raise BriefError(
            "No language model is set, so none can look for actions.",
            location="model",
            next_step="Set one in Settings; actions that are plainly said are found without one.",
        )
    spared = without_trouble([note])
    if note.id in spared.empty:
        return ()
    model = desk.model.open()
    if note.scope.kind is ScopeKind.PERSON and not (model.local or desk.model.private_may_leave):
        raise BriefError(
            f"This note is private, and {desk.model.name} is not on this computer.",
            location="note",
            next_step="Allow it in Settings, share the note, or use a model on this computer.",
        )
    pair = desk.own.relationships.get(note.relationship or "")
    members = pair.members if pair else (note.author,)
    people = [desk.directory[one] for one in members if one in desk.directory]
    return proposed(model, desk.model.prompts, spared.notes[0], people, stop)


def next_question(
    desk: Desk, brief: Mapping[str, object], answers: Mapping[str, str], skip: Collection[str] = ()
) -> AskedNext | None:
    """The first question that the goal leaves open, in the order in which they help; None where there is none."""
    left, material = open_questions(desk, goal.Goal.name, Typed(brief, dict(answers)))
    questions = [one for one in left if one.id not in skip]
    if not questions or material is None or not isinstance(material.brief, goal.GoalBrief):
        return None if not questions else AskedNext(questions[0], ())
    ids = {one.id for one in desk.own.goals}
    texts = tuple(text for text in goal.texts_of(material.brief, desk.own.goals) if text and text not in ids)
    records = [one for one in material.records.goals if one.text in texts]
    return AskedNext(questions[0], texts, any(one.scope.kind is ScopeKind.PERSON for one in records))


def worded_question(desk: Desk, asked: AskedNext, stop: Stop | None) -> Question:
    """The question in words that fit the goal, where a model may and can word it."""
    if desk.model is None or not asked.said:
        return asked.question
    try:
        model = desk.model.open()
    except ModelFailed:
        return asked.question
    if asked.personal and not (model.local or desk.model.private_may_leave):
        return asked.question
    return worded(model, desk.model.prompts, asked.question, asked.said, stop)
