"""What a person allows a language model, and what becomes of a sentence that no source says."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from copilot.models import Preferences
from ui.components.saying import say, told
from ui.room import Room

_UNSUPPORTED = {"flag": "Show it, marked", "drop": "Leave it out"}
_MEANS = """<ul class="mc-lines mc-note">
<li>Off: a model on somebody else’s computer never sees them. What rests on them is put together here, without it.</li>
<li>On: it may read them to write what you ask for. Names, e-mail addresses and phone numbers of people here are replaced
first and put back after. The rest goes as you wrote it, nicknames too, and what its owner does with it is up to them.</li>
<li>A model on this computer reads them either way: nothing leaves.</li></ul>"""
LEAVE = "My private notes may go to a model elsewhere"


def model_wishes(room: Room) -> None:
    """Two choices, each kept as soon as it is made."""
    now = room.copilot.preferences(room.viewer)
    st.segmented_control(
        "When a model writes what no source says",
        list(_UNSUPPORTED),
        default=now.unsupported or room.copilot.settings.unsupported,
        format_func=lambda one: _UNSUPPORTED[one],
        required=True,
        key="wish-unsupported",
        help="The model is told first, and may mend it twice.",
        on_change=_keep,
        args=(room, now),
    )
    st.toggle(LEAVE, now.private_may_leave, key="wish-private", on_change=_keep, args=(room, now))
    st.html(_MEANS)


def _keep(room: Room, before: Preferences) -> None:
    with told():
        wanted = replace(
            before,
            private_may_leave=bool(st.session_state.get("wish-private", before.private_may_leave)),
            unsupported=st.session_state.get("wish-unsupported") or before.unsupported,
        )
        room.copilot.set_preferences(room.viewer, wanted)
        say("Kept.")
