"""Days in text, resolved by the day the text was written, and days computed from a due date."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from copilot.actions.dates import find_dates
from copilot.review.grounding.model import Problem, Source
from copilot.review.grounding.words import IRREGULAR, clauses, content_stems, normalise, overlap, word_list

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_DAYS |= {name.lower(): number for number, name in enumerate(calendar.day_abbr)}
_DAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_COUNTS = {
    word: number
    for number, word in enumerate(
        word_list("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen")
    )
}
_COUNTS |= {"a": 1, "an": 1, "a couple of": 2}

_MONTH = "(?P<{}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = "(?:" + "|".join(sorted(_DAYS, key=len, reverse=True)) + r")\b\.?"
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
    r"|(?P<n1>\d{1,2})[/.](?P<n2>\d{1,2})(?:[/.](?P<ny>\d{2,4}))(?!\d)"
    r"|(?P<slash1>\d{1,2})/(?P<slash2>\d{1,2})(?![/\d])"
    r"|the\s+(?P<nth>\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:time|session|meeting|attempt|draft|floor|week))"
    r"|(?P<over>(?P<on>" + _COUNT + r")\s+(?P<ou>day|week|month)s?\s+(?:overdue|late|past due)|"
    r"overdue\s+(?:by|for|since)\s+(?P<on2>" + _COUNT + r")\s+(?P<ou2>day|week|month)s?)"
    r"|(?P<due>due\s+in|in)\s+(?P<in>" + _COUNT + r")\s+(?P<iu>day|week|month)s?\b(?:'s?\s+time)?"
    r"|(?P<ago>" + _COUNT + r")\s+(?P<au>day|week|month)s?\s+(?:ago|earlier)"
    r"|(?P<rel>today|tomorrow|yesterday|the day after tomorrow)"
    r"|(?P<span>this|next|last|coming|previous)\s+(?P<su>week|month|year)(?!end)"
    r"|(?:the\s+)?week\s+of\s+(?:the\s+)?(?P<wof>\d{1,2})(?:st|nd|rd|th)?(?:\s+" + _MONTH.format("mw") + r")?"
    r"|(?:(?P<which>this|next|last|coming|previous)\s+)?(?P<wd>" + _WEEKDAY + r")(?!s)"
    r"|(?:(?P<part>early|mid|late|(?:the\s+)?(?:end|beginning|start|middle)\s+of)[\s-]+)?"
    + _MONTH.format("mo")
    + r"(?:\s+(?P<yo>\d{4}))?"
    r"|(?P<year>20[2-4]\d)"
    r")",
    re.I,
)
_FUTURE = re.compile(
    r"(?:\b(?:by|until|till|before|due(?: on)?|next|deadline|will|to be done|"
    r"coming)\W{1,3}(?:on |the )?)$",
    re.I,
)
_DEADLINE = re.compile(r"\b(?:by|until|till|before|due(?: on)?|deadline(?: is)?)\W{1,3}(?:\w+day,? |the )?$", re.I)
_TELLS_PAST = re.compile(r"\b(?:\w{3,}ed|" + "|".join(IRREGULAR) + r")\b", re.I)
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


def _shift_months(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


def _month_range(year: int, month: int) -> Range:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _single(day: dt.date) -> Range:
    return day, day


def _real(year: int, month: int, day: int) -> tuple[Range, ...]:
    """The day as a range; none where the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return ()
    return (_single(dt.date(year, month, day)),)


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _COUNTS[text.lower()]


def _unit_days(anchor: dt.date, number: int, unit: str) -> dt.date:
    if unit.lower() == "month":
        return _shift_months(anchor, number)
    return anchor + dt.timedelta(days=number * (7 if unit.lower() == "week" else 1))


