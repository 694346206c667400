"""The data folder's own doings, beside what tests/copilot/test_app.py sees of them."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from copilot.app import Copilot
from copilot.folder import DataFolder, back_up, restore
from copilot.settings import Settings
from ingest.errors import DatabaseUnavailable
from tests.copilot.contents import SMALL
from tests.ingest.fakes import HashingEmbedder


def test_a_backup_is_for_its_owner_alone(tmp_path: Path) -> None:
    here = Settings(data=tmp_path / "data")
    DataFolder(here, HashingEmbedder).close()
    before = os.umask(0o022)
    try:
        back_up(here, tmp_path / "b.db")
        assert os.umask(0o022) == 0o022, "the process's own mask is back"
    finally:
        os.umask(before)
    assert (tmp_path / "b.db").stat().st_mode & 0o777 == 0o600


@pytest.fixture
def saved(tmp_path: Path) -> Settings:
    """A folder with a note in it, whose last owner was killed; beside it `b.db`, a backup without that note."""
    here = Settings(data=tmp_path / "data")
    (tmp_path / "p.yaml").write_text(SMALL, encoding="utf-8")
    with Copilot.open(here, HashingEmbedder) as copilot:
        copilot.import_programme(tmp_path / "p.yaml")
        copilot.backup(tmp_path / "b.db")
    subprocess.run([sys.executable, "-c", _KILLED, str(here.folder)], check=False)
    assert here.database_path.with_name("copilot.db-wal").exists()
    return here


_KILLED = """
import os, sys
from datetime import date
from pathlib import Path
from copilot.app import Copilot
from copilot.settings import Settings
from tests.ingest.fakes import HashingEmbedder
copilot = Copilot.open(Settings(data=Path(sys.argv[1])), HashingEmbedder)
copilot.add_note(copilot.viewer("harbour", "ines"), "In the journal: penguin.", day=date(2025, 5, 5))
os._exit(9)
"""


def notes_of(database: Path) -> str:
    """What is in a database, read beside whoever has it open; "" while it has no tables."""
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    with contextlib.closing(connection):
        return "\n".join(text for (text,) in connection.execute("SELECT text FROM notes"))


def test_at_no_moment_of_a_restore_is_there_no_whole_database(
    saved: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill may come between any two steps; so after each, the one or the other must be there to be opened."""
    seen: list[bool] = []

    def watched(module: object, name: str) -> None:
        step = getattr(module, name)

        def stepped(*arguments: object, **options: object) -> object:
            done = step(*arguments, **options)
            notes = notes_of(saved.database_path)
            assert "roadmap review" in notes, f"after {name}{arguments} the folder looks empty"
            seen.append("penguin" in notes)
            return done

        monkeypatch.setattr(module, name, stepped)

    for module, name in ((os, "replace"), (os, "rename"), (os, "unlink"), (os, "link"), (shutil, "copyfile")):
        watched(module, name)
    kept = restore(saved, tmp_path / "b.db", HashingEmbedder)
    assert seen == sorted(seen, reverse=True), "first the one before, then the backup, and never back"
    assert {True, False} == set(seen)
    assert kept is not None
    assert "penguin" in notes_of(kept), "the one before is kept whole, with what was still in its journal"


def test_a_database_that_somebody_reads_is_not_replaced_under_them(saved: Settings, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(saved.database_path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM notes").fetchone()
        with pytest.raises(DatabaseUnavailable, match="being read"):
            restore(saved, tmp_path / "b.db", HashingEmbedder)
    assert "penguin" in notes_of(saved.database_path)
    restore(saved, tmp_path / "b.db", HashingEmbedder)
    assert "penguin" not in notes_of(saved.database_path)


def test_a_damaged_database_is_kept_as_it_is_and_replaced(saved: Settings, tmp_path: Path) -> None:
    saved.database_path.write_bytes(b"not a database any more" * 100)
    kept = restore(saved, tmp_path / "b.db", HashingEmbedder)
    assert kept is not None
    assert kept.read_bytes().startswith(b"not a database")
    assert "roadmap review" in notes_of(saved.database_path)
