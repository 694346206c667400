"""Saying a finished draft differently: shorter, warmer, or as its author wishes. A language model does it."""

from __future__ import annotations

import streamlit as st

from copilot.content import WorkingDraft
from ui.components.making import made_anew
from ui.room import Room

WISHES = {"Shorter": "shorter", "Warmer": "warmer", "Less formal": "less formal"}
_LONGEST = 300
_SAME = "It stays as it was: no other words were found that the sources say as well."


def rewording(room: Room, one: WorkingDraft) -> None:
    """The wishes, one press each, and a field for one's own."""
    key = f"wish-{one.id}"
    with st.expander("Say it differently", icon=":material/draw:"):
        st.html(
            '<p class="mc-note">Facts and sources stay. A sentence keeps its old words where the new ones would say something else.</p>'
        )
        with st.container(horizontal=True, key="wishes"):
            for name, wish in WISHES.items():
                if st.button(name, key=f"{key}-{wish}"):
                    _reword(room, one, wish)
        with st.form(f"form-{key}", border=False):
            own = st.text_input(
                "Or in your own words",
                key=f"{key}__{one.version}",
                max_chars=_LONGEST,
                placeholder="End with the question, and leave out the weather.",
            )
            if st.form_submit_button("Change it", icon=":material/draw:"):
                if own and own.strip():
                    _reword(room, one, own.strip(), typed=key)
                else:
                    st.info("Say what you would like to be different.")


def _reword(room: Room, one: WorkingDraft, wish: str, typed: str = "") -> None:
    made_anew(
        room,
        one,
        lambda watch, stop: room.copilot.studio.revise(room.viewer, one.id, wish, one.version, watch=watch, stop=stop),
        lambda made: _SAME if made.version == one.version else "Said differently.",
        [typed] if typed else [],
    )
