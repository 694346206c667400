"""The data folder: opened by one process, backed up at any time, restored, examined."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from copilot.errors import BriefError, InvalidInput, NotFound
from copilot.repository import people, schema
from copilot.settings import Settings
from ingest.database import Database
from ingest.errors import DatabaseUnavailable, FolderInUse, IngestError
from ingest.index_state import forget_index
from ingest.keyword_search import keyword_fault
from ingest.lock import FolderLock
from ingest.sync import Corpus

if TYPE_CHECKING:
    from ingest.embedding import TextEmbedder

EmbedderFactory = Callable[[], "TextEmbedder"]
INDEX = "index"
KNOWN_TEXTS = Path(__file__).parent / "known_texts.npz"
"""Written by `python -m evals.known_texts`."""


@dataclass(frozen=True)
class Check:
    """One thing `doctor` looked at: whether it is fine, what it found, and what to do if not."""

    name: str
    fine: bool
    message: str
    next_step: str = ""


class DataFolder:
    """An open data folder: its lock, database and corpus. Close it, or use it as a context manager.

    `lock` is the folder's where the caller holds it already; it stays the caller's to release.

    Raises:
        FolderInUse: another process has it open.
        DatabaseUnavailable: it cannot be written, or was written by a newer version.
    """

    def __init__(
        self, settings: Settings, embedder: EmbedderFactory | None = None, *, lock: FolderLock | None = None
    ) -> None:
        _make(settings.folder)
        with ExitStack() as opened:
            if lock is None:
                opened.enter_context(FolderLock(settings.folder))
            self.database = Database(settings.url)
            opened.callback(self.database.close)
            schema.migrate(self.database)
            self.corpus = Corpus(
                self.database,
                embedder or (lambda: embedder_of(settings)),
                settings.folder / INDEX,
                exact_up_to=settings.exact_up_to,
            )
            opened.callback(self.corpus.close)
            self._opened = opened.pop_all()

    def close(self) -> None:
        """Close the index cleanly, the database, and let others in. Closing twice does nothing."""
        self._opened.close()

    def __enter__(self) -> DataFolder:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def embedder_of(settings: Settings) -> TextEmbedder:
    """The encoder that is set, or else the one that comes with the package, with the vectors of our own texts.

    It is loaded when it encodes a text. Raises ModelUnavailable where the folder that is set holds no such model.
    """
    from ingest.embedding import Embedder
    from ingest.known_texts import KnownTexts

    if settings.encoder is not None:
        return Embedder.from_folder(settings.encoder, settings.encoder_precision)
    return KnownTexts(Embedder(settings.encoder_precision), KNOWN_TEXTS)


def back_up(settings: Settings, target: Path) -> None:
    """Write the database to `target`, a new file for its owner alone. Needs no lock: the app may be running.

    Raises:
        NotFound: there is no database yet.
        BriefError: `target` exists, or its folder does not.
    """
    if not settings.database_path.exists():
        raise NotFound(f"There is nothing to back up in {settings.folder}.", next_step="Check --data.")
    if target.exists():
        raise BriefError(f"{target} exists already.", location=str(target), next_step="Name a new file.")
    if not target.absolute().parent.is_dir():
        raise BriefError(f"{target.parent} is no folder.", location=str(target), next_step="Make the folder first.")
    database = Database(settings.url)
    try:
        with _for_the_owner():
            database.backup(target)
    finally:
        database.close()


def restore(settings: Settings, source: Path, embedder: EmbedderFactory | None = None) -> Path | None:
    """Put a backup in place of the database and rebuild the index. Returns where the one before is kept.

    The backup is copied, checked and migrated before anything is moved; should the folder then not open
    with it, the database before is put back. Killed at any moment it leaves the one or the other, whole.

    Raises:
        InvalidInput: `source` is no backup of ours, damaged, or of a newer version.
        FolderInUse: another process has the folder open.
    """
    if not source.is_file():
        raise InvalidInput(f"{source} is not a file.", location=str(source), next_step="Check the path.")
    _make(settings.folder)
    current = settings.database_path
    kept = current.with_name("before-restore.db")
    incoming = current.with_name("restoring.db")
    with FolderLock(settings.folder) as lock:
        _remove(incoming)
        shutil.copyfile(source, incoming)
        try:
            _prove(incoming, source)
        except BaseException:
            _remove(incoming)
            raise
        had = current.exists()
        if had:
            _keep(current, kept)
        # One step: were the one moved away before the other is there, a kill between would show an empty folder.
        incoming.replace(current)
        try:
            with DataFolder(settings, embedder, lock=lock) as folder:
                folder.corpus.rebuild()
        except BaseException:
            if had:
                _remove_journal(current)
                kept.replace(current)
            else:
                _remove(current)
            raise
    return kept if had else None


def examine(settings: Settings, embedder: EmbedderFactory | None = None) -> list[Check]:
    """Look at folder, database, index and encoder; nothing is created that is not there."""
    checks = [_encoder(embedder or (lambda: embedder_of(settings)))]
    if not settings.database_path.exists():
        hint = "Begin with `mentor init` or `mentor import FILE`."
        return [Check("folder", True, f"{settings.folder} holds no data yet.", hint), *checks]
    try:
        with DataFolder(settings, embedder) as folder:
            checks = [
                Check("folder", True, f"{settings.folder} is ours to write."),
                *_database(folder.database),
                _index(folder.corpus),
                *checks,
            ]
    except FolderInUse as error:
        return [
            Check("folder", True, error.message, "To check its inside, close the other process first."),
            *checks,
        ]
    except IngestError as error:
        return [Check("folder", False, error.message, error.next_step), *checks]
    return checks


def _database(database: Database) -> list[Check]:
    with database.read() as session:
        fault = schema.fault(session.connection())
        words = None if fault else keyword_fault(session)
        known = people.programmes(session)
    names = ", ".join(f"{one.id} ({one.name})" for one in known) or "none yet"
    sound = Check(
        "database",
        fault is None,
        fault or f"sound, at schema {schema.HEAD}.",
        "" if fault is None else "Restore a backup.",
    )
    keywords = Check(
        "keyword search",
        words is None,
        words or "agrees with the passages.",
        "" if words is None else "Run `mentor rebuild`.",
    )
    return [sound, *([] if fault else [keywords]), Check("programmes", True, f"{names}.")]


def _index(corpus: Corpus) -> Check:
    try:
        report = corpus.check()
        strange, older = corpus.strange(), corpus.without_sentences()
    except IngestError as error:
        return Check("index", False, error.message, error.next_step)
    if strange:
        return Check(
            "index",
            False,
            f"{len(strange)} documents were encoded by another encoder and are found by their words alone.",
            "Run `mentor rebuild`, which encodes them anew.",
        )
    if report.passages == 0:
        return Check("index", True, "nothing to hold yet.")
    if report.fault:
        doing = "it is being rebuilt" if report.rebuilding else "search ranks without it"
        return Check(
            "index",
            report.rebuilding,
            f"not in use ({report.fault}); {doing}.",
            "" if report.rebuilding else "Run `mentor rebuild`.",
        )
    held = f"{report.indexed} of {report.passages} passages"
    if older:
        return Check(
            "index",
            True,
            f"{held}. Notes that an older version took in, which are found less well: {len(older)}.",
            "Run `mentor rebuild` once, which reads them anew.",
        )
    return Check("index", True, f"{held}.")


def _encoder(embedder: EmbedderFactory) -> Check:
    try:
        built = embedder()
        built.encode_query("a question")
    except IngestError as error:
        return Check("encoder", False, error.message, error.next_step)
    return Check("encoder", True, f"{built.model_id}, {built.dimension} dimensions.")


def _prove(copy: Path, source: Path) -> None:
    """Open the copy, check it, bring it up to date. Raises InvalidInput when it is no backup of ours."""
    database: Database | None = None
    try:
        database = Database(f"sqlite:///{copy}")
        with database.read() as session:
            connection = session.connection()
            fault = schema.fault(connection)
            ours = schema.revision(connection) is not None
        if fault is not None or not ours:
            raise DatabaseUnavailable(fault or "it is a database, but not one of mentor's.")
        schema.migrate(database)
        with database.write() as session:
            # The folder's index may have changed since, and its last owner been killed: it is no copy of this.
            forget_index(session)
    except DatabaseUnavailable as error:
        raise InvalidInput(
            f"{source} cannot be restored: {error.message.replace(f'The database {copy} ', 'it ')}",
            location=str(source),
            next_step="Name a file that `mentor backup` wrote.",
        ) from error
    finally:
        if database is not None:
            database.close()
    with copy.open("rb+") as file:
        os.fsync(file.fileno())


def _keep(current: Path, kept: Path) -> None:
    """See that `kept` is the whole database of `current`, which becomes a single file.

    Raises:
        DatabaseUnavailable: another process is reading it, so that its journal cannot be closed.
    """
    _remove(kept)
    try:
        Database(f"sqlite:///{current}").close()  # brings into the file what a killed process left in the journal
    except DatabaseUnavailable as error:
        if getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF not in _DAMAGED:
            raise
        # Which may be why a backup is wanted: every part of it is kept as it is.
        for part in _PARTS:
            if Path(f"{current}{part}").exists():
                shutil.copyfile(f"{current}{part}", f"{kept}{part}")
        _remove_journal(current)
        return
    if Path(f"{current}{_JOURNAL}").exists():
        raise DatabaseUnavailable(
            f"The database {current} is being read by another process, a backup perhaps.",
            "Wait for it to end, then try again.",
        )
    try:
        os.link(current, kept)
    except OSError:  # a file system without links
        shutil.copyfile(current, kept)


def _make(folder: Path) -> None:
    try:
        # People's private notes: nobody else on this computer has business here.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailable(
            f"The data folder {folder} cannot be made: {error.strerror}.", "Name another one with --data."
        ) from error


_UMASK = threading.Lock()


@contextmanager
def _for_the_owner() -> Iterator[None]:
    """Files made in the block are readable by their owner alone, from their first byte on.

    The mask is the process's, so another thread's new files are that private too meanwhile. A `chmod`
    afterwards would leave them open while they are written, and fails on a memory stick.
    """
    with _UMASK:
        before = os.umask(0o077)
        try:
            yield
        finally:
            os.umask(before)


_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_JOURNAL = "-wal"
_PARTS = ("", _JOURNAL, "-shm")
"""A SQLite database is up to three files, which belong together by name."""


def _remove(database: Path) -> None:
    for part in _PARTS:
        Path(f"{database}{part}").unlink(missing_ok=True)


def _remove_journal(database: Path) -> None:
    for part in _PARTS[1:]:
        Path(f"{database}{part}").unlink(missing_ok=True)
