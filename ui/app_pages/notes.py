"""Notes: written, brought in, searched, in order of day, and each one to be read."""

from __future__ import annotations

import streamlit as st

from ui.components import note_files, note_form, note_found, note_reading, note_search, note_timeline
from ui.components.marks import lead
from ui.components.pairs import pairs_of
from ui.components.saying import told
from ui.room import Room


def show(room: Room) -> None:
    """Draw the page: one note where the address names one, else all there is to do with notes."""
    pairs = pairs_of(room)
    named = st.query_params.get("note")
    if named:
        note_reading.show(room, pairs, named)
        return
    st.title("Notes", anchor=False)
    st.html(
        lead("What you write here is yours alone, unless you share it. What somebody promises in it is found for you.")
    )
    writing, timeline, search, files = st.tabs(["Write", "Timeline", "Search", "Import files"])
    with writing, told():
        note_found.show_after_keeping(room, pairs)
        note_form.show(room, pairs)
    with timeline, told():
        note_timeline.show(room, pairs)
    with search, told():
        note_search.show(room, pairs)
    with files, told():
        note_files.show(room, pairs)
