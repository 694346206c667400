"""A full disk, a folder that may not be written, a clock moved back: said clearly, nothing lost, nothing typed lost."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from copilot.app import Copilot
from copilot.cli import main
from copilot.settings import Settings
from ingest import database
from tests.copilot.contents import SMALL
from tests.copilot.test_cli import _Stdin
from tests.ingest.fakes import HashingEmbedder

Run = Callable[..., tuple[int, str, str]]
TYPED = "Three hours of thought about the walrus.\n" * 3


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small programme, to be copied."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "harbour.yaml").write_text(SMALL, encoding="utf-8")
    with Copilot.open(Settings(data=folder / "data"), HashingEmbedder) as copilot:
        copilot.import_programme(folder / "harbour.yaml")
    return folder / "data"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.delenv("COPILOT_DEBUG", raising=False)

    def call(data: Path, *words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", _Stdin(typed.encode()))
        capsys.readouterr()
        code = main([*words, "--data", str(data)], embedder=HashingEmbedder)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def held(data: Path) -> str:
    with Copilot.open(Settings(data=data), HashingEmbedder) as copilot:
        return copilot.exported("harbour")


def kept(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in folder.glob("mentor-note-*.md")]


def mounted(*words: str) -> None:
    """Mount, or skip the test where that is not ours to do."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root on Linux may mount")
    done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"mounting is not permitted here: {done.stderr.strip()}")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of sixteen megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted("-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk))
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.fixture
def read_only(tmp_path: Path, prepared: Path) -> Iterator[Path]:
    """A data folder that nobody may write, not even root."""
    data = tmp_path / "place" / "data"
    shutil.copytree(prepared, data)
    mounted("--bind", str(data), str(data))
    subprocess.run(["mount", "-o", "remount,ro,bind", str(data)], check=True)
    yield data
    subprocess.run(["umount", "--lazy", str(data)], check=True)


def fill(disk: Path) -> Path:
    """Take all the room that is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            pass
    return filler


def test_a_database_that_cannot_grow_says_so_and_keeps_what_was_typed(
    run: Run, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "place" / "data"
    shutil.copytree(prepared, data)
    before = held(data)
    configure = database._configure

    def cramped(connection: sqlite3.Connection, record: Any) -> None:
        configure(connection, record)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    long = TYPED * 200
    with monkeypatch.context() as patch:
        patch.setattr(database, "_configure", cramped)
        code, out, err = run(data, "note", "add", "--as", "ines", typed=long)
    assert (code, out) == (1, "")
    assert "has no room to grow" in err
    assert "Free some disk space" in err
    assert "Traceback" not in err
    assert kept(data.parent) == [long]
    assert held(data) == before
    assert run(data, "note", "add", "--as", "ines", typed=long)[0] == 0, "with room it goes in"


def test_a_full_disk_says_so_and_keeps_what_was_typed(
    run: Run, prepared: Path, small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = small_disk / "data"
    shutil.copytree(prepared, data)
    before = held(data)
    filler = fill(small_disk)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    code, out, err = run(data, "note", "add", "--as", "ines", typed=TYPED)
    assert (code, out) == (1, "")
    assert "Traceback" not in err
    assert "Something went wrong inside" not in err
    assert kept(elsewhere) == [TYPED], "the disk is full for the rescued text, too"
    filler.unlink()
    assert held(data) == before
    assert run(data, "note", "add", "--as", "ines", typed=TYPED)[0] == 0
    assert json.loads(run(data, "doctor", "--json")[1])["fine"] is True


@pytest.mark.parametrize("room", [40_000, 80_000, 160_000, 320_000, 640_000, 1_280_000])
def test_on_an_almost_full_disk_a_note_is_kept_or_said_not_to_be(
    run: Run, prepared: Path, small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    """There may be room for the note and none for the index after it."""
    data = small_disk / "data"
    shutil.copytree(prepared, data)
    filler = fill(small_disk)
    os.truncate(filler, filler.stat().st_size - room)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    said = []
    for number in range(6):
        typed = f"Walrus number {number}. " * 150
        code, _, err = run(data, "note", "add", "--as", "ines", typed=typed)
        said.append(code)
        assert code in (0, 1)
        assert "Traceback" not in err
        assert "Something went wrong inside" not in err, err
        texts = [*kept(elsewhere), *kept(small_disk)]
        assert (typed in texts) is (code == 1), "kept in the folder, or in a file beside it"
    filler.unlink()
    exported = held(data)
    for number, code in enumerate(said):
        assert (f"Walrus number {number}. " in exported) is (code == 0)
        assert (f"Walrus number {number}." in run(data, "search", f"walrus number {number}", "--as", "ines")[1]) or code
    assert json.loads(run(data, "doctor", "--json")[1])["fine"] is True


@pytest.mark.parametrize("words", [("import", "FILE"), ("ingest", "FOLDER"), ("backup", "DISK/b.db"), ("rebuild",)])
def test_on_a_full_disk_no_command_does_half_its_work(
    run: Run, prepared: Path, small_disk: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    data = small_disk / "data"
    shutil.copytree(prepared, data)
    before = held(data)
    guides = tmp_path / "guides"
    guides.mkdir()
    for number in range(20):
        text = f"# Guide {number}\n\n" + f"Listen {number} times to the walrus. " * 400
        (guides / f"{number}.md").write_text(text, encoding="utf-8")
    file = tmp_path / "second.yaml"
    file.write_text(
        SMALL.replace("id: harbour", "id: second").replace("every second week", "daily. " * 20_000), "utf-8"
    )
    filler = fill(small_disk)
    places = {"FILE": str(file), "FOLDER": str(guides), "DISK/b.db": str(small_disk / "b.db")}
    flags = ("--programme", "harbour") if words[0] == "ingest" else ()
    code, out, err = run(data, *(places.get(word, word) for word in words), *flags)
    assert code in (1, 5), (out, err)
    assert err.strip()
    assert "Traceback" not in err
    assert "Something went wrong inside" not in err, err
    filler.unlink()
    assert not (small_disk / "b.db").exists()
    assert held(data) == before
    with Copilot.open(Settings(data=data), HashingEmbedder) as copilot:
        assert [one.id for one in copilot.programmes()] == ["harbour"]
    assert run(data, *(places.get(word, word) for word in words), *flags)[0] == 0, "with room it works"


def test_a_folder_that_may_not_be_written_says_so_and_keeps_what_was_typed(
    run: Run, read_only: Path, tmp_path: Path
) -> None:
    code, out, err = run(read_only, "note", "add", "--as", "ines", typed=TYPED)
    assert (code, out) == (1, "")
    assert "cannot be written" in err or "read-only" in err
    assert str(read_only) in err.replace("\n", "")
    assert "Traceback" not in err
    assert kept(read_only.parent) == [TYPED]
    assert run(read_only, "search", "roadmap", "--as", "ines")[0] == 1


def test_a_clock_moved_back_loses_nothing(run: Run, prepared: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(prepared, data)
    assert run(data, "actions", "done", "a1", "--as", "ines", "--today", "2025-06-01")[0] == 0
    before = held(data)
    long_ago = ("--today", "2019-01-01")
    assert run(data, "search", "roadmap", "--as", "ines", *long_ago)[0] == 0
    assert run(data, "actions", "list", "--as", "ines", *long_ago)[0] == 0
    listed = json.loads(run(data, "note", "list", "--as", "ines", "--json", *long_ago)[1])
    assert listed["notes"] == [], "what is dated later is not there yet"
    assert run(data, "draft", "agenda", "--as", "ines", *long_ago)[0] == 0
    assert held(data) == before
    code, out, _ = run(data, "note", "add", "--as", "ines", *long_ago, typed=TYPED)
    assert code == 0
    assert out.startswith("n-20190101-")
    assert run(data, "note", "remove", out.strip(), "--as", "ines")[0] == 0
    assert held(data) == before, "and when the clock is right again, all is as it was"
