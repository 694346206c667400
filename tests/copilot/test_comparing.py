"""Two versions, sentence by sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copilot.comparing import DifferenceKind, compared
from tests.copilot.test_editing import blocks, draft

ADDED, REMOVED, CHANGED = DifferenceKind.ADDED, DifferenceKind.REMOVED, DifferenceKind.CHANGED


def kinds(before: list[str], after: list[str]) -> list[tuple[str, str, str]]:
    found = compared(draft(blocks(before)), draft(blocks(after)))
    return [(one.kind, one.before, one.after) for one in found]


def test_what_came_and_went_is_named() -> None:
    assert kinds(["One.", "Two."], ["One.", "Between.", "Two."]) == [(ADDED, "", "Between.")]
    assert kinds(["One.", "Two."], ["Two."]) == [(REMOVED, "One.", "")]
    assert kinds(["One."], ["One."]) == []


def test_a_sentence_in_anothers_place_is_that_one_changed() -> None:
    assert kinds(["One.", "Two."], ["One.", "Something else."]) == [(CHANGED, "Two.", "Something else.")]


def test_of_several_the_one_most_alike_was_changed() -> None:
    before = ["We met on Monday.", "Lunch was good."]
    assert kinds(before, ["We met on Monday at nine."]) == [
        (CHANGED, "We met on Monday.", "We met on Monday at nine."),
        (REMOVED, "Lunch was good.", ""),
    ]


@given(*(st.lists(st.text("ab. ", min_size=1, max_size=6), max_size=6) for _ in range(2)))
def test_the_differences_lead_from_one_version_to_the_other(before: list[str], after: list[str]) -> None:
    found = compared(draft(blocks(before)), draft(blocks(after)))
    gone = [one.before for one in found if one.kind in (REMOVED, CHANGED)]
    came = [one.after for one in found if one.kind in (ADDED, CHANGED)]
    left = list(before)
    for text in gone:
        left.remove(text)
    assert sorted([*left, *came]) == sorted(after)
