"""Days in text, resolved by the day the text was written."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from copilot.review.grounding.words import word_list

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
WEEKDAYS |= {name.lower(): number for number, name in enumerate(calendar.day_abbr)}
WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_COUNTS = {
    word: number
    for number, word in enumerate(
        word_list("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen")
    )
}
_COUNTS |= {"a": 1, "an": 1, "a couple of": 2}

_MONTH = "(?P<{}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = "(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b\.?"
_COUNT = r"(?:\d+|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + ")"
_PATTERN = re.compile(
    r"\b(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?:(?P<wd1>"
    + _WEEKDAY
    + r"),?\s+(?:the\s+)?)?(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+"
    + _MONTH.format("m1")
    + r"(?:,?\s+(?P<y1>\d{4}))?|"
    + _MONTH.format("m2")
    + r"\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?!\d|:)(?:,?\s+(?P<y2>\d{4}))?)"
    r"|(?P<s1>\d{1,2})\.(?P<s2>\d{1,2})\.(?=[,;)-]|\s+[a-z(]|$)"
    r"|(?P<n1>\d{1,2})[/.](?P<n2>\d{1,2})(?:[/.](?P<ny>\d{2,4}))(?!\d)"
    r"|(?P<slash1>\d{1,2})/(?P<slash2>\d{1,2})(?![/\d])"
    r"|(?P<wd2>" + _WEEKDAY + r"),?\s+(?:the\s+)?(?P<wn>\d{1,2})(?:st|nd|rd|th)\b"
    r"|the\s+(?P<nth>\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:time|session|meeting|attempt|draft|floor|week))"
    r"|(?P<over>(?P<on>" + _COUNT + r")\s+(?P<ou>day|week|month)s?\s+(?:overdue|late|past due)|"
    r"overdue\s+(?:by|for|since)\s+(?P<on2>" + _COUNT + r")\s+(?P<ou2>day|week|month)s?)"
    r"|(?P<due>due\s+in|in)\s+(?P<in>" + _COUNT + r")\s+(?P<iu>day|week|fortnight|month|year)s?\b(?:'s?\s+time)?"
    r"|(?P<ago>" + _COUNT + r")\s+(?P<au>day|week|fortnight|month|year)s?\s+(?:ago|earlier)"
    r"|(?P<rel>today|tomorrow|yesterday|the day after tomorrow)"
    r"|(?P<span>this|next|last|coming|previous)\s+(?P<su>week|month|year)(?!end)"
    r"|(?:the\s+)?week\s+of\s+(?:the\s+)?(?P<wof>\d{1,2})(?:st|nd|rd|th)?(?:\s+" + _MONTH.format("mw") + r")?"
    r"|(?:(?P<which>this|next|last|coming|previous)\s+)?(?P<wd>"
    + _WEEKDAY
    + r")(?!s)(?P<later>\s+week\b|\s+after\s+next\b)?"
    r"|(?P<feast>(?:New Year|Christmas)(?:'s)?(?: (?:Day|Eve))?\b)"
    r"|(?:(?:the\s+)?(?P<half>first|second)\s+(?:half|fortnight)\s+of\s+|(?:(?P<part>early|mid|late|"
    r"(?:the\s+)?(?:end|beginning|start|middle)\s+of|end)[\s-]+))?" + _MONTH.format("mo") + r"(?:\s+(?P<yo>\d{4}))?"
    r"|(?P<year>20[2-4]\d)"
    r")",
    re.I,
)
_NUMBER = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?")
_AND = r"\s*(?:,|-|,?\s(?:and|or|to|until|till|&)\s)\s*(?:on\s+)?(?:the\s+)?"
_LISTED_BEFORE = re.compile(rf"(?<![\w.,:])(?:\d{{1,2}}(?:st|nd|rd|th)?{_AND})+$")
_LISTED_AFTER = re.compile(rf"(?:{_AND}\d{{1,2}}(?:st|nd|rd|th)?)+(?=[.,;)]|$|\s(?:and|or|at|in|for|with)\b)")
_OF_WEEK = re.compile(
    rf"(?:\s*(?:,|-|and|or|to)\s*{_WEEKDAY})*,?\s+(?:of\s+)?(?P<which>this|next|last|coming)\s+week\b", re.I
)
"""After a weekday, the week it is of: "Thu and Fri next week"."""
_BEFORE_SHORT = re.compile(
    r"\b(?:on|by|until|till|before|since|due|deadline|the)\W{1,2}$|\d\.(?:-|\sand\s|\sto\s|,\s)$", re.I
)
_AFTER_SHORT = re.compile(r"\s+(?:and|or|to|until|till|is|was|at|we|i)\b", re.I)
"""What stands before or after a day as short as "21.9.", which is a number otherwise."""
_FUTURE = re.compile(
    r"(?:\b(?:by|until|till|before|due(?: on)?|next|deadline|will|to be done|"
    r"coming)\W{1,3}(?:on |the )?)$",
    re.I,
)
_DEADLINE = re.compile(r"\b(?:by|until|till|before|due(?: on)?|deadline(?: is)?)\W{1,3}(?:\w+day,? |the )?$", re.I)
_TITLE_WORDS = frozenset({"may", "march", "sun", "sat", "mar", "second"})

Range = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class DayMention:
    """A place in text that names days: any of `ranges` (first and last day, both included)."""

    start: int
    end: int
    text: str
    ranges: tuple[Range, ...]
    relative: bool = False
    overdue_days: int | None = None
    weekday_fits: bool = True
    deadline: bool = False
    dated: bool = False


def shift_months(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_range(year: int, month: int) -> Range:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def single(day: dt.date) -> Range:
    return day, day


def _real(year: int, month: int, day: int) -> tuple[Range, ...]:
    """The day as a range; none where the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return ()
    return (single(dt.date(year, month, day)),)


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _COUNTS[text.lower()]


