"""Corpus: documents, their passages and the indexes over them, kept in step.

The database is the truth. A change to documents is one transaction, together with whatever else the
caller writes in it; the exact index in memory and the index on disk follow after the commit.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.intake import IngestReport, Progress, take_in
from ingest.kept_vectors import KeptVectors
from ingest.keyword_search import keyword_search, renew_keywords
from ingest.models import Document, DocumentKind, Filter, Hit, Scope, Scored
from ingest.passages import (
    StoredDocument,
    Written,
    count_passages,
    delete_document,
    get_document,
    load_hits,
    other_models,
    still_visible,
    stored_vectors,
    vectors_of,
    write_document,
)
from ingest.preparing import DEFAULT_CHUNKING, Prepared, Preparer
from ingest.sentence_vectors import nearest_sentences, notes_without
from ingest.vectors import Entry
from ingest.vectors.chroma import ChromaIndex
from ingest.vectors.copy import IndexCopy, IndexReport
from ingest.vectors.exact import ExactIndex

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ingest.chunking import ChunkingConfig
    from ingest.database import Database
    from ingest.embedding import TextEmbedder, Vectors
    from ingest.vectors import VectorIndex

_log = logging.getLogger(__name__)


class Change:
    """A transaction on documents; `session` takes the caller's own rows: all is committed, or nothing."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._removed: dict[str, Entry] = {}
        self._added: dict[str, tuple[Entry, Vectors]] = {}

    def put(self, prepared: Prepared, *, file_hash: str | None = None) -> Written:
        """Store a document in place of the one of its id. Returns what that changed.

        `file_hash` names the bytes it was read from, so that the file need not be read again.
        """
        written = write_document(
            self.session,
            prepared.document,
            prepared.passages,
            prepared.embeddings,
            prepared.model_id,
            file_hash,
            text_hashes=prepared.hashes,
            sentences=prepared.sentences,
            recipe=prepared.recipe,
        )
        self._follow(written.removed, written.added, written.vectors)
        return written

    def delete(self, document_id: str) -> int:
        """Remove a document with its passages. Returns how many passages it had; 0 for an unknown id."""
        removed = delete_document(self.session, document_id)
        self._follow(removed, (), np.empty((0, 0), np.float32))
        return len(removed)

    def effect(self) -> tuple[tuple[Entry, ...], tuple[Entry, ...], Vectors]:
        """What an index must remove, then add, to come from before the change to after it."""
        entries = tuple(entry for entry, _ in self._added.values())
        vectors = [vector for _, vector in self._added.values()]
        stacked = np.stack(vectors) if vectors else np.empty((0, 0), np.float32)
        return tuple(self._removed.values()), entries, stacked

    def _follow(self, removed: Sequence[Entry], added: Sequence[Entry], vectors: Vectors) -> None:
        for entry in removed:
            if self._added.pop(entry.passage_id, None) is None:
                self._removed.setdefault(entry.passage_id, entry)
        for entry, vector in zip(added, vectors, strict=True):
            self._added[entry.passage_id] = (entry, vector)


EXACT_UP_TO = 50_000
"""Loading so many vectors takes about 1.2 s, no more than opening the index, and ranking them some milliseconds."""

_TEXTS_KEPT = 20_000
"""Vectors of the latest queries and lines are kept (30 MB): drafts ask the same of guidance and notes again and again.

With fewer, thirty people's notes push each other's lines out."""


