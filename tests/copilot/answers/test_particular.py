"""How searches look for questions."""

from datetime import date

import pytest

from copilot.answers.particular import PARTICULAR, as_asked
from copilot.answers.question import Question, read_question
from copilot.retrieve import Asked
from tests.copilot.answers.test_question import INES, PAIRS, PEOPLE


def asked(text: str) -> Asked | None:
    return as_asked(text, lambda: read_question(text, INES, PEOPLE, PAIRS, date(2025, 6, 1)))


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Why was our first meeting put back?", PARTICULAR),
        ("what did Tom say about my draft", PARTICULAR),
        ("How should I give critical feedback to a mentee?", 1.0),
        ("How do I end a mentorship well?", 1.0),
    ],
)
def test_guidance_counts_less_only_where_something_particular_is_asked(text: str, share: float) -> None:
    told = asked(text)
    assert told is not None
    assert told.guidance == share


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What did Tom study?", "What did study?"),
        ("When is TOM’s talk to Wei's team?", "When is talk to Wei's team?"),
        ("How many tomatoes did we plant?", "How many tomatoes did we plant?"),
        ("Who is Tom?", "Who is Tom?"),
    ],
)
def test_a_partners_name_is_no_word_to_look_for_unless_it_is_the_only_one(text: str, words: str) -> None:
    told = asked(text)
    assert told is not None
    assert " ".join(told.words.split()).replace(" ?", "?") == words


def test_mere_words_are_looked_for_as_they_are_and_nobody_is_looked_up() -> None:
    def read() -> Question:
        raise AssertionError("looked up")

    assert as_asked("mentoring agreement", read) is None
    assert as_asked("slot pricing with Tom", read) is None
