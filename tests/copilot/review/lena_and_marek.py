"""A pair, a day, and what the check says of a sentence that rests on one of their notes."""

from __future__ import annotations

import datetime as dt

from copilot.review.grounding import Context, KnownPerson, Source, ground

LENA, MAREK = KnownPerson("Lena Brandt", "Lena", "mentee"), KnownPerson("Marek Nowak", "Marek", "mentor")
CONTEXT = Context((LENA, MAREK), LENA.name, dt.date(2026, 9, 20), MAREK.name)
THURSDAY = dt.date(2026, 9, 10)


def by_lena(text: str, day: dt.date = THURSDAY) -> Source:
    """Lena's note of that day."""
    return Source(text, date=day, author=LENA.name)


def reasons(told: str, *sources: Source) -> set[str]:
    """The kinds of problem that are found."""
    return {problem.kind for problem in ground(told, sources, CONTEXT).problems}
