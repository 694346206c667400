"""Feedback. Nobody reads single rows: they leave in whole exports and, later, in theme reports."""

from __future__ import annotations

from sqlalchemy import select
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
    """Every row of the programme: for whole exports alone."""
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
