"""`python -m evals`: what it does without data, and with a suite it does not know."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from evals.__main__ import main
from evals.figures import Figure, Measured, Run, at_least
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
    assert "scifact" in done.output


@pytest.mark.parametrize(("value", "code"), [(0.8, 0), (0.6, 1)])
def test_a_missed_target_fails_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: float, code: int
) -> None:
    def measured(run: Run) -> Measured:
        return Measured((Figure("share", value, target=at_least(0.7)),))

    monkeypatch.setattr("evals.retrieval.scifact.measure", measured)
    done = CliRunner().invoke(main, ["scifact", "--data", str(tmp_path)])
    assert done.exit_code == code, done.output


@pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES)
def test_every_suite_is_where_the_registry_says(suite: Suite, tmp_path: Path) -> None:
    if not suite.needs_data:
        module, _, function = suite.place.partition(":")
        assert callable(getattr(importlib.import_module(module), function))
        return
    outcome = suite.run(Run(tmp_path / "nowhere", tmp_path, tmp_path))
    assert outcome.skipped
