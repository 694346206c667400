"""What is told of the machine and the code a run was made with."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from evals import machine


def git(folder: Path, *words: str) -> None:
    own = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *own, "-C", str(folder), *words], check=True, capture_output=True)


def test_a_commit_is_told_and_whether_files_differ_from_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_ROOT", tmp_path)
    git(tmp_path, "init", "-q")
    (tmp_path / "a.txt").write_text("one")
    git(tmp_path, "add", "a.txt")
    git(tmp_path, "commit", "-q", "-m", "first")
    clean = machine.commit()
    assert clean is not None
    assert len(clean) == 12
    (tmp_path / "a.txt").write_text("two")
    assert machine.commit() == f"{clean}+"


def test_outside_a_repository_no_commit_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_ROOT", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert machine.commit() is None


def test_the_machine_is_told_by_what_figures_hang_on() -> None:
    told = machine.machine()
    assert told.keys() == {"processor", "cores", "memory_gib", "load_before", "system", "python"}
    assert isinstance(told["cores"], int)
    assert told["cores"] >= 1
