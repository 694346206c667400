"""What comes next: sessions that notes name, and goals whose day to be looked at has come."""

from __future__ import annotations

from datetime import timedelta
from html import escape

import streamlit as st

from copilot.ahead import SessionAhead
from copilot.models import GoalStatus
from ui.components.days import away, brief, said
from ui.components.marks import chip
from ui.components.pairs import Pairs
from ui.components.ways import way
from ui.room import Room

_SOON = timedelta(days=14)
_MOST = 3


def sessions(room: Room, pairs: Pairs) -> None:
    """The next session of each relationship, with the words of the note that name its day."""
    st.subheader("Next sessions", anchor=False)
    for one in room.copilot.sessions_ahead(room.viewer, room.as_of):
        with st.container(key=f"session-{one.relationship.id}", gap=None):
            st.html(_session(room, pairs, one))
            with st.container(horizontal=True, gap="small"):
                if one.day is not None and one.day < room.as_of:
                    way("notes", "Write its note", icon=":material/edit:", relationship=one.relationship.id)
                else:
                    way("write", "Prepare the agenda", icon=":material/event_note:", **_agenda(one))
                if one.source is not None:
                    way(
                        "notes",
                        f"from {brief(one.source.date, room.as_of)}",
                        icon=":material/sticky_note_2:",
                        note=one.source.note,
                    )


def _agenda(one: SessionAhead) -> dict[str, str]:
    day = {} if one.day is None else {"session_date": one.day.isoformat()}
    return {"kind": "agenda", "relationship": one.relationship.id, **day}


def _session(room: Room, pairs: Pairs, one: SessionAhead) -> str:
    who = escape(pairs.partner(one.relationship.id) or "")
    if one.day is None:
        first = one.last is None
        told = "Your first session: no note of one is here yet." if first else "No note names a day for the next one."
        return f'<div class="mc-item"><p class="mc-item-text">{who}</p><p class="mc-item-meta"><span>{told}</span></p></div>'
    late = one.day < room.as_of
    when = f"{said(one.day, room.as_of)}"
    mark = chip(
        f"{away(one.day, room.as_of)}, no note of it yet" if late else away(one.day, room.as_of), "late" if late else ""
    )
    quote = f"<q>{escape(one.source.text)}</q>" if one.source else ""
    return (
        f'<div class="mc-item"><p class="mc-item-text">{who} · {escape(when)}</p>'
        f'<p class="mc-item-meta">{mark}{quote}</p></div>'
    )


def goals(room: Room) -> None:
    """The viewer's own goals with a day that has come or comes soon, or with none to look at them by."""
    mine = [
        room.copilot.goal_course(room.viewer, room.as_of, goal)
        for goal in room.copilot.goals(room.viewer, room.as_of)
        if goal.owner == room.viewer.person.id and goal.status is GoalStatus.ACTIVE
    ]
    due = [(one, one.due(room.as_of + _SOON)) for one in mine]
    to_check = [(one.goal, days[-1]) for one, days in due if days]
    without = [one.goal for one in mine if not one.checks and one.deadline is None]
    if not to_check and not without:
        return
    st.subheader("Goals to check", anchor=False)
    for goal, point in to_check[:_MOST]:
        assert point.day is not None
        late = point.day < room.as_of
        st.html(
            f'<div class="mc-item"><p class="mc-item-text">{escape(_short(goal.text))}</p><p class="mc-item-meta">'
            f"{chip(f'{brief(point.day, room.as_of)}, {away(point.day, room.as_of)}', 'late' if late else '')}"
            f"<span>{escape(_short(point.text, 90))}</span></p></div>"
        )
    for goal in without[: _MOST - len(to_check[:_MOST])]:
        st.html(
            f'<div class="mc-item"><p class="mc-item-text">{escape(_short(goal.text))}</p>'
            '<p class="mc-item-meta"><span>No day to be there by, none to look at it.</span></p></div>'
        )
    way("goals", "Look at your goals", icon=":material/flag:")


def _short(text: str, most: int = 130) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"
