"""`mentor ask` and `mentor draft ask`: the same answer, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copilot.cli import main
from copilot.commands.demo import SAMPLE
from tests.ingest.fakes import HashingEmbedder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("ask") / "data"
    assert main(["import", str(SAMPLE / "programme.yaml"), "--data", str(folder)], embedder=HashingEmbedder) == 0
    return str(folder)


def run(*words: str) -> int:
    return main(list(words), embedder=HashingEmbedder)


def test_an_answer_shows_each_quote_with_its_source(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "What did Zosia draw on the ferry?", "--as", "daniel-k", "--data", data) == 0
    out = capsys.readouterr().out
    assert "You wrote on 20 August" in out
    assert "soggy minotaur" in out
    assert "after the holiday, 20 August 2026" in out


@pytest.mark.parametrize(
    ("person", "question"),
    [
        ("farah", "When do we meet next?"),
        ("farah", "when do I meet Lucia next?"),
        ("lucia", "When do I meet Farah?"),
    ],
)
def test_who_has_not_met_yet_is_told_the_day_that_was_written_last(
    data: str, capsys: pytest.CaptureFixture[str], person: str, question: str
) -> None:
    assert run("ask", question, "--as", person, "--data", data) == 0
    out = capsys.readouterr().out
    assert "From the notes before the first session, 16 November" in out
    assert "Thursday 26 November, 14:00" in " ".join(out.split())
    assert "supposedly" not in out


def test_guidance_is_quoted_once_and_without_half_of_its_bold_marks(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--as", "farah", "--data", data, "How do I prepare for a hearing where the stakes are high?"]
    assert run("ask", *asked) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert out.count("A hearing or a last attempt at an exam") == 1
    assert "**" not in out
    assert "no source says" not in out


def test_the_question_needs_no_quotation_marks(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "who", "is", "my", "mentor", "--as", "farah", "--data", data) == 0
    assert "Lúcia Ferreira" in capsys.readouterr().out


def test_declining_is_no_failure_and_shows_what_comes_near(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "How old is Farah?", "--as", "lucia", "--data", data) == 0
    first, near = capsys.readouterr().out.strip().split("\n\n", 1)
    assert first == "Nothing here says."
    assert near.startswith("Nearest to your words\nNone was taken for an answer.")
    assert 1 <= near.count("“") <= 5


def test_to_a_program_a_declined_answer_is_the_answer_alone(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "How old is Farah?", "--as", "lucia", "--data", data, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["status"], told["text"]) == ("declined", "Nothing here says.\n")
    assert "near" not in json.dumps(list(told))


def test_nothing_comes_near_where_trouble_is_asked_about(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "Who is harassing me?", "--as", "lucia", "--data", data) == 0
    assert "Nearest" not in capsys.readouterr().out


def test_ask_and_draft_ask_hand_out_the_same(data: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    asked = ["--as", "amara", "--data", data, "--json"]
    assert run("ask", "What do I owe Daniel?", *asked) == 0
    one = json.loads(capsys.readouterr().out)
    assert run("draft", "ask", "--question", "What do I owe Daniel?", *asked, "--out", str(tmp_path / "a.txt")) == 0
    other = json.loads(capsys.readouterr().out)
    one.pop("usage"), other.pop("usage")
    assert one == other
    assert one["schema"] == 1
    assert one["status"] == "drafted"
    assert "What you owe Daniel" in (tmp_path / "a.txt").read_text(encoding="utf-8")


def test_long_quotes_and_sources_are_wrapped(
    data: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert run("ask", "What does Graham owe me?", "--as", "amara", "--data", data) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 60


def test_a_strange_relationship_is_not_found(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["ask", "When does it end?", "--as", "amara", "--relationship", "r-farah-lucia", "--data", data]
    assert run(*words) == 4
    assert "r-farah-lucia" in capsys.readouterr().err
