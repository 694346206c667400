"""No number, and nothing that numbers leave when taken from each other, points at one to four people."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.themes.anonymity import (
    SLICE_FLOOR,
    THEME_FLOOR,
    rounded,
    safe_remainder,
    shown,
    slice_may_be_shown,
    themes_that_may_be_shown,
)

PEOPLE = st.frozensets(st.integers(0, 40).map(str), max_size=40)


@pytest.mark.parametrize("people", [0, 1, 4])
def test_four_people_look_the_same_as_none(people: int) -> None:
    assert rounded(people) == rounded(0) == 0
    assert shown(people, 30) is None


def test_a_slice_of_nine_shows_no_theme() -> None:
    assert shown(9, 9) is None
    assert shown(9, 10) is not None


@given(st.integers(0, 500), st.integers(0, 500))
def test_two_numbers_shown_never_differ_by_one_to_four(one: int, other: int) -> None:
    assert abs(rounded(one) - rounded(other)) not in range(1, THEME_FLOOR)


@given(st.integers(SLICE_FLOOR, 500).flatmap(lambda of: st.tuples(st.integers(THEME_FLOOR, of), st.just(of))))
def test_what_is_shown_is_true_and_made_from_rounded_numbers_alone(numbers: tuple[int, int]) -> None:
    people, of = numbers
    seen = shown(people, of)
    assert seen is not None
    assert seen.people <= people
    assert seen.share <= people / of
    assert seen == shown(rounded(people), rounded(of) if rounded(of) >= rounded(people) else of)


@given(PEOPLE, PEOPLE, PEOPLE)
def test_groups_that_may_be_shown_leave_nobody_alone(
    mentees: frozenset[str], mentors: frozenset[str], rest: frozenset[str]
) -> None:
    everyone = mentees | mentors | rest
    if slice_may_be_shown(mentees, [mentors], everyone):
        assert len(mentees) >= SLICE_FLOOR
        for left in (everyone - mentees, everyone - mentees - mentors):
            assert len(left) not in range(1, THEME_FLOOR)


@given(st.dictionaries(st.sampled_from("abc"), st.tuples(PEOPLE, PEOPLE, PEOPLE), min_size=1))
def test_a_group_s_theme_is_left_out_where_few_others_speak_of_it(
    themes: dict[str, tuple[frozenset[str], frozenset[str], frozenset[str]]],
) -> None:
    inside = {theme: mentees for theme, (mentees, _, _) in themes.items()}
    beside = {theme: mentors for theme, (_, mentors, _) in themes.items()}
    throughout = {theme: mentees | mentors | rest for theme, (mentees, mentors, rest) in themes.items()}
    for theme in themes_that_may_be_shown(inside, throughout, [beside]):
        assert len(inside[theme]) >= THEME_FLOOR
        assert len(throughout[theme] - inside[theme]) not in range(1, THEME_FLOOR)
        assert len(throughout[theme] - inside[theme] - beside[theme]) not in range(1, THEME_FLOOR)


@given(st.dictionaries(st.sampled_from("abcdef"), PEOPLE))
def test_a_period_s_own_report_shows_every_theme_above_the_floor(themes: dict[str, frozenset[str]]) -> None:
    kept = themes_that_may_be_shown(themes, themes)
    assert kept == {theme for theme, people in themes.items() if len(people) >= THEME_FLOOR}
    counts = [rounded(len(themes[theme])) for theme in kept]
    assert all(abs(one - other) not in range(1, THEME_FLOOR) for one, other in combinations(counts, 2))


def test_a_remainder_of_nobody_is_safe_and_of_four_is_not() -> None:
    whole = frozenset("abcdefghij")
    assert safe_remainder(whole, whole)
    assert safe_remainder(whole, frozenset("abcde"))
    assert not safe_remainder(whole, frozenset("abcdef"))
