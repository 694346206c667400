"""Drafts their authors kept, and versions of those they work on. A draft is its author's alone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from copilot.content import StoredDraft, Version
from copilot.draft import Draft
from copilot.repository.tables import DraftRow, WorkingDraftRow


def save(session: Session, programme: str, stored: StoredDraft) -> None:
    version = stored.version
    session.merge(
        DraftRow(
            programme=programme,
            id=stored.id,
            author=stored.author,
            relationship=stored.relationship,
            stale=stored.stale,
            draft=stored.draft.model_dump(mode="json", by_alias=True),
            working=version.of if version else None,
            number=version.number if version else None,
            made=version.made if version else None,
            change=version.change if version else None,
        )
    )


def of_author(session: Session, programme: str, author: str) -> tuple[StoredDraft, ...]:
    """The author's drafts, every version too, by id."""
    query = select(DraftRow).where(DraftRow.programme == programme, DraftRow.author == author)
    return tuple(stored_of(row) for row in session.scalars(query.order_by(DraftRow.id)))


def versions(session: Session, programme: str, working: str) -> tuple[StoredDraft, ...]:
    """The versions of a working draft, oldest first."""
    query = select(DraftRow).where(DraftRow.programme == programme, DraftRow.working == working)
    return tuple(stored_of(row) for row in session.scalars(query.order_by(DraftRow.number)))


def everyones(session: Session, programme: str) -> tuple[StoredDraft, ...]:
    """Every draft of the programme: for whole exports, and to take out what may not stay in them."""
    query = select(DraftRow).where(DraftRow.programme == programme).order_by(DraftRow.id)
    return tuple(stored_of(row) for row in session.scalars(query))


def remove(session: Session, programme: str, identifiers: Collection[str]) -> None:
    """Delete the rows of these drafts; of a working draft, every version and what was typed into it."""
    for identifier in identifiers:
        named = (DraftRow.id == identifier) | (DraftRow.working == identifier)
        session.execute(delete(DraftRow).where(DraftRow.programme == programme, named))
        session.execute(
            delete(WorkingDraftRow).where(WorkingDraftRow.programme == programme, WorkingDraftRow.id == identifier)
        )


def stored_of(row: DraftRow) -> StoredDraft:
    """The row as a value."""
    version = None
    if row.working is not None and row.number is not None and row.made is not None:
        version = Version(row.working, row.number, row.made.replace(tzinfo=UTC), row.change or "")
    return StoredDraft(row.id, row.author, Draft.model_validate(row.draft), row.relationship, row.stale, version)
