"""Which way comments, people and themes lean."""

from __future__ import annotations

import pytest

from copilot.themes.sentiment import Sentiment, asked_for, lean, majority, of_leans, together

P, N, M, O = Sentiment.POSITIVE, Sentiment.NEGATIVE, Sentiment.MIXED, Sentiment.NEUTRAL  # noqa: E741


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("What has worked well so far?", 1),
        ("What should we change?", -1),
        ("What worked well and what could be improved?", 0),
        ("Anything else?", 0),
    ],
)
def test_a_question_asks_for_praise_or_for_faults(question: str, asks: int) -> None:
    assert asked_for(question) == asks


def test_the_question_tips_what_the_words_leave_open() -> None:
    assert of_leans([lean(0.0, -1)]) is N
    assert of_leans([lean(0.0, 1)]) is P
    assert of_leans([lean(0.0, 0)]) is O


def test_what_is_near_complaints_is_a_complaint_whatever_was_asked() -> None:
    assert of_leans([lean(-0.3, 1)]) is N
    assert of_leans([lean(0.3, -1)]) is P


def test_strong_praise_and_strong_complaint_are_mixed() -> None:
    assert of_leans([0.1, 0.9, -0.9]) is M
    assert of_leans([]) is O


def test_a_person_who_praises_and_complains_is_of_two_minds() -> None:
    assert together([P, N]) is M
    assert together([O, N]) is N
    assert together([O]) is O


def test_a_theme_leans_where_most_of_its_people_do() -> None:
    assert majority([N, N, N, P, O]) is N
    assert majority([N, N, P, P, O]) is M
    assert majority([]) is O
