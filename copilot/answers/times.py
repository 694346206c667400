"""The days and months a question names, and whether a statement is of that time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from copilot.actions.dates import Sense, find_dates

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = re.compile(
    r"\b(?:(?P<may>(?-i:May))|(?P<name>january|february|march|april|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))\b(?!\s+(?:I|we|he|she|they|it|you)\b)",
    re.IGNORECASE,
)
_WEEK = re.compile(r"\b(?P<which>this|last)\s+week(?:['’]s)?\b", re.IGNORECASE)
_WEEK_DAYS = 7


@dataclass(frozen=True)
class Times:
    """Days by month and day of month, months by number, and the first and last day of a week that is named."""

    days: frozenset[tuple[int, int]] = frozenset()
    months: frozenset[int] = frozenset()
    week: tuple[date, date] | None = None

    def __bool__(self) -> bool:
        return bool(self.days or self.months or self.week)

    def covers(self, text: str, written: date | None) -> bool:
        """Whether the text, or the day on which it was written, is of this time."""
        if written is not None:
            if written.month in self.months or (written.month, written.day) in self.days:
                return True
            if self.week and self.week[0] <= written <= self.week[1]:
                return True
        said = times_in(text, written or date(2000, 1, 1))
        return bool(self.days & said.days or self.months & (said.months | {month for month, _ in said.days}))


NO_TIME = Times()


def times_in(text: str, day: date) -> Times:
    """What the text names, read on `day`; a year is not looked at, for people leave it out."""
    days = {
        (mention.day.month, mention.day.day)
        for mention in find_dates(text, day, Sense.BACK)
        if mention.day is not None and re.search(r"\d|yesterday|today", text[mention.start : mention.end])
    }
    months = {
        _MONTHS.index(match.group()[:3].lower()) + 1
        for match in _MONTH.finditer(text)
        if not re.search(r"\d{1,2}(?:st|nd|rd|th)?\s*(?:of\s+)?$", text[: match.start()])
        and not re.match(r"\s*\d", text[match.end() :])
    }
    week = None
    if match := _WEEK.search(text):
        monday = day - timedelta(days=day.weekday())
        if match["which"].lower() == "last":
            week = (monday - timedelta(days=_WEEK_DAYS), monday - timedelta(days=1))
        else:
            week = (monday, monday + timedelta(days=_WEEK_DAYS - 1))
    return Times(frozenset(days), frozenset(months), week)
