"""Days as people write them in notes, resolved against the note's own date.

A small exact grammar: what it does not know it leaves alone, so no day is ever guessed. Day comes
before month in figures (17/11), "next Friday" is the Friday of the following calendar week, and a week
named as a deadline ends on its Friday.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FRIDAY = 4
_NEAR = 3
"""So few signs stand between "next session" and its day: "Next session: 3 Dec"."""
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
_COUNT = r"(?P<count>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"


class Sense(Enum):
    """Which way a day without a year is looked for."""

    AHEAD = "ahead"
    BACK = "back"


@dataclass(frozen=True)
class DateMention:
    """A day named in a text: `text[start:end]`. `day` is None where the words name no exact day.

    `deadline`: introduced by "by", "before", "due" or the like. `session`: "before our next session".
    `start` includes the preposition.
    """

    start: int
    end: int
    day: date | None
    deadline: bool = False
    session: bool = False


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


def _weekday(match: re.Match[str], note: date, sense: Sense) -> date | None:
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


def _nothing(_match: re.Match[str], _note: date, _sense: Sense) -> date | None:
    return None


_SESSION = (
    r"(?:our\s+|the\s+)?next\s+(?:session|meeting|time|catch[- ]?up|chat|1[:-]1|1-2-1|call|one)\b|"
    r"we\s+(?:next\s+)?(?:meet|speak|talk)(?:\s+(?:again|next))?\b"
)
_RULES: tuple[tuple[str, Resolver], ...] = tuple(
    (rule, resolve)
    for rule, resolve in (
        (r"(?P<iso>20\d\d-\d\d-\d\d)\b", _iso),
        (rf"{_LEAD_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_MONTH}{_YEAR}", _named),
        (rf"{_LEAD_WEEKDAY}{_MONTH}\s+{_DAY}\b(?!\s*(?:%|people|weeks|:\d)){_YEAR}", _named),
        (
            r"(?<![\d/.])(?!24/7|1/2\b|1/3\b|2/3\b|1/4\b|3/4\b)(?P<day>0?[1-9]|[12]\d|3[01])/(?P<figure>0?[1-9]|"
            r"1[0-2])"
            r"(?:/(?:(?P<year>20\d\d)|(?P<short>\d\d)))?(?![\d/%]|\.\d|\s+(?:done|of))",
            _figures,
        ),
        (
            r"(?<![\d/.])(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<figure>0[1-9]|1[0-2])\.?"
            r"(?:(?P<year>20\d\d)|(?P<short>\d\d))?(?![\d%])",
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
            rf"nights?\b))",
            _weekday,
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
        (_SESSION, _nothing),
        (
            rf"(?:early\s+|mid[- ]?|late\s+|(?:the\s+)?(?:start|beginning|"
            rf"middle)\s+of\s+)?{_MONTH}(?:\s+20\d\d)?",
            _nothing,
        ),
        (
            r"(?:Q[1-4]|H[12])\b(?:\s+20\d\d)?|next\s+(?:month|quarter|year)\b|(?:the\s+)?weekend\b|"
            r"(?:the\s+)?(?:new\s+year|spring|summer|autumn|christmas|easter|diwali)\b|then\b",
            _nothing,
        ),
    )
)
_PREPOSITION = (
    r"(?P<deadline>(?:no\s+later\s+than|not\s+later\s+than|by|before|until|till|due(?:\s+(?:on|"
    r"by))?|"
    r"deadline(?:\s+(?:is|of))?:?|b4|ahead\s+of)\s+(?:around\s+)?(?:the\s+)?)|"
    r"(?P<other>(?:on|for|in|over|at|around|from|during|of|after|since)\s+(?:the\s+)?)"
)
_COMPILED = tuple((re.compile(rf"(?<![\w/])(?:{rule})", re.IGNORECASE), resolve) for rule, resolve in _RULES)
_BEFORE = re.compile(rf"(?<!\w)(?:{_PREPOSITION})$", re.IGNORECASE)
_NOUN = re.compile(
    r"\s+(?!(?:at|and|or|if|before|after|so|for|to|with|by|in|on|then|latest|pls|please|"
    r"morning|"
    r"afternoon|evening|lunchtime|lunch|night|about|re|w)\b)[a-z]{3,}"
)
_NEEDS_PREPOSITION = frozenset({"may", "mar", "march", "sun", "sat", "then", "weekend"})
"""Words that are also other words: a day only after "by", "in", "on" and the like."""


_HINT = re.compile(
    r"\d|\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|to[dmn]|tm|yester|week|month|"
    r"quarter|year|fortnight|next|last|then|end|eo[mwd]|cob|close|q[1-4]|in|within|spring|summer|autumn|christmas|easter|"
    r"diwali|this|we)",
    re.IGNORECASE,
)
"""Every day or span has one of these at the start of a word: without any, no pattern need be tried."""


def find_dates(text: str, note_date: date, sense: Sense = Sense.AHEAD) -> list[DateMention]:
    """Every day (or span of days) named in `text`, in order, never overlapping.

    A day without a year is the next one from `note_date` (deadlines, plans) or, with `Sense.BACK`, the
    last one (reports). Spans without an exact day ("by Q1", "in May") have `day=None`.
    """
    return list(_found(text, note_date, sense)) if _HINT.search(text) else []


@lru_cache(maxsize=2048)
def _found(text: str, note_date: date, sense: Sense) -> tuple[DateMention, ...]:
    """The same sentence is asked about many times while a story is read, hence the cache."""
    taken: list[DateMention] = []
    for pattern, resolve in _COMPILED:
        for match in _fresh(pattern, text, taken):
            words = match.group().strip().lower().rstrip(".")
            before = _BEFORE.search(text, 0, match.start())
            session = re.fullmatch(_SESSION, words, re.IGNORECASE) is not None
            if before is None and (session or words in _NEEDS_PREPOSITION):
                continue
            if resolve is _weekday and re.search(
                r"\b(?:every|each)\s+(?:other\s+|second\s+)?$", text[: match.start()], re.IGNORECASE
            ):
                continue
            if before is None and resolve is _weekday and not match["which"] and _NOUN.match(text, match.end()):
                continue  # "Monday numbers"
            if words == "then" and not (before and before["deadline"]):
                continue
            day = resolve(match, note_date, sense)
            if day is None and resolve is not _nothing:
                continue
            start = before.start() if before else match.start()
            start += len(match.group()) - len(match.group().lstrip()) if before is None else 0
            taken.append(DateMention(start, match.end(), day, bool(before and before["deadline"]), session))
    return tuple(sorted(taken, key=lambda mention: mention.start))


def _fresh(pattern: re.Pattern[str], text: str, taken: list[DateMention]) -> Iterator[re.Match[str]]:
    for match in pattern.finditer(text):
        if not any(m.start < match.end() and match.start() < m.end for m in taken):
            yield match


_INSTEAD = re.compile(
    r"(?:\b(?:instead\s+of|rather\s+than|no\s+longer|(?<!if\s)(?<!why\s)not)|[(,]\s*(?:was|originally|previously|formerly))"
    r"\s+(?:(?:on|by|for)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
"""Before a day that another one takes the place of: "instead of 4 November", "not on the 4th but …"."""
_MOVING = re.compile(
    r"\b(?:mov(?:ed?|es|ing)|shift\w*|push\w*|postpon\w*|re-?schedul\w*|slip\w*|delay\w*|defer\w*|extend\w*|chang\w*|"
    r"prepon\w*|(?:br(?:ing|ings|inging|ought)|put(?:s|ting)?)\b[^.!?;\n]*\b(?:forward|back|off))\b[^.!?;\n]*$",
    re.IGNORECASE,
)
_BOUND = re.compile(r"(?:before|until|till|after|since|b4|ahead)\b", re.IGNORECASE)
"""After "not" these bound a day, "not before the 4th", and give none up."""
_TO_DAY = re.compile(r"(?:to|until|till|into|onto)\s+(?:the\s+)?$", re.IGNORECASE)


def given_up(text: str, note_date: date) -> list[tuple[int, int]]:
    """Where `text` names a day that no longer holds, with the words that say so, in order.

    "Moved from A to B", "B instead of A", "not A but B": each time A.
    """
    spans: list[tuple[int, int]] = []
    mentions = [each for each in find_dates(text, note_date) if each.day is not None]
    for place, each in enumerate(mentions):
        leading = _LEADING_PREPOSITION.match(text[each.start : each.end])
        core = each.start + (leading.end() if leading else 0)
        instead = _INSTEAD.search(text, 0, core)
        named = text[each.start : each.end]
        if instead is not None and not (_BOUND.match(named) and instead[0].lower().startswith("not")):
            but = re.match(r",?\s+but\b", text[each.end :], re.IGNORECASE)
            spans.append((instead.start(), each.end + (but.end() if but else 0)))
            continue
        if not re.match(r"from\b", named, re.IGNORECASE) or not _MOVING.search(text[: each.start]):
            continue
        others = [mentions[near] for near in (place - 1, place + 1) if 0 <= near < len(mentions)]
        if any(
            _TO_DAY.search(text[: other.start]) or _TO_DAY.match(text[other.start : other.end] + " ")
            for other in others
        ):
            spans.append((each.start, each.end))
    return spans


_LEADING_PREPOSITION = re.compile(r"(?:(?:from|on|of|to|by|until|for|at|in)\s+)?(?:the\s+)?", re.IGNORECASE)
_LINK = re.compile(
    r"\W*(?:(?:is|was|has|have|been|be|will|now|mov(?:ed?|es)|shifted|pushed|postponed|re-?scheduled|brought|forward|back|put|"
    r"from|to|on|until|for|but|the)\b\W*)*",
    re.IGNORECASE,
)
"""What may stand between the next meeting and its day: "has moved from … to"."""


def next_session(text: str, note_date: date) -> date | None:
    """The day a note gives for the next meeting ("Next session 3 Dec", "next: 3 Dec"), or None.

    Of a meeting that is moved, the new day: "our next call moved from 26 November to 3 December".
    """
    cue = re.compile(
        r"(?:(?:^|(?<=[.!?]))[^\S\n]*next(?=[^\S\n]*[:–—-]|[^\S\n]+(?:\d|[a-z]{3,9}[^\S\n]+\d))|next\s+(?:session|meeting|catch[- ]?up|call|1[:-]1|one)|meet(?:ing)?\s+(?:again|"
        r"next)|"
        r"see\s+(?:you|each\s+other)\s+again)\b(?:\s+is)?\s*[:\-–—=]?\s*",
        re.IGNORECASE | re.MULTILINE,
    )
    for match in cue.finditer(text):
        begin = max(text.rfind(stop, 0, match.start()) for stop in ("\n", ". ", "! ", "? ")) + 1
        window = text[begin : match.end() + 90]
        after = match.end() - begin
        old = given_up(window, note_date)
        for mention in find_dates(window, note_date):
            if mention.start < after or mention.day is None or mention.day <= note_date:
                continue
            if any(first <= mention.start < last or first < mention.end <= last for first, last in old):
                continue
            gap = _without(window[after : mention.start], [(first - after, last - after) for first, last in old])
            if len(gap) <= _NEAR or (_LINK.fullmatch(gap) and (old or _MOVING.search(window[: mention.start]))):
                return mention.day
    return None


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with those stretches taken out."""
    kept, place = [], 0
    for first, last in spans:
        kept.append(text[place : max(place, first)].rstrip())
        place = max(place, last)
    return "".join([*kept, text[place:]])


def settled(text: str, note_date: date) -> str:
    """The text without the days it says no longer hold ("by 18 November instead of 4 November")."""
    return _without(text, given_up(text, note_date)).strip()
