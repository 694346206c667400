"""Notes, and the document each one is to search."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from copilot.models import Note, NoteKind, Visibility
from copilot.repository.tables import ActionRow, NoteRow
from ingest.models import Document, DocumentKind, Scope

_TITLES = {NoteKind.SESSION: "Session note", NoteKind.REFLECTION: "Reflection"}


def document_id(programme: str, note: str) -> str:
    return f"{programme}:note:{note}"


def document(programme: str, note: Note) -> Document:
    """The note as search sees it: its scope is who may read it, its subject the relationship."""
    return Document(
        id=document_id(programme, note.id),
        programme=programme,
        kind=DocumentKind.NOTE,
        title=note.title or _TITLES[note.kind],
        text=note.text,
        scope=note.scope,
        source=f"note:{note.id}",
        subject=note.relationship,
        author=note.author,
        day=note.date,
    )


def save(session: Session, programme: str, note: Note) -> None:
    """Write the note's row; its document goes through the corpus, in the same transaction."""
    session.merge(
        NoteRow(
            programme=programme,
            id=note.id,
            relationship=note.relationship,
            author=note.author,
            date=note.date,
            title=note.title,
            kind=note.kind.value,
            visibility=note.visibility.value,
            scope=str(note.scope),
            text=note.text,
        )
    )


def readable(
    session: Session, programme: str, scopes: Collection[Scope], as_of: date | None = None
) -> tuple[Note, ...]:
    """The notes in these scopes, none later than `as_of`, oldest first."""
    query = select(NoteRow).where(
        NoteRow.programme == programme, NoteRow.scope.in_(sorted(str(scope) for scope in scopes))
    )
    if as_of is not None:
        query = query.where(NoteRow.date <= as_of)
    return tuple(_note(row) for row in session.scalars(query.order_by(NoteRow.date, NoteRow.id)))


def everyones(session: Session, programme: str) -> tuple[Note, ...]:
    """Every note of the programme, whoever may read it: for whole exports alone."""
    query = select(NoteRow).where(NoteRow.programme == programme)
    return tuple(_note(row) for row in session.scalars(query.order_by(NoteRow.date, NoteRow.id)))


def remove(session: Session, programme: str, identifiers: Collection[str]) -> None:
    """Delete the rows of these notes and the actions that came from them.

    An action without its note would take the wider scope of its relationship: what a private note said
    would become the partner's to read.
    """
    for identifier in identifiers:
        session.execute(delete(ActionRow).where(ActionRow.programme == programme, ActionRow.note == identifier))
        session.execute(delete(NoteRow).where(NoteRow.programme == programme, NoteRow.id == identifier))


def _note(row: NoteRow) -> Note:
    return Note(
        row.id,
        row.author,
        row.date,
        row.text,
        row.relationship,
        row.title,
        NoteKind(row.kind),
        Visibility(row.visibility),
    )
