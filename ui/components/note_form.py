"""Writing or pasting a note: private unless its author says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from copilot.models import NoteKind, Visibility
from copilot.own_notes import NO_RELATIONSHIP
from ui.components.pairs import Pairs
from ui.components.saying import plain, saved, say, told
from ui.room import Room

TEXT, TITLE = "Your note", "A few words that name it (may be blank)"
KINDS = {NoteKind.SESSION: "A session", NoteKind.REFLECTION: "A thought of mine"}
KEPT = "note-kept"
"""Where the id of the note that was just kept stands."""


def show(room: Room, pairs: Pairs) -> None:
    """Draw the form. Each note that is kept makes way for an empty one."""
    turn = st.session_state.get("note-turn", 0)
    about = about_whom(pairs, "note-about")
    with st.form("note-form", border=False):
        text = st.text_area(TEXT, key=f"note-text__{turn}", height=260, max_chars=100_000, placeholder=_EXAMPLE)
        title = st.text_input(TITLE, key=f"note-title__{turn}", max_chars=200)
        said = when_and_what(room, "note", turn)
        shared = share_switch(pairs, about, "note-shared", turn)
        wanted = st.form_submit_button("Keep this note", type="primary")
    if not wanted:
        return
    with told(), st.spinner("Keeping it, and looking for what was promised in it …"):
        note = room.copilot.add_note(
            room.viewer,
            text,
            day=said.day,
            relationship=about,
            visibility=Visibility.SHARED if shared else Visibility.PRIVATE,
            title=title,
            kind=said.kind,
        )
        st.session_state["note-turn"] = turn + 1
        st.session_state[KEPT] = note.id
        saved("note-text")
        saved("note-title")
        partner = pairs.partner(note.relationship)
        say(f"Kept, and shared with {plain(partner or '')}." if shared else "Kept. You alone can read it.")
        st.rerun()


def about_whom(pairs: Pairs, key: str) -> str:
    """Ask which relationship it is about. Returns its id, or the word for none.

    The answer goes into the address: a page that is loaded anew must not ask to share with somebody else.
    """
    choices = pairs.choices()
    asked = st.query_params.get("relationship")
    return st.selectbox(
        "About your meetings with",
        choices,
        index=choices.index(asked) if asked in choices else 0,
        key=key,
        format_func=pairs.label,
        on_change=_into_the_address,
        args=(key,),
    )


def _into_the_address(key: str) -> None:
    st.query_params["relationship"] = st.session_state[key]


@dataclass(frozen=True)
class WhenAndWhat:
    """The day something happened, and whether it was a session."""

    day: date
    kind: NoteKind


def when_and_what(room: Room, key: str, turn: int) -> WhenAndWhat:
    """Ask for both."""
    left, right = st.columns(2)
    day = left.date_input(
        "When it was", room.as_of, max_value=room.as_of, key=f"{key}-day__{turn}", format="DD/MM/YYYY"
    )
    kind = right.selectbox("What it is about", list(KINDS), key=f"{key}-kind__{turn}", format_func=KINDS.__getitem__)
    return WhenAndWhat(day, kind or NoteKind.SESSION)


def share_switch(pairs: Pairs, about: str, key: str, turn: int) -> bool:
    """Ask whether the other may read it too; False where there is no other."""
    partner = pairs.partner(about)
    if partner is None or about == NO_RELATIONSHIP:
        st.html('<p class="mc-note">About no relationship: you alone can read it.</p>')
        return False
    shared = st.toggle(f"Share with {plain(partner)}", key=f"{key}-{about}__{turn}")
    st.html(
        f'<p class="mc-note">Off: you alone read it. On: {escape(partner)} reads it too, finds it by searching, and drafts '
        "that you both read may quote it. Nobody else does, staff included.</p>"
    )
    return shared


_EXAMPLE = "Met for 45 minutes.\n- I send Daniel the case draft by 3 December\n- Daniel asks Wendy about the mock interview\nNext: 9 December, 16:00"
