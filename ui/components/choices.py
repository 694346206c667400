"""The one big choice: what would you like to write?"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ui.components.ways import marked_way
from ui.room import Room


@dataclass(frozen=True)
class Choice:
    """A kind of draft as people think of it. `kind` and `type` are the brief's (docs/interfaces.md)."""

    name: str
    about: str
    kind: str
    icon: str
    type: str = ""


REQUEST = Choice("A request", "Ask somebody to mentor you", "outreach", ":material/waving_hand:", "request")
FOLLOW_UP = Choice("A follow-up", "After silence, or after a session", "outreach", ":material/reply:", "follow_up")
THANKS = Choice("A thank-you", "Say what it did for you", "outreach", ":material/volunteer_activism:", "thank_you")
AGENDA = Choice("An agenda", "For the next session, open actions first", "agenda", ":material/event_note:")
GOAL = Choice("A goal", "From a vague wish to a first step", "goal", ":material/flag:")
THEMES = Choice("Feedback themes", "What people say, without who said it", "feedback", ":material/bubble_chart:")


def choices_of(room: Room) -> list[Choice]:
    """What this person may write, the likeliest first."""
    if room.meets:
        mine = [AGENDA, FOLLOW_UP, THANKS, GOAL, REQUEST]
    elif room.is_staff:
        return [THEMES, FOLLOW_UP, THANKS, REQUEST]
    else:
        mine = [REQUEST, GOAL, FOLLOW_UP, THANKS]
    return [*mine, THEMES] if room.is_staff else mine


def show(room: Room) -> None:
    """Draw them as tiles, each a link to the studio."""
    with st.container(key="choices"):
        for one in choices_of(room):
            query = {"kind": one.kind, **({"type": one.type} if one.type else {})}
            marked_way("write", f"**{one.name}** {one.about}", icon=one.icon, **query)
