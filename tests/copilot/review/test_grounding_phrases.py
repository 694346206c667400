"""Which words that no source has are a detail of the writer's own, and which only say the same in other words."""

from __future__ import annotations

import datetime as dt

import pytest

from copilot.review.grounding import Context, KnownPerson, Source, ground

LENA, OMAR = "Lena Brandt", "Omar Said"
CONTEXT = Context((KnownPerson(LENA, "", "mentee"), KnownPerson(OMAR, "", "mentor")), LENA, dt.date(2026, 9, 10), OMAR)
NOTE = "I will rewrite the lab report by Friday. Omar lends me his old textbook and looks at the figures with me."


def unsupported(sentence: str) -> list[str]:
    found = ground(sentence, [Source(NOTE, date=dt.date(2026, 9, 3), author=LENA, surroundings=NOTE)], CONTEXT)
    return [problem.detail for problem in found.problems if problem.kind == "unsupported"]


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("You lend me your old textbook from a drawer.", "drawer"),
        ("You look at the figures with me over coffee, and lend me your old textbook.", "coffee"),
        ("You lend me your old textbook in the canteen.", "canteen"),
    ],
)
def test_a_phrase_of_strange_nouns_that_ends_a_clause_is_the_writers_own(sentence: str, phrase: str) -> None:
    assert [detail for detail in unsupported(sentence) if phrase in detail]


@pytest.mark.parametrize(
    "sentence",
    [
        "You lend me your old textbook.",
        "On top of that you lend me your old textbook.",  # no end: more follows what looks like one
        "In fact you lend me your old textbook, and now look at the figures with me.",
        "What I am now going to rewrite, certainly by Friday, is the lab report.",
        "You lend me your used textbook.",
    ],
)
def test_small_words_and_single_strange_words_say_nothing_new(sentence: str) -> None:
    assert unsupported(sentence) == []
