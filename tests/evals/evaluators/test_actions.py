"""Open actions are right when each is there, whose and by when, nothing else is, and the order holds."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.draft import DraftAction
from evals.drafts.own_case import ExpectedAction
from evals.evaluators.actions import actions_in_order
from tests.evals.evaluators.drafts import action, case, draft

EARLY, LATE = date(2026, 2, 13), date(2026, 3, 4)
LIST = ExpectedAction(who="jo", by=EARLY, does="list")
ROOM = ExpectedAction(who="maeve", by="none", does="room | hall")


def score(expected: tuple[ExpectedAction, ...], *found: DraftAction) -> float:
    judged = actions_in_order(case(actions=expected), draft(actions=found))
    assert judged is not None
    return float(judged.value)


def test_all_there_in_order_is_right() -> None:
    assert score((LIST, ROOM), action("jo", EARLY, "send the list"), action("maeve", None, "book the hall")) == 1.0
    assert score(()) == 1.0


@pytest.mark.parametrize(
    "found",
    [
        (action("jo", EARLY, "send the list"),),
        (action("maeve", None, "book the hall"), action("jo", EARLY, "send the list")),
        (action("jo", EARLY, "send the list"), action("jo", None, "book the hall")),
        (action("jo", EARLY, "send the list"), action("maeve", LATE, "book the hall")),
        (action("jo", LATE, "send the list"), action("maeve", None, "book the hall")),
    ],
    ids=["missing", "out of order", "another's", "a day nobody gave", "another day"],
)
def test_what_is_wrong_counts_against_it_once(found: tuple[DraftAction, ...]) -> None:
    assert score((LIST, ROOM), *found) == 0.5


def test_one_too_many_counts_against_it_and_is_named() -> None:
    judged = actions_in_order(
        case(actions=(LIST,)), draft(actions=(action("jo", EARLY, "send the list"), action("jo", None, "old thing")))
    )
    assert judged is not None
    assert judged.value == 0.5
    assert "old thing" in judged.missing[0]


def test_what_is_done_is_not_open_and_what_may_be_there_may_be_missing() -> None:
    maybe = ExpectedAction(does="talk", maybe=True)
    listed = action("jo", EARLY, "send the list")
    assert score((LIST, maybe), listed, action("jo", EARLY, "call her", status="done")) == 1.0
    assert score((LIST, maybe), listed, action(None, LATE, "practice talk")) == 1.0


def test_a_case_that_says_nothing_of_actions_is_not_judged() -> None:
    assert actions_in_order(case(), draft(actions=(action("jo", EARLY, "list"),))) is None
