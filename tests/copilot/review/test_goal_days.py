"""Days told in full, and taken out again where the typed words mean them."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.review.goal_days import in_full, without_resolved_days
from copilot.review.goal_times import times

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("by Friday", "by Friday (27 November 2026)"),
        ("tomorrow at nine", "tomorrow (24 November 2026) at nine"),
        ("by 14 February, at home", "by 14 February 2027, at home"),
        ("by the end of January", "by the end of January 2027"),
    ],
)
def test_a_month_gets_its_year_and_any_other_day_its_date(typed: str, told: str) -> None:
    (said,) = [one for one in times(typed, TODAY, asked=True) if one.day]
    assert in_full(typed, said) == told
    assert without_resolved_days(told, {typed: TODAY}) == typed


def test_a_day_or_a_year_that_was_not_meant_stays() -> None:
    assert "28 November 2026" in without_resolved_days("by Friday (28 November 2026)", {"by Friday": TODAY})
    assert "2028" in without_resolved_days("by 14 February 2028", {"by 14 February": TODAY})
