"""`mentor person` and `mentor pair`: what staff do on their page, on the command line, and nobody else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copilot.cli import main
from tests.copilot.api.serving import OAK
from tests.ingest.fakes import HashingEmbedder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    file = tmp_path / "oak.yaml"
    file.write_text(OAK, encoding="utf-8")
    assert main(["import", str(file), "--data", str(tmp_path / "data")], embedder=HashingEmbedder) == 0
    return tmp_path / "data"


def run(data: Path, *words: str, who: str = "sam") -> int:
    return main([*words, "--as", who, "--data", str(data)], embedder=HashingEmbedder)


def answer(data: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    capsys.readouterr()
    assert run(data, *words, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert isinstance(told, dict)
    return told


def test_a_person_is_added_changed_and_listed(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "person", "add", "Eve Elm", "--role", "mentee", "--email", "eve@oak.example") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "eve-elm"
    assert run(data, "person", "add", "Eve Elm") == 2
    assert run(data, "person", "edit", "eve-elm", "--email", "nothing") == 2
    told = answer(data, capsys, "person", "edit", "eve-elm", "--title", "Analyst", "--role", "mentor")
    assert (told["title"], told["roles"], told["email"]) == ("Analyst", ["mentor"], "eve@oak.example")
    assert answer(data, capsys, "person", "edit", "eve-elm", "--no-role")["roles"] == []
    assert run(data, "person", "edit", "eve-elm", "--no-role", "--role", "staff") == 2
    assert run(data, "person", "list") == 0
    assert "eve@oak.example" in capsys.readouterr().out


def test_a_pair_is_made_changed_ended_and_taken_up_again(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(data, "person", "add", "Eve Elm", "--role", "mentee")
    alone = answer(data, capsys, "person", "list", "--unpaired")["people"]
    assert isinstance(alone, list)
    assert [one["id"] for one in alone] == ["eve-elm"]
    assert answer(data, capsys, "pair", "add", "bob", "eve-elm", "--kind", "peer")["started"] == "2026-11-02"
    assert answer(data, capsys, "pair", "edit", "bob-eve-elm", "--ends", "2027-01-01")["ends"] == "2027-01-01"
    assert answer(data, capsys, "pair", "end", "bob-eve-elm")["ends"] == "2026-11-02"
    assert answer(data, capsys, "pair", "edit", "bob-eve-elm", "--no-end")["ends"] is None
    assert run(data, "pair", "end", "bob-eve-elm", "--on", "2020-01-01") == 2
    assert run(data, "pair", "end", "nobody") == 4
    assert run(data, "pair", "list") == 0
    assert "bob-eve-elm" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("person", "list"),
        ("person", "add", "Eve"),
        ("person", "edit", "ann", "--role", "staff"),
        ("pair", "list"),
        ("pair", "add", "bob", "sam"),
        ("pair", "end", "ann-bob"),
        ("guidance", "remove", "handbook"),
    ],
)
def test_a_mentee_is_told_that_there_is_nothing(
    data: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert run(data, *words, who="ann") == 4
    assert "not yours to see" in capsys.readouterr().err


def test_a_mentee_adds_and_reads_in_no_guidance(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text("# Mine\n\nListen to me.", encoding="utf-8")
    assert run(data, "guidance", "add", str(file), who="ann") == 4
    assert run(data, "ingest", str(file), who="ann") == 4
    assert run(data, "guidance", "add", str(file)) == 0
