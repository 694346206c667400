"""Documents and passages in the database: written, found, re-read. The truth that every index copies.

Every function works inside the caller's session, so a document can be written in the same transaction
as the note it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    delete,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session, load_only

from ingest.models import Document, DocumentKind, Filter, Hit, Passage, Scope, content_id
from ingest.rows import Embedded, insert_passages, put_document, update_passages
from ingest.tables import DocumentRow, PassageRow
from ingest.vectors import Entry

if TYPE_CHECKING:
    from ingest.embedding import Vectors

_BATCH = 500  # ids in one IN (...): far below SQLite's limit on variables


@dataclass(frozen=True)
class Written:
    """What a write changed, for the indexes: `removed` first, then `added`; a moved passage is in both.

    `texts_added` and `texts_removed` count passages whose words came or went.
    """

    removed: tuple[Entry, ...]
    added: tuple[Entry, ...]
    vectors: Vectors
    texts_added: int
    texts_removed: int


@dataclass(frozen=True)
class StoredDocument:
    """What is known of a document without reading its text."""

    id: str
    programme: str
    kind: DocumentKind
    title: str
    scope: Scope
    source: str
    subject: str | None
    author: str | None
    day: date | None
    content_hash: str
    file_hash: str | None
    recipe: str
    tags: tuple[str, ...] = ()


def write_document(
    session: Session,
    document: Document,
    passages: Sequence[Passage],
    embeddings: Vectors,
    model_id: str,
    file_hash: str | None = None,
    *,
    text_hashes: Sequence[str] | None = None,
    sentences: Sequence[bytes | None] | None = None,
    recipe: str = "",
) -> Written:
    """Store a document with its passages, in place of what is stored under its id.

    A passage whose id and embedding stay keeps its row. `text_hashes` name the texts that were embedded
    (default: the passages' own), `recipe` whatever else the passages depend on (model, chunk sizes). `sentences`
    are each passage's as `sentence_vectors` stores them (default: none).
    """
    if len(passages) != len(embeddings):
        raise ValueError(f"{len(passages)} passages, but {len(embeddings)} embeddings")
    hashes = list(text_hashes) if text_hashes is not None else [content_id(each.text) for each in passages]
    put_document(session, document, file_hash, recipe)
    stored = {row.id: row for row in session.connection().execute(_STORED_PASSAGES, {"id": document.id})}
    gone = [row for identifier, row in stored.items() if identifier not in {each.id for each in passages}]
    _delete_passages(session, [row.id for row in gone])
    removed = [_entry(row) for row in gone]
    added: list[int] = []
    new: list[Embedded] = []
    kept: list[Embedded] = []
    for index, (passage, text_hash) in enumerate(zip(passages, hashes, strict=True)):
        said = sentences[index] if sentences is not None else None
        now = Embedded(passage, embeddings[index], model_id, text_hash, said)
        before = stored.get(passage.id)
        if before is None:
            new.append(now)
            added.append(index)
            continue
        kept.append(now)
        embedded = (before.text_hash, before.model_id)
        if _entry(before) != Entry.of(passage) or embedded != (text_hash, model_id):
            removed.append(_entry(before))
            added.append(index)
    insert_passages(session, document, new)
    update_passages(session, document, kept)
    return Written(
        removed=tuple(removed),
        added=tuple(Entry.of(passages[index]) for index in added),
        vectors=embeddings[added],
        texts_added=len(new),
        texts_removed=len(gone),
    )


def delete_document(session: Session, document_id: str) -> tuple[Entry, ...]:
    """Remove a document and its passages. Returns what the indexes must forget; () for an unknown id."""
    rows = session.execute(select(*_ENTRY_COLUMNS).where(PassageRow.document_id == document_id)).all()
    _delete_passages(session, [row.id for row in rows])
    session.execute(delete(DocumentRow).where(DocumentRow.id == document_id))
    return tuple(_entry(row) for row in rows)


def get_document(session: Session, document_id: str) -> Document | None:
    """The document, or None. Access is the caller's question: this is no viewer's way in."""
    row = session.get(DocumentRow, document_id)
    if row is None:
        return None
    return Document(
        id=row.id,
        programme=row.programme,
        kind=DocumentKind(row.kind),
        title=row.title,
        text=row.text,
        scope=Scope.parse(row.scope),
        source=row.source,
        subject=row.subject,
        author=row.author,
        day=row.day,
        tags=tuple(row.tags),
    )


def list_documents(
    session: Session, filter: Filter | None = None, *, programme: str | None = None
) -> list[StoredDocument]:
    """Documents by title then id: those `filter` may see, or, without one, all of a programme."""
    query = select(DocumentRow)
    if filter is not None:
        query = query.where(*visible(filter, DocumentRow))
    if programme is not None:
        query = query.where(DocumentRow.programme == programme)
    return stored_documents(session, query)


def load_hits(session: Session, ids: Iterable[str], filter: Filter) -> dict[str, Hit]:
    """The passages among `ids` that exist and that `filter` may see, by id, with score 0.

    Whatever an index says of a passage, this is what counts: it is read and filtered here again.
    """
    hits: dict[str, Hit] = {}
    for batch in batches(dict.fromkeys(ids)):
        query = (
            select(
                *_ENTRY_COLUMNS,
                PassageRow.document_id,
                PassageRow.ordinal,
                PassageRow.start,
                PassageRow.end,
                PassageRow.heading_path,
                PassageRow.text,
                DocumentRow.title.label("document_title"),
                DocumentRow.source,
                DocumentRow.author,
                DocumentRow.tags,
            )
            .join(DocumentRow, DocumentRow.id == PassageRow.document_id)
            .where(PassageRow.id.in_(batch), *visible(filter, PassageRow))
        )
        for row in session.execute(query):
            passage = Passage(
                id=row.id,
                document_id=row.document_id,
                programme=row.programme,
                kind=DocumentKind(row.kind),
                ordinal=row.ordinal,
                text=row.text,
                heading_path=tuple(row.heading_path),
                start=row.start,
                end=row.end,
                scope=Scope.parse(row.scope),
                subject=row.subject,
                day=row.day,
            )
            hits[row.id] = Hit(passage, row.document_title, row.source, row.author, tuple(row.tags), 0.0)
    return hits


def passages_of(session: Session, document_id: str, filter: Filter) -> list[Hit]:
    """The passages of a document that `filter` may see, in their order; their score is 0."""
    query = select(PassageRow.id).where(PassageRow.document_id == document_id, *visible(filter, PassageRow))
    found = load_hits(session, session.scalars(query), filter)
    return sorted(found.values(), key=lambda hit: hit.passage.ordinal)


def still_visible(session: Session, ids: Iterable[str], filter: Filter) -> set[str]:
    """Those of `ids` that `load_hits` would return, without reading their text."""
    found: set[str] = set()
    for batch in batches(dict.fromkeys(ids)):
        query = select(PassageRow.id).where(PassageRow.id.in_(batch), *visible(filter, PassageRow))
        found.update(session.scalars(query))
    return found


def vectors_of(session: Session, ids: Iterable[str], model_id: str) -> dict[str, Vectors]:
    """The vectors of those of the passages that `model_id` has embedded, by id, each float32 (dimension,)."""
    found: dict[str, Vectors] = {}
    for batch in batches(dict.fromkeys(ids)):
        query = select(PassageRow.id, PassageRow.embedding).where(
            PassageRow.id.in_(batch), PassageRow.model_id == model_id
        )
        found.update((row.id, np.frombuffer(row.embedding, dtype="<f4")) for row in session.execute(query))
    return found


def embeddings_by_text_hash(session: Session, hashes: Iterable[str], model_id: str) -> dict[str, Vectors]:
    """Stored vectors of the texts that `model_id` has embedded before, by text hash."""
    found: dict[str, Vectors] = {}
    for batch in batches(dict.fromkeys(hashes)):
        query = select(PassageRow.text_hash, PassageRow.embedding).where(
            PassageRow.text_hash.in_(batch), PassageRow.model_id == model_id
        )
        for text_hash, embedding in session.execute(query):
            found.setdefault(text_hash, np.frombuffer(embedding, dtype="<f4"))
    return found


def count_passages(session: Session, model_id: str) -> int:
    """How many passages `model_id` has embedded."""
    return session.scalar(select(func.count()).where(PassageRow.model_id == model_id)) or 0


def stored_vectors(
    session: Session, model_id: str, *, after: int = 0, limit: int | None = None
) -> tuple[list[Entry], Vectors, int]:
    """Passages and their vectors in the order of writing, from beyond the passage number `after`.

    Returns the entries, their vectors as float32 (n, dimension), and the last number, to go on from.
    """
    query = (
        select(PassageRow.number, *_ENTRY_COLUMNS, PassageRow.embedding)
        .where(PassageRow.model_id == model_id, PassageRow.number > after)
        .order_by(PassageRow.number)
        .limit(limit)
    )
    entries: list[Entry] = []
    numbers = bytearray()  # grows in place: a list of rows to be joined at the end would hold all vectors twice
    for row in session.execute(query.execution_options(yield_per=_BATCH)):
        after = row.number
        entries.append(_entry(row))
        numbers += row.embedding
    matrix = np.frombuffer(numbers, dtype="<f4")
    return entries, matrix.reshape(len(entries), -1) if entries else np.empty((0, 0), np.float32), after


def sample_vectors(session: Session, model_id: str, size: int) -> tuple[list[Entry], Vectors]:
    """Up to `size` passages spread over the order of writing, with their vectors."""
    ends = select(func.min(PassageRow.number), func.max(PassageRow.number))
    first, last = session.execute(ends.where(PassageRow.model_id == model_id)).one()
    entries: list[Entry] = []
    vectors: list[Vectors] = []
    if first is not None:
        for number in sorted(set(np.linspace(first, last, size).astype(int).tolist())):
            found, vector, _ = stored_vectors(session, model_id, after=number - 1, limit=1)
            entries += found
            vectors.append(vector)
    return entries, np.concatenate(vectors) if vectors else np.empty((0, 0), np.float32)


def other_models(session: Session, model_id: str) -> list[StoredDocument]:
    """The documents with passages that another model embedded, and that so cannot be found by meaning."""
    strange = select(PassageRow.document_id).where(PassageRow.model_id != model_id)
    return stored_documents(session, select(DocumentRow).where(DocumentRow.id.in_(strange)))


def visible(filter: Filter, rows: Any) -> list[ColumnElement[bool]]:
    """The `Filter` as conditions on `rows`, for the inside of a query.

    `rows`: whatever has a passage's or document's columns as attributes (a mapped class, a table's `.c`).
    """
    conditions: list[ColumnElement[bool]] = [
        rows.programme == filter.programme,
        rows.scope.in_(sorted(map(str, filter.scopes))),
        or_(rows.day.is_(None), rows.day <= filter.as_of),
    ]
    if filter.kinds != frozenset(DocumentKind):
        conditions.append(rows.kind.in_(sorted(filter.kinds)))
    if filter.subjects is not None:
        named = sorted(subject for subject in filter.subjects if subject is not None)
        about = rows.subject.in_(named)
        conditions.append(or_(rows.subject.is_(None), about) if None in filter.subjects else about)
    return conditions


_ENTRY_COLUMNS = (
    PassageRow.id,
    PassageRow.programme,
    PassageRow.kind,
    PassageRow.scope,
    PassageRow.subject,
    PassageRow.day,
)

_STORED_PASSAGES = select(*_ENTRY_COLUMNS, PassageRow.text_hash, PassageRow.model_id).where(
    PassageRow.document_id == bindparam("id")
)


def stored_documents(session: Session, query: Select[DocumentRow]) -> list[StoredDocument]:
    """What is known of the documents that the query finds, by title then id."""
    columns = load_only(*(getattr(DocumentRow, name) for name in StoredDocument.__dataclass_fields__))
    return [
        StoredDocument(
            id=row.id,
            programme=row.programme,
            kind=DocumentKind(row.kind),
            title=row.title,
            scope=Scope.parse(row.scope),
            source=row.source,
            subject=row.subject,
            author=row.author,
            day=row.day,
            content_hash=row.content_hash,
            file_hash=row.file_hash,
            recipe=row.recipe,
            tags=tuple(row.tags),
        )
        for row in session.scalars(query.options(columns).order_by(DocumentRow.title, DocumentRow.id))
    ]


def _delete_passages(session: Session, ids: Sequence[str]) -> None:
    for batch in batches(ids):
        session.execute(delete(PassageRow).where(PassageRow.id.in_(batch)))


_scope = lru_cache(maxsize=4096)(Scope.parse)
"""Thousands of passages share a scope: one object for all of them takes less time and room than one each."""


def _entry(row: Any) -> Entry:
    return Entry(row.id, row.programme, DocumentKind(row.kind), _scope(row.scope), row.subject, row.day)


def batches(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids in rows that one query can name."""
    every = list(ids)
    for first in range(0, len(every), _BATCH):
        yield every[first : first + _BATCH]
