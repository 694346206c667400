"""Days as people write them in notes, found in a text and resolved against the note's own date (`day_rules`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from copilot.actions.day_rules import MONTHS, RULES, SESSION, WEEKDAYS, Sense, nothing, weekday

__all__ = ["MONTHS", "WEEKDAYS", "DateMention", "Sense", "find_dates", "given_up", "next_session", "settled"]

_NEAR = 3
"""So few signs stand between "next session" and its day: "Next session: 3 Dec"."""


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


_PREPOSITION = (
    r"(?P<deadline>(?:no\s+later\s+than|not\s+later\s+than|by|before|until|till|due(?:\s+(?:on|"
    r"by))?|"
    r"deadline(?:\s+(?:is|of))?:?|b4|ahead\s+of)\s+(?:around\s+)?(?:the\s+)?)|"
    r"(?P<other>(?:on|for|in|over|at|around|from|during|of|after|since)\s+(?:the\s+)?)"
)
_COMPILED = tuple((re.compile(rf"(?<![\w/])(?:{rule})", re.IGNORECASE), resolve) for rule, resolve in RULES)
_BEFORE = re.compile(rf"(?<!\w)(?:{_PREPOSITION})$", re.IGNORECASE)
_NOUN = re.compile(
    r"\s+(?!(?:at|and|or|if|before|after|so|for|to|with|by|in|on|then|latest|first|pls|please|"
    r"morning|"
    r"afternoon|evening|lunchtime|lunch|night|about|re|w)\b)[a-z]{3,}"
)
_NEEDS_PREPOSITION = frozenset({"may", "mar", "march", "sun", "sat", "then", "weekend", "that"})
"""Words that are also other words: a day only after "by", "in", "on" and the like."""


_HINT = re.compile(
    r"\d|\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|to[dmn]|tm|yester|week|month|"
    r"quarter|year|fortnight|next|last|then|that|end|eo[mwd]|cob|close|q[1-4]|in|within|spring|summer|autumn|christmas|easter|"
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
            session = re.fullmatch(SESSION, words, re.IGNORECASE) is not None
            if before is None and (session or words in _NEEDS_PREPOSITION):
                continue
            if resolve is weekday and re.search(
                r"\b(?:every|each)\s+(?:other\s+|second\s+)?$", text[: match.start()], re.IGNORECASE
            ):
                continue
            if before is None and resolve is weekday and not match["which"] and _NOUN.match(text, match.end()):
                continue  # "Monday numbers"
            if words in ("then", "that") and not (before and before["deadline"]):
                continue
            if (
                words == "that"
                and before
                and not re.match(r"before|until|till", before.group().lstrip(), re.IGNORECASE)
            ):
                continue  # "by that she means …"
            day = resolve(match, note_date, sense)
            if day is None and resolve is not nothing:
                continue
            start = before.start() if before else match.start()
            start += len(match.group()) - len(match.group().lstrip()) if before is None else 0
            taken.append(DateMention(start, match.end(), day, bool(before and before["deadline"]), session))
    sessions = [each.start for each in taken if each.session]
    return tuple(sorted((_before_an_event(each, text, sessions) for each in taken), key=lambda mention: mention.start))


_EVENT_BEFORE = re.compile(
    r"\b(?:by|before|until|till|ahead\s+of)\s+(?:the|our|my|his|her|their|we|he|she|they|I)\s+[\w’' ]{2,40}?\s*[(,]\s*"
    r"(?:on\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)


def _before_an_event(mention: DateMention, text: str, sessions: list[int]) -> DateMention:
    """A day that says when an event is before which something is due: "before she goes on leave (31 July)"."""
    if mention.day is None or mention.deadline:
        return mention
    event = _EVENT_BEFORE.search(text, max(0, mention.start - 60), mention.start)
    if event is None or any(event.start() <= start < mention.start for start in sessions):
        return mention
    return DateMention(event.start(), mention.end, mention.day, True)


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
