"""Verdicts: what counts as met, and what is not judged."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from evals.figures import Better, Figure, Measured, Outcome, Run, SuiteSkipped, Verdict, at_least, at_most


def outcome(figure: Figure, limit: int | None = None) -> Outcome:
    return Outcome("suite", Measured((figure,)), 1.0, limit)


@pytest.mark.parametrize(
    ("value", "target", "met"),
    [
        (0.715, at_least(0.715), True),
        (0.7149, at_least(0.715), False),
        (80.0, at_most(80), True),
        (80.1, at_most(80), False),
        (math.nan, at_least(0), False),
        (math.nan, at_most(0), False),
    ],
)
def test_a_figure_is_held_against_its_target(value: float, target: object, met: bool) -> None:
    judged = outcome(Figure("figure", value, target=target))  # type: ignore[arg-type]
    assert (judged.verdict(judged.measured.figures[0]) is Verdict.MET) == met
    assert bool(judged.missed) != met


def test_a_limited_run_is_not_judged() -> None:
    judged = outcome(Figure("figure", 0, target=at_least(1)), limit=3)
    assert judged.verdict(judged.measured.figures[0]) is Verdict.PARTIAL
    assert not judged.missed


def test_a_figure_without_a_target_is_only_reported() -> None:
    judged = outcome(Figure("figure", 0))
    assert judged.verdict(judged.measured.figures[0]) is Verdict.REPORTED


def test_missing_data_says_which_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SuiteSkipped, match=r"retrieval.scifact is not there; .*--data"):
        Run(tmp_path, tmp_path, tmp_path).input("retrieval", "scifact")


def test_times_and_speeds_are_known_by_their_units() -> None:
    assert Figure("wait", 1, "ms").timed
    assert Figure("speed", 1, "passages/s").timed
    assert not Figure("memory", 1, "GiB").timed
    assert not Figure("share", 1).timed


def test_which_way_is_better_is_stated_or_the_targets() -> None:
    assert Figure("a", 1).direction is None
    assert Figure("a", 1, target=at_least(1)).direction is Better.HIGHER
    assert Figure("a", 1, target=at_most(1)).direction is Better.LOWER
    assert Figure("a", 1, better=Better.LOWER).direction is Better.LOWER