def _nearest_years(anchor: dt.date, month: int, day: int, future: bool) -> tuple[Range, ...]:
    """A day without a year: the nearest to the anchor; with a deadline word, the first on or after it."""
    days = [single[0] for year in (anchor.year - 1, anchor.year, anchor.year + 1) for single in _real(year, month, day)]
    if future:
        days = [day for day in days if day >= anchor - dt.timedelta(days=60)] or days
        return (_single(min(days)),) if days else ()
    return (_single(min(days, key=lambda day: abs(day - anchor))),) if days else ()


def _weekday(anchor: dt.date, weekday: int, which: str, future: bool) -> tuple[Range, ...]:
    ahead = anchor + dt.timedelta(days=(weekday - anchor.weekday()) % 7)
    nxt = ahead if ahead > anchor else ahead + dt.timedelta(days=7)
    back = nxt - dt.timedelta(days=7) if nxt - dt.timedelta(days=7) < anchor else nxt - dt.timedelta(days=14)
    monday = anchor - dt.timedelta(days=anchor.weekday())
    if which in ("next", "coming"):
        return tuple({_single(nxt), _single(monday + dt.timedelta(days=7 + weekday))})
    if which in ("last", "previous"):
        return tuple({_single(back), _single(monday - dt.timedelta(days=7 - weekday))})
    if which == "this":
        return (_single(monday + dt.timedelta(days=weekday)),)
    return (_single(nxt), _single(ahead)) if future else (_single(nxt), _single(ahead), _single(back))


def _resolve(found: re.Match[str], anchor: dt.date, future: bool) -> tuple[tuple[Range, ...], bool]:
    """The ranges a match may mean, and whether its words are relative to the anchor."""
    group = found.groupdict()
    if group["iso"]:
        year, month, day = (int(part) for part in group["iso"].split("-"))
        return _real(year, month, day), False
    month_word, number = group["m1"] or group["m2"], group["d1"] or group["d2"]
    if month_word:
        year_word = group["y1"] or group["y2"]
        month, day = _MONTHS[month_word.lower()], int(number)
        if year_word:
            return _real(int(year_word), month, day), False
        return _nearest_years(anchor, month, day, future), False
    if group["n1"] or group["slash1"]:
        one, two = int(group["n1"] or group["slash1"]), int(group["n2"] or group["slash2"])
        year = int(group["ny"]) if group["ny"] else anchor.year
        year += 2000 if year < 100 else 0
        return _real(year, two, one) + _real(year, one, two), False
    if group["nth"]:
        months = [_shift_months(anchor.replace(day=1), shift) for shift in (-1, 0, 1)]
        days = [single[0] for month in months for single in _real(month.year, month.month, int(group["nth"]))]
        later = [day for day in days if day >= anchor]
        earlier = [day for day in days if day < anchor]
        chosen = later[:1] if future else later[:1] + earlier[-1:]
        return tuple(_single(day) for day in chosen), False
    if group["in"]:
        return (_single(_unit_days(anchor, _count(group["in"]), group["iu"])),), True
    if group["ago"]:
        return (_single(_unit_days(anchor, -_count(group["ago"]), group["au"])),), True
    if group["rel"]:
        shift = {"today": 0, "tomorrow": 1, "yesterday": -1}.get(group["rel"].lower(), 2)
        return (_single(anchor + dt.timedelta(days=shift)),), True
    if group["span"]:
        return (_span(anchor, group["span"].lower(), group["su"].lower()),), True
    if group["wof"]:
        return _week_of(anchor, int(group["wof"]), group["mw"]), False
    if group["wd"]:
        return _weekday(anchor, _DAYS[group["wd"].lower().rstrip(".")], (group["which"] or "").lower(), future), True
    if group["mo"]:
        month = _MONTHS[group["mo"].lower()]
        years = [int(group["yo"])] if group["yo"] else [anchor.year - 1, anchor.year, anchor.year + 1]
        ranges = sorted((_month_range(year, month) for year in years), key=lambda span: abs(span[0] - anchor))
        return tuple(ranges[:1]), False
    if group["year"]:
        return ((dt.date(int(group["year"]), 1, 1), dt.date(int(group["year"]), 12, 31)),), False
    return (), False


