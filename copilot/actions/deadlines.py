"""The day a commitment is due: which of the days named in its words, or beside them, is meant."""

from __future__ import annotations

import re
from datetime import date

from copilot.actions.dates import DateMention, find_dates, given_up, next_session
from copilot.actions.grammar import LABEL
from copilot.actions.pledge import Pledge
from copilot.actions.wording import words
from copilot.models import Note

_LEFT_HANGING = re.compile(
    r"(?:,?\s+(?:which|that)|,)\s+(?:it\s+)?(?:starts?|starting|begins?|beginning|opens?|opening|runs?|is|are|ends?|ending|"
    r"closes?|closing|takes?\s+place|happens?)$",
    re.IGNORECASE,
)
"""What is left of a clause whose day was taken out: "enrol in the course, starts 12 January"."""
_EVENT_BEFORE = re.compile(
    r"(?<!ask\s)(?<!asked\s)(?<!look\s)(?<!apply\s)\bfor\s+(?:the|an?|our|my|her|his|their)\s+(?:[\w’'-]+\s+){1,4}$",
    re.IGNORECASE,
)
"""Before a day that says when something else is: "book a room for the mock on the 27th"."""
_MOVE = re.compile(r"(?:move|shift|push|postpone|re-?schedule|bring|change|put|extend|delay)\b", re.IGNORECASE)


def telling_mention(mentions: list[DateMention], phrase: str) -> DateMention | None:
    """The mention that says when: a deadline before a mere date, an exact day before a span."""

    def rank(each: DateMention) -> tuple[bool, int, int]:
        words_of = phrase[each.start : each.end].lower()
        urgency = 0 if each.deadline and not words_of.startswith(("before", "b4", "until", "till", "ahead")) else 1
        return each.day is None and not each.session, urgency if each.deadline else 2, each.start

    usable = [
        each
        for each in mentions
        if not re.match(r"(?:from|since|after|of|during)\b", phrase[each.start : each.end], re.IGNORECASE)
    ]
    return min(usable, key=rank, default=None)


def day_owed(mention: DateMention | None, phrase: str, note: Note, last_day: date | None) -> tuple[date | None, str]:
    """The day owed and the phrase without it. Words that name no exact day stay in the phrase."""
    if mention is None:
        return None, phrase
    named = phrase[mention.start : mention.end]
    day = mention.day
    if mention.session:
        named_day = _day_beside(mention, phrase, note)
        if named_day is not None:
            return named_day.day, f"{phrase[: mention.start].rstrip(' (,-–—')} {phrase[named_day.end :].lstrip(')')}"
        day = next_session(note.text, note.date)
    elif day is None and named.lower().endswith(("then", "that")):
        day = last_day
    elsewhere = not mention.deadline and _EVENT_BEFORE.search(phrase[: mention.start])
    if day is None or elsewhere:
        return None, phrase
    before = _LEFT_HANGING.sub("", phrase[: mention.start].rstrip(" (,-–—"))
    return day, f"{before} {phrase[mention.end :].lstrip(')')}"


def _day_beside(session: DateMention, phrase: str, note: Note) -> DateMention | None:
    """The day that stands beside the next session: "before we meet again (28.4.)", "before we meet on the 28th"."""
    return next(
        (
            each
            for each in find_dates(phrase, note.date)
            if each.day is not None
            and each.start >= session.end
            and not re.search(r"\w", phrase[session.end : each.start])
        ),
        None,
    )


def moves_something(phrase: str, note_date: date) -> bool:
    """Whether what is promised is to move something from one day to another."""
    if _MOVE.match(phrase) is None:
        return False
    return any(phrase[first:last].lower().startswith("from") for first, last in given_up(phrase, note_date))


def opening_day(text: str, note: Note, last_day: date | None) -> tuple[DateMention, date | None, str] | None:
    """A date the sentence opens with: "By Friday I'll …", "Before our next session she'll …"."""
    label = LABEL.match(text)
    for mention in find_dates(text, note.date):
        if label is not None and mention.start < label.end():
            continue
        if (len(words(text[: mention.start])) <= 1 or _SPAN.fullmatch(text[: mention.start])) and (
            mention.deadline or mention.day is not None
        ):
            day, _ = day_owed(mention, text, note, last_day)
            return mention, day, text[mention.start : mention.end].lower()
    return None


_SPAN = re.compile(r"\W*(?:between|from)\s+(?:now|today)\s+(?:and|to|until|till)?\s*", re.IGNORECASE)


def until_day(text: str, pledge: Pledge, note: Note) -> date | None:
    """ "I've got until the 28th to submit …": the day stands before the phrase."""
    return next(
        (
            each.day
            for each in find_dates(text[: pledge.start], note.date)
            if each.deadline and text[each.end : pledge.start].strip() == "to"
        ),
        None,
    )


def day_of_doing_it(text: str, note: Note) -> date | None:
    """ "…, she'll do it by Monday": a day given for what was named just before."""
    match = re.search(
        r"(?:will|[’']ll|(?:wants?|hopes?|plans?|is\s+going|promised)\s+to)\s+do\s+(?:it|that|this)\s+(?P<when>.*)$",
        text,
        re.IGNORECASE,
    )
    return next((each.day for each in find_dates(match["when"], note.date)), None) if match else None


_SESSION_ON = re.compile(
    r"\b(?:our|the|next|last|first|final|closing)\s+(?:session|meeting|call)\b|\bsession\b|\bwe\s+(?:next\s+)?meet\b|^\W*(?:meeting|call)\b",
    re.IGNORECASE,
)


def session_day(earlier: str, note: Note) -> date | None:
    """The day of the session that the sentence before names: "Last session on 20 May. Amara brings the figures"."""
    days = [each.day for each in find_dates(earlier, note.date) if each.day is not None and each.day > note.date]
    return days[0] if len(days) == 1 and _SESSION_ON.search(earlier) else None
