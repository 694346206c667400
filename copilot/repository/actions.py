"""Actions that were decided on: accepted, done or dropped. Proposals are found anew in notes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import and_, delete, false, or_, select
from sqlalchemy.orm import Session

from copilot.models import Action, ActionStatus
from copilot.repository.tables import ActionRow, NoteRow
from ingest.models import Scope, ScopeKind


def save(session: Session, programme: str, action: Action) -> None:
    """Write the action's row. A `decided` day is added to those known: earlier days keep what stood then.

    Without a day (from a programme file), what is known stays as long as the status agrees with it.
    """
    row = session.get(ActionRow, (programme, action.id))
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
            decisions=_decisions(row, action),
        )
    )


def _decisions(row: ActionRow | None, action: Action) -> list[tuple[str | None, str]] | None:
    if action.decided is None:
        return row.decisions if row is not None and row.status == action.status else None
    day = action.decided.isoformat()
    known = [] if row is None else row.decisions or [(None, row.status)]
    # Who decides as of an earlier day decides anew: what was said for later days no longer counts.
    return [*(each for each in known if each[0] is None or each[0] < day), (day, action.status.value)]


def readable(
    session: Session, programme: str, scopes: Collection[Scope], as_of: date | None = None
) -> tuple[Action, ...]:
    """The actions in these scopes, by id; none whose note is later than `as_of`.

    Each stands as it did on that day: one that nobody had decided on yet is left out, for then it was
    still a proposal. Without `as_of` they stand as they do now.
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
    found = (_action(row, as_of) for row in session.scalars(query.order_by(ActionRow.id)))
    return tuple(action for action in found if action is not None)


def everyones(session: Session, programme: str) -> tuple[Action, ...]:
    """Every action of the programme, whoever may read it: for whole exports alone."""
    query = select(ActionRow).where(ActionRow.programme == programme).order_by(ActionRow.id)
    found = (_action(row, None) for row in session.scalars(query))
    return tuple(action for action in found if action is not None)


def remove(session: Session, programme: str, identifiers: Collection[str]) -> None:
    """Delete the rows of these actions; what a note says of them is found in it again, as a proposal."""
    for identifier in identifiers:
        session.execute(delete(ActionRow).where(ActionRow.programme == programme, ActionRow.id == identifier))


def _action(row: ActionRow, as_of: date | None) -> Action | None:
    """The action as of that day (None: now), or None if it was not decided on by then."""
    known = row.decisions or [(None, row.status)]
    standing = [each for each in known if as_of is None or each[0] is None or each[0] <= as_of.isoformat()]
    if not standing:
        return None
    since, status = standing[-1]
    return Action(
        row.id,
        row.relationship,
        row.owner,
        row.text,
        row.due,
        ActionStatus(status),
        row.note,
        row.quote,
        date.fromisoformat(since) if since else None,
    )
