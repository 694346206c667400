"""Does the suite of failures tell a clear line from none, and a draft from a crash?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from copilot import programme_file
from copilot.draft import Draft, DraftStatus
from copilot.errors import BriefError
from copilot.writing.llm import ModelTimedOut
from evals.models.failing_manners import FAILURES
from evals.models.failing_models import Outcome, failed, tried, truncated, unclear
from evals.models.model_uses import Use
from evals.workspace import sample_file

DRAFT = Draft(kind="goal", status=DraftStatus.DRAFTED, as_of=date(2026, 1, 1), viewer="a", audience=["a"])
CLEAR = "openai:recorder did not answer within 3 s."


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Failed",
        "Traceback (most recent call last).",
        "It ended with a ReadError, so the draft is ours.",
        "The key sk-123 at http://x is wrong.",
        'It said {"a": 1}, which is no answer.',
        "A line that does not end",
        "x" * 201 + ".",
        "Two lines\nare one too many.",
    ],
)
def test_a_line_that_nobody_can_make_sense_of_is_told(line: str) -> None:
    assert unclear(line, "agenda")


def test_a_clear_line_is_clear_and_a_question_needs_none() -> None:
    assert unclear(CLEAR, "agenda") == ""
    assert unclear("", "goal question") == ""


@pytest.mark.parametrize(
    ("outcome", "trouble"),
    [
        (Outcome("x", "agenda", DRAFT, CLEAR, 1.0), ""),
        (Outcome("x", "agenda", DRAFT, "", 1.0), "no line"),
        (Outcome("x", "agenda", DRAFT.model_copy(update={"writer": "openai:recorder"}), "", 1.0), ""),
        (Outcome("x", "agenda", None, CLEAR, 1.0), "no draft"),
        (Outcome("x", "revise", None, CLEAR, 1.0), ""),
        (Outcome("x", "revise", None, "", 1.0), "no line"),
        (Outcome("x", "agenda", None, "", 1.0, "KeyError: 'x'"), "crash: KeyError: 'x'"),
    ],
)
def test_what_is_wrong_with_an_outcome(outcome: Outcome, trouble: str) -> None:
    assert outcome.trouble == trouble


def test_whatever_is_raised_is_an_outcome() -> None:
    def use(error: Exception) -> Use:
        class Broken:
            def programme(self) -> object:
                raise error

        return Use("agenda", "a", None, lambda *_: DRAFT), Broken()  # type: ignore[return-value]

    for error, line, crash in (
        (ModelTimedOut(CLEAR, next_step="x"), CLEAR, ""),
        (BriefError("no", next_step="x"), "", "BriefError: no"),
        (ZeroDivisionError("0"), "", "ZeroDivisionError: 0"),
    ):
        one, copilot = use(error)  # type: ignore[misc]
        outcome = tried(one, copilot, "x")
        assert (outcome.line, outcome.crash) == (line, crash)


@pytest.mark.parametrize("failure", ["killed in mid-stream", "garbage", "401", "refusal", "200 MB of words"])
def test_there_is_a_draft_and_a_line_whatever_the_server_does(failure: str, tmp_path: Path) -> None:
    assert failure in FAILURES
    with sample_file() as file:
        outcomes = list(failed(programme_file.load(file), failure, tmp_path))
    assert len(outcomes) >= 7
    assert [one.trouble for one in outcomes if one.trouble] == []
    assert any(one.line for one in outcomes)


def test_a_file_that_is_no_whole_model_is_no_crash(tmp_path: Path) -> None:
    model = tmp_path / "small.gguf"
    model.write_bytes(b"GGUF" + bytes(3000))
    with sample_file() as file:
        outcomes = list(truncated(programme_file.load(file), str(model), tmp_path / "files"))
    assert {one.failure for one in outcomes} == {"a file cut off", "its head alone", "noise"}
    assert [one.trouble for one in outcomes if one.trouble] == []
