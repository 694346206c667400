"""How much of a question's words a text holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.answers.families import fold, root
from copilot.coverage import coverage
from ingest.keyword import STOP_WORDS

WORDS = st.lists(
    st.sampled_from("meet meets met meeting go goes went pay paid practise practice ties Lúcia the 3 AB".split()),
    max_size=6,
)


def test_a_word_counts_in_any_of_its_forms_and_stop_words_do_not() -> None:
    assert coverage("Who paid for the meetings?", ["She pays; we met."]) == [1.0]
    assert coverage("Who was it?", ["Who was it?"]) == [0.0]


def test_a_word_that_few_of_the_texts_have_counts_more() -> None:
    common, rare, _ = coverage("budget lunch", ["The budget.", "The lunch.", "A budget."])
    assert 0 < common < rare < 1


@given(WORDS, WORDS)
def test_all_words_held_is_1_none_is_0_and_looking_at_beginnings_loses_nothing(
    asked: list[str], said: list[str]
) -> None:
    wanted, there = ({root(word) for word in map(fold, words) if word not in STOP_WORDS} for words in (asked, said))
    [share] = coverage(" ".join(asked), [" ".join(said)])
    assert (share > 0) is bool(wanted & there)
    assert (share == pytest.approx(1.0)) is (bool(wanted) and wanted <= there)
