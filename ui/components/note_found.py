"""What was found in a note that was just kept: actions to accept, edit or drop, and whom to turn to in trouble."""

from __future__ import annotations

from html import escape

import streamlit as st

from copilot.actions.tracking import TrackedAction
from copilot.errors import NotFound
from copilot.models import ActionStatus, Note
from copilot.review.trouble import find_trouble
from ui.components import action_rows
from ui.components.note_form import KEPT
from ui.components.pairs import Pairs
from ui.components.proposals import more_from
from ui.components.ways import way
from ui.room import Room


def show_after_keeping(room: Room, pairs: Pairs) -> None:
    """Where a note was kept in this visit: what is in it, until it is put aside."""
    kept = st.session_state.get(KEPT)
    if kept is None:
        return
    try:
        note = room.copilot.note(room.viewer, kept)
    except NotFound:
        # It was deleted in the meantime.
        del st.session_state[KEPT]
        return
    with st.container(border=True, key="just-kept"):
        st.subheader("Your note is kept", anchor=False)
        care(room, note)
        found = found_in(room, note)
        live = [one for one in found if one.action.status is not ActionStatus.DROPPED]
        if live:
            st.html(
                '<p class="mc-note">This is what somebody is to do, as your note says it. Nothing counts until you accept it.</p>'
            )
            action_rows.show(room, pairs, live, "found", 12, source=False)
        elif found:
            st.html('<p class="mc-note">You dropped all that was found in it.</p>')
        else:
            st.html(
                '<p class="mc-note">No new actions were found in it. A line such as “I send Daniel the outline by Friday” '
                "is found: who, what, and by when if there is a day.</p>"
            )
        more_from(room, pairs, note)
        with st.container(horizontal=True):
            way("notes", "Read or change the note", icon=":material/sticky_note_2:", note=note.id)
            st.button("Put this aside", key="found-aside", type="tertiary", on_click=_aside)


def found_in(room: Room, note: Note) -> list[TrackedAction]:
    """The actions that came from the note, whatever became of them."""
    return [one for one in room.copilot.actions(room.viewer, room.as_of) if one.action.note == note.id]


def care(room: Room, note: Note) -> None:
    """Whom to turn to, where the note speaks of trouble; nothing of it is repeated."""
    if not (find_trouble(note.title) or find_trouble(note.text)):
        return
    contact = room.programme.contact
    whom = f"You can turn to {escape(contact)}." if contact else "Please turn to somebody you trust."
    st.html(
        '<div class="mc-care" role="note">This note speaks of something that people should not carry alone. '
        f"{whom} If anybody is in danger now, call the emergency number where you are. What the note says is used in no "
        "draft.</div>"
    )


def _aside() -> None:
    st.session_state.pop(KEPT, None)
