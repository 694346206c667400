"""What the notes tell of a relationship so far: the last session, what is open, what changed since."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from copilot.actions import Plan, TrackedAction
from copilot.actions.dates import find_dates
from copilot.actions.statements import statements
from copilot.drafts import citing
from copilot.drafts.kind import Material
from copilot.models import ActionStatus, Note, NoteKind
from copilot.records import Quote
from copilot.review.trouble import find_trouble

_NEXT = re.compile(
    r"\b(?:next(?!\s+(?:ones?|person|people|steps?|pages?|version|draft|round)\b)|(?:closing|last|final) (?:session|meeting|call))\b[^.\n]{0,30}?(?:\d|mon|tue|wed|thu|fri|sat|sun)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:(?:first|1st)\s+(?:session|meeting|call|chat|talk)|(?:we|it)(?:[’']ve|\s+(?:have|has|is|was))?\s+moved(?:\s+(?:it|that|this))?\s+to)\b",
    re.IGNORECASE,
)
_FADES_AFTER = 3
"""Sessions."""
_A_SEASON = timedelta(days=90)


def usable_notes(material: Material) -> list[Note]:
    """The relationship's notes that may be quoted, oldest first: none that speak of trouble."""
    pair = material.relationship.id if material.relationship else None
    return [note for note in material.records.notes if note.relationship == pair and note.id not in material.troubled]


def last_session(material: Material) -> Note | None:
    """The newest session note on or before the as-of day."""
    sessions = [note for note in usable_notes(material) if note.kind is NoteKind.SESSION]
    return max(sessions, key=lambda note: note.date, default=None)


def open_actions(material: Material) -> list[TrackedAction]:
    """Accepted open actions, then proposals; due date ascending, undated last."""
    current = [
        one
        for one in material.tracked
        if one.action.status in (ActionStatus.OPEN, ActionStatus.PROPOSED)
        and one.action.note not in material.troubled
        and not faded(one, material)
    ]
    return sorted(
        current,
        key=lambda one: (
            one.action.status is ActionStatus.PROPOSED,
            one.action.due is None,
            one.action.due or material.as_of,
        ),
    )


def faded(one: TrackedAction, material: Material) -> bool:
    """Whether nobody took it on, and three sessions and a season have gone by without a word of it.

    It stays in the list of actions; an agenda that still led with it would be read past.
    """
    if one.accepted or one.source is None or one.updates:
        return False
    told = max(one.source.date, one.action.due or one.source.date)
    later = [note for note in usable_notes(material) if note.kind is NoteKind.SESSION and note.date > one.source.date]
    return len(later) >= _FADES_AFTER and material.as_of - told > _A_SEASON


def unknown_outcomes(material: Material) -> list[Plan]:
    """Things planned for a day that has passed, with no note of how they went; newest first."""
    past = [
        plan
        for plan in material.plans
        if plan.outcome is None
        and not plan.called_off
        and plan.day is not None
        and plan.day < material.as_of
        and plan.quote.note not in material.troubled
    ]
    return sorted(past, key=lambda plan: plan.day or material.as_of, reverse=True)


def coming_up(material: Material, days: int = 30) -> list[Plan]:
    """Things planned until `days` days after today or the session, which no open action is about, soonest first."""
    session = getattr(material.brief, "session_date", None)
    last_day = max(material.as_of, session or material.as_of) + timedelta(days=days)
    ahead = [
        plan
        for plan in material.plans
        if plan.outcome is None
        and not plan.called_off
        and plan.day is not None
        and material.as_of <= plan.day <= last_day
        and plan.quote.note not in material.troubled
        and not in_hand(material, plan)
    ]
    return sorted(ahead, key=lambda plan: plan.day or last_day)


def in_hand(material: Material, plan: Plan) -> bool:
    """Whether an open action is about the plan: from the same words, or due that day with a longer word in common."""
    words = _long_words(plan.quote.text)
    for one in open_actions(material):
        told = Spoken(quote for quote in (one.source, *(update.quote for update in one.updates)) if quote)
        if plan.quote in told or (one.action.due == plan.day and words & _long_words(one.action.text)):
            return True
    return False


def _long_words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text.lower()))


def spoken(note: Note) -> list[Quote]:
    """The note's sentences and list lines as quotes, without list marks."""
    return [citing.unmarked(statement.quote(note)) for statement in statements(note.text)]


def accounted_for(material: Material) -> Spoken:
    """What actions, plans and corrections already tell, so that nothing is said twice."""
    return Spoken(
        [
            *(one.source for one in material.tracked if one.source),
            *(update.quote for one in material.tracked for update in one.updates),
            *(plan.quote for plan in material.plans),
            *(one.wrong for one in material.corrections if one.wrong),
            *(one.right for one in material.corrections),
        ]
    )


class Spoken:
    """Places in notes. Two quotes are the same here when they overlap."""

    def __init__(self, quotes: Iterable[Quote] = ()) -> None:
        self._spans: dict[str, list[tuple[int, int]]] = {}
        for quote in quotes:
            self.add(quote)

    def add(self, quote: Quote) -> None:
        self._spans.setdefault(quote.note, []).append((quote.start, quote.end))

    def __contains__(self, quote: object) -> bool:
        return isinstance(quote, Quote) and any(
            start < quote.end and quote.start < end for start, end in self._spans.get(quote.note, ())
        )


def next_date_said(material: Material) -> Quote | None:
    """Where the last session's note says when the next one is."""
    note = last_session(material)
    if note is None:
        return None
    return next((quote for quote in reversed(spoken(note)) if _NEXT.search(quote.text)), None)


def first_date_said(notes: Iterable[Note]) -> tuple[Quote, date] | None:
    """Where the notes of two who have not met yet say when they will, and the day; what was written last counts."""
    for note in sorted(notes, key=lambda one: one.date, reverse=True):
        if note.kind is NoteKind.SESSION or find_trouble(note.title) or find_trouble(note.text):
            continue
        for quote in reversed(spoken(note)):
            for found in _FIRST.finditer(quote.text):
                mentions = find_dates(quote.text[found.end() :], quote.date)
                day = next((one.day for one in mentions if one.day and one.day > quote.date), None)
                if day is not None:
                    return quote, day
    return None


def day_named(material: Material, one: TrackedAction) -> Quote | None:
    """Where its note names the day of an action that is due "next time"; None if its own words name that day or another."""
    source, due = one.source, one.action.due
    note = material.records.note(source.note) if source else None
    if source is None or note is None or due is None or due != one.stated.due:
        return None
    if any(mention.day for mention in find_dates(source.text, source.date)):
        return None
    return next((quote for quote in spoken(note) if _names(quote, due)), None)


def _names(quote: Quote, day: date) -> bool:
    return any(one.day == day for one in find_dates(quote.text, quote.date))


def dates_ahead(material: Material) -> tuple[Quote | None, list[date]]:
    """Where the last session's note says when the next ones are, and those of its days that are still to come.

    (None, []) where it says nothing or names only days that have passed.
    """
    said = next_date_said(material)
    days = days_said(said, material.as_of)
    return (said, days) if days else (None, [])


def days_said(quote: Quote | None, after: date) -> list[date]:
    """The days after `after` that the quote names, in its order; none for no quote."""
    if quote is None:
        return []
    return [one.day for one in find_dates(quote.text, quote.date) if one.day and one.day > after]
