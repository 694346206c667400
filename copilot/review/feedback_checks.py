"""What keeps a report on feedback from pointing at anybody: row 20 of the table of evidence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from copilot.draft import Draft, Severity
from copilot.review.check import BriefFacts, Check, Remark
from copilot.themes.anonymity import THEME_FLOOR


def _floors(draft: Draft, _facts: BriefFacts) -> Iterator[Remark]:
    """Numbers of people that are too small, or that differ by one to four."""
    counts = sorted({theme.people for theme in draft.themes})
    if counts and counts[0] < THEME_FLOOR:
        yield Remark(f"A theme shows {counts[0]} people: leave it out.", severity=Severity.ERROR)
    if any(more - less < THEME_FLOOR for less, more in pairwise(counts)):
        yield Remark("Two numbers of people differ by fewer than five: round them.", severity=Severity.ERROR)


FEEDBACK_CHECKS: tuple[Check, ...] = (
    Check(
        "feedback-floors",
        frozenset({"feedback"}),
        20,
        "Culture Amp: 5 comments, and blocks remainders below 5; Glint: 5 for scores, 10 for comments",
        "practice; counting people, not comments, is ours",
        _floors,
    ),
)
