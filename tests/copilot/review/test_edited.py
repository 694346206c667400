"""Words a person typed into a draft: a wish of their own needs no source, a statement does."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.review.edited import shares_a_word, stated, words_not_held
from copilot.review.grounding.model import Context, KnownPerson

CONTEXT = Context(
    (KnownPerson("Amara Okafor", "Amara", "mentee"), KnownPerson("Daniel King", "Daniel", "mentor")),
    "Daniel King",
    date(2026, 11, 20),
    "Amara Okafor",
)


@pytest.mark.parametrize(
    "text",
    [
        "I would love to hear more about your own start.",
        "I’d like that.",
        "Could we also talk about feedback?",
        "I hope we can talk soon. Thank you.",
        "I’m looking forward to it.",
        "What would help most?",
        "Let’s take a walk.",
        "I am grateful for your time.",
        "Best wishes,",
    ],
)
def test_a_wish_a_question_or_a_courtesy_of_ones_own_needs_no_source(text: str) -> None:
    assert stated(text, CONTEXT) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Mentoring doubles salaries.",
        "We agreed on it.",
        "I hope you know I won the prize.",
        "I want to thank you because you taught me a lot.",
        "I would like to keep the promotion I got.",
        "Thank you for telling the board the numbers were wrong.",
        "Why did you leave?",
        "I would love that. The budget is approved.",
    ],
)
def test_a_statement_needs_one_however_politely_it_begins(text: str) -> None:
    assert stated(text, CONTEXT)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("I would like to meet Helena.", "Helena"),
        ("Could you ask Amara?", "Amara"),
        ("Could we meet on Tuesday?", "Tuesday"),
        ("Could you spare 20 minutes?", "20 minutes"),
        ("I want to lead a team of forty.", "forty"),
    ],
)
def test_a_name_a_number_and_a_day_are_named(text: str, word: str) -> None:
    assert stated(text, CONTEXT) == (f"“{word}”",)


def test_the_words_no_source_says_are_told_as_typed() -> None:
    source = "We planned the roadmap review for the spring."
    assert words_not_held("The roadmap review went to Lisbon’s board", [source]) == ("Lisbon's", "board")
    assert words_not_held("We planned reviews of the roadmap", [source]) == ()
    assert shares_a_word("Our reviews", [source])
    assert not shares_a_word("Thank you for that", [source])


def test_a_day_is_named_once_with_its_number() -> None:
    assert stated("I want to do it by 10 December.", CONTEXT) == ("“10 December”",)
