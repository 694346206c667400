"""Who abstains, and which questions are asked."""

from __future__ import annotations

import pytest

from evals.answers.unanswerable import abstains, chosen


@pytest.mark.parametrize(
    "text",
    [
        "I do not know.",
        "The context does not provide information about that.",
        "Sorry, I don't have any information on this.",
        "There is no mention of it.",
        "  ",
    ],
)
def test_an_answer_that_has_none_abstains(text: str) -> None:
    assert abstains(text)


@pytest.mark.parametrize("text", ["It takes two weeks.", "You need not apply before May: the office is open."])
def test_an_answer_that_says_something_does_not(text: str) -> None:
    assert not abstains(text)


def test_the_same_questions_are_asked_each_time_and_their_turns_are_told_apart() -> None:
    def row(number: int, sort: str) -> dict[str, object]:
        turns = [("user", "first?"), ("agent", "yes"), ("user", f"last {number}?")]
        said = [{"speaker": who, "text": text} for who, text in turns]
        return {"task_id": f"{sort}{number}", "answerability": [sort], "input": said}

    rows = [row(number, sort) for sort in ("ANSWERABLE", "UNANSWERABLE", "PARTIAL") for number in range(5)]
    tasks = chosen(rows, 3)
    assert tasks == chosen(rows, 3)
    assert [one.answerable for one in tasks] == [False] * 3 + [True] * 3
    assert tasks[0].before == ("first?",)
    assert tasks[0].question.startswith("last ")