class Corpus:
    """Everything that can be found. Safe to use from several threads; one process a data folder.

    Args:
        database: an open database that has the tables.
        embedder: builds or returns the embedder; called when one is first needed.
        index_folder: where the vector index lives; it may be missing or hold an unusable index.
        chunking: the passage sizes of each kind of document.
        open_index: opens or makes the index in a folder.
        exact_up_to: with no more passages than this, vectors are ranked exactly from the database, which
            is as quick then and spares opening the index.
    """

    def __init__(
        self,
        database: Database,
        embedder: Callable[[], TextEmbedder],
        index_folder: Path,
        chunking: Mapping[DocumentKind, ChunkingConfig] = DEFAULT_CHUNKING,
        open_index: Callable[[Path], VectorIndex] = ChromaIndex,
        exact_up_to: int = EXACT_UP_TO,
    ) -> None:
        self.database = database
        self._build_embedder = embedder
        self._embedder: TextEmbedder | None = None
        self._embedder_lock = threading.Lock()
        self.preparer = Preparer(database, self.embedder, chunking)
        self._copy = IndexCopy(database, index_folder, lambda: self.embedder().model_id, open_index)
        self._exact_up_to = exact_up_to
        self._kept = KeptVectors(self.embedder, _TEXTS_KEPT)
        self._counted: int | None = None
        """What `count` said last, until passages change: counting 100,000 takes longer than finding the nearest."""
        self._exact: ExactIndex | None = None
        self._exact_lock = threading.Lock()
        self._closed = False

    def embedder(self) -> TextEmbedder:
        """The embedder, built on the first call. Raises ModelUnavailable if it cannot be."""
        with self._embedder_lock:
            if self._embedder is None:
                self._embedder = self._build_embedder()
            return self._embedder

    def prepare(self, documents: Iterable[Document], progress: Callable[[int], None] | None = None) -> list[Prepared]:
        """Documents cut and embedded, in order, for `Change.put`. Slow: call it outside any transaction."""
        return self.preparer.embed([self.preparer.cut(document) for document in documents], progress)

    @contextmanager
    def change(self) -> Iterator[Change]:
        """A transaction on documents and anything else in the database, committed at the end of the block.

        An error in the block, or in the commit, leaves everything as it was. A failing index is no error:
        it is logged, exact ranking takes over, and the index is rebuilt.
        """
        if self._closed:
            raise RuntimeError("this corpus is closed")
        committing = False
        with self._copy.changes:
            self._copy.own()
            try:
                with self.database.write() as session:
                    change = Change(session)
                    yield change
                    session.flush()
                    removed, added, vectors = change.effect()
                    committing = bool(removed or added)
                if committing:
                    self._counted = None
                    with self._exact_lock:
                        if self._exact is not None:
                            self._exact.delete(removed)
                            self._exact.add(added, vectors)
                    self._copy.apply(removed, added, vectors)
                    committing = False
            finally:
                if committing:  # interrupted: nobody knows how far it got, but the database is right
                    self._exact = self._counted = None
                    self._copy.distrust("a change was interrupted")

    def delete(self, document_id: str) -> int:
        """Remove a document with its passages in a transaction of its own. Returns how many it had."""
        with self.change() as change:
            return change.delete(document_id)

    def ingest(
        self,
        programme: str,
        paths: Sequence[Path],
        scope: Scope | None = None,
        progress: Progress | None = None,
    ) -> IngestReport:
        """Take in files and folders as guidance, readable in `scope` (default: the whole programme).

        A file whose bytes, scope and recipe are known is not read again; a file that is gone from one of
        the folders goes with its passages; a file that fails is reported, and its old text stays.
        Interrupted, it keeps what was committed and goes on from there the next time.
        """
        return take_in(self, programme, paths, scope or Scope.programme(programme), progress)

    def keyword(self, text: str, filter: Filter, k: int) -> list[Scored]:
        """Up to `k` visible passages that share words with `text`, best first."""
        with self.database.read() as session:
            return keyword_search(session, text, filter, k)

    def nearest(self, query: str | Vectors, filter: Filter, k: int) -> list[Scored]:
        """Up to `k` visible passages nearest in meaning to a text or a vector; the score is the cosine.

        Ranked by the index on disk, or exactly: where there are few passages, and while there is no
        index to trust.
        """
        if k <= 0 or not filter.scopes or not filter.kinds:
            return []
        vector = self.vectors([query])[0] if isinstance(query, str) else query
        ranked = None if self._few() else self._copy.query(vector, filter, k)
        if ranked is None:
            return self._exact_index().query(vector, filter, k)  # follows every change at once
        with self.database.read() as session:
            there = still_visible(session, (scored.passage_id for scored in ranked), filter)
        return [scored for scored in ranked if scored.passage_id in there]

    def cosines(self, text: str, ids: Sequence[str]) -> dict[str, float]:
        """The cosine of the text and each of these passages, by id; none for what is gone or another model embedded."""
        if not ids:
            return {}
        vector = self.vectors([text])[0]
        with self.database.read() as session:
            stored = vectors_of(session, ids, self.embedder().model_id)
        return {identifier: float(other @ vector) for identifier, other in stored.items()}

    def sentence_cosines(self, text: str, ids: Sequence[str]) -> dict[str, float]:
        """The cosine of the text and the nearest sentence of each of these passages of notes, by id.

        None for guidance, for what is gone or of a long note, and for what another model or an older version took in.
        """
        if not ids:
            return {}
        vector = self.vectors([text])[0]
        with self.database.read() as session:
            return nearest_sentences(session, vector, ids, self.embedder().model_id)

    def hits(self, ids: Iterable[str], filter: Filter) -> dict[str, Hit]:
        """The visible passages among `ids`, read from the database now; their score is 0."""
        with self.database.read() as session:
            return load_hits(session, ids, filter)

    def check(self) -> IndexReport:
        """Compare the index with the database; a rebuild begins in the background if they differ."""
        report = self._copy.check()
        strange = self.strange()
        if strange:
            _log.warning(
                "%d documents were embedded by another model and cannot be found by meaning; "
                "`mentor rebuild` embeds them again.",
                len(strange),
            )
        return report

    def strange(self) -> list[StoredDocument]:
        """The documents that another model embedded: they are found by their words, never by meaning."""
        with self.database.read() as session:
            return other_models(session, self.embedder().model_id)

    def without_sentences(self) -> list[StoredDocument]:
        """The notes that an older version took in: the meaning of their single sentences is not known."""
        with self.database.read() as session:
            return notes_without(session)

    def reembed(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Embed anew what another model embedded, or an older version left without its sentences.

        Returns how many documents that were. `progress` hears how many of how many are done; each is a transaction of
        its own.
        """
        strange = list({each.id: each for each in (*self.strange(), *self.without_sentences())}.values())
        for done, stored in enumerate(strange, start=1):
            with self.database.read() as session:
                document = get_document(session, stored.id)
            if document is not None:
                [prepared] = self.prepare([document])
                with self.change() as change:
                    change.put(prepared, file_hash=stored.file_hash)
            if progress is not None:
                progress(done, len(strange))
        return len(strange)

    def count(self) -> int:
        """How many passages can be found by meaning."""
        with self.database.read() as session:
            return count_passages(session, self.embedder().model_id)

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Make the index on disk anew from the stored vectors. Returns how many passages it holds.

        `progress` hears how many passages of how many are in. Nothing is embedded.
        """
        return self._copy.rebuild(progress)

    def scrub(self) -> None:
        """See that nothing of deleted texts is left in the database's file, in keyword search or in memory.

        The index on disk holds no text; `rebuild` leaves nothing of deleted vectors in it either.

        Raises:
            DatabaseUnavailable: another process is at the database, or there is no room; nothing is lost.
        """
        with self.database.write() as session:
            renew_keywords(session)
        self.database.scrub()
        self.forget()

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """The vectors of queries or lines, as float32 (n, dimension), kept for the next time.

        What will be asked soon is best asked for together: one call encodes ten queries in the time of four.
        """
        return self._kept.of(texts)

    def forget(self) -> None:
        """Let go of the queries and lines kept in memory, for when texts are deleted for good."""
        self._kept.forget()
        self.preparer.forget()

    def wait_for_index(self) -> None:
        """Return when no rebuild is under way in the background."""
        self._copy.wait()

    def close(self) -> None:
        """Close the index cleanly, finishing or putting off a rebuild. The database stays open."""
        self._closed = True
        self._copy.close()

    def _few(self) -> bool:
        counted, exact = self._counted, self._exact
        if counted is None:
            counted = self._counted = self.count() if exact is None else exact.count()
        return counted <= self._exact_up_to

    def _exact_index(self) -> ExactIndex:
        with self._exact_lock:
            if self._exact is None:
                with self.database.read() as session:
                    entries, vectors, _ = stored_vectors(session, self.embedder().model_id)
                self._exact = ExactIndex(entries, vectors)
            return self._exact