def _unit_days(anchor: dt.date, number: int, unit: str) -> dt.date:
    if unit.lower() in ("month", "year"):
        return shift_months(anchor, number * (12 if unit.lower() == "year" else 1))
    return anchor + dt.timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit.lower()])


def _nearest_years(anchor: dt.date, month: int, day: int, future: bool) -> tuple[Range, ...]:
    """A day without a year: the nearest to the anchor; with a deadline word, the first on or after it."""
    days = [only[0] for year in (anchor.year - 1, anchor.year, anchor.year + 1) for only in _real(year, month, day)]
    if future:
        days = [day for day in days if day >= anchor - dt.timedelta(days=60)] or days
        return (single(min(days)),) if days else ()
    return (single(min(days, key=lambda day: abs(day - anchor))),) if days else ()


def _weekday(anchor: dt.date, weekday: int, which: str, future: bool) -> tuple[Range, ...]:
    ahead = anchor + dt.timedelta(days=(weekday - anchor.weekday()) % 7)
    nxt = ahead if ahead > anchor else ahead + dt.timedelta(days=7)
    back = nxt - dt.timedelta(days=7) if nxt - dt.timedelta(days=7) < anchor else nxt - dt.timedelta(days=14)
    monday = anchor - dt.timedelta(days=anchor.weekday())
    if which in ("next", "coming"):
        return tuple({single(nxt), single(monday + dt.timedelta(days=7 + weekday))})
    if which in ("last", "previous"):
        return tuple({single(back), single(monday - dt.timedelta(days=7 - weekday))})
    if which == "this":
        return (single(monday + dt.timedelta(days=weekday)),)
    return (single(nxt), single(ahead)) if future else (single(nxt), single(ahead), single(back))


