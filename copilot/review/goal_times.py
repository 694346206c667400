"""The times a goal names: a day or span to be there by, a rhythm that comes again, words that only sound like one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from copilot.actions.dates import MONTHS, WEEKDAYS, find_dates

_COUNT = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half an?|a couple of|a few)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_HOLIDAY = (
    r"(?:christmas|xmas|easter|new year(?:['’]s(?: eve)?)?|ramadan|eid|diwali|thanksgiving|pentecost|whitsun|midsummer|"
    r"carnival|passover|hanukkah|halloween|lent|nowruz|half[- ]term|graduation)"
)
_SEASON = r"(?:spring|summer|autumn|winter)"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
    r"aug|sept?|oct|nov|dec)"
)
_ENDS = (
    r"(?:review|appraisal|meeting|conference|exams?|deadline|holidays?|leave|birthday|wedding|launch|release|move|"
    r"audit|"
    r"term|inspection|go-live|retreat|offsite|summit|fair|kick-?off|start|end|interview|anniversary|contract|probation|"
    r"placement|session|sprint|election|festival|season|closing|year|quarter|semester|vacation|break)"
)
_SPANS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:(?:by|before|until|till|til|within|in|during|over)\s+)?(?:the\s+)?(?:end|close|start|beginning|"
        r"middle)\s+of\s+"
        r"(?:(?:the|this|next|my|our)\s+)?(?!day\b)(?:school\s+|academic\s+|financial\s+|calendar\s+)?(?:20\d\d|"
        r"[a-z][a-z-]+)"
        r"(?:\s+20\d\d)?",
        rf"\b(?:by|before|until|till|til|in|over|during|for|this|next|coming)\s+(?:the\s+|this\s+|next\s+|early\s+|"
        rf"late\s+|mid-?\s?|coming\s+)*"
        rf"(?:{_SEASON}|fall|{_HOLIDAY})(?!\s+back)\b(?:\s+(?:of\s+)?20\d\d)?",
        r"\b(?:by\s+|before\s+|until\s+|till\s+|in\s+|within\s+|during\s+|over\s+)?(?:the\s+)?(?:this|next|coming|"
        r"following)\s+"
        r"(?:school\s+|academic\s+|financial\s+|fiscal\s+|calendar\s+|spring\s+|summer\s+|autumn\s+|winter\s+)?"
        r"(?:week|month|quarter|year|term|semester|season|sprint|half-?year|trimester)\b(?![’'])",
        rf"\b(?:by|before|until|till|til|ahead of|in time for)\s+(?:the|my|our|his|her|their|next|this|"
        rf"\w+['’]s)\s+(?:[\w&-]+\s+){{0,3}}?{_ENDS}\b",
        rf"\b(?:with)?in\s+(?:the\s+)?(?:next\s+|coming\s+|under\s+|less than\s+)?{_COUNT}\s+(?:more\s+)?"
        r"(?:days?|weeks?|wks?|fortnights?|months?|mths?|quarters?|years?|yrs?|terms?|semesters?|"
        r"sprints?)\b(?!\s+of\b)",
        r"\b(?:this|next|the coming)\s+weekend\b",
        r"\b(?:by|before|until|till|til)\s+(?:the\s+)?[a-z]+\s+20\d\d\b",
        r"\b(?:deadline|due(?:\s+(?:on|date|by))?|latest)\s*:?\s+(?:is\s+)?\d{1,2}[./]\d{1,2}\b",
        r"\bwith(?:in)?\s+the\s+(?:year|month|quarter|term|semester)\b",
        r"\b(?:in|within|during|over)\s+(?:the|my|our)\s+first\s+\w+\s+(?:days?|weeks?|months?)\b",
        r"\b(?:by|before|until|till|til|in)\s+(?:calendar\s+)?week\s+\d+\b",
        rf"\b(?:from|starting(?:\s+(?:in|from))?|as\s+of)\s+(?:the\s+)?(?:next\s+)?(?:{_MONTH}|{_WEEKDAY}|{_SEASON}|"
        rf"{_HOLIDAY}|week|month|term|year)"
        r"\b(?:\s+on(?:wards?)?\b|(?!\s+(?:to|till?|until|20|and)\b))",
        rf"\b(?:over|for|during)\s+the\s+(?:next|coming)\s+(?:{_COUNT}\s+)?(?:days?|weeks?|months?|quarters?|years?|"
        rf"terms?|semesters?)\b",
        rf"\b{_COUNT}\s+(?:days?|weeks?|months?|years?)\s+from\s+(?:now|today)\b",
        r"\bthis\s+time\s+next\s+year\b",
        r"\b(?:in|at|during)\s+(?:the|our|my|his|her|their)\s+(?:next|coming|upcoming)\s+(?:[\w&-]+\s+){0,3}?"
        + _ENDS
        + r"\b",
        r"\b(?:before|by|until|over)\s+(?:lunch|noon|dinner|breakfast|midday|the weekend|bedtime)\b",
        r"\b(?:by|before|until|till|til|in|during|through|throughout)\s+(?:early\s+|late\s+|mid-?\s?)?20\d\d\b",
        r"\b(?:by\s+the\s+time|by\s+when)\s+\w+\s+\w[^.,;]*",
        # "Before I answer" is a moment of every day, "before I retire" comes once.
        r"\b(?:before|until|till|til)\s+(?:(?:i|we|she|he)(?:['’]m|['’]re)?|(?:my|our|"
        r"the)\s+[\w\s'’-]{2,40}?)\s+(?:\w+\s+)?"
        r"(?:leaves?|goes?|go|turns?|retires?|starts?|moves?|graduates?|begins?|becomes?|returns?|comes?|ends?|"
        r"expires?|closes?|opens?|arrives?|"
        r"(?:is|are|am)\s+(?:over|back|due|\d+)|\d\d|reach(?:es)?|have\s+to\s+leave|give\s+birth)\b[^.,;]{0,40}",
        r"\b(?:in|by|before|until|this|next|for)\s+(?:Q[1-4]|H[12])(?:\s+20\d\d)?\b",
    )
)
_BARE = re.compile(
    rf"\b(?:{_SEASON}|{_HOLIDAY}|q[1-4]|h[12]|20\d\d|{_COUNT}\s+(?:days?|weeks?|months?|years?|terms?|semesters?)|"
    r"(?:before|after|by|until)\s+\w+|(?:jan|febr|sept?em|octo|novem|decem)\w*|march|april|may|june|july|august)\b",
    re.IGNORECASE,
)
"""What names a time only where a time was asked for."""
_RHYTHM = re.compile(
    rf"\b(?:every|each)\s+(?:single\s+|other\s+|second\s+|third\s+|fourth\s+|first\s+|last\s+|few\s+|two\s+|three\s+|"
    rf"four\s+|six\s+|\d+\s+)?"
    rf"(?:working\s+|week)?(?:days?|mornings?|evenings?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|"
    rf"terms?|sprints?|sessions?|{_WEEKDAY}s?|"
    rf"mon|tue|wed|thu|fri|sat|sun|january|february|march|april|may|june|july|august|september|october|november|"
    rf"december|{_SEASON})\b(?:\s+(?:morning|afternoon|evening|night))?|"
    rf"\b(?:once|twice|{_COUNT}\s+times)\s+(?:an?|per|each|every)\s+(?:day|week|fortnight|month|quarter|term|semester|"
    rf"year)\b|"
    rf"\b(?:weekly|fortnightly|bi-?weekly|monthly|daily|quarterly|nightly)\b|"
    rf"\b(?:on\s+)?(?:the\s+)?(?:first|second|third|fourth|last|\d{1, 2}(?:st|nd|rd|"
    rf"th))\s+(?:working\s+)?(?:{_WEEKDAY}|"
    rf"day|weekend)?\s*"
    rf"(?:of|in)\s+(?:the|each|every)\s+(?:week|month|quarter|term|year)\b|"
    rf"\b(?:at\s+the\s+)?(?:end|start|beginning)\s+of\s+(?:each|every)\s+\w+\b|"
    rf"\b(?:on\s+)?{_WEEKDAY}s\b|\b(?:on\s+)?{_WEEKDAY}\s+(?:mornings|afternoons|evenings|nights|lunches)\b|\b(?:in|"
    rf"at)\s+(?:all\s+)?(?:our|my|each|every)\s+(?:mentoring\s+|next\s+)?(?:sessions?|1:1s?|one-to-ones?|"
    rf"check-?ins?)\b|"
    r"\bafter\s+(?:each|every)\s+\w+\b|\bevery\s+time\s+(?:we|i)\s+meet\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:a\.?s\.?a\.?p\.?|as soon as possible|soon(?:er or later)?|some ?day|one (?:fine )?day|eventually|"
    r"at some (?:point|stage)|sometimes?|"
    r"when(?:ever)? (?:i|there)(?:['’]?s| have| is| get| find)? (?:the )?time|no (?:rush|hurry)|in the (?:near |"
    r"long )?future|"
    r"in due course|in the long (?:run|term)|long[- ]term|quickly|whenever)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20\d\d\b")
_DAY_OF_A_MONTH = re.compile(r"\d\s*(?:st|nd|rd|th)?\s*(?:of\s+)?[a-z]{3}|[a-z]{3}\w*\.?\s+\d|\d[/.]\d", re.IGNORECASE)
_MISSPELT = re.compile(
    r"\b(?P<jan>jan[aeiou]*r[aeiou]*ry|januray|janurary|janury)\b|\b(?P<feb>feb[a-z]{1,2}[ru]+a?ry|febuary|feburary|"
    r"febr?uari?|febrary)\b|"
    r"\b(?P<mar>marhc|mrach)\b|\b(?P<apr>apirl|aprill|arpil)\b|\b(?P<aug>agust|augst|augustus|ausgust)\b|"
    r"\b(?P<sep>sept[em]{1,4}bre?|setember|septemeber|septmber)\b|\b(?P<oct>ocotber|octob[re]{2,3}|oktober)\b|"
    r"\b(?P<nov>novemeber|novembre?|novmber)\b|\b(?P<dec>decemeber|decembre?|desember|dezember)\b|"
    r"\b(?P<tue>tuseday|teusday|tusday)\b|\b(?P<wed>wensday|wednsday|wedensday|wendesday)\b|\b(?P<thu>thurday|thrusday|"
    r"thursay)\b|"
    r"\b(?P<sat>saterday|saturady)\b",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"\b(?:this|next)\s+(?:week|month)\b|\b(?:eow|eom|month[- ]end)\b", re.IGNORECASE)
"""Read as a deadline these end on a day; said of anything else they name none."""
_LEADS = re.compile(
    r"\b(?:(?:by|before|until|till|til|in|over|during|for)\s+)?(?:this|next|the|coming)\s+$", re.IGNORECASE
)
_FOLLOWS = re.compile(r"\s+(?:of\s+)?20\d\d\b")
_NOUN = re.compile(
    r"\s+(?!(?:at|and|or|if|before|after|so|for|to|with|by|in|on|then|morning|afternoon|evening|night|"
    r"about)\b)[a-z]{3,}",
    re.IGNORECASE,
)
_STANDS = re.compile(r"\b(?:have|has|do|does|is|are|was|got|than|as|from)\s+(?:\w+\s+)?$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|since)\s+$", re.IGNORECASE)
_WEEK = 7


@dataclass(frozen=True)
class TimeSaid:
    """Words that name a time: `text` is `whole[start:end]`. `day` is set where they name one exact day.

    `exact` says whether that day may be shown beside the words: what is only read as a deadline
    (`this week` as its Friday) may not.
    """

    start: int
    end: int
    text: str
    day: date | None = None
    exact: bool = False


def spelt(text: str) -> str:
    """The text with misspelt months and weekdays cut to their short form and padded: places stay the same."""

    def short(match: re.Match[str]) -> str:
        name = match.lastgroup or ""
        whole = match.group()
        if whole.lower().startswith(name) and _is_right(whole, name):
            return whole
        return name.ljust(len(whole))

    return _MISSPELT.sub(short, text)


def _is_right(word: str, name: str) -> bool:
    full = {"jan": "january", "feb": "february", "mar": "march", "apr": "april", "aug": "august", "sep": "september"}
    full |= {"oct": "october", "nov": "november", "dec": "december"}
    assert name in (*MONTHS, *WEEKDAYS)
    return word.lower() == full.get(name)


def rhythms(text: str) -> list[TimeSaid]:
    """What comes again: `every second Friday`, `once a month`, `at our sessions`."""
    return [TimeSaid(found.start(), found.end(), found.group()) for found in _RHYTHM.finditer(spelt(text))]


def vague_times(text: str) -> list[TimeSaid]:
    """Words that put a time off: `asap`, `one day`, `no rush`."""
    return [TimeSaid(found.start(), found.end(), found.group()) for found in _NOT_YET.finditer(text)]


def times(text: str, as_of: date, *, asked: bool = False) -> list[TimeSaid]:
    """The days and spans that lie ahead of `as_of`, in order; no rhythms, nothing past, no clock times.

    `asked`: the text answers the question for a time, so `summer` or `3 months` alone is one.
    """
    plain = spelt(text)
    # What comes again, such as "the first Monday of the month", is no day: blanked at its place.
    for again in rhythms(text):
        plain = plain[: again.start] + " " * (again.end - again.start) + plain[again.end :]
    found = [
        TimeSaid(mention.start, _word_end(text, mention.end), "", day, _exact(plain, mention.start, mention.end))
        for mention in find_dates(plain, as_of)
        for day in [_ahead(mention.day, plain[mention.start : mention.end], as_of)]
        if not _is_no_time(plain, mention.start, mention.end, day, as_of)
    ]
    for pattern in (*_SPANS, *((_BARE,) if asked else ())):
        for match in pattern.finditer(plain):
            inside = [one for one in found if one.start < match.end() and match.start() < one.end]
            if inside or _is_no_time(plain, match.start(), match.end(), None, as_of):
                continue
            found.append(TimeSaid(match.start(), _word_end(text, match.end()), ""))
    whole = [_trimmed(text, one) for one in found]
    return sorted((one for one in whole if one.text), key=lambda one: one.start)


def _trimmed(text: str, said: TimeSaid) -> TimeSaid:
    """With `this` before and the year after it, without blanks and full stops."""
    start, end = said.start, said.end
    if said.day is None:
        before, after = _LEADS.search(text, 0, start), _FOLLOWS.match(text, end)
        start = before.start() if before else start
        end = after.end() if after else end
    while end > start and text[end - 1] in " .,;\n":
        end -= 1
    while start < end and text[start] in " ,\n":
        start += 1
    return TimeSaid(start, end, text[start:end], said.day, said.exact)


def _is_no_time(text: str, start: int, end: int, day: date | None, as_of: date) -> bool:
    words = text[start:end].strip().lower()
    if day is not None and day < as_of:
        return True
    years = [int(year) for year in _YEAR.findall(words)]
    if years and max(years) < as_of.year:
        return True
    if words.startswith(("since", "after")):
        return True
    if words in ("then", "by then", "at the weekend"):
        return True
    # "instead of the 0 I have today" is where things stand, "after Friday six o'clock" a rule of each week.
    if (words == "today" and _STANDS.search(text[:start])) or _AFTER.search(text[:start]):
        return True
    # "in the Tuesday call" and "the Monday report" are no days.
    if re.match(r"(?:in|at|for|during|of|from)?\s*(?:the|our|my)\s+\w+day$", words) and _NOUN.match(text[end:]):
        return True
    # "the month-end closing" is a piece of work, "mid-year review" a meeting.
    return bool(re.search(r"(?:month|year)[- ]end$", words)) and bool(re.match(r"\s+[a-z]", text[end:]))


def _ahead(day: date | None, words: str, as_of: date) -> date | None:
    """A goal's `14 February`, said in March, is next year's: a note's would be the one just past."""
    if day is None or day >= as_of or _YEAR.search(words) or not _DAY_OF_A_MONTH.search(words):
        return day
    following = day.year + 1
    return day.replace(year=following) if (day.month, day.day) != (2, 29) else None


def _exact(text: str, start: int, end: int) -> bool:
    return not _LOOSE.search(text[start:end])


def _word_end(text: str, end: int) -> int:
    """A misspelt month was padded with blanks: its words end where the typed word ends."""
    while end < len(text) and text[end].isalpha() and text[end - 1].isalpha():
        end += 1
    return end


def within_a_week(said: TimeSaid, as_of: date) -> bool:
    """Whether the words name a time at most seven days ahead."""
    if said.day is not None:
        return 0 <= (said.day - as_of).days <= _WEEK
    return bool(re.search(r"\b(?:today|tonight|tomorrow|this week|this (?:after|eve)\w+)\b", said.text, re.IGNORECASE))
