"""Files into the corpus: what is new or changed is read, cut, embedded and stored; what is gone goes.

A thread reads and cuts ahead while the caller's thread embeds and stores, so that the encoder, by far the
dearest part, seldom waits. Documents come in windows of many passages, because the encoder is fast only
when it can sort many texts by length.
"""

from __future__ import annotations

import hashlib
import logging
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import DatabaseUnavailable, IngestError, ModelUnavailable, UnreadableFile
from ingest.models import Document, DocumentKind, Scope, content_id
from ingest.passages import StoredDocument, list_documents
from ingest.preparing import Cut, Prepared
from ingest.readers import Reader, ReadingLimits, find_files

if TYPE_CHECKING:
    from ingest.sync import Corpus

WINDOW = 1_500
"""Passages to embed at once."""

TAG_KEYS = ("topic", "audience", "stage")
"""What of a file's front matter becomes tags, as `key:value`."""

Progress = Callable[[str, int, int], None]
"""Hears a step (`files` or `passages`), how many are done, and how many are known of so far."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FailedFile:
    """A file that was not taken in, why, and what to do."""

    path: Path
    reason: str
    next_step: str


@dataclass(frozen=True)
class IngestReport:
    """What an ingestion did, in files and passages. A changed file's kept passages count as neither."""

    read: int = 0
    unchanged: int = 0
    failed: tuple[FailedFile, ...] = ()
    removed: int = 0
    passages_added: int = 0
    passages_removed: int = 0


@dataclass(frozen=True)
class _Item:
    path: Path
    cut: Cut
    file_hash: str | None


@dataclass
class _Window:
    """What the reading thread hands over: documents to store, and what became of the other files."""

    items: list[_Item] = field(default_factory=list)
    failed: list[FailedFile] = field(default_factory=list)
    unchanged: int = 0
    passages: int = 0


def take_in(
    corpus: Corpus, programme: str, paths: Sequence[Path], scope: Scope, progress: Progress | None
) -> IngestReport:
    """See `Corpus.ingest`. Raises DatabaseUnavailable or ModelUnavailable; other trouble is a failed file."""
    report = IngestReport()
    heard = _Heard(progress)
    found = list(find_files(paths))
    files = list(dict.fromkeys(_real(path) for path in found))
    heard.files = len(files)
    with corpus.database.read() as session:
        known = {each.source: each for each in list_documents(session, programme=programme)}
    ahead = _ReadingAhead(corpus, programme, scope, files, known)
    for window in ahead.windows():
        heard.passages += window.passages
        prepared = corpus.preparer.embed([item.cut for item in window.items], heard.embedded)
        report = replace(
            report,
            unchanged=report.unchanged + window.unchanged,
            failed=(*report.failed, *window.failed),
        )
        report = _store(corpus, list(zip(window.items, prepared, strict=True)), report)
        heard.finished(len(window.items) + len(window.failed) + window.unchanged)
    return _remove_missing(corpus, known.values(), _folders(paths, found), files, report)


