"""Whether a goal says when and how progress is looked at."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.review.goal_dimensions import Dimension, read_goal

TODAY = date(2026, 3, 2)


def is_checked(goal: str) -> bool:
    return not read_goal(goal, TODAY).of(Dimension.CHECK_DATE).missing


@pytest.mark.parametrize(
    "how",
    [
        "My sister quizzes me on Saturdays.",
        "Ola gets a screenshot of my score each Friday.",
        "On the 1st of each month I mail Jo where I stand.",
        "Fortnightly with my mentor, ten minutes.",
        "I keep a chart on the wall, filled in every night.",
        "New figure on the board each Monday.",
        "My trainer signs my logbook at the end of each week.",
        "Halfway, on 15 April, I sit down with Bea and take stock.",
    ],
)
def test_a_look_a_record_or_a_reader_on_fixed_days_is_a_check(how: str) -> None:
    assert is_checked(f"Pass the exam in June. {how}")


@pytest.mark.parametrize(
    "what",
    [
        "I go to class on Tuesdays.",
        "Every Monday we have a team meeting.",
        "I call my mum on Sundays.",
        "I will check how it goes.",
        "My mentor keeps an eye on it.",
        "The course meets once a week.",
        "Every year they tell me to try.",
    ],
)
def test_other_habits_and_looks_without_a_day_are_none(what: str) -> None:
    assert not is_checked(f"Pass the exam in June. {what}")


def test_what_is_done_every_day_before_the_wish_is_said_is_none() -> None:
    goal = "At 8 every morning I sit down and think there must be more. I want work that means something to me."
    assert is_checked(goal) is False
    assert read_goal(goal, TODAY).of(Dimension.SPECIFIC).missing