def _span(anchor: dt.date, which: str, unit: str) -> Range:
    shift = {"this": 0, "next": 1, "coming": 1}.get(which, -1)
    if unit == "week":
        monday = anchor - dt.timedelta(days=anchor.weekday()) + dt.timedelta(days=7 * shift)
        return monday, monday + dt.timedelta(days=6)
    if unit == "month":
        first = _shift_months(anchor.replace(day=1), shift)
        return _month_range(first.year, first.month)
    return dt.date(anchor.year + shift, 1, 1), dt.date(anchor.year + shift, 12, 31)


def _week_of(anchor: dt.date, day: int, month: str | None) -> tuple[Range, ...]:
    if month:
        days = _nearest_years(anchor, _MONTHS[month.lower()], day, False)
    else:
        first = anchor.replace(day=1)
        days = _real(first.year, first.month, day)
    mondays = [single[0] - dt.timedelta(days=single[0].weekday()) for single in days]
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
        future = bool(_FUTURE.search(before))
        if group["over"]:
            number, unit = group["on"] or group["on2"], group["ou"] or group["ou2"]
            days = _count(number) * {"day": 1, "week": 7, "month": 30}[unit.lower()]
            found.append(DayMention(match.start(), match.end(), word, (), True, overdue_days=days))
            continue
        ranges, relative = _resolve(match, anchor, future)
        fits = True
        if group["wd1"] and ranges:
            fits = any(span[0].weekday() == _DAYS[group["wd1"].lower().rstrip(".")] for span in ranges)
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
    return tuple(found)


def _agrees(wanted: Range, offered: Range) -> bool:
    """A day for the same day, or a month or week for a day or span within it."""
    return wanted[0] <= offered[0] and offered[1] <= wanted[1]


_OF_A_SESSION = re.compile(
    r"\b(?:since|after|from|in|at) (?:our|your|the|my) (?:last )?(?:session|meeting|call|talk)(?: note)?(?: of| on)? $",
    re.I,
)
"""Words that name a session by its day, which is the note's own."""


def check_days(sentence: str, sources: Sequence[Source], as_of: dt.date) -> list[Problem]:
    """Problems of kind `date`: days in the sentence that no source holds.

    A sentence may name a note's own day, except as a deadline; as a deadline, the end of a week or month that a
    note names. "3 days overdue", "in 12 days" and
    "tomorrow" must follow from a day in a source and `as_of`.
    """
    held = [
        span
        for source in sources
        for mention in day_mentions(normalise(source.text), source.date or as_of)
        for span in mention.ranges
    ]
    held += [(day, day) for source in sources for day in source.dates]
    written = [(source.date, source.date) for source in sources if source.date is not None]
    problems = []
    whole = " ".join(normalise(source.text).lower() for source in sources)
    every = day_mentions(sentence, as_of)
    for mention in every:
        if mention.text.lower() in whole and (mention.overdue_days is not None):
            continue  # the source's own words, "14 days late", of whatever they speak
        if re.search(r"\bearlier$", mention.text, re.I) and len(every) > 1:
            continue  # earlier than another day of the sentence, not than today
        if not mention.weekday_fits:
            problems.append(Problem("date", f"“{mention.text}”: the weekday is another"))
            continue
        if mention.overdue_days is not None:
            late = [(as_of - span[1]).days for span in held + _closing_days(sources)]
            allowed = (
                {mention.overdue_days, mention.overdue_days + 1}
                if mention.overdue_days >= 30
                else {mention.overdue_days}
            )
            if not allowed & set(late):
                problems.append(Problem("date", f"“{mention.text}” does not follow from a cited due date"))
            continue
        offered = held + _closing_days(sources) if mention.deadline else held + written
        meant = (*mention.ranges, *_this_year(mention, as_of))
        if (
            not any(_agrees(wanted, span) for wanted in meant for span in offered)
            and not _same_words(mention, sources, written, as_of)
            and not _took_as_long(sentence, mention, sources, as_of)
        ):
            problems.append(Problem("date", f"“{mention.text}” is in no cited source"))
        elif (
            not any(_agrees(wanted, span) for wanted in meant for span in held)
            and not _OF_A_SESSION.search(sentence[: mention.start])
            and _dated_otherwise(sentence, mention, sources)
        ):
            problems.append(Problem("date", f"“{mention.text}” is the note's own day, and the note gives another"))
    if re.search(r"\boverdue\b", sentence, re.I) and not any(
        mention.overdue_days is not None for mention in day_mentions(sentence, as_of)
    ):
        stated = any("overdue" in source.text.lower() for source in sources)
        if not stated and not any(span[1] < as_of for span in held):
            problems.append(Problem("date", "“overdue”, but no cited due date is past"))
    return problems


