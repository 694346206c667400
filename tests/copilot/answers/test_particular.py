"""Which searches ask of something particular."""

from datetime import date

import pytest

from copilot.answers.particular import PARTICULAR, guidance_share
from copilot.answers.question import Question, read_question
from tests.copilot.answers.test_question import INES, PAIRS, PEOPLE


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Why was our first meeting put back?", PARTICULAR),
        ("what did Tom say about my draft", PARTICULAR),
        ("How should I give critical feedback to a mentee?", 1.0),
        ("How do I end a mentorship well?", 1.0),
        ("mentoring agreement", 1.0),
        ("slot pricing with Tom", 1.0),
    ],
)
def test_guidance_counts_less_only_where_something_particular_is_asked(text: str, share: float) -> None:
    assert guidance_share(text, lambda: read_question(text, INES, PEOPLE, PAIRS, date(2025, 6, 1))) == share


def test_for_mere_words_nobody_is_looked_up() -> None:
    def read() -> Question:
        raise AssertionError("looked up")

    assert guidance_share("mentoring agreement", read) == 1.0
