"""Feedback. Nobody reads single rows: they leave in whole exports and in theme reports."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from copilot.models import Feedback
from copilot.repository.tables import FeedbackRow


def save(session: Session, programme: str, value: Feedback) -> None:
    session.merge(
        FeedbackRow(
            programme=programme,
            id=value.id,
            respondent=value.respondent,
            role=value.role,
            relationship=value.relationship,
            period=value.period,
            question=value.question,
            rating=value.rating,
            comment=value.text,
            consent=value.consent,
        )
    )


def everyones(session: Session, programme: str) -> tuple[Feedback, ...]:
    """Every row of the programme: for whole exports, and for counting themes, alone."""
    query = select(FeedbackRow).where(FeedbackRow.programme == programme).order_by(FeedbackRow.id)
    return tuple(
        Feedback(
            row.id,
            row.respondent,
            row.comment,
            row.role,
            row.relationship,
            row.period,
            row.question,
            row.rating,
            row.consent,
        )
        for row in session.scalars(query)
    )


def of_respondent(session: Session, programme: str, respondent: str) -> tuple[Feedback, ...]:
    """What one respondent said, by id: for a person's own export, where they answered under their own id."""
    return tuple(row for row in everyones(session, programme) if row.respondent == respondent)


def remove(session: Session, programme: str, identifiers: Collection[str]) -> None:
    """Delete these rows."""
    for identifier in identifiers:
        session.execute(delete(FeedbackRow).where(FeedbackRow.programme == programme, FeedbackRow.id == identifier))


def remove_periods(session: Session, programme: str, periods: Collection[str], keep: Collection[str]) -> int:
    """Delete the rows of these periods but those in `keep`. Returns how many went."""
    present = session.execute(
        select(FeedbackRow.id).where(FeedbackRow.programme == programme, FeedbackRow.period.in_(sorted(periods)))
    ).scalars()
    gone = set(present) - set(keep)
    for identifier in gone:
        session.execute(delete(FeedbackRow).where(FeedbackRow.programme == programme, FeedbackRow.id == identifier))
    return len(gone)
