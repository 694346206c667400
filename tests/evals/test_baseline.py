"""The baseline: what counts as a drop, what is put aside, and what a new baseline keeps of the old one."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from evals.baseline import (
    SHARE_NOISE,
    Baseline,
    Held,
    Standing,
    SuiteBaseline,
    compared,
    load,
    save,
    standing,
    updated,
)
from evals.figures import Better, Figure, Measured, Outcome, at_least, at_most


def outcome(*figures: Figure, suite: str = "s", limit: int | None = None, skipped: str = "") -> Outcome:
    return Outcome(suite, Measured(figures), 1.0, limit, skipped)


def held(value: float | None, better: Better | None = Better.HIGHER, noise: float = 0.0) -> Baseline:
    return Baseline(suites={"s": SuiteBaseline(figures={"share": Held(value=value, better=better, noise=noise)})})


@pytest.mark.parametrize(
    ("before", "better", "noise", "now", "where"),
    [
        (0.8, Better.HIGHER, 0.01, 0.8, Standing.SAME),
        (0.8, Better.HIGHER, 0.01, 0.85, Standing.BETTER),
        (0.8, Better.HIGHER, 0.01, 0.79, Standing.WITHIN),
        (0.8, Better.HIGHER, 0.01, 0.78, Standing.DROPPED),
        (3.0, Better.LOWER, 0.0, 4.0, Standing.DROPPED),
        (3.0, Better.LOWER, 0.0, 2.0, Standing.BETTER),
        (3.0, Better.LOWER, 1.0, 4.0, Standing.WITHIN),
        (0.8, Better.HIGHER, 0.5, math.nan, Standing.DROPPED),
        (0.8, Better.HIGHER, 0.5, None, Standing.GONE),
        (None, Better.HIGHER, 0.0, math.nan, Standing.SAME),
        (None, Better.HIGHER, 0.0, 0.1, Standing.BETTER),
        (0.8, None, 0.0, 0.1, Standing.SHOWN),
    ],
)
def test_where_a_value_stands(
    before: float | None, better: Better | None, noise: float, now: float | None, where: Standing
) -> None:
    assert standing(Held(value=before, better=better, noise=noise), now) is where


def test_a_drop_fails_and_names_the_figure_the_old_value_and_the_new() -> None:
    (failed,) = compared(held(0.8), [outcome(Figure("share", 0.7))], {}).failed
    assert "s: “share” was 0.8 and is 0.7" in str(failed)


def test_a_held_figure_that_is_measured_no_more_fails() -> None:
    (failed,) = compared(held(0.8), [outcome(Figure("renamed", 0.9))], {}).failed
    assert "not measured any more" in str(failed)


def test_rounding_of_the_file_is_no_change() -> None:
    exact = 2 / 3
    written = updated(Baseline(), [outcome(Figure("share", exact, target=at_least(0.5), noise=0.0))], {}, ["s"])
    (change,) = compared(written, [outcome(Figure("share", exact))], {}).changes
    assert change.standing is Standing.SAME


@pytest.mark.parametrize(
    ("one", "aside"),
    [
        (outcome(Figure("share", 0.1), limit=3), True),
        (outcome(skipped="no data"), False),
        (outcome(Figure("share", 0.1), suite="new"), False),
    ],
)
def test_a_partial_skipped_or_new_suite_is_held_against_nothing(one: Outcome, aside: bool) -> None:
    comparison = compared(held(0.8), [one], {})
    assert comparison.changes == ()
    assert bool(comparison.aside) == aside


def test_a_suite_on_other_data_is_put_aside() -> None:
    before = Baseline(
        suites={"s": SuiteBaseline(data={"a.json": "old"}, figures={"share": Held(value=0.8, better=Better.HIGHER)})}
    )
    now = [outcome(Figure("share", 0.1))]
    assert compared(before, now, {"s": {"a.json": "new"}}).aside == {"s": "its data is not the baseline's"}
    assert compared(before, now, {"s": {"a.json": "old"}}).failed


def test_a_new_baseline_holds_quality_and_never_a_time() -> None:
    figures = (
        Figure("share", 0.5, target=at_least(0.4)),
        Figure("leaks", 0, target=at_most(0)),
        Figure("stated", 0.9, better=Better.HIGHER, noise=0.05),
        Figure("told", 0.3),
        Figure("wait", 81.0, "ms", at_most(80)),
        Figure("speed", 100.0, "passages/s"),
        Figure("memory", 0.9, "GiB", at_most(1)),
        Figure("none", math.nan, target=at_least(0.4)),
    )
    made = updated(Baseline(), [outcome(*figures)], {"s": {"a": "hash"}}, ["s"]).suites["s"]
    assert made.data == {"a": "hash"}
    assert made.figures == {
        "share": Held(value=0.5, better=Better.HIGHER, noise=SHARE_NOISE),
        "leaks": Held(value=0.0, better=Better.LOWER, noise=0.0),
        "stated": Held(value=0.9, better=Better.HIGHER, noise=0.05),
        "told": Held(value=0.3),
        "memory": Held(value=0.9),
        "none": Held(value=None, better=Better.HIGHER, noise=0.0),
    }


def test_an_update_changes_only_the_suites_that_ran_and_keeps_noise_set_by_hand() -> None:
    other = SuiteBaseline(figures={"x": Held(value=1.0)})
    before = Baseline(suites={**held(0.8, noise=0.03).suites, "other": other, "removed": other, "absent": other})
    ran = [outcome(Figure("share", 0.9, target=at_least(0.5))), outcome(suite="absent", skipped="no data")]
    after = updated(before, ran, {}, ["s", "other", "absent"])
    assert after.suites["s"].figures["share"] == Held(value=0.9, better=Better.HIGHER, noise=0.03)
    assert after.suites["other"] == after.suites["absent"] == other
    assert "removed" not in after.suites


def test_what_is_written_is_read_again_a_figure_a_line(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    assert load(file) == Baseline()
    figures = (Figure('“a” "quoted"', 0.5, target=at_least(0.4)), Figure("b", 0.25))
    made = updated(Baseline(), [outcome(*figures), outcome(suite="empty")], {"s": {"x": "y"}}, ["s", "empty"])
    save(made, file)
    assert load(file) == made
    assert sum("value" in line for line in file.read_text("utf-8").splitlines()) == 2
