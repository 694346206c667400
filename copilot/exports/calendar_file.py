"""A draft's days as a calendar: the session, and when its open actions are due. The one door to icalendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event

from copilot.draft import CitationKind, Draft
from copilot.exports.characters import legible, one_line
from copilot.exports.layout import title
from ingest.models import content_id

_LIVE = ("open", "proposed")


def calendar(draft: Draft, *, session: date | None, names: Mapping[str, str], timezone: str) -> bytes | None:
    """All-day events (RFC 5545) for the session's day and each due date; None where the draft has neither.

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
    return file.to_ical() if file.subcomponents else None


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
