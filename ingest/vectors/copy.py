"""The index on disk: opened only if whole, else rebuilt from the database beside the work (docs/architecture.md).

A folder is whole if its last owner closed it (opening alone writes to it, so a reader is an owner too). One
that is not is never opened: chromadb may then end the process. A new one is filled from the stored vectors
and swapped in by the database row.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.models import Filter, Scored
from ingest.passages import count_passages, sample_vectors, stored_vectors
from ingest.vectors import Entry
from ingest.vectors.chroma import ChromaIndex
from ingest.vectors.folder import IndexFolder

if TYPE_CHECKING:
    from ingest.database import Database
    from ingest.embedding import Vectors
    from ingest.vectors import VectorIndex

SMALL = 5_000
"""A rebuild of at most so many passages is finished at closing (some 3 s); a larger one is put off."""

_INLINE = 200
"""Up to so many passages a rebuild is done on the spot: a thread would cost more than it saves."""

_PATIENCE = 0.02
"""Seconds a search waits for a change to the index before it ranks exactly."""

_BATCH = 1_000
_SAMPLE = 16
_SAME = 0.999
_LOST = 0.25
"""Approximate ranking may miss a known passage; beyond this share of the sample something is wrong."""

_log = logging.getLogger(__name__)


class IndexFault(Exception):
    """The index does not hold what the database does."""


class _PutOff(Exception):
    pass


@dataclass(frozen=True)
class IndexReport:
    """How the index stands. `fault` says why it is not in use, "" if it is."""

    in_use: bool
    rebuilding: bool
    passages: int
    indexed: int | None
    fault: str


class IndexCopy:
    """The vector index as a copy that may fail: searches and changes survive that.

    `changes` must be held while passages change in the database and until `apply` was told of it; `own`
    must be called before. Locks are taken in the order `changes`, `_lock`, the database's, and none is
    held while waiting for the rebuilding thread.
    """

    def __init__(
        self,
        database: Database,
        folder: Path,
        model_id: Callable[[], str],
        open_index: Callable[[Path], VectorIndex] = ChromaIndex,
    ) -> None:
        self.changes = threading.RLock()
        self._database = database
        self._folder = IndexFolder(database, folder)
        self._model_id = model_id
        self._open_index = open_index
        self._lock = threading.RLock()
        self._index: VectorIndex | None = None
        self._fault = ""
        self._tried = False
        self._one_rebuild = threading.Lock()
        self._rebuilder: threading.Thread | None = None
        self._cancel = threading.Event()
        self._pending: list[tuple[tuple[Entry, ...], tuple[Entry, ...], Vectors]] | None = None
        """Changes since a rebuild began, for its end; None while there is no rebuild."""
        self._closed = False

    def own(self) -> None:
        """Commit that the folder is no longer known to be whole. To be called before passages change."""
        with self._lock:
            self._folder.own()

    def query(self, vector: Vectors, filter: Filter, k: int) -> list[Scored] | None:
        """The index's ranking, or None if there is none to be had now: rank exactly then."""
        if self._index is None and not self._open_for_query():
            return None
        if not self._lock.acquire(timeout=_PATIENCE):
            return None
        try:
            return self._index.query(vector, filter, k) if self._index is not None else None
        except Exception as error:  # noqa: BLE001 - whatever the index does, there is another ranking
            self._distrust(f"a query failed: {error}")
            return None
        finally:
            self._lock.release()

    def apply(self, removed: tuple[Entry, ...], added: tuple[Entry, ...], vectors: Vectors) -> None:
        """Bring the index up to a change that the database has committed; never raises for its own sake."""
        if not removed and not added:
            return
        with self._lock:
            if self._pending is not None:
                self._pending.append((removed, added, vectors))
            fresh = self._index is None
            try:
                index = self._ready(check=False)
                if index is None:
                    return  # rebuilt, now or later, from a database that has the change already
                index.delete(removed)
                index.add(added, vectors)
                if fresh:
                    self._verify(index)
            except Exception as error:  # noqa: BLE001 - the write has happened; the copy can be made again
                self._distrust(f"a change could not be written: {error}")
            except BaseException:
                self._distrust("a change was interrupted")
                raise

    def distrust(self, reason: str) -> None:
        """Stop using the index, because it may lack a change. The next call begins a rebuild."""
        with self._lock:
            self._distrust(reason)

    def check(self) -> IndexReport:
        """Open the index if it was not, compare it with the database, start a rebuild if it differs."""
        with self.changes, self._lock:
            known = self._index is not None
            indexed: int | None = None
            try:
                index = self._ready()
                if index is not None and known:
                    self._verify(index)
                indexed = index.count() if index is not None else None
            except Exception as error:  # noqa: BLE001 - a report on the index must survive the index
                self._distrust(f"it failed its check: {error}")
                self._ready()
            with self._database.read() as session:
                passages = count_passages(session, self._model_id())
            return IndexReport(
                in_use=self._index is not None,
                rebuilding=self._pending is not None,
                passages=passages,
                indexed=indexed,
                fault="" if self._index is not None else self._fault,
            )

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Fill a new folder from the stored vectors and use it; returns how many passages it holds.

        `progress` hears how many of how many are in. Nothing is embedded. Changes and searches go on.
        Raises whatever keeps the folder from being filled; the index in use before stays in use then.
        """
        with self._one_rebuild:
            self._stop_rebuilding()
            with self.changes, self._lock:
                self._folder.own()
                self._tried = True
                self._pending = []
            return self._fill(progress)

    def wait(self) -> None:
        """Return when no rebuild is under way in the background."""
        thread = self._rebuilder
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def close(self) -> None:
        """Finish a small rebuild or put a large one off, then close the folder and note that it is whole."""
        if self._closed:
            return
        if self._rebuilder is not None and self._rebuilder.is_alive():
            with self._database.read() as session:
                small = count_passages(session, self._model_id()) <= SMALL
            if small:
                self.wait()
            else:
                self._stop_rebuilding()
        with self.changes, self._lock:
            self._closed = True
            index, self._index = self._index, None
            try:
                if index is not None:
                    index.close()
                    self._folder.release()
                elif not self._fault:
                    self._folder.release_untouched()
            except Exception:  # noqa: BLE001 - not clean, so rebuilt the next time; nothing is lost
                _log.warning("The vector index was not closed cleanly and will be rebuilt.", exc_info=True)

    # Below, the locks are held by the caller, except in `_open_for_query`, `_fill` and `_stop_rebuilding`.

    def _open_for_query(self) -> bool:
        """Whether an index is open now. Opening compares it with the database: no change may be halfway."""
        if self._database.in_write or not self.changes.acquire(timeout=_PATIENCE):
            return False
        try:
            if not self._lock.acquire(timeout=_PATIENCE):
                return False
            try:
                return self._ready() is not None
            finally:
                self._lock.release()
        finally:
            self.changes.release()

    def _ready(self, *, check: bool = True) -> VectorIndex | None:
        """The index in use; opened, or a rebuild begun, on the first call.

        Without `check` it may lack the latest change, and is None even if it was rebuilt on the spot, with
        that change in it.
        """
        if self._index is not None or self._closed or self._pending is not None or self._tried:
            return self._index
        self._folder.own()
        self._fault = self._fault or self._folder.fault(self._model_id())
        if not self._fault:
            try:
                self._index = self._open_index(self._folder.begin_use())
                if check:
                    self._verify(self._index)
            except Exception as error:  # noqa: BLE001 - chromadb raises anything for a damaged folder
                self._distrust(f"it could not be opened: {error}")
        if self._fault:
            self._begin_rebuild()
            return self._index if check else None
        return self._index

    def _verify(self, index: VectorIndex) -> None:
        """Raise IndexFault unless the index holds as many passages as the database and finds a sample."""
        with self._database.read() as session:
            expected = count_passages(session, self._model_id())
            entries, vectors = sample_vectors(session, self._model_id(), _SAMPLE)
        count = index.count()
        if count != expected:
            raise IndexFault(f"it holds {count} passages, the database {expected}")
        lost = 0
        for entry, vector in zip(entries, vectors, strict=True):
            best = index.query(vector, _sees(entry), 1)
            lost += not best or best[0].score < _SAME
        if lost > _LOST * len(entries):
            raise IndexFault(f"it does not find {lost} of {len(entries)} known passages by their own vectors")

    def _distrust(self, reason: str) -> None:
        """Use it no more. The next call that needs an index begins a rebuild, once a process."""
        self._fault = reason
        index, self._index = self._index, None
        _log.warning("The vector index is not used: %s. Passages are ranked exactly meanwhile.", reason)
        if index is not None:
            _close_quietly(index)

    def _begin_rebuild(self) -> None:
        with self._database.read() as session:
            count = count_passages(session, self._model_id())
        if count == 0:
            return  # nothing to find, so no second is spent on importing chromadb
        self._tried = True  # what fails (a full disk) would fail again: left to the next start or a person
        self._pending = []
        self._cancel.clear()
        if count <= _INLINE:
            self._fill_quietly()
            return
        _log.info("Rebuilding the vector index (%s): %d passages.", self._fault, count)
        self._rebuilder = threading.Thread(target=self._fill_quietly, name="index-rebuild", daemon=True)
        self._rebuilder.start()

    def _fill_quietly(self) -> None:
        try:
            self._fill(None)
        except _PutOff:
            _log.info("The rebuild of the vector index is left to the next start.")
        except Exception as error:  # noqa: BLE001 - exact ranking goes on; the reason is logged and reported
            self._fault = f"it could not be rebuilt: {error}"
            _log.warning("The vector index could not be rebuilt; passages are ranked exactly.", exc_info=True)

    def _fill(self, progress: Callable[[int, int], None] | None) -> int:
        """Fill a new generation and swap it in; `_pending` collects changes from before the first read on."""
        generation: str | None = None
        index: VectorIndex | None = None
        try:
            model_id = self._model_id()
            generation = self._folder.new_generation()
            index = self._open_index(self._folder.index_path(generation))
            self._copy_stored(index, model_id, progress)
            with self.changes, self._lock:
                for removed, added, vectors in self._pending or ():
                    index.delete(removed)
                    index.add(added, vectors)
                self._pending = None
                self._verify(index)
                self._folder.swap_in(generation, model_id)
                old, self._index, self._fault = self._index, index, ""
                if old is not None:
                    _close_quietly(old)
                self._folder.remove_others(generation)
                return index.count()
        except BaseException:
            with self._lock:
                self._pending = None
                if index is None or index is not self._index:
                    if index is not None:
                        _close_quietly(index)
                    if generation is not None:
                        self._folder.remove(generation)
            raise

    def _copy_stored(self, index: VectorIndex, model_id: str, progress: Callable[[int, int], None] | None) -> None:
        after = 0
        while not self._cancel.is_set():
            with self._database.read() as session:
                total = count_passages(session, model_id)
                entries, vectors, after = stored_vectors(session, model_id, after=after, limit=_BATCH)
            if not entries:
                return
            index.add(entries, vectors)
            if progress is not None:
                progress(min(index.count(), total), total)
        raise _PutOff

    def _stop_rebuilding(self) -> None:
        self._cancel.set()
        self.wait()
        self._cancel.clear()
        self._rebuilder = None


def _close_quietly(index: VectorIndex) -> None:
    try:
        index.close()
    except Exception:  # noqa: BLE001 - it is out of use already
        _log.warning("A vector index that is not used any more could not be closed.", exc_info=True)


def _sees(entry: Entry) -> Filter:
    """The narrowest filter that lets the passage through."""
    return Filter(
        programme=entry.programme,
        scopes=frozenset({entry.scope}),
        as_of=entry.day or date.max,
        subjects=frozenset({entry.subject}),
        kinds=frozenset({entry.kind}),
    )
