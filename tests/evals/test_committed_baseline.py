"""Our own cases against the committed baseline: a change that makes the product worse at them fails here."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals import baseline
from evals.figures import Run
from evals.registry import SUITES, Suite
from evals.report import hashes_of

QUICK = [suite for suite in SUITES.values() if suite.quick]


@pytest.mark.parametrize("suite", QUICK, ids=lambda suite: suite.name)
def test_nothing_is_worse_than_when_somebody_last_looked(suite: Suite, tmp_path: Path) -> None:
    held = baseline.load()
    assert suite.name in held.suites, "run `python -m evals --quick --update-baseline`"
    (tmp_path / "scratch").mkdir()
    outcome = suite.run(Run(tmp_path / "no data", tmp_path / "cache", tmp_path / "scratch"))
    assert not outcome.skipped
    comparison = baseline.compared(held, [outcome], hashes_of([outcome], tmp_path))
    assert list(map(str, comparison.failed)) == []
    assert comparison.changes


def test_the_baseline_is_of_suites_there_are_and_holds_each_quick_one() -> None:
    held = baseline.load()
    assert held.suites.keys() <= SUITES.keys()
    for suite in QUICK:
        assert any(one.better is not None for one in held.suites[suite.name].figures.values())
