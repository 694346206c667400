"""Where values lie on a picture, and which an axis names."""

from __future__ import annotations

import pytest

from evals.report_page.scales import Scale, counts, scale_of, short, ticks


def test_a_value_lies_where_its_share_of_the_range_is() -> None:
    scale = Scale(0, 10, 100, 200)
    assert [scale.at(value) for value in (0, 2.5, 10)] == [100, 125, 200]
    assert (scale.at(-5), scale.at(50)) == (100, 200)


def test_an_axis_upwards_goes_the_other_way() -> None:
    assert Scale(0, 10, 200, 100).at(2.5) == 175


def test_by_powers_equal_factors_are_equally_far_apart() -> None:
    scale = Scale(1_000, 100_000, 0, 200, log=True)
    assert scale.at(10_000) == pytest.approx(100)


def test_growth_is_drawn_by_powers_only_where_it_is_large_and_positive() -> None:
    assert scale_of([1_000, 100_000], 0, 1, from_zero=False, may_log=True).log
    assert not scale_of([1_000, 5_000], 0, 1, from_zero=False, may_log=True).log
    assert not scale_of([0, 100_000], 0, 1, from_zero=False, may_log=True).log


@pytest.mark.parametrize(
    ("values", "from_zero", "low", "high"),
    [
        ([0.13, 0.87], True, 0.0, 1.0),
        ([41.0, 99.0], True, 0.0, 100.0),
        ([-3.0, 4.0], True, -4.0, 4.0),
        ([7.0], True, 0.0, 8.0),
        ([0.0], True, 0.0, 1.0),
        ([7.0], False, 6.0, 8.0),
    ],
)
def test_ends_are_round_and_hold_all_values(values: list[float], from_zero: bool, low: float, high: float) -> None:
    scale = scale_of(values, 0, 1, from_zero=from_zero)
    assert (scale.low, scale.high) == (pytest.approx(low), pytest.approx(high))


def test_ticks_are_round_and_inside() -> None:
    assert ticks(Scale(0, 1, 0, 1)) == [0, 0.5, 1]
    assert ticks(Scale(0, 100, 0, 1)) == [0, 50, 100]
    assert ticks(Scale(-4, 4, 0, 1)) == [-4, -2, 0, 2, 4]
    assert ticks(Scale(1_000, 100_000, 0, 1, log=True)) == [1_000, 10_000, 100_000]
    assert ticks(Scale(15, 90, 0, 1, log=True)) == [20, 50]


def test_every_value_in_range_falls_into_one_part() -> None:
    assert counts([0, 0.1, 0.49, 0.5, 1.0, 2.0], 0, 1, 2) == [3, 2]
    assert counts([3, 3], 3, 3, 2) == [2, 0]
    assert counts([], 0, 1, 3) == [0, 0, 0]


def test_numbers_are_short() -> None:
    assert [short(one) for one in (0.25, 12, 1500, 100_000, 2e6)] == ["0.25", "12", "1.5k", "100k", "2M"]


def test_a_power_just_beside_an_end_is_named() -> None:
    assert ticks(scale_of([1_005.0, 100_003.0], 0, 100, from_zero=False, may_log=True)) == [
        1_000.0,
        10_000.0,
        100_000.0,
    ]
