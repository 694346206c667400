"""`mentor feedback import` and `mentor draft feedback` on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copilot.app import Copilot
from copilot.cli import main
from copilot.settings import Settings
from tests.copilot.contents import SMALL
from tests.ingest.fakes import HashingEmbedder

MAP = ("--map", "respondent=Who", "--map", "comment=Comment", "--map", "period=:2030-H1")
Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.delenv("COPILOT_DEBUG", raising=False)
    monkeypatch.setenv("COPILOT_DATA", str(tmp_path / "data"))
    (tmp_path / "harbour.yaml").write_text(SMALL, encoding="utf-8")
    assert main(["import", str(tmp_path / "harbour.yaml")], embedder=HashingEmbedder) == 0

    def call(*said: str) -> tuple[int, Any]:
        capsys.readouterr()
        code = main([*said, "--json"], embedder=HashingEmbedder)
        return code, json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "survey.csv"
    path.write_text("Who,Comment\n" + "".join(f"r{n},He listens to me\n" for n in range(12)), encoding="utf-8")
    return path


def stored(folder: Path) -> int:
    with Copilot.open(Settings(data=folder / "data"), HashingEmbedder) as copilot:
        return copilot.exported("harbour").count("- id: fb-")


def test_the_same_file_again_changes_nothing(run: Run, file: Path, tmp_path: Path) -> None:
    code, first = run("feedback", "import", str(file), *MAP, "--as", "sam")
    assert (code, first["added"], first["unchanged"], first["respondents"]) == (0, 12, 0, 12)
    code, again = run("feedback", "import", str(file), *MAP, "--as", "sam")
    assert (code, again["added"], again["unchanged"]) == (0, 0, 12)
    assert stored(tmp_path) == 12


@pytest.mark.parametrize("person", ["ines", "tom"])
def test_whoever_is_not_staff_is_told_it_is_not_there(run: Run, file: Path, person: str, tmp_path: Path) -> None:
    for said in (("feedback", "import", str(file), *MAP), ("draft", "feedback", "--period", "2030-H1")):
        code, told = run(*said, "--as", person)
        assert code == 4
        assert "not yours to see" in told["error"]["message"]
    assert stored(tmp_path) == 0


def test_bad_rows_end_with_6_and_the_rest_is_in(run: Run, file: Path, tmp_path: Path) -> None:
    file.write_text("Who,Comment\nr1,good\n,lost?\nr3,fine\n", encoding="utf-8")
    code, told = run("feedback", "import", str(file), *MAP, "--as", "sam")
    assert code == 6
    assert told["failed"] == [{"line": 3, "reason": "does not say who answered"}]
    assert told["error"]["code"] == "partly_failed"
    assert stored(tmp_path) == 2


def test_a_wrong_mapping_can_be_undone(run: Run, file: Path, tmp_path: Path) -> None:
    wrong = ("--map", "respondent=Who", "--map", "comment=Who", "--map", "period=:2030-H1")
    run("feedback", "import", str(file), *wrong, "--as", "sam")
    code, told = run("feedback", "import", str(file), *MAP, "--replace", "--as", "sam")
    assert (code, told["added"], told["removed"]) == (0, 12, 12)
    assert stored(tmp_path) == 12


def test_replacing_with_a_file_that_has_bad_rows_changes_nothing(run: Run, file: Path, tmp_path: Path) -> None:
    run("feedback", "import", str(file), *MAP, "--as", "sam")
    file.write_text("Who,Comment\nr1,good\n,lost?\n", encoding="utf-8")
    code, told = run("feedback", "import", str(file), *MAP, "--replace", "--as", "sam")
    assert code == 3
    assert "nothing was replaced" in told["error"]["message"]
    assert stored(tmp_path) == 12


def test_lines_that_speak_of_trouble_are_named_to_whoever_imports(run: Run, file: Path) -> None:
    file.write_text("Who,Comment\nr1,good\nr2,I want to kill myself\n", encoding="utf-8")
    code, told = run("feedback", "import", str(file), *MAP, "--as", "sam")
    assert (code, told["trouble"]) == (0, [3])


def test_staff_draft_the_themes(run: Run, file: Path) -> None:
    run("feedback", "import", str(file), *MAP, "--as", "sam")
    code, draft = run("draft", "feedback", "--period", "2030-H1", "--as", "sam")
    assert code == 0
    assert not draft["suppressed"]
    code, draft = run("draft", "feedback", "--period", "2030-H1", "--group", "mentor", "--as", "sam")
    assert (code, draft["suppressed"], draft["themes"]) == (0, True, [])


def test_what_became_of_a_file_is_told_in_words(
    file: Path, tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("Who,Stars,Comment\nr1,5,good\nr2,many,fine\n,4,lost?\nr3,,\nr4,1,n/a\n", encoding="utf-8")
    assert main(["feedback", "import", str(file), *MAP, "--map", "rating=Stars", "--as", "sam"]) == 6
    told = capsys.readouterr().out
    assert "5 rows read, 3 answers kept from 3 people: 3 new, 0 there before." in told
    assert "1 row left out: no answer in the columns that were named." in told
    assert "line 4 does not say who answered" in told
    assert "line 3 has the rating 'many', which is not a number" in told


def test_a_table_is_no_programme_and_the_right_command_is_named(run: Run, file: Path) -> None:
    code, told = run("import", str(file))
    assert code == 3
    assert "mentor feedback import survey.csv" in told["error"]["next"]
