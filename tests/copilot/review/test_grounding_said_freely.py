"""What is true and said freely stays unmarked, and what is like it and false does not."""

from __future__ import annotations

import datetime as dt

import pytest

from copilot.review.grounding import Context, KnownPerson, Source, ground

LENA, OMAR = "Lena Brandt", "Omar Said"
CONTEXT = Context((KnownPerson(LENA, "", "mentee"), KnownPerson(OMAR, "", "mentor")), LENA, dt.date(2026, 9, 10), OMAR)


def kinds(sentence: str, note: str, author: str = LENA) -> set[str]:
    source = Source(note, date=dt.date(2026, 9, 3), author=author, surroundings=note)
    return {problem.kind for problem in ground(sentence, [source], CONTEXT).problems}


@pytest.mark.parametrize(
    ("sentence", "note", "kind", "flagged"),
    [
        (
            "The guide volunteered to get the map redrawn.",
            "The guide offered to redraw the map.",
            "planned_told_as_happened",
            False,
        ),
        ("The guide redrew the map.", "The guide will redraw the map.", "planned_told_as_happened", True),
        (
            "We talk before the rent is fixed.",
            "We talk, then they will fix the rent.",
            "planned_told_as_happened",
            False,
        ),
        (
            "The club had asked for nine boats.",
            "We got six boats, I'd asked for nine.",
            "planned_told_as_happened",
            False,
        ),
        ("You asked for nine boats.", "I'd ask for nine boats, Omar said.", "planned_told_as_happened", True),
        ("My letters to the harbour go unanswered.", "The harbour does not answer my letters.", "negation", False),
        ("The harbour answers my letters.", "The harbour does not answer my letters.", "negation", True),
        (
            "You would rather not sell the boat.",
            "Omar asked whether to sell the boat. He would keep it.",
            "negation",
            False,
        ),
        ("We won one race.", "We lost two races and won one.", "negation", False),
        ("We won the race.", "We lost the race.", "negation", True),
        ("The sum is 400 short of what we need.", "We need 900 for the sail, 500 is there.", "number", False),
        ("The sum is 300 short of what we need.", "We need 900 for the sail, 500 is there.", "number", True),
        ("There is a week in which nobody rows.", "In the first week of October nobody rows.", "number", False),
        ("Nobody rows for a month.", "In the first week of October nobody rows.", "number", True),
        ("You liked the new sail.", "Long call with Omar: liked the new sail, wants to see it.", "roles", False),
        ("Rosa checks the ropes for nothing.", "Rosa checks the ropes free of charge.", "negation", False),
    ],
)
def test_other_words_for_it_are_not_taken_for_something_else(
    sentence: str, note: str, kind: str, flagged: bool
) -> None:
    assert (kind in kinds(sentence, note)) is flagged
