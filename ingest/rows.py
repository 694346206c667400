"""Documents and passages as rows: what is written into which column, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from sqlalchemy import Table, bindparam, insert, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from ingest.models import Document, Passage
from ingest.tables import DocumentRow, PassageRow

if TYPE_CHECKING:
    from ingest.embedding import Vectors

HEADING_SEPARATOR = " › "


@dataclass(frozen=True)
class Embedded:
    """A passage with its vector, float32 (dimension,), of the text of that hash by that model.

    `sentences` are what `sentence_vectors` keeps of its single sentences; None for nothing.
    """

    passage: Passage
    vector: Vectors
    model_id: str
    text_hash: str
    sentences: bytes | None


def put_document(session: Session, document: Document, file_hash: str | None, recipe: str) -> None:
    """Write the document, in place of one of its id; its passages are written by themselves."""
    values = {
        "id": document.id,
        "programme": document.programme,
        "kind": document.kind.value,
        "title": document.title,
        "scope": str(document.scope),
        "subject": document.subject,
        "author": document.author,
        "day": document.day,
        "source": document.source,
        "tags": list(document.tags),
        "content_hash": document.content_hash,
        "file_hash": file_hash,
        "recipe": recipe,
        "text": document.text,
    }
    session.connection().execute(_PUT_DOCUMENT, values)


def insert_passages(session: Session, document: Document, passages: Sequence[Embedded]) -> None:
    """Write passages that have no row yet."""
    if passages:
        session.connection().execute(_INSERT_PASSAGE, [_values(document, each) for each in passages])


def update_passages(session: Session, document: Document, passages: Sequence[Embedded]) -> None:
    """Write passages into the rows they have."""
    if passages:
        rows = [{f"new_{name}": value for name, value in _values(document, each).items()} for each in passages]
        session.connection().execute(_UPDATE_PASSAGE, rows)


def _values(document: Document, embedded: Embedded) -> dict[str, Any]:
    passage = embedded.passage
    return {
        "id": passage.id,
        "document_id": document.id,
        "programme": passage.programme,
        "kind": passage.kind.value,
        "scope": str(passage.scope),
        "subject": passage.subject,
        "day": passage.day,
        "ordinal": passage.ordinal,
        "start": passage.start,
        "end": passage.end,
        "text_hash": embedded.text_hash,
        "model_id": embedded.model_id,
        "heading_path": list(passage.heading_path),
        "heading": HEADING_SEPARATOR.join(passage.heading_path),
        "title": document.title,
        "embedding": np.ascontiguousarray(embedded.vector, dtype="<f4").tobytes(),
        "sentences": embedded.sentences,
        "text": passage.text,
    }


_PASSAGES = cast(Table, PassageRow.__table__)
_new_document = sqlite_insert(cast(Table, DocumentRow.__table__))
_PUT_DOCUMENT = _new_document.on_conflict_do_update(
    index_elements=["id"],
    set_={column.name: column for column in _new_document.excluded if column.name != "id"},
)

_INSERT_PASSAGE = insert(_PASSAGES)

_UPDATE_PASSAGE = (
    update(_PASSAGES)
    .where(_PASSAGES.c.id == bindparam("new_id"))
    .values(
        {
            column.name: bindparam(f"new_{column.name}")
            for column in _PASSAGES.columns
            if column.name not in ("number", "id", "text")  # an id is made from its text
        }
    )
)
