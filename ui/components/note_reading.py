"""One note as it was written; its author may change it, share it, take it back or delete it."""

from __future__ import annotations

from html import escape

import streamlit as st

from copilot.errors import NotFound
from copilot.models import ActionStatus, Note, NoteKind, Visibility
from copilot.own_notes import NoteEdit
from copilot.versions import version_of
from ui.components import action_rows, confirming, editing, note_edit
from ui.components.both_texts import settle, try_change
from ui.components.days import said
from ui.components.marks import chip, empty, seen_by
from ui.components.note_found import care, found_in
from ui.components.pairs import Pairs
from ui.components.proposals import more_from
from ui.components.saying import plain, say, told
from ui.components.ways import way
from ui.room import Room

_KINDS = {NoteKind.SESSION: "session", NoteKind.REFLECTION: "reflection"}


def show(room: Room, pairs: Pairs, identifier: str) -> None:
    """Draw the note of that id, or say that there is none."""
    way("notes", "All notes", icon=":material/arrow_back:")
    try:
        note = room.copilot.note(room.viewer, identifier)
    except NotFound:
        st.title("No such note", anchor=False)
        st.html(empty("It is not here", "It was deleted, or it is not yours to see. Your notes are a step back."))
        return
    mine = note.author == pairs.me
    key = f"note-{note.id}"
    st.title(
        plain(" ".join(note.title.split()) or f"{_KINDS[note.kind].capitalize()} of {said(note.date, room.as_of)}"),
        anchor=False,
    )
    st.html(_facts(room, pairs, note))
    care(room, note)
    if mine and editing.is_open(key, note):
        note_edit.show(room, note, key)
        return
    st.html(f'<div class="mc-sheet">{escape(note.text.strip())}</div>')
    if mine:
        _own(room, pairs, note, key)
    found = [one for one in found_in(room, note) if one.action.status is not ActionStatus.DROPPED]
    if found:
        st.subheader("What is to be done by it", anchor=False)
        action_rows.show(room, pairs, found, f"of-{note.id}", 12, source=False)
    more_from(room, pairs, note)


def _facts(room: Room, pairs: Pairs, note: Note) -> str:
    partner = pairs.partner(note.relationship)
    by = pairs.name(note.author)
    reader = partner if note.author == pairs.me else "you"
    about = f", about your meetings with {partner}" if partner else ""
    return (
        f'<div class="mc-chips">{chip(_KINDS[note.kind])}{seen_by(note.visibility, reader)}'
        f'<span class="mc-note">{escape(f"{said(note.date, room.as_of)}, by {by}{about}")}</span></div>'
    )


def _own(room: Room, pairs: Pairs, note: Note, key: str) -> None:
    if settle(key, "Saved."):
        confirming.put_aside(key)
        st.rerun()
    partner = pairs.partner(note.relationship)
    with st.container(horizontal=True):
        st.button("Edit", key=f"{key}-edit", on_click=editing.open_on, args=(key, note), icon=":material/edit:")
        if note.visibility is Visibility.SHARED:
            confirming.ask(key, "private", "Make it private")
        elif partner is not None:
            confirming.ask(key, "shared", f"Share with {plain(partner)}")
        confirming.ask(key, "delete", "Delete")
    wanted = confirming.asked(key)
    if wanted is not None:
        _confirm(room, pairs, note, key, wanted)


def _confirm(room: Room, pairs: Pairs, note: Note, key: str, wanted: str) -> None:
    warning, yes = _WARNINGS[wanted]
    partner = pairs.partner(note.relationship) or "the other"
    accepted = sum(one.accepted for one in found_in(room, note))
    if not confirming.confirm(key, warning.format(partner=partner, count=_counted(accepted)), yes):
        return
    if wanted == "delete":
        with told():
            room.copilot.remove_note(room.viewer, note.id, version_of(note))
            say("Deleted for good. Backups and exports made before still hold it.")
            confirming.put_aside(key)
            st.query_params.clear()
            st.rerun()
        return
    edit = NoteEdit(visibility=Visibility(wanted))

    def change(expected: str | None) -> object:
        return room.copilot.edit_note(room.viewer, note.id, edit, expected)

    done = "It is private now." if wanted == "private" else f"Shared with {plain(partner)}."
    if try_change(key, change, version_of(note), done):
        confirming.put_aside(key)
        st.rerun()


def _counted(actions: int) -> str:
    return "One accepted action goes" if actions == 1 else f"{actions or 'No'} accepted actions go"


_WARNINGS = {
    "shared": (
        "{partner} will be able to read the whole note, now and later, find it by searching, and see what you accepted from "
        "it. Drafts that you both read may quote it. Nobody else will see it.",
        "Share it",
    ),
    "private": (
        "{partner} will no longer see it or the actions from it. Drafts that quoted it lose those words and are marked. "
        "What {partner} has read or exported already cannot be taken back.",
        "Make it private",
    ),
    "delete": (
        "The note is deleted for good. {count} with it, and drafts that quoted it lose those words and are marked. Backups "
        "and exports made before still hold it.",
        "Delete it for good",
    ),
}
