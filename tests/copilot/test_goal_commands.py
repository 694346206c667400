"""`mentor goals` and `mentor draft goal`, as a person alone would use them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copilot.cli import main
from tests.ingest.fakes import HashingEmbedder

Run = Callable[..., tuple[int, str, str]]
ALONE = ("init", "--name", "Ada", "--role", "mentee", "--partner", "Bo", "--since", "2026-01-05")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COPILOT_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    def call(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([*words, "--today", "2026-03-02"], embedder=HashingEmbedder)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    assert call(*ALONE)[0] == 0
    return call


def listed(run: Run, *words: str) -> list[dict[str, Any]]:
    goals: list[dict[str, Any]] = json.loads(run("goals", "list", "--json", *words)[1])["goals"]
    return goals


def test_a_goal_is_kept_refined_and_reached_without_any_file(run: Run) -> None:
    code, out, _ = run("goals", "add", "be more confident")
    assert code == 0
    identifier = out.strip()
    assert [(one["id"], one["visibility"], one["date"]) for one in listed(run)] == [
        (identifier, "private", "2026-03-02")
    ]
    words = (
        "--goal",
        identifier,
        "--answer",
        "obstacle=my phone = my excuse",
        "--answer",
        "time_bound=in June",
        "--json",
    )
    code, out, _ = run("draft", "goal", *words)
    draft = json.loads(out)
    assert code == 0
    assert draft["missing"] == ["specific", "measurable", "hard_enough", "if_then", "check_date"]
    assert [block["heading"] for block in draft["blocks"]][:2] == ["Before", "After"]
    assert "my phone = my excuse" in draft["text"]
    assert run("goals", "done", identifier)[1].startswith("achieved: be more confident")
    assert listed(run) == []
    assert [one["status"] for one in listed(run, "--all")] == ["achieved"]


def test_a_dropped_goal_is_listed_only_on_demand(run: Run) -> None:
    identifier = run("goals", "add", "swim a mile")[1].strip()
    assert run("goals", "drop", identifier)[0] == 0
    assert "No goals yet" in run("goals", "list")[1]


def test_a_goal_may_come_from_a_brief_and_answers_from_a_file(run: Run, tmp_path: Path) -> None:
    brief, answers = tmp_path / "goal.yaml", tmp_path / "answers.yaml"
    brief.write_text("kind: goal\ngoal: be more confident\nanswers:\n  time_bound: 2026-06-12\n", encoding="utf-8")
    answers.write_text("obstacle: my phone\n", encoding="utf-8")
    _, out, _ = run("draft", "goal", "--brief", str(brief), "--answers", str(answers), "--json")
    missing = json.loads(out)["missing"]
    assert "time_bound" not in missing
    assert "obstacle" not in missing


def test_a_bare_command_asks_for_the_goal(run: Run) -> None:
    code, out, _ = run("draft", "goal", "--json")
    draft = json.loads(out)
    assert (code, draft["status"]) == (0, "questions")
    assert draft["questions"][0]["blocking"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("draft", "goal", "--goal", "g-00000000"), 4),
        (("draft", "goal", "--goal", "be bold", "--answer", "no equals sign"), 2),
        (("draft", "goal", "--goal", "be bold", "--answer", "colour=blue"), 2),
        (("goals", "done", "g-00000000"), 4),
        (("goals", "add", " "), 2),
        (("goals", "add", "x", "--visibility", "shared", "--relationship", "none"), 2),
        (("goals", "list", "--relationship", "nobody"), 4),
    ],
)
def test_what_cannot_be_done_is_said_with_its_exit_code(run: Run, words: tuple[str, ...], code: int) -> None:
    assert run(*words)[0] == code
