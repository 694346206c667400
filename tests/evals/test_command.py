"""`python -m evals`: what it does without data, and with a suite it does not know."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from evals.__main__ import main
from evals.figures import Figure, Measured, Run, at_least, at_most
from evals.registry import SUITES, Suite


def test_without_data_every_suite_says_why_it_was_skipped(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    fed = [name for name, suite in SUITES.items() if suite.needs_data]
    done = CliRunner().invoke(main, [*fed, "--data", str(tmp_path / "nowhere"), "--json", str(report)])
    assert done.exit_code == 0, done.output
    suites = json.loads(report.read_text())["suites"]
    assert [suite["name"] for suite in suites] == fed
    assert all("is not there" in suite["skipped"] for suite in suites)


def test_an_unknown_suite_is_a_usage_error_that_names_the_known_ones(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["scifacts", "--data", str(tmp_path)])
    assert done.exit_code == 2
    said = " ".join(done.output.replace("│", " ").split())
    assert "'scifacts'" in said
    assert "retrieval" in said
    assert "locomo" in said


def measures(monkeypatch: pytest.MonkeyPatch, *figures: Figure) -> None:
    def measured(run: Run) -> Measured:
        return Measured(figures)

    monkeypatch.setattr("evals.retrieval.scifact.measure", measured)


def ran(tmp_path: Path, *words: str) -> int:
    """The exit code of a run of `scifact` against a baseline of its own."""
    own = ["--data", str(tmp_path), "--baseline", str(tmp_path / "baseline.json")]
    return CliRunner().invoke(main, ["scifact", *own, *words]).exit_code


@pytest.mark.parametrize(("value", "code"), [(0.8, 0), (0.6, 1)])
def test_a_missed_target_fails_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: float, code: int
) -> None:
    measures(monkeypatch, Figure("share", value, target=at_least(0.7)))
    assert ran(tmp_path) == code


def test_a_missed_time_is_shown_and_fails_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measures(monkeypatch, Figure("wait", 90, "ms", at_most(80)))
    assert ran(tmp_path) == 0


def test_a_drop_below_the_baseline_fails_though_the_target_is_met(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measures(monkeypatch, Figure("share", 0.9, target=at_least(0.7)))
    assert ran(tmp_path, "--update-baseline") == 0
    measures(monkeypatch, Figure("share", 0.8, target=at_least(0.7)))
    own = ["--data", str(tmp_path), "--baseline", str(tmp_path / "baseline.json")]
    done = CliRunner().invoke(main, ["scifact", *own])
    assert done.exit_code == 1
    assert "was 0.9 and is 0.8" in " ".join(done.output.split())


def test_a_target_that_the_baseline_missed_too_fails_nothing_until_it_gets_worse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measures(monkeypatch, Figure("share", 0.6, target=at_least(0.7)))
    ran(tmp_path, "--update-baseline")
    assert ran(tmp_path) == 0
    measures(monkeypatch, Figure("share", 0.5, target=at_least(0.7)))
    assert ran(tmp_path) == 1


def test_a_try_out_or_a_run_with_a_model_makes_no_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measures(monkeypatch, Figure("share", 0.9))
    assert ran(tmp_path, "--update-baseline", "--limit", "3") == 2
    assert ran(tmp_path, "--update-baseline", "--model", "fake:obedient") == 2
    assert not (tmp_path / "baseline.json").exists()


def test_the_report_is_a_page_with_its_json_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measures(monkeypatch, Figure("share", 0.9, target=at_least(0.7)))
    assert ran(tmp_path, "--report", str(tmp_path / "out.html")) == 0
    assert "<!doctype html>" in (tmp_path / "out.html").read_text("utf-8")
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["suites"][0]["name"] == "scifact"


def test_a_group_runs_its_suites_and_names_the_long_ones_it_leaves_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {name: SUITES[name] for name in ("scifact", "locomo", "peers", "ingest")}
    monkeypatch.setattr("evals.__main__.SUITES", few)
    done = CliRunner().invoke(main, ["retrieval", "--data", str(tmp_path / "nowhere")])
    assert done.exit_code == 0, done.output
    assert "Left out, for they take long: peers." in done.stderr
    assert "scifact: Does" in done.stderr
    assert "locomo: Do" in done.stderr
    assert "ingest" not in done.stderr


@pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES)
def test_every_suite_is_where_the_registry_says(suite: Suite, tmp_path: Path) -> None:
    if not suite.needs_data:
        module, _, function = suite.place.partition(":")
        assert callable(getattr(importlib.import_module(module), function))
        return
    outcome = suite.run(Run(tmp_path / "nowhere", tmp_path, tmp_path))
    assert outcome.skipped
