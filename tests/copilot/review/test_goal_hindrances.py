"""What is told after a wish: what stands in its way, and what does not."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.review.goal_clauses import Part, clauses
from copilot.review.goal_dimensions import Dimension, read_goal

TODAY = date(2026, 3, 2)


def names_an_obstacle(goal: str) -> bool:
    return not read_goal(goal, TODAY).of(Dimension.OBSTACLE).missing


@pytest.mark.parametrize(
    "told",
    [
        "Evenings I am wrecked.",
        "Night shifts leave me too tired to think.",
        "My boss sits on everything for weeks.",
        "The sticking point is money.",
        "I loathe the phone.",
        "Nobody picks up before ten.",
        "In front of people my head goes empty.",
        "I feel like a fraud up there.",
        "It is so boring that I do anything else first.",
        "Letting go isn't my strength.",
        "Friends always talk me into going out.",
        "Last time I chickened out at the door.",
        "Legacy code.",
        "My colleagues all answer in English.",
    ],
)
def test_what_tires_frightens_or_hinders_is_an_obstacle_however_it_is_said(told: str) -> None:
    assert names_an_obstacle(f"Finish the report by June. {told}")


@pytest.mark.parametrize(
    "told",
    [
        "So far we have two chapters.",
        "Right now I do four.",
        "The board needs it for the budget.",
        "It is about soil in the north.",
        "My mentor thinks it is a good idea.",
        "Everybody says it matters.",
        "I have been a nurse for 12 years.",
        "That would free four hours a week.",
        "My husband supports me.",
        "I moved here in January.",
        "I love the topic.",
        "My mentor keeps an eye on it.",
    ],
)
def test_where_it_starts_who_thinks_so_and_what_it_is_good_for_are_none(told: str) -> None:
    assert not names_an_obstacle(f"Finish the report by June. {told}")


def test_what_was_hard_before_the_wish_is_told_as_its_background() -> None:
    assert not names_an_obstacle("After a hard year with a lot of illness I want to run a race in May.")
    assert not names_an_obstacle("Stop being afraid of my boss.")


def test_what_the_plan_takes_up_again_is_what_it_meets() -> None:
    told = "Finish my proposal by June. My last one came back and I have that folder still. "
    assert not names_an_obstacle(told)
    assert names_an_obstacle(f"{told}If I open the folder and stop, I call Marek.")


def test_a_doubt_holds_no_wish_and_a_step_that_follows_one_is_no_check() -> None:
    goal = "Not sure if I should stay. Talk to four people, then decide and tell my boss by 1 March."
    assert [one.part for one in clauses(goal, TODAY)] == [Part.BACKGROUND, Part.WISH]


def test_a_wish_is_found_at_the_end_of_a_long_sentence() -> None:
    goal = "So my boss thinks I read too much, anyway what I would like is to have a chapter on paper by June."
    (wish,) = [one for one in clauses(goal, TODAY) if one.part is Part.WISH]
    assert wish.text.startswith("what I would like is")
