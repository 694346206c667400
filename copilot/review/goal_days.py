"""A day said without its year or by its weekday, told in full: `by Friday (27 November 2026)`, `15 January 2027`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from copilot.review.goal_times import TimeSaid, times

_SHOWN = re.compile(r"\s\((?P<day>\d{1,2} [A-Z][a-z]+ 20\d\d)\)")
_MONTH = re.compile(
    r"\b(?:(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?(?:\s+\d{1,2}(?:st|nd|rd|th)?\b)?",
    re.IGNORECASE,
)
_YEAR_BEHIND = re.compile(rf"\([^)]*\)|(?P<named>{_MONTH.pattern}) (?P<year>20\d\d)\b", re.IGNORECASE)


def in_full(words: str, said: TimeSaid) -> str:
    """The words with the day that `said` means told in full: its year behind a month they name, else all of it."""
    assert said.day is not None
    named = list(_MONTH.finditer(words, said.start, said.end))
    if named and f"{said.day:%b}".lower() == named[-1].group()[:3].lower():
        at = named[-1].end()
        return f"{words[:at]} {said.day.year}{words[at:]}"
    return f"{words[: said.end]} ({_long(said.day)}){words[said.end :]}"


def without_resolved_days(text: str, said: Mapping[str, date]) -> str:
    """The text without those days in brackets and years that the typed words mean, counted from the day of typing.

    `said` holds the typed words with that day. A day or year that none of them means stays.
    """
    days = [one.day for words, day in said.items() for one in times(words, day, asked=True) if one.day and one.exact]
    meant, months = {_long(day) for day in days}, {(f"{day:%b}".lower(), str(day.year)) for day in days}
    bare = _SHOWN.sub(lambda found: "" if found["day"] in meant else found.group(), text)
    return _YEAR_BEHIND.sub(
        lambda found: (
            found["named"]
            if found["named"] and (found["named"][:3].lower(), found["year"]) in months
            else found.group()
        ),
        bare,
    )


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
