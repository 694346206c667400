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
    if not room.meets:
        return [THEMES, FOLLOW_UP, THANKS] if room.is_staff else []
    mine = [AGENDA, FOLLOW_UP, THANKS, GOAL, REQUEST]
    return [*mine, THEMES] if room.is_staff else mine


def show(room: Room) -> None:
    """Draw them as tiles, each a link to the studio."""
    found = choices_of(room)
    if not found:
        return
    st.subheader("What would you like to write?", anchor=False)
    with st.container(key="choices"):
        for one in found:
            query = {"kind": one.kind, **({"type": one.type} if one.type else {})}
            marked_way("write", f"**{one.name}** {one.about}", icon=one.icon, **query)
