"""`mentor user`: passwords are asked for or read from a file, never words of the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from copilot.cli import main
from tests.copilot.contents import SMALL
from tests.ingest.fakes import HashingEmbedder

PASSWORD = "four grey herons fly"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def data(tmp_path: Path) -> Path:
    file = tmp_path / "p.yaml"
    file.write_text(SMALL, "utf-8")
    assert main(["import", str(file), "--data", str(tmp_path / "data")], embedder=HashingEmbedder) == 0
    return tmp_path / "data"


def run(data: Path, *words: str) -> int:
    return main([*words, "--data", str(data)], embedder=HashingEmbedder)


def test_a_user_is_added_listed_reset_and_disabled(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n", "utf-8")
    assert run(data, "user", "add", "ines", "--password-file", str(file)) == 0
    assert run(data, "user", "add", "ines", "--password-file", str(file)) == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("nine brown otters swim\n"))
    assert run(data, "user", "reset", "ines", "--password-file", "-") == 0
    assert run(data, "user", "disable", "ines") == 0
    assert run(data, "user", "disable", "tom") == 4
    capsys.readouterr()
    assert run(data, "user", "list", "--json") == 0
    [told] = json.loads(capsys.readouterr().out)["users"]
    assert (told["person"], told["disabled"]) == ("ines", True)


def test_a_password_is_asked_for_twice(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def typed(prompt: str = "") -> str:
        asked.append(prompt)
        return PASSWORD

    monkeypatch.setattr("click.termui.hidden_prompt_func", typed)
    monkeypatch.setattr("sys.stdin", _Terminal())
    assert run(data, "user", "add", "ines") == 0
    assert len(asked) == 2


def test_without_a_terminal_or_a_file_nothing_is_made_up(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run(data, "user", "add", "ines") == 2
    assert "Name a file that holds it" in capsys.readouterr().err


def test_a_short_password_is_refused(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "password"
    file.write_text("short", "utf-8")
    assert run(data, "user", "add", "ines", "--password-file", str(file)) == 2
    assert "fewer than 12" in capsys.readouterr().err


def test_no_word_of_the_command_line_is_a_password(data: Path) -> None:
    assert run(data, "user", "add", "ines", PASSWORD) == 2
    assert run(data, "user", "add", "ines", "--password", PASSWORD) == 2
