"""Changing a note of one's own, on top of the version one has seen."""

from __future__ import annotations

import streamlit as st

from copilot.models import Note, NoteKind
from copilot.own_notes import NoteEdit
from ui.components.editing import close, save, settled
from ui.components.note_form import KINDS
from ui.room import Room

_TEXT, _TITLE = "The note's text", "The note's title"


def show(room: Room, note: Note, key: str) -> None:
    """Draw the form."""
    settled(key)
    with st.form(f"{key}-form", border=False):
        title = st.text_input(_TITLE, note.title, key=f"{key}-title", max_chars=200)
        text = st.text_area(_TEXT, note.text, key=f"{key}-text", height=360, max_chars=100_000)
        left, right = st.columns(2)
        latest = max(room.as_of, note.date)
        day = left.date_input("When it was", note.date, max_value=latest, key=f"{key}-day", format="DD/MM/YYYY")
        kinds = list(NoteKind)
        kind = right.selectbox(
            "What it is about", kinds, kinds.index(note.kind), key=f"{key}-kind", format_func=lambda one: KINDS[one]
        )
        with st.container(horizontal=True):
            wanted = st.form_submit_button("Save", type="primary")
            left_off = st.form_submit_button("Cancel", type="tertiary")
    if left_off:
        close(key)
    if wanted:
        edit = NoteEdit(
            text=None if text == note.text else text,
            title=None if title == note.title else title,
            day=None if day == note.date else day,
            kind=None if kind == note.kind else kind,
        )

        def change(expected: str | None) -> object:
            return room.copilot.edit_note(room.viewer, note.id, edit, expected)

        save(key, change)
