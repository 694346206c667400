"""Actions that were decided on: accepted, done or dropped. Proposals are found anew in notes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import and_, false, or_, select
from sqlalchemy.orm import Session

from copilot.models import Action, ActionStatus
from copilot.repository.tables import ActionRow, NoteRow
from ingest.models import Scope, ScopeKind


def save(session: Session, programme: str, action: Action) -> None:
    session.merge(
        ActionRow(
            programme=programme,
            id=action.id,
            relationship=action.relationship,
            owner=action.owner,
            due=action.due,
            status=action.status.value,
            note=action.note,
            text=action.text,
            quote=action.quote,
        )
    )


def readable(
    session: Session, programme: str, scopes: Collection[Scope], as_of: date | None = None
) -> tuple[Action, ...]:
    """The actions in these scopes, by id; none whose note is later than `as_of`.

    An action has its note's scope; without a note its relationship's, else its owner's.
    """
    mine = sorted(scope.id for scope in scopes if scope.kind is ScopeKind.PERSON)
    ours = sorted(scope.id for scope in scopes if scope.kind is ScopeKind.RELATIONSHIP)
    from_a_note = and_(
        ActionRow.note.is_not(None),
        NoteRow.scope.in_(sorted(str(scope) for scope in scopes)),
        NoteRow.date <= as_of if as_of is not None else ~false(),
    )
    without = and_(
        ActionRow.note.is_(None),
        or_(
            ActionRow.relationship.in_(ours),
            and_(ActionRow.relationship.is_(None), ActionRow.owner.in_(mine)),
        ),
    )
    query = (
        select(ActionRow)
        .outerjoin(NoteRow, and_(NoteRow.programme == ActionRow.programme, NoteRow.id == ActionRow.note))
        .where(ActionRow.programme == programme, or_(from_a_note, without))
    )
    return tuple(_action(row) for row in session.scalars(query.order_by(ActionRow.id)))


def everyones(session: Session, programme: str) -> tuple[Action, ...]:
    """Every action of the programme, whoever may read it: for whole exports alone."""
    query = select(ActionRow).where(ActionRow.programme == programme).order_by(ActionRow.id)
    return tuple(_action(row) for row in session.scalars(query))


def _action(row: ActionRow) -> Action:
    return Action(row.id, row.relationship, row.owner, row.text, row.due, ActionStatus(row.status), row.note, row.quote)
