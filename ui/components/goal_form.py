"""Setting a goal, and putting its words right."""

from __future__ import annotations

from html import escape

import streamlit as st

from copilot.models import Goal, Visibility
from copilot.own_goals import GoalEdit
from ui.components.editing import close, save, settled
from ui.components.note_form import about_whom
from ui.components.pairs import Pairs
from ui.components.saying import plain, saved, say, told
from ui.room import Room

NEW, WORDS = "What do you want?", "The goal's words"


def show(room: Room, pairs: Pairs) -> None:
    """Draw the form for a new one."""
    turn = st.session_state.get("goal-turn", 0)
    about = about_whom(pairs, "goal-about")
    partner = pairs.partner(about)
    with st.form("goal-form", border=False):
        text = st.text_area(
            NEW, key=f"goal-text__{turn}", height=100, max_chars=5000, placeholder="be more confident in meetings"
        )
        shared = False
        if partner is not None:
            shared = st.toggle(f"Share with {plain(partner)}", key=f"goal-shared-{about}__{turn}")
            st.html(
                f'<p class="mc-note">Off: you alone read it. On: {escape(partner)} reads it too. A goal that somebody else '
                "knows of is kept more often.</p>"
            )
        wanted = st.form_submit_button("Set this goal", type="primary")
    if not wanted:
        return
    with told():
        room.copilot.add_goal(
            room.viewer,
            text,
            day=room.as_of,
            relationship=about,
            visibility=Visibility.SHARED if shared else Visibility.PRIVATE,
        )
        st.session_state["goal-turn"] = turn + 1
        saved("goal-text")
        say("Set. Sharpen it when you are ready.")
        st.rerun()


def edit(room: Room, goal: Goal, key: str) -> None:
    """Draw the form for a goal's words."""
    settled(key)
    with st.form(f"{key}-form", border=False):
        words = st.text_area(WORDS, goal.text.strip(), key=f"{key}-words", height=120, max_chars=5000)
        with st.container(horizontal=True):
            wanted = st.form_submit_button("Save", type="primary")
            left_off = st.form_submit_button("Cancel", type="tertiary")
    if left_off:
        close(key)
    if wanted:

        def change(expected: str | None) -> object:
            return room.copilot.edit_goal(room.viewer, goal.id, GoalEdit(text=words), expected)

        save(key, change)
