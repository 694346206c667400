"""A report shares no more than five words in a row with any comment."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copilot.themes.wording import LONGEST_RUN, Runs, words

TEXT = st.lists(st.sampled_from("we never meet on the day that was agreed ’tis don't".split()), max_size=14).map(
    " ".join
)


def shares_by_hand(one: str, other: str) -> bool:
    ours, theirs = words(one), words(other)
    return any(
        ours[a : a + LONGEST_RUN + 1] == theirs[b : b + LONGEST_RUN + 1]
        for a in range(len(ours) - LONGEST_RUN)
        for b in range(len(theirs) - LONGEST_RUN)
    )


@given(TEXT, st.lists(TEXT, max_size=3))
def test_runs_are_found_as_by_hand(sentence: str, comments: list[str]) -> None:
    assert Runs(comments).shared_with(sentence) == any(shares_by_hand(sentence, comment) for comment in comments)


def test_case_marks_and_apostrophes_do_not_hide_a_run() -> None:
    assert Runs(["They DON’T – ever – meet; on, time!"]).shared_with("they don't ever meet on time")


def test_five_words_are_allowed() -> None:
    assert not Runs(["we never meet on the day"]).shared_with("we never meet on the evening")
