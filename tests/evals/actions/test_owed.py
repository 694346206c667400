"""How found actions are held against labels: matched once, owner and day apart, disputed ones for neither side."""

from __future__ import annotations

import math
from datetime import date
from importlib import resources

import pytest
from pydantic import ValidationError

from copilot.models import Action
from evals.actions.owed import CASES, LOTS, Case, day_right, figures, judge, load, owing, owner_right

DAY = date(2026, 3, 3)


def case(*owed: tuple[str | date | None, ...], may: tuple[str, ...] = ()) -> Case:
    return Case(id="a", pair="p", notes=(("ann", DAY, "words"),), owed=owed, may=may)


def action(text: str, owner: str | None = "ann", due: date | None = None) -> Action:
    return Action(text, "p", owner, text, due)


def shares(one: Case, *found: Action) -> dict[str, float]:
    return {figure.name.rpartition(",")[0]: figure.value for figure in figures([judge(one, found)], "half")}


def test_what_is_found_needs_all_words_of_one_wording_in_any_form() -> None:
    owed = ("ann", None, "reading list", "books")
    assert len(judge(case(owed), [action("send the list of readings")]).right) == 1
    assert len(judge(case(owed), [action("bring a book")]).right) == 1
    assert judge(case(owed), [action("send the list")]).missed


def test_one_action_stands_for_one_label_only() -> None:
    judged = judge(case(("ann", None, "list"), ("ben", None, "list")), [action("send the list")])
    assert (len(judged.right), len(judged.missed), judged.needless) == (1, 1, ())


def test_of_two_that_fit_the_one_with_the_right_owner_and_day_is_taken() -> None:
    found = [action("send the list", "ben"), action("print the list", "ann", DAY)]
    ((owed, taken),) = judge(case(("ann", DAY, "list")), found).right
    assert taken.text == "print the list"
    assert owner_right(owed, taken)
    assert day_right(owed, taken)


def test_the_most_labels_are_served_even_if_the_first_takes_a_worse_fit() -> None:
    # "list" fits both, "long list" one only: the first label must leave that one alone.
    judged = judge(case(("ann", None, "list"), ("ann", None, "long list")), [action("long list"), action("short list")])
    assert len(judged.right) == 2


def test_owner_and_day_are_judged_apart_from_being_found() -> None:
    got = shares(case(("ann", DAY, "list"), ("ann", DAY, "room")), action("send list", "ben", DAY), action("book room"))
    assert got["found that is owed (precision)"] == 1
    assert got["owed that is found (recall)"] == 1
    assert got["owner right, of those found"] == 0.5
    assert got["day right, of those found with one label"] == 0.5
    assert got["owed that is found, owner and day right"] == 0


def test_a_day_that_readers_dispute_is_not_judged() -> None:
    got = shares(case(("ann", "unsure", "list")), action("send list", "ann", DAY))
    assert got["owed that is found, owner and day right"] == 1
    assert math.isnan(got["day right, of those found with one label"])


def test_what_is_not_owed_counts_against_precision_unless_readers_differ() -> None:
    found = [action("send the list"), action("sleep more"), action("bring croissants")]
    got = shares(case(("ann", None, "list"), may=("croissants",)), *found)
    assert got["found that is owed (precision)"] == 0.5


def test_a_quiet_note_is_right_only_if_nothing_is_found_in_it() -> None:
    assert shares(case())["notes where nothing is owed, and nothing found"] == 1
    assert shares(case(), action("sleep more"))["notes where nothing is owed, and nothing found"] == 0


@pytest.mark.parametrize("lot", LOTS)
def test_the_committed_notes_are_read_and_no_day_owed_lies_before_them(lot: str) -> None:
    with resources.as_file(resources.files("evals") / lot) as path:
        labelled = load(path)
    every = [*labelled.work_on, *labelled.report_on]
    assert len({one.id for one in every}) == len(every) >= 20
    for one in every:
        assert {by for by, _, _ in one.notes} <= {labelled.pairs[one.pair].mentor, labelled.pairs[one.pair].mentee}
        for who, due, *words in one.owed:
            assert who is None or who in labelled.people
            assert due in (None, "unsure") or (isinstance(due, date) and due >= one.notes[0][1])
            assert words
    quiet = sum(not one.owed for one in every)
    assert len(every) / 5 <= quiet <= len(every) / 2


def test_what_a_later_note_says_is_done_is_not_owed_any_more() -> None:
    with resources.as_file(resources.files("evals") / CASES) as path:
        labelled = load(path)
    notes = (
        ("nadia", DAY, "I'll send the reading list."),
        ("kofi", date(2026, 3, 20), "Reading list arrived, thanks!"),
    )
    story = Case(id="s", pair="nk", notes=notes, owed=())
    assert owing(labelled, story) == []
    (open_one,) = owing(labelled, story.model_copy(update={"notes": notes[:1]}))
    assert open_one.owner == "nadia"


def test_a_label_that_is_no_label_is_an_error() -> None:
    with pytest.raises(ValidationError):
        Case.model_validate({"id": "a", "pair": "p", "notes": [], "owed": [], "dew": []})
    with pytest.raises(ValueError, match="is not"):
        judge(case(("ann", "someday", "list")), [])
