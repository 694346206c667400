"""Drafts their authors kept. A draft is its author's alone."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from copilot.content import StoredDraft
from copilot.draft import Draft
from copilot.repository.tables import DraftRow


def save(session: Session, programme: str, stored: StoredDraft) -> None:
    session.merge(
        DraftRow(
            programme=programme,
            id=stored.id,
            author=stored.author,
            relationship=stored.relationship,
            stale=stored.stale,
            draft=stored.draft.model_dump(mode="json", by_alias=True),
        )
    )


def of_author(session: Session, programme: str, author: str) -> tuple[StoredDraft, ...]:
    """The author's drafts, by id."""
    query = select(DraftRow).where(DraftRow.programme == programme, DraftRow.author == author)
    return tuple(_stored(row) for row in session.scalars(query.order_by(DraftRow.id)))


def everyones(session: Session, programme: str) -> tuple[StoredDraft, ...]:
    """Every draft of the programme: for whole exports, and to take out what may not stay in them."""
    query = select(DraftRow).where(DraftRow.programme == programme).order_by(DraftRow.id)
    return tuple(_stored(row) for row in session.scalars(query))


def remove(session: Session, programme: str, identifiers: Collection[str]) -> None:
    """Delete the rows of these drafts."""
    for identifier in identifiers:
        session.execute(delete(DraftRow).where(DraftRow.programme == programme, DraftRow.id == identifier))


def _stored(row: DraftRow) -> StoredDraft:
    return StoredDraft(row.id, row.author, Draft.model_validate(row.draft), row.relationship, row.stale)
