"""Goals."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from copilot.models import Goal, GoalStatus, Visibility
from copilot.repository.tables import GoalRow
from ingest.models import Scope


def save(session: Session, programme: str, goal: Goal) -> None:
    session.merge(
        GoalRow(
            programme=programme,
            id=goal.id,
            relationship=goal.relationship,
            owner=goal.owner,
            visibility=goal.visibility.value,
            date=goal.date,
            status=goal.status.value,
            scope=str(goal.scope),
            text=goal.text,
        )
    )


def readable(
    session: Session, programme: str, scopes: Collection[Scope], as_of: date | None = None
) -> tuple[Goal, ...]:
    """The goals in these scopes, none later than `as_of`, oldest first."""
    query = select(GoalRow).where(
        GoalRow.programme == programme, GoalRow.scope.in_(sorted(str(scope) for scope in scopes))
    )
    if as_of is not None:
        query = query.where(GoalRow.date <= as_of)
    return tuple(_goal(row) for row in session.scalars(query.order_by(GoalRow.date, GoalRow.id)))


def everyones(session: Session, programme: str) -> tuple[Goal, ...]:
    """Every goal of the programme, whoever may read it: for whole exports alone."""
    query = select(GoalRow).where(GoalRow.programme == programme).order_by(GoalRow.date, GoalRow.id)
    return tuple(_goal(row) for row in session.scalars(query))


def remove(session: Session, programme: str, identifiers: Collection[str]) -> None:
    """Delete the rows of these goals."""
    for identifier in identifiers:
        session.execute(delete(GoalRow).where(GoalRow.programme == programme, GoalRow.id == identifier))


def _goal(row: GoalRow) -> Goal:
    return Goal(
        row.id,
        row.owner,
        row.text,
        row.date,
        row.relationship,
        Visibility(row.visibility),
        GoalStatus(row.status),
    )
