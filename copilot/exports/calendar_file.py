"""A draft's days as a calendar: the session, open actions, a goal's milestones and checks. The one door to icalendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event

from copilot.draft import CitationKind, Draft, Origin
from copilot.exports.characters import legible, one_line
from copilot.exports.layout import title
from copilot.review.goal_times import times
from ingest.models import content_id

_GOAL_DAYS: Mapping[str, str] = {"After": "Goal", "Milestones": "Milestone", "Check": "Check"}
"""A goal's blocks whose days are worth a place in a calendar, by what an event of theirs is called."""
_LIVE = ("open", "proposed")


def calendar(draft: Draft, *, session: date | None, names: Mapping[str, str], timezone: str) -> bytes | None:
    """All-day events (RFC 5545) for the session's day, each due date and a goal's days; None where there are none.

    A brief names a day, not an hour, so the session is an all-day event with the text in it. An event keeps its
    id over exports, so that importing a calendar again moves an event rather than doubling it. `names` are
    people's, by id; `timezone` is the programme's.
    """
    zone = _zone(timezone)
    file = Calendar()
    file.add("prodid", "-//mentoring-copilot//EN")
    file.add("version", "2.0")
    if zone is not None:
        file.add("x-wr-timezone", timezone)
    # The draft's own day stands for when it was made, so that the same draft gives the same file.
    made = datetime.combine(draft.as_of, time(), zone or UTC).astimezone(UTC)
    if session is not None:
        people = "|".join(sorted({draft.viewer, *draft.audience}))
        event = _event(made, session, title(draft), f"session|{people}|{session.isoformat()}")
        event.add("description", legible(draft.text))
        file.add_component(event)
    for action in draft.actions:
        if action.due is not None and action.status in _LIVE:
            owner = names.get(action.owner, action.owner) if action.owner else ""
            summary = f"{owner}: {action.text}" if owner else action.text
            file.add_component(_event(made, action.due, summary, f"action|{action.id}"))
    for heading, text, day in _days_of_a_goal(draft):
        file.add_component(
            _event(made, day, f"{heading}: {text}", f"{heading}|{draft.viewer}|{text}|{day.isoformat()}")
        )
    return file.to_ical() if file.subcomponents else None


def _days_of_a_goal(draft: Draft) -> Iterator[tuple[str, str, date]]:
    """What a goal's owner wrote down for a day: being there, each milestone, each look at it. Nothing for a rhythm."""
    if draft.kind != "goal":
        return
    for block in draft.blocks:
        name = _GOAL_DAYS.get(block.heading)
        for line in block.sentences if name else ():
            if line.origin is Origin.CONNECTIVE:
                continue
            for day in sorted({one.day for one in times(line.text, draft.as_of) if one.day and one.exact}):
                yield name or "", line.text.rstrip("."), day


def session_day(draft: Draft) -> date | None:
    """The day of the session that the brief names, None where it names none."""
    cited = (citation for sentence in draft.sentences() for citation in sentence.citations)
    named = (one.quote for one in cited if one.kind is CitationKind.BRIEF and one.id == "session_date")
    return next((date.fromisoformat(quote) for quote in named), None)


def _event(made: datetime, day: date, summary: str, key: str) -> Event:
    event = Event()
    event.add("uid", f"{content_id(key, length=16)}@mentoring-copilot.invalid")
    event.add("dtstamp", made)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", one_line(summary))
    event.add("transp", "TRANSPARENT")
    return event


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        # A programme may write anything for its zone; an all-day event is right without one.
        return None
