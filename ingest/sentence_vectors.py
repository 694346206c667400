"""What single sentences of notes mean: a vector for each, kept beside its passage's.

A note's passage holds several points, and its vector says a little of each. What somebody looks for is mostly one of them
(docs/decisions/0027-what-finds-the-note-asked-for.md). Guidance has none: its passages are of one thing, and many. Nor has
a long note: what a meeting says of one thing fills many passages, and no sentence of it says the thing.

Kept as 16-bit numbers, one sentence after the other: cosines change by less than a thousandth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.models import DocumentKind, Passage
from ingest.passages import StoredDocument, batches, stored_documents
from ingest.sentences import sentences
from ingest.tables import DocumentRow, PassageRow

if TYPE_CHECKING:
    from ingest.embedding import Vectors


LONG = 15
"""A note of so many passages is a long one."""


def sentences_of(passages: Sequence[Passage]) -> list[list[str]]:
    """Of each passage of a note the sentences whose meaning is kept, in order; none of a long one's."""
    if len(passages) >= LONG:
        return [[] for _ in passages]
    return [[one.text[start:end] for start, end in sentences(one.text)] for one in passages]


def packed(vectors: Vectors) -> bytes:
    """The vectors, shape (n, dimension), as they are stored."""
    return np.ascontiguousarray(vectors, dtype="<f2").tobytes()


def packed_by_text_hash(session: Session, hashes: Iterable[str], model_id: str) -> dict[str, bytes]:
    """What is stored of the sentences of texts that `model_id` has embedded before, by text hash; nothing of long notes'."""
    found: dict[str, bytes] = {}
    for batch in batches(dict.fromkeys(hashes)):
        query = select(PassageRow.text_hash, PassageRow.sentences).where(
            PassageRow.text_hash.in_(batch), PassageRow.model_id == model_id, PassageRow.sentences.is_not(None)
        )
        for text_hash, stored in session.execute(query):
            if stored:
                found.setdefault(text_hash, stored)
    return found


def nearest_sentences(session: Session, vector: Vectors, ids: Sequence[str], model_id: str) -> dict[str, float]:
    """Of each of these passages the cosine of `vector` and its nearest sentence, by id.

    None for guidance, for what is gone or of a long note, and for what another model or an older version took in.
    """
    found: dict[str, float] = {}
    for batch in batches(dict.fromkeys(ids)):
        query = select(PassageRow.id, PassageRow.sentences).where(
            PassageRow.id.in_(batch), PassageRow.model_id == model_id, PassageRow.sentences.is_not(None)
        )
        for identifier, stored in session.execute(query):
            vectors = np.frombuffer(stored or b"", dtype="<f2").reshape(-1, len(vector)).astype(np.float32)
            if len(vectors):
                found[identifier] = float((vectors @ vector).max())
    return found


def notes_without(session: Session) -> list[StoredDocument]:
    """The notes that an older version took in, of whose sentences nothing is kept."""
    bare = select(PassageRow.document_id).where(
        PassageRow.kind == DocumentKind.NOTE.value, PassageRow.sentences.is_(None)
    )
    return stored_documents(session, select(DocumentRow).where(DocumentRow.id.in_(bare)))
