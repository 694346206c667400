"""The relational database: engine, sessions, backup. The only truth (docs/architecture.md); SQLite on one machine."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, MetaData, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import DeclarativeBase, Session

from ingest.errors import DatabaseUnavailable

BUSY_TIMEOUT_MS = 15_000
"""How long a write waits for another process's write before it gives up."""

PAGE_CACHE_KIB = 64_000
"""Page cache of one connection: holds the passages of a few thousand documents, which ranking walks."""


class Base(DeclarativeBase):
    """Every table of the database, ours and the domain's, so that one transaction can span them.

    Constraints are named, because SQLite can only change a table by copying it, and an unnamed one gets lost.
    """

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Database:
    """An open SQLite file in WAL mode; opening it creates the file if there is none, but no tables.

    Safe to use from several threads; writes of one process queue up, those of another are waited for.

    Args:
        url: `sqlite:///` and the path of a file.

    Raises:
        DatabaseUnavailable: the URL is not for a SQLite file, or the file cannot be opened, is not a
            database, or lies where we may not write.
    """

    def __init__(self, url: str) -> None:
        try:
            parsed = make_url(url)
        except ArgumentError as error:
            raise DatabaseUnavailable(f"{url!r} is not a database URL.", "Use sqlite:///PATH.") from error
        if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
            raise DatabaseUnavailable(
                f"{parsed.render_as_string()!r} is not the URL of a SQLite file.", "Use sqlite:///PATH."
            )
        self.path = Path(str(parsed.database))
        self.engine: Engine = create_engine(parsed, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
        self._write_engine = self.engine.execution_options(begin_immediate=True)
        self._write_lock = threading.Lock()
        self._writer: int | None = None
        event.listen(self.engine, "connect", _configure)
        event.listen(self.engine, "begin", _begin)
        event.listen(self.engine, "handle_error", self._explain)
        try:
            with self.engine.connect():
                pass
        except BaseException:
            self.engine.dispose()
            raise

    @property
    def in_write(self) -> bool:
        """Whether this thread is inside `write()`."""
        return self._writer == threading.get_ident()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session in `BEGIN IMMEDIATE`: committed at the end, rolled back when an error leaves the block.

        Raises:
            DatabaseUnavailable: the disk is full, the file read-only, another process too long at it.
            RuntimeError: this thread is already inside `write()` (it would wait for itself).
        """
        if self.in_write:
            raise RuntimeError("write() inside write(): pass the session on instead")
        with self._write_lock:
            self._writer = threading.get_ident()
            try:
                with Session(self._write_engine, expire_on_commit=False) as session, session.begin():
                    session.connection()  # take the lock now: what is read next is still true at the commit
                    yield session
            finally:
                self._writer = None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one moment of the database; whatever it changes is dropped at the end."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    def backup(self, target: Path) -> None:
        """Write a complete, compact copy to `target`, a new file, while the database stays in use.

        Raises:
            DatabaseUnavailable: `target` exists or cannot be written; nothing is left behind then.
        """
        if target.exists():
            raise DatabaseUnavailable(f"{target} exists already.", "Name a file that does not exist.")
        with self.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            try:
                raw.execute("VACUUM INTO ?", (str(target),))
                with target.open("rb+") as copy:
                    os.fsync(copy.fileno())
            except (sqlite3.Error, OSError) as error:
                target.unlink(missing_ok=True)
                raise DatabaseUnavailable(
                    f"The backup {target} could not be written: {error}.",
                    "Name a folder that exists, is writable and has room.",
                ) from error

    def scrub(self) -> None:
        """Write the file anew without what deleted rows left in it, and empty the journal. Takes as long as a backup.

        Raises:
            DatabaseUnavailable: another process is at the database, or there is no room; nothing is lost.
            RuntimeError: this thread is inside `write()`.
        """
        if self.in_write:
            raise RuntimeError("scrub() inside write(): call it after the change is committed")
        busy = 1
        with self._write_lock, self.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            try:
                raw.execute("VACUUM")
                busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.Error as error:
                raise self._not_scrubbed(str(error)) from error
        if busy:
            raise self._not_scrubbed("another process is reading it")

    def _not_scrubbed(self, reason: str) -> DatabaseUnavailable:
        return DatabaseUnavailable(
            f"The rows are deleted, but {self.path} may still hold their bytes: {reason}.",
            "End what else uses the database or free some disk space, then run `mentor rebuild`.",
        )

    def close(self) -> None:
        """Close every connection. Closing twice does nothing."""
        self.engine.dispose()

    def _explain(self, context: ExceptionContext) -> None:
        code = getattr(context.original_exception, "sqlite_errorcode", None)
        explained = _EXPLAINED.get(code & 0xFF) if code is not None else None
        if explained is not None:
            happened, next_step = explained
            message = f"The database {self.path} {happened} ({context.original_exception})."
            raise DatabaseUnavailable(message, next_step) from context.original_exception


_EXPLAINED: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_NOTADB: ("is not a database", "Name another data folder, or restore a backup."),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "Restore a backup."),
    sqlite3.SQLITE_READONLY: ("is read-only", "Make the file and its folder writable."),
    sqlite3.SQLITE_PERM: ("may not be opened", "Make the file and its folder writable."),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "Check that its folder exists and is writable."),
    sqlite3.SQLITE_IOERR: ("cannot be read or written", "Check the disk and the folder's permissions."),
    sqlite3.SQLITE_FULL: ("has no room to grow", "Free some disk space; nothing was half-written."),
    sqlite3.SQLITE_BUSY: ("is in use by another process", "Wait for it to finish, then try again."),
}


def _configure(connection: sqlite3.Connection, _record: Any) -> None:
    # With isolation_level None the driver begins nothing on its own; `_begin` does (SQLAlchemy's recipe).
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{PAGE_CACHE_KIB}")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("begin_immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