def _real(path: Path) -> Path:
    """The one spelling of a path: whole, without `..` or symbolic links, whatever it was called."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a circle of links has no end; reading it reports the failure
        return path.absolute()


def _folders(paths: Sequence[Path], found: Sequence[Path]) -> set[Path]:
    """The folders that were walked: those named, and those that links in them led to."""
    given = set(paths)
    named = {path for path in given if path.is_dir()}
    return {_real(folder) for folder in named | {path.parent for path in found if path not in given}}


def _store(corpus: Corpus, documents: Sequence[tuple[_Item, Prepared]], report: IngestReport) -> IngestReport:
    """One transaction for the window; if something in it cannot be stored, one for each document."""
    if not documents:
        return report
    try:
        with corpus.change() as change:
            written = [change.put(prepared, file_hash=item.file_hash) for item, prepared in documents]
    except DatabaseUnavailable:
        raise
    except Exception as error:  # noqa: BLE001 - one bad document never stops the batch; it is reported
        if len(documents) > 1:
            for document in documents:
                report = _store(corpus, [document], report)
            return report
        path = documents[0][0].path
        _log.warning("%s could not be stored.", path, exc_info=True)
        return replace(report, failed=(*report.failed, _failure(path, error)))
    return replace(
        report,
        read=report.read + len(documents),
        passages_added=report.passages_added + sum(each.texts_added for each in written),
        passages_removed=report.passages_removed + sum(each.texts_removed for each in written),
    )


def _remove_missing(
    corpus: Corpus,
    known: Iterable[StoredDocument],
    folders: Iterable[Path],
    files: Sequence[Path],
    report: IngestReport,
) -> IngestReport:
    """Delete what was ingested from these folders and is no longer in them."""
    found = {str(path) for path in files}
    # A folder that cannot be listed stands in for its files: nobody knows whether they are gone.
    closed = [path for path in files if path.is_dir()]
    missing = [
        each
        for each in known
        if each.file_hash is not None
        and each.source not in found
        and _is_in(each.source, folders)
        and not _is_in(each.source, closed)
    ]
    if not missing:
        return report
    with corpus.change() as change:
        gone = sum(change.delete(each.id) for each in missing)
    return replace(report, removed=len(missing), passages_removed=report.passages_removed + gone)


def _is_in(source: str, folders: Iterable[Path]) -> bool:
    # The folder is resolved and the file is not: what is a link today was a file of its own when it was read.
    path = Path(source)
    place = _real(path.parent) / path.name
    return any(place.is_relative_to(folder) for folder in folders)


class _ReadingAhead:
    """Reads and cuts in a thread, at most one window ahead, so memory stays bounded."""

    def __init__(
        self,
        corpus: Corpus,
        programme: str,
        scope: Scope,
        files: Sequence[Path],
        known: dict[str, StoredDocument],
    ) -> None:
        self._preparer = corpus.preparer
        self._programme = programme
        self._scope = scope
        self._files = files
        self._known = known
        self._recipe = corpus.preparer.recipe(DocumentKind.GUIDANCE)
        self._limit = ReadingLimits().file_bytes
        self._ready: queue.Queue[_Window | BaseException | None] = queue.Queue(maxsize=1)
        self._stop = threading.Event()

    def windows(self) -> Iterator[_Window]:
        """The windows in order. Ends the thread when the caller is done, or gives up."""
        thread = threading.Thread(target=self._run, name="reading-ahead", daemon=True)
        thread.start()
        try:
            while (ready := self._ready.get()) is not None:
                if isinstance(ready, BaseException):
                    raise ready
                yield ready
        finally:
            self._stop.set()
            while thread.is_alive():
                try:  # the thread may be waiting for room
                    self._ready.get(timeout=0.05)
                except queue.Empty:
                    continue
            thread.join()

    def _run(self) -> None:
        try:
            with Reader() as reader:
                window = _Window()
                for path in self._files:
                    if self._stop.is_set():
                        return
                    self._add(window, path, reader)
                    if window.passages >= WINDOW:
                        self._ready.put(window)
                        window = _Window()
                self._ready.put(window)
            self._ready.put(None)
        except BaseException as error:  # noqa: BLE001 - raised in the caller's thread
            self._ready.put(error)

    def _add(self, window: _Window, path: Path, reader: Reader) -> None:
        try:
            file_hash = self._hash(path)
            if file_hash is not None and self._is_known(path, file_hash):
                window.unchanged += 1
                return
            document = self._document(path, reader)
            cut = self._preparer.cut(document)
            if not cut.passages:
                raise UnreadableFile(f"{path} has no words in it.", "Remove it, or write something in it.")
        except ModelUnavailable:
            raise
        except IngestError as error:
            window.failed.append(FailedFile(path, error.message, error.next_step))
        except Exception as error:  # noqa: BLE001 - nor does a bad file
            _log.warning("%s could not be read.", path, exc_info=True)
            window.failed.append(_failure(path, error))
        else:
            window.items.append(_Item(path, cut, file_hash))
            window.passages += len(cut.passages)

    def _hash(self, path: Path) -> str | None:
        """SHA-256 of the file; None for what the reader will refuse, with its reasons."""
        try:
            if not path.is_file() or path.stat().st_size > self._limit:
                return None
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None

    def _is_known(self, path: Path, file_hash: str) -> bool:
        before = self._known.get(str(path))
        return before is not None and (before.file_hash, before.scope, before.recipe) == (
            file_hash,
            self._scope,
            self._recipe,
        )

    def _document(self, path: Path, reader: Reader) -> Document:
        read = reader.read(path)
        return Document(
            id=content_id(self._programme, str(path)),
            programme=self._programme,
            kind=DocumentKind.GUIDANCE,
            title=read.title,
            text=read.text,
            scope=self._scope,
            source=str(path),
            tags=tags_of(read.front_matter),
        )


def tags_of(front_matter: dict[str, object]) -> tuple[str, ...]:
    """`topic: [goals, trust]` as `topic:goals`, `topic:trust`; only TAG_KEYS, in their order."""
    tags: list[str] = []
    for key in TAG_KEYS:
        value = front_matter.get(key)
        values = value if isinstance(value, list) else [] if value is None else [value]
        tags += [f"{key}:{each}" for each in values]
    return tuple(dict.fromkeys(tags))


def _failure(path: Path, error: Exception) -> FailedFile:
    return FailedFile(
        path,
        f"{path} could not be taken in ({type(error).__name__}: {error}).",
        "Please report this file's kind and the log; the other files are not affected.",
    )


class _Heard:
    """Counts for the caller's progress bar."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._files_done = 0
        self._passages_done = 0
        self.files = 0
        self.passages = 0

    def embedded(self, count: int) -> None:
        self._passages_done += count
        if self._progress is not None:
            self._progress("passages", self._passages_done, self.passages)

    def finished(self, count: int) -> None:
        self._files_done += count
        if self._progress is not None:
            self._progress("files", self._files_done, self.files)
