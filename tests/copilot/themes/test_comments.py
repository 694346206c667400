"""What counts as saying something, and in which language."""

from __future__ import annotations

import pytest

from copilot.models import Feedback
from copilot.themes.comments import comment, is_english, says_something, units


@pytest.mark.parametrize(
    "text", ["", "  ", "-", "n/a", "N.A.", "None.", "nothing", "see above", "???", ":)", "No comment", "12"]
)
def test_blanks_count_nobody(text: str) -> None:
    assert not says_something(text)
    assert comment(Feedback("f", "someone", text)) is None


@pytest.mark.parametrize("text", ["great", "Nothing works", "Keine Zeit", "no meetings"])
def test_short_words_count(text: str) -> None:
    assert says_something(text)


def test_units_are_the_whole_and_its_longer_sentences() -> None:
    assert units("Good. We never found a date in spring. Full stop.") == (
        "Good. We never found a date in spring. Full stop.",
        "We never found a date in spring.",
    )


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("We meet every second week and it helps me a lot", True),
        ("Wir treffen uns alle zwei Wochen und das hilft mir sehr", False),
        ("Nos vemos cada dos semanas y me ayuda mucho", False),
        ("super", True),
    ],
)
def test_language_is_told_from_five_words_on(text: str, english: bool) -> None:
    assert is_english(text) is english
