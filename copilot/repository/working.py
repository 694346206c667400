"""What people typed into the drafts they work on; the versions are in `drafts.py`."""

from __future__ import annotations

from datetime import UTC

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from copilot.content import WorkingDraft, WorkingStatus
from copilot.edits import Edits
from copilot.repository.drafts import stored_of
from copilot.repository.tables import DraftRow, WorkingDraftRow
from copilot.written import Written


def save(session: Session, programme: str, value: WorkingDraft) -> None:
    """Write what was typed. Its versions are saved as drafts."""
    session.merge(
        WorkingDraftRow(
            programme=programme,
            id=value.id,
            author=value.author,
            kind=value.kind,
            as_of=value.as_of,
            seed=value.seed,
            status=value.status.value,
            version=value.version,
            created=value.created,
            updated=value.updated,
            brief=dict(value.brief),
            answers=dict(value.answers),
            included=list(value.included),
            edits=value.edits.model_dump(mode="json"),
            written=value.written.model_dump(mode="json") if value.written else None,
        )
    )


def of_author(session: Session, programme: str, author: str) -> tuple[WorkingDraft, ...]:
    """The author's, by id, each with its latest version."""
    return _read(session, programme, WorkingDraftRow.author == author)


def everyones(session: Session, programme: str) -> tuple[WorkingDraft, ...]:
    """All of the programme: for whole exports, and to take out what may not stay in them."""
    return _read(session, programme)


def named(session: Session, programme: str, author: str, identifier: str) -> WorkingDraft | None:
    """The author's of that id, if there is one."""
    found = _read(session, programme, WorkingDraftRow.author == author, WorkingDraftRow.id == identifier)
    return found[0] if found else None


def _read(session: Session, programme: str, *where: ColumnElement[bool]) -> tuple[WorkingDraft, ...]:
    latest = (
        (DraftRow.programme == WorkingDraftRow.programme)
        & (DraftRow.working == WorkingDraftRow.id)
        & (DraftRow.number == WorkingDraftRow.version)
    )
    query = select(WorkingDraftRow, DraftRow).join(DraftRow, latest)
    query = query.where(WorkingDraftRow.programme == programme, *where).order_by(WorkingDraftRow.id)
    return tuple(_working(*row) for row in session.execute(query))


def _working(row: WorkingDraftRow, latest: DraftRow) -> WorkingDraft:
    return WorkingDraft(
        id=row.id,
        author=row.author,
        kind=row.kind,
        as_of=row.as_of,
        created=row.created.replace(tzinfo=UTC),
        updated=row.updated.replace(tzinfo=UTC),
        latest=stored_of(latest),
        status=WorkingStatus(row.status),
        seed=row.seed,
        version=row.version,
        brief=row.brief,
        answers=row.answers,
        included=tuple(row.included),
        edits=Edits.model_validate(row.edits),
        written=Written.model_validate(row.written) if row.written else None,
    )
