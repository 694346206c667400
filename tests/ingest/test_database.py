import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column

from ingest.database import Base, Database
from ingest.errors import DatabaseUnavailable


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'mentoring.db'}")
    with database.write() as session:
        session.execute(text("CREATE TABLE words (word TEXT UNIQUE)"))
    yield database
    database.close()


def words(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(text("SELECT word FROM words ORDER BY word")))


def test_a_connection_is_durable_and_strict(database: Database) -> None:
    with database.read() as session:

        def pragma(name: str) -> str:
            return str(session.scalar(text(f"PRAGMA {name}")))

        assert pragma("journal_mode") == "wal"
        assert pragma("synchronous") == "2"  # FULL
        assert pragma("foreign_keys") == "1"
        assert int(pragma("busy_timeout")) > 1000


def test_a_write_is_committed_at_the_end_of_the_block(database: Database) -> None:
    with database.write() as session:
        session.execute(text("INSERT INTO words VALUES ('kept')"))
        assert words(database) == []
    assert words(database) == ["kept"]


def test_an_error_rolls_everything_back(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as session:
        session.execute(text("INSERT INTO words VALUES ('dropped')"))
        raise ZeroDivisionError
    assert words(database) == []


def test_what_a_read_changes_is_dropped(database: Database) -> None:
    with database.read() as session:
        session.execute(text("INSERT INTO words VALUES ('dropped')"))
    assert words(database) == []


def test_a_write_holds_the_lock_from_its_start(database: Database) -> None:
    other = sqlite3.connect(database.path, timeout=0, isolation_level=None)
    with database.write() as session:
        assert session.in_transaction()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.execute("ROLLBACK")
    other.close()


def test_a_read_sees_one_moment(database: Database) -> None:
    with database.read() as session:
        assert session.scalar(text("SELECT count(*) FROM words")) == 0
        with database.write() as writing:
            writing.execute(text("INSERT INTO words VALUES ('later')"))
        assert session.scalar(text("SELECT count(*) FROM words")) == 0


def test_writes_of_many_threads_queue_up(database: Database) -> None:
    def write(name: str) -> None:
        for number in range(5):
            with database.write() as session:
                session.execute(text("INSERT INTO words VALUES (:word)"), {"word": f"{name}{number}"})

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(words(database)) == 20


def test_a_write_inside_a_write_is_refused_at_once(database: Database) -> None:
    with database.write(), pytest.raises(RuntimeError, match="session"), database.write():
        pass
    assert not database.in_write


def test_a_backup_is_a_whole_database_made_while_in_use(database: Database, tmp_path: Path) -> None:
    with database.write() as session:
        session.execute(text("INSERT INTO words VALUES ('saved')"))
    target = tmp_path / "backup.db"
    with database.read() as session:
        session.execute(text("SELECT * FROM words"))
        database.backup(target)
    copy = Database(f"sqlite:///{target}")
    assert words(copy) == ["saved"]
    copy.close()


def test_a_backup_never_overwrites(database: Database, tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("mine")
    with pytest.raises(DatabaseUnavailable, match="exists already"):
        database.backup(target)
    assert target.read_text() == "mine"


def test_a_backup_into_a_missing_folder_names_it(database: Database, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="nowhere"):
        database.backup(tmp_path / "nowhere" / "backup.db")


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear mentor, " * 100)
    with pytest.raises(DatabaseUnavailable, match=r"letter\.db is not a database"):
        Database(f"sqlite:///{path}")
    assert path.read_text().startswith("Dear mentor")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="cannot be opened") as caught:
        Database(f"sqlite:///{tmp_path / 'nowhere' / 'a.db'}")
    assert "folder" in caught.value.next_step


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(DatabaseUnavailable):
            Database(f"sqlite:///{tmp_path / 'a.db'}")
    finally:
        tmp_path.chmod(0o700)


def test_a_full_disk_is_said_so_and_harms_nothing(database: Database) -> None:
    with database.write() as session:
        session.execute(text("INSERT INTO words VALUES ('before')"))
    with pytest.raises(DatabaseUnavailable, match="no room") as caught, database.write() as session:
        pages = session.scalar(text("PRAGMA page_count"))
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
        session.execute(text("INSERT INTO words VALUES (:long)"), {"long": "x" * 100_000})
    assert "disk space" in caught.value.next_step
    assert words(database) == ["before"]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "postgresql://host/db", "nonsense"])
def test_only_sqlite_files_are_taken(url: str) -> None:
    with pytest.raises(DatabaseUnavailable, match="sqlite"):
        Database(url)


def test_constraints_have_names() -> None:
    class Pair(Base):
        __tablename__ = "test_pairs"
        left: Mapped[int] = mapped_column(primary_key=True)
        right: Mapped[int] = mapped_column(unique=True)

    try:
        table = Base.metadata.tables["test_pairs"]
        names = {constraint.name for constraint in table.constraints}
        assert names == {"pk_test_pairs", "uq_test_pairs_right"}
    finally:
        Base.metadata.remove(Base.metadata.tables["test_pairs"])


def test_scrubbing_leaves_no_bytes_of_deleted_rows_in_any_file(tmp_path: Path) -> None:
    with contextlib.closing(Database(f"sqlite:///{tmp_path}/copilot.db")) as database:
        with database.write() as session:
            session.execute(text("CREATE TABLE words (word TEXT)"))
            session.execute(text("INSERT INTO words VALUES ('zanzibarwalrus'), ('staying')"))
        with database.write() as session:
            session.execute(text("DELETE FROM words WHERE word LIKE 'zan%'"))

        def held(word: bytes) -> bool:
            return any(word in path.read_bytes() for path in tmp_path.iterdir())

        assert held(b"zanzibarwalrus"), "the test can fail"
        database.scrub()
        assert not held(b"zanzibarwalrus")
        assert held(b"staying")


def test_scrubbing_beside_a_reader_says_that_bytes_may_be_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.database.BUSY_TIMEOUT_MS", 100)
    with contextlib.closing(Database(f"sqlite:///{tmp_path}/copilot.db")) as database:
        with database.write() as session:
            session.execute(text("CREATE TABLE words (word TEXT)"))
        with (
            contextlib.closing(sqlite3.connect(tmp_path / "copilot.db")) as reader,
            pytest.raises(DatabaseUnavailable, match="may still hold their bytes"),
        ):
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM words").fetchall()
            database.scrub()
        database.scrub()
        with database.write(), pytest.raises(RuntimeError):
            database.scrub()
