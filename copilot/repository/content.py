"""A whole programme, or all that is one person's, written and read at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from copilot.content import ProgrammeContent
from copilot.models import Action, Goal, Note, Person, Relationship, Viewer
from copilot.repository import actions, drafts, feedback, goals, guidance, notes, people, working
from copilot.repository.tables import (
    ActionRow,
    DraftRow,
    FeedbackRow,
    GoalRow,
    NoteRow,
    PersonRow,
    RelationshipRow,
    WorkingDraftRow,
)

_Row = (
    type[ActionRow]
    | type[DraftRow]
    | type[FeedbackRow]
    | type[GoalRow]
    | type[NoteRow]
    | type[PersonRow]
    | type[RelationshipRow]
    | type[WorkingDraftRow]
)


def write(session: Session, content: ProgrammeContent) -> None:
    """Insert or update every row. Notes' and guidance's documents go through the corpus."""
    programme = content.programme.id
    people.save_programme(session, content.programme)
    for person in content.people:
        people.save_person(session, programme, person)
    for relationship in content.relationships:
        people.save_relationship(session, programme, relationship)
    for note in content.notes:
        notes.save(session, programme, note)
    for goal in content.goals:
        goals.save(session, programme, goal)
    for action in content.actions:
        actions.save(session, programme, action)
    for stored in content.drafts:
        drafts.save(session, programme, stored)
    for value in content.working:
        known = working.named(session, programme, value.author, value.id)
        if known is None or known.version <= value.version:  # an older copy takes back nothing typed since
            working.save(session, programme, value)
    for row in content.feedback:
        feedback.save(session, programme, row)


def changed_hands(session: Session, content: ProgrammeContent, *, replace: bool) -> Iterator[tuple[int, Relationship]]:
    """The relationships that `content` gives to other people than they are stored with: index and stored value.

    What is shared in them would become another person's to read. With `replace`, one is passed over if
    nothing that is stored of it stays.
    """
    programme = content.programme.id
    stored = {one.id: one for one in people.relationships(session, programme)}
    before = {
        *_texts(notes.everyones(session, programme)),
        *_texts(goals.everyones(session, programme)),
        *_texts(actions.everyones(session, programme)),
    }
    kept = before & {*_texts(content.notes), *_texts(content.goals), *_texts(content.actions)}
    for index, one in enumerate(content.relationships):
        known = stored.get(one.id)
        if known is None or known.members == one.members:
            continue
        if not replace or any(about == one.id for _, _, about in kept):
            yield index, known


def _texts(values: Iterable[Note | Goal | Action]) -> Iterator[tuple[str, str, str | None]]:
    return ((type(value).__name__, value.id, value.relationship) for value in values)


def remove_others(session: Session, content: ProgrammeContent) -> tuple[str, ...]:
    """Delete every row of the programme that `content` does not hold. Returns the deleted notes' ids."""
    programme = content.programme.id
    gone = tuple(
        note.id for note in notes.everyones(session, programme) if note.id not in {kept.id for kept in content.notes}
    )
    notes.remove(session, programme, gone)
    kept: dict[_Row, Collection[str]] = {
        ActionRow: [value.id for value in content.actions],
        GoalRow: [value.id for value in content.goals],
        DraftRow: [value.id for value in content.drafts],
        WorkingDraftRow: [value.id for value in content.working],
        FeedbackRow: [value.id for value in content.feedback],
        RelationshipRow: [value.id for value in content.relationships],
        PersonRow: [value.id for value in content.people],
    }
    for row, identifiers in kept.items():
        present = set(session.scalars(select(row.id).where(row.programme == programme)))
        for identifier in present - set(identifiers):
            session.execute(delete(row).where(row.programme == programme, row.id == identifier))
    return gone


def read(session: Session, programme: str) -> ProgrammeContent:
    """Everything of the programme, whoever may read it: for the owner of the folder. Raises NotFound."""
    return ProgrammeContent(
        programme=people.programme(session, programme),
        people=people.people(session, programme),
        relationships=people.relationships(session, programme),
        goals=goals.everyones(session, programme),
        guidance=guidance.own(session, programme),
        notes=notes.everyones(session, programme),
        actions=actions.everyones(session, programme),
        drafts=drafts.everyones(session, programme),
        feedback=feedback.everyones(session, programme),
        working=working.everyones(session, programme),
    )


def read_own(session: Session, viewer: Viewer, partners: Collection[Person]) -> ProgrammeContent:
    """All that is the viewer's: what they wrote and owe, their relationships, and partners' names alone.

    Feedback is theirs where they gave it under their own id.
    """
    programme, me = viewer.programme, viewer.person.id
    mine = tuple(note for note in notes.readable(session, programme, viewer.scopes) if note.author == me)
    written = {note.id for note in mine}
    owed = [
        # A note that is another's stays behind, so the action cannot point at it.
        action if action.note in written else replace(action, note=None)
        for action in actions.readable(session, programme, viewer.scopes)
        if action.owner == me or action.note in written
    ]
    # Whom a note of theirs gave something to do, though they share no relationship.
    named = {action.owner for action in owed} | {one.id for one in partners}
    others = [one for one in people.people(session, programme) if one.id in named and one.id != me]
    return ProgrammeContent(
        programme=people.programme(session, programme),
        people=(viewer.person, *(Person(one.id, one.name, one.known_as) for one in others)),
        relationships=people.relationships(session, programme, member=me),
        goals=tuple(goal for goal in goals.readable(session, programme, viewer.scopes) if goal.owner == me),
        notes=mine,
        actions=tuple(owed),
        drafts=drafts.of_author(session, programme, me),
        feedback=tuple(
            row if row.relationship in {None, *viewer.relationships} else replace(row, relationship=None)
            for row in feedback.of_respondent(session, programme, me)
        ),
        working=working.of_author(session, programme, me),
    )