def _resolve(found: re.Match[str], anchor: dt.date, future: bool) -> tuple[tuple[Range, ...], bool]:
    """The ranges a match may mean, and whether its words are relative to the anchor."""
    group = found.groupdict()
    if group["iso"]:
        year, month, day = (int(part) for part in group["iso"].split("-"))
        return _real(year, month, day), False
    month_word, number = group["m1"] or group["m2"], group["d1"] or group["d2"]
    if month_word:
        year_word = group["y1"] or group["y2"]
        month, day = MONTHS[month_word.lower()], int(number)
        if year_word:
            return _real(int(year_word), month, day), False
        return _nearest_years(anchor, month, day, future), False
    if group["s1"]:
        return _nearest_years(anchor, int(group["s2"]), int(group["s1"]), future), False
    if group["n1"] or group["slash1"]:
        one, two = int(group["n1"] or group["slash1"]), int(group["n2"] or group["slash2"])
        year = int(group["ny"]) if group["ny"] else anchor.year
        year += 2000 if year < 100 else 0
        return _real(year, two, one) + _real(year, one, two), False
    if group["wd2"]:
        weekday = WEEKDAYS[group["wd2"].lower().rstrip(".")]
        near = [day for day in _of_month(anchor, int(group["wn"]), 4) if day.weekday() == weekday]
        return _around(anchor, near or _of_month(anchor, int(group["wn"]), 1), future), False
    if group["nth"]:
        return _around(anchor, _of_month(anchor, int(group["nth"]), 1), future), False
    if group["in"]:
        return (single(_unit_days(anchor, _count(group["in"]), group["iu"])),), True
    if group["ago"]:
        return (single(_unit_days(anchor, -_count(group["ago"]), group["au"])),), True
    if group["rel"]:
        shift = {"today": 0, "tomorrow": 1, "yesterday": -1}.get(group["rel"].lower(), 2)
        return (single(anchor + dt.timedelta(days=shift)),), True
    if group["span"]:
        return (_span(anchor, group["span"].lower(), group["su"].lower()),), True
    if group["wof"]:
        return _week_of(anchor, int(group["wof"]), group["mw"]), False
    if group["feast"]:
        eve = group["feast"].lower().endswith("eve")
        month, day = ((12, 31) if eve else (1, 1)) if group["feast"][0] in "Nn" else (12, 24 if eve else 25)
        return _nearest_years(anchor, month, day, future), False
    if group["wd"] and group["later"]:
        week = [
            single(span[0] + dt.timedelta(days=7))
            for span in _weekday(anchor, WEEKDAYS[group["wd"].lower().rstrip(".")], "next", True)
        ]
        return tuple(week), True
    if group["wd"]:
        return _weekday(anchor, WEEKDAYS[group["wd"].lower().rstrip(".")], (group["which"] or "").lower(), future), True
    if group["mo"]:
        month = MONTHS[group["mo"].lower()]
        years = [int(group["yo"])] if group["yo"] else [anchor.year - 1, anchor.year, anchor.year + 1]
        ranges = sorted((month_range(year, month) for year in years), key=lambda span: abs(span[0] - anchor))
        return tuple(_part(ranges[0], group["part"] or group["half"])), False
    if group["year"]:
        return ((dt.date(int(group["year"]), 1, 1), dt.date(int(group["year"]), 12, 31)),), False
    return (), False


def _of_month(anchor: dt.date, number: int, months: int) -> list[dt.date]:
    """The days of that number in so many months before and after, and in the anchor's own, in order."""
    around = [shift_months(anchor.replace(day=1), shift) for shift in range(-months, months + 1)]
    return [only[0] for month in around for only in _real(month.year, month.month, number)]


def _around(anchor: dt.date, days: list[dt.date], future: bool) -> tuple[Range, ...]:
    """The first on or after the anchor and, unless a deadline word asks for that one, the last before it."""
    later = [day for day in days if day >= anchor][:1]
    earlier = [day for day in days if day < anchor][-1:]
    return tuple(single(day) for day in (later if future else later + earlier))


def _part(month: Range, words: str | None) -> Iterator[Range]:
    """What of a month "the end of" or "the first half of" it means; of its end the last day by itself, too."""
    first, last = month
    match (words or "").lower().split():
        case []:
            yield month
        case ["first"]:
            yield first, first.replace(day=15)
        case ["second"]:
            yield first.replace(day=14), last
        case ["mid"] | [*_, "middle", "of"]:
            yield first.replace(day=8), first.replace(day=22)
        case ["late" | "end"] | [*_, "end", "of"]:
            yield last.replace(day=20), last
            yield single(last)
        case _:
            yield first, first.replace(day=12)


