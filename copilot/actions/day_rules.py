"""The wordings in which a day is written, and how each is resolved against the note's own date.

A small exact grammar: what it does not know it leaves alone, so no day is ever guessed. Day comes
before month in figures (17/11), "next Friday" is the Friday of the following calendar week, and a week
named as a deadline ends on its Friday.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FRIDAY = 4
LATE_NOTE = timedelta(days=30)
"""A day this short before the note is taken as meant, rather than the same day of next year."""

_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>20\d\d)|\s*[’'](?P<short>\d\d)\b)?"
_WEEKDAY = (
    r"(?P<weekday>mon|monday|tues?|tuesday|weds?|wednesday|thur?s?|thursday|fri|friday|sat|saturday|"
    r"sun|sunday)\b\.?"
)
_LEAD_WEEKDAY = r"(?:(?:mon|tues?|weds?|wednes|thur?s?|fri|satur|sat|sun)(?:day)?\b\.?,?\s+)?(?:the\s+)?"
_AND_DAY = r"\s*(?:and|&|[-–/])\s*(?:the\s+)?(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
"""Of two days in a row, "24 and 25 September", the first one counts."""
_COUNT = r"(?P<count>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"


class Sense(Enum):
    """Which way a day without a year is looked for."""

    AHEAD = "ahead"
    BACK = "back"


Resolver = Callable[[re.Match[str], date, Sense], date | None]


def _in_year(month: int, day: int, note: date, sense: Sense) -> date | None:
    found = [
        date(year, month, day)
        for year in (note.year - 1, note.year, note.year + 1)
        if day <= calendar.monthrange(year, month)[1]
    ]
    before = [each for each in found if each <= note]
    after = [each for each in found if each >= note]
    if sense is Sense.BACK:
        return before[-1] if before else None
    if before and note - before[-1] <= LATE_NOTE:
        return before[-1]
    return after[0] if after else None


def _named(match: re.Match[str], note: date, sense: Sense) -> date | None:
    month = MONTHS.index(match["month"][:3].lower()) + 1
    return _dated(match, month, note, sense)


def _week_of(match: re.Match[str], note: date, sense: Sense) -> date | None:
    """ "The week of 23 February": its Friday, as of any week that is named as a deadline."""
    monday = _named(match, note, sense)
    return monday + timedelta(days=(FRIDAY - monday.weekday()) % 7) if monday else None


def _figures(match: re.Match[str], note: date, sense: Sense) -> date | None:
    return _dated(match, int(match["figure"]), note, sense)


def _dated(match: re.Match[str], month: int, note: date, sense: Sense) -> date | None:
    day = int(match["day"])
    year = match["year"] or (f"20{match['short']}" if match["short"] else None)
    if year is None:
        return _in_year(month, day, note, sense)
    if day > calendar.monthrange(int(year), month)[1]:
        return None
    return date(int(year), month, day)


def _iso(match: re.Match[str], _note: date, _sense: Sense) -> date | None:
    try:
        return date.fromisoformat(match["iso"])
    except ValueError:
        return None


def _of_month(match: re.Match[str], note: date, sense: Sense) -> date | None:
    """ "the 17th": the nearest such day in the sense's direction."""
    day = int(match["day"])
    year, month = note.year, note.month
    for _ in range(13):
        if day <= calendar.monthrange(year, month)[1]:
            found = date(year, month, day)
            if (found >= note) if sense is Sense.AHEAD else (found <= note):
                return found
        step = 1 if sense is Sense.AHEAD else -1
        year, month = (year + (month + step - 1) // 12, (month + step - 1) % 12 + 1)
    return None


def weekday(match: re.Match[str], note: date, sense: Sense) -> date | None:
    wanted = WEEKDAYS.index(match["weekday"][:3].lower())
    which = (match["which"] or "").lower()
    monday = note - timedelta(days=note.weekday())
    if which == "next":
        return monday + timedelta(days=7 + wanted)
    if which == "last" or (sense is Sense.BACK and not which):
        return note - timedelta(days=(note.weekday() - wanted) % 7 or 7)
    found = note + timedelta(days=(wanted - note.weekday()) % 7 or 7)
    return found + timedelta(days=7) if match["week"] else found


def _relative(match: re.Match[str], note: date, _sense: Sense) -> date | None:
    word = match["count"].lower()
    count = int(word) if word.isdigit() else _NUMBERS[word]
    unit = match["unit"].lower()
    if unit.startswith("month"):
        month = note.month - 1 + count
        year, month = note.year + month // 12, month % 12 + 1
        return date(year, month, min(note.day, calendar.monthrange(year, month)[1]))
    days = {"day": 1, "week": 7, "wk": 7, "fortnight": 14}[unit.rstrip("s")]
    return note + timedelta(days=days * count)


def _week_end(note: date, weeks: int) -> date:
    monday = note - timedelta(days=note.weekday())
    found = monday + timedelta(days=7 * weeks + FRIDAY)
    return found if found >= note else monday + timedelta(days=6)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _end(match: re.Match[str], note: date, _sense: Sense) -> date | None:
    unit = match["period"].lower()
    following = "next" in match["of"].lower() if match["of"] else False
    if unit == "week":
        return _week_end(note, 1 if following else 0)
    if unit == "year":
        return date(note.year + following, 12, 31)
    year, month = (note.year, note.month) if not following else (note.year + note.month // 12, note.month % 12 + 1)
    return _month_end(year, month)


def _out(match: re.Match[str], note: date, _sense: Sense) -> date | None:
    """ "Before the month is out": its last day."""
    unit = match["period"].lower()
    if unit == "week":
        return _week_end(note, 0)
    return date(note.year, 12, 31) if unit == "year" else _month_end(note.year, note.month)


def _end_of_named(match: re.Match[str], note: date, sense: Sense) -> date | None:
    month = MONTHS.index(match["month"][:3].lower()) + 1
    if match["year"]:
        return _month_end(int(match["year"]), month)
    year = note.year + (1 if month < note.month and sense is Sense.AHEAD else 0)
    return _month_end(year, month)


def _fixed(days: int) -> Resolver:
    return lambda _match, note, _sense: note + timedelta(days=days)


def _this_week(match: re.Match[str], note: date, _sense: Sense) -> date | None:
    return _week_end(note, 1 if match["which"].lower() == "next" else 0)


def _this_month(_match: re.Match[str], note: date, _sense: Sense) -> date | None:
    return _month_end(note.year, note.month)


def nothing(_match: re.Match[str], _note: date, _sense: Sense) -> date | None:
    return None


SESSION = (
    r"(?:our\s+|the\s+)?next\s+(?:session|meeting|time|catch[- ]?up|chat|1[:-]1|1-2-1|call|one)\b|"
    r"we\s+(?:next\s+)?(?:meet|speak|talk)(?:\s+(?:again|next))?\b"
)
RULES: tuple[tuple[str, Resolver], ...] = tuple(
    (rule, resolve)
    for rule, resolve in (
        (r"(?P<iso>20\d\d-\d\d-\d\d)\b", _iso),
        (
            rf"(?:(?:the\s+)?week\s+(?:of|beginning|commencing|starting)|w/c|w/b)\s+(?:the\s+)?{_LEAD_WEEKDAY}{_DAY}"
            rf"(?:\s+of)?[\s-]+{_MONTH}{_YEAR}",
            _week_of,
        ),
        (rf"{_LEAD_WEEKDAY}{_DAY}(?:{_AND_DAY})?(?:\s+of)?[\s-]+{_MONTH}{_YEAR}", _named),
        (rf"{_LEAD_WEEKDAY}{_MONTH}\s+{_DAY}\b(?!\s*(?:%|people|weeks|:\d)){_YEAR}", _named),
        (
            rf"{_LEAD_WEEKDAY}"
            r"(?<![\d/.])(?!24/7|1/2\b|1/3\b|2/3\b|1/4\b|3/4\b)(?P<day>0?[1-9]|[12]\d|3[01])/(?P<figure>0?[1-9]|"
            r"1[0-2])"
            r"(?:/(?:(?P<year>20\d\d)|(?P<short>\d\d)))?(?![\d/%]|\.\d|\s+(?:done|of))",
            _figures,
        ),
        (
            rf"{_LEAD_WEEKDAY}"
            r"(?<![\d/.])(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<figure>0[1-9]|1[0-2])\.?"
            r"(?:(?P<year>20\d\d)|(?P<short>\d\d))?(?![\d%])",
            _figures,
        ),
        (
            rf"{_LEAD_WEEKDAY}(?:(?<!chapter\s)(?<!section\s)(?<!version\s)(?<!point\s)(?<!item\s)(?<!ch\s)(?<!ch\.\s)"
            r"(?<!fig\.\s)(?<!no\.\s)(?<![\d.,/]))(?P<day>0?[1-9]|[12]\d|3[01])\."
            r"(?P<figure>[1-9])\.(?:(?P<year>20\d\d)|(?P<short>\d\d))?(?![\w])",
            _figures,
        ),
        (
            r"(?:mon|tues?|weds?|wednes|thur?s?|fri|satur|sat|sun)(?:day)?\.?,?\s+\(?(?:the\s+)?"
            r"(?P<day>\d{1,2})(?:st|nd|rd|th)\)?",
            _of_month,
        ),
        (
            r"the\s+(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b(?!\s+(?:time|floor|draft|version|chapter|one|"
            r"session))",
            _of_month,
        ),
        (
            rf"(?P<which>next|this|last|coming|following)?\s*{_WEEKDAY}(?P<week>\s+week\b)?(?!\s*(?:s\b|[’']s|"
            rf"nights\b))(?:\s+(?:morning|lunchtime|afternoon|evening|eve|night)\b)?",
            weekday,
        ),
        (r"(?:the\s+)?end\s+of\s+(?P<of>(?:the|this|next)\s+)?(?P<period>week|month|year)\b", _end),
        (rf"(?:the\s+)?end\s+of\s+{_MONTH}(?:\s+(?P<year>20\d\d))?", _end_of_named),
        (r"EOM\b|month[- ]end\b", _this_month),
        (r"EOW\b", lambda _match, note, _sense: _week_end(note, 0)),
        (r"day\s+after\s+tomorrow\b", _fixed(2)),
        (
            r"(?:(?:EOD|COB|close\s+of\s+(?:business|play)|end\s+of\s+(?:the\s+)?day)\s+)?"
            r"(?:tomorrow|tmrw|tmw|tomoz)\b(?:\s+(?:morning|afternoon|evening|night))?",
            _fixed(1),
        ),
        (
            rf"{_COUNT}\s+(?P<unit>days?|weeks?|wks?|months?|fortnight)\s+(?:from\s+(?:today|now)|today)\b",
            _relative,
        ),
        (
            r"(?:today|tonight|EOD|COB|close\s+of\s+(?:business|play)|end\s+of\s+(?:the\s+)?day|"
            r"this\s+(?:afternoon|evening))\b",
            _fixed(0),
        ),
        (r"yesterday\b|last\s+night\b", _fixed(-1)),
        (
            rf"(?:in|within)\s+(?:the\s+next\s+)?{_COUNT}\s+(?P<unit>days?|weeks?|wks?|months?|fortnight)\b"
            r"(?:[’']s?)?(?:\s+time\b)?(?!\s+of\b)",
            _relative,
        ),
        (r"(?P<which>this|next)\s+week\b(?![’'])", _this_week),
        (r"this\s+month\b", _this_month),
        (r"(?:the|this)\s+(?P<period>week|month|year)(?:\s+is|[’']s)\s+(?:out|over|up)\b", _out),
        (SESSION, nothing),
        (
            rf"(?:early\s+|mid[- ]?|late\s+|(?:the\s+)?(?:start|beginning|"
            rf"middle)\s+of\s+)?{_MONTH}(?:\s+20\d\d)?",
            nothing,
        ),
        (
            r"(?:Q[1-4]|H[12])\b(?:\s+20\d\d)?|next\s+(?:month|quarter|year)\b|(?:the\s+)?weekend\b|"
            r"(?:the\s+)?(?:new\s+year|spring|summer|autumn|christmas|easter|diwali)\b|then\b|that(?=\s*[,.;)]|\s+(?:I|he|she|we|(?-i:[A-Z]\w+))\b|\s*$)",
            nothing,
        ),
    )
)
