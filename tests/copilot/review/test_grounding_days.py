"""Days: other ways to name one, lengths that are no days, and a day that is another thing's."""

from __future__ import annotations

import datetime as dt

import pytest

from copilot.review.grounding import Source
from tests.copilot.review.lena_and_marek import by_lena, reasons


def another_day(told: str, *sources: Source) -> bool:
    return "date" in reasons(told, *sources)


@pytest.mark.parametrize(
    ("said", "told", "holds"),
    [
        ("The van comes Fri 25th.", "The van comes on Friday 25 September.", True),
        ("The van comes Fri 25th.", "The van comes on Friday 18 September.", False),
        ("The van comes Fri 2nd.", "The van comes on Friday 2 October.", True),
        ("Send the samples after New Year, not before.", "Send the samples in January.", True),
        ("Send the samples after New Year, not before.", "Send the samples in December.", False),
        ("The kiln is rented until Christmas.", "The kiln is rented until 25 December.", True),
        ("Tue and Wed next week the hall is mine.", "The hall is mine on 15 and 16 September.", True),
        ("Tue and Wed next week the hall is mine.", "The hall is mine on 22 and 23 September.", False),
        ("The audit is on Thursday week.", "The audit is on 24 September.", True),
        ("The audit is on Thursday week.", "The audit is on 17 September.", False),
        ("The frames come from Graz (two weeks, 300).", "Graz makes the frames in two weeks for 300.", True),
        ("The frames come from Graz (two weeks, 300).", "Graz makes the frames in three weeks for 300.", False),
        ("A fortnight ago the oven broke.", "The oven broke on 27 August.", True),
        ("A fortnight ago the oven broke.", "The oven broke on 3 September.", False),
        (
            "The grant form closes on 15 October. Next call with Marek on 9 October.",
            "I have until 9 October for the grant form.",
            False,
        ),
        (
            "The grant form closes on 15 October. Next call with Marek on 9 October.",
            "I have until 15 October for the grant form.",
            True,
        ),
        (
            "The grant form closes on 15 October. Next call with Marek on 9 October.",
            "The next call with Marek is on 15 October.",
            False,
        ),
        (
            "Talked about the roof report on 3 September. Deadline 10 October.",
            "The roof report is due on 10 October.",
            True,
        ),
        (
            "Saw the roof and the report on 3 September. It is due on 10 October.",
            "The roof report is due on 10 October.",
            True,
        ),
        ("Hall free on 1 October and 8 October, we take the 8th.", "We take the hall on 8 October.", True),
    ],
)
def test_a_day_is_the_one_that_the_note_gives_to_what_is_told(said: str, told: str, holds: bool) -> None:
    assert another_day(told, by_lena(said)) is not holds


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ("The fair closes on 1 October.", False),
        ("The deadline of the fair is 24 September.", True),
        ("The deadline of the fair was to be 1 October and is now 24 September.", True),
    ],
)
def test_a_corrected_day_is_only_told_as_what_was_meant_once(told: str, holds: bool) -> None:
    first = by_lena("The fair's deadline is 1 October, results in May.")
    later = by_lena("Correction, the deadline of the fair is 24 September, they moved it.", dt.date(2026, 9, 17))
    assert another_day(told, first, later) is not holds