def _dated_otherwise(sentence: str, mention: DayMention, sources: Sequence[Source]) -> bool:
    """Whether what the sentence tells of a note's own day stands in the note with a day of its own."""
    if not any(word.strip(".") in _MONTHS for word in mention.text.lower().split()):
        return False
    part = next((one for one in clauses(sentence) if mention.text in one), sentence)
    wanted = content_stems(part) - content_stems(mention.text)
    statements = [
        (statement, source)
        for source in sources
        if source.date is not None
        for statement in re.split(r"(?<=[.!?;])\s+|\n", normalise(source.text))
    ]
    shared = [overlap(wanted, content_stems(statement)) for statement, _ in statements]
    best = max(shared, default=0)
    if not best or best < len(wanted) / 3:
        return False
    return all(
        day_mentions(statement, source.date or mention.ranges[0][0])
        for (statement, source), count in zip(statements, shared, strict=True)
        if count == best
    )


_SPAN_END = re.compile(r"\b(?:week|month|year|eow|eom)\b|\bmonth[- ]end\b", re.I)


def _closing_days(sources: Sequence[Source]) -> list[Range]:
    """The last days of spans that notes promise something within: what is owed "this week" is due on its Friday."""
    return [
        _single(found.day)
        for source in sources
        if source.kind == "note" and source.date is not None
        for found in find_dates(source.text, source.date)
        if found.day is not None and _SPAN_END.search(source.text[found.start : found.end])
    ]


def _this_year(mention: DayMention, as_of: dt.date) -> list[Range]:
    """A sentence's day or month without a year may be one of this year, though next year's is nearer."""
    if mention.relative or re.search(r"\d{4}", mention.text):
        return []
    found = []
    for first, last in mention.ranges:
        shift = (as_of.year - first.year) * 12
        found.append((_shift_months(first, shift), _shift_months(last, shift)))
    return found


def _took_as_long(sentence: str, mention: DayMention, sources: Sequence[Source], as_of: dt.date) -> bool:
    """ "interviewed nine users in four days" is a length, where source and sentence tell the past."""
    if not re.match(r"in\b", mention.text, re.I) or not _TELLS_PAST.search(sentence) or not mention.ranges:
        return False
    length = mention.ranges[0][0] - as_of
    return any(
        re.match(r"in\b", other.text, re.I)
        and other.ranges
        and other.ranges[0][0] - (source.date or as_of) == length
        and _TELLS_PAST.search(source.text)
        for source in sources
        for other in day_mentions(normalise(source.text), source.date or as_of)
    )


def _same_words(mention: DayMention, sources: Sequence[Source], written: list[Range], as_of: dt.date) -> bool:
    """A year alone, or "in two weeks" as a length, said in the source with the same words on the same day."""
    # "the Monday meeting", "Thursday mornings": a weekday that comes again
    again = mention.text[:3].lower() in _DAYS and not mention.deadline and not mention.dated
    if mention.relative and not again and all(day[0] != as_of for day in written):
        return False
    return any(mention.text.lower() in normalise(source.text).lower() for source in sources)
