"""People, relationships and feedback, for staff."""

from __future__ import annotations

import streamlit as st

from ui.components import feedback_themes, people_lists, programme_import, sign_in_keeping, survey_import
from ui.room import Room

PARTS = ("People", "Feedback", "Import", "Sign-in")


def show(room: Room) -> None:
    """Draw the page: one of its parts."""
    st.title("Programme", anchor=False)
    st.html(
        '<p class="mc-lead">Names, pairs and counts. What people write stays theirs: no note, goal or single piece of '
        "feedback is shown to anyone who runs the programme.</p>"
    )
    part = st.segmented_control(
        "Part", PARTS, default=PARTS[0], required=True, key="programme-part", label_visibility="collapsed"
    )
    if part == "Feedback":
        st.header("Themes", anchor=False)
        feedback_themes.themes(room)
        st.header("Bring answers in", anchor=False)
        survey_import.importing(room)
    elif part == "Import":
        st.header("Import a programme file", anchor=False)
        programme_import.importing(room)
    elif part == "Sign-in":
        st.header("Who can sign in", anchor=False)
        sign_in_keeping.sign_ins(room)
    else:
        people_lists.people_and_pairs(room)