def _span(anchor: dt.date, which: str, unit: str) -> Range:
    shift = {"this": 0, "next": 1, "coming": 1}.get(which, -1)
    if unit == "week":
        monday = anchor - dt.timedelta(days=anchor.weekday()) + dt.timedelta(days=7 * shift)
        return monday, monday + dt.timedelta(days=6)
    if unit == "month":
        first = shift_months(anchor.replace(day=1), shift)
        return month_range(first.year, first.month)
    return dt.date(anchor.year + shift, 1, 1), dt.date(anchor.year + shift, 12, 31)


def _week_of(anchor: dt.date, day: int, month: str | None) -> tuple[Range, ...]:
    if month:
        days = _nearest_years(anchor, MONTHS[month.lower()], day, False)
    else:
        first = anchor.replace(day=1)
        days = _real(first.year, first.month, day)
    mondays = [only[0] - dt.timedelta(days=only[0].weekday()) for only in days]
    return tuple((monday, monday + dt.timedelta(days=6)) for monday in mondays)


@lru_cache(maxsize=4_096)
def day_mentions(text: str, anchor: dt.date) -> tuple[DayMention, ...]:
    """Where normalised text names days, resolved by `anchor`, the day it was written."""
    found = []
    for match in _PATTERN.finditer(text):
        group = match.groupdict()
        word = match.group()
        if group["mo"] and word.lower() in _TITLE_WORDS and not (word == "May" or word == "March"):
            continue
        if (
            group["mo"]
            and word == "May"
            and (match.start() == 0 or text[match.end() : match.end() + 2] in (" I", " w"))
        ):
            continue
        if group["wd"] and word.lower() in _TITLE_WORDS and not word[0].isupper():
            continue
        before = text[max(0, match.start() - 24) : match.start()]
        if group["s1"] and not _BEFORE_SHORT.search(before) and not _AFTER_SHORT.match(text[match.end() :]):
            continue
        future = bool(_FUTURE.search(before))
        if group["over"]:
            number, unit = group["on"] or group["on2"], group["ou"] or group["ou2"]
            days = _count(number) * {"day": 1, "week": 7, "month": 30}[unit.lower()]
            found.append(DayMention(match.start(), match.end(), word, (), True, overdue_days=days))
            continue
        ranges, relative = _resolve(match, anchor, future)
        fits = True
        if (named := group["wd1"] or group["wd2"]) and ranges:
            fits = any(span[0].weekday() == WEEKDAYS[named.lower().rstrip(".")] for span in ranges)
        if group["wd"] and (of_week := _OF_WEEK.match(text, match.end())):
            first, _ = _span(anchor, of_week["which"].lower(), "week")
            ranges = (single(first + dt.timedelta(days=WEEKDAYS[group["wd"].lower().rstrip(".")])),)
        if not group["wd1"] and ranges:
            found.extend(_listed(text, match, anchor, future))
        found.append(
            DayMention(
                match.start(),
                match.end(),
                word,
                ranges,
                relative,
                weekday_fits=fits,
                deadline=bool(_DEADLINE.search(before)),
                dated=bool(group["which"] or re.search(r"\bon\s$", before, re.I)),
            )
        )
    return tuple(sorted(found, key=lambda mention: mention.start))


def _listed(text: str, match: re.Match[str], anchor: dt.date, future: bool) -> Iterator[DayMention]:
    """The days that share a month with the one named: 24 in "24 and 25 September", 14 in "from 1 to 14 October"."""
    group = match.groupdict()
    if not (month := group["m1"] or group["m2"]):
        return
    if group["m1"]:
        before = _LISTED_BEFORE.search(text, 0, match.start())
        places = [(before.start() + at.start(), at) for at in _NUMBER.finditer(before.group())] if before else []
    else:
        after = _LISTED_AFTER.match(text, match.end())
        places = [(after.start() + at.start(), at) for at in _NUMBER.finditer(after.group())] if after else []
    year = group["y1"] or group["y2"]
    for start, at in places:
        number = MONTHS[month.lower()]
        day = int(at["day"])
        ranges = _real(int(year), number, day) if year else _nearest_years(anchor, number, day, future)
        if ranges:
            yield DayMention(start, start + len(at.group()), f"{at.group()} {month}", ranges)
