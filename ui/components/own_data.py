"""What is kept of the person and where, taking it along, and deleting it for good."""

from __future__ import annotations

import html
from datetime import date

import streamlit as st

from copilot.leaving import Belongings
from copilot.models import Visibility
from ui.components.conversation import forget_conversation
from ui.components.records_table import facts_html
from ui.components.saying import plain, saved, show_saved, told
from ui.room import Room

TYPED = "Your id, to confirm"


def stored(room: Room) -> None:
    """How much there is, where it lies, and whom it is shared with."""
    copilot, viewer = room.copilot, room.viewer
    mine = copilot.belongings(viewer)
    settings = copilot.settings
    where = str(settings.folder) if settings.database_url is None else "a database elsewhere, named in the settings"
    facts = [
        ("Notes", f"{_count(len(mine.notes), 'note')} of yours{_openness(room)}"),
        ("Goals", _count(len(mine.goals), "goal")),
        ("Actions", f"{_count(len(mine.actions), 'action')} you owe, or accepted from your notes"),
        ("Kept drafts", _count(len(mine.drafts), "draft")),
        ("Where", where),
        ("For searching", f"a copy beside it, of {_count(copilot.corpus.count(), 'passage')} of everyone here"),
    ]
    st.html(facts_html(facts))
    st.html(
        '<p class="mc-note">Whoever runs this server can read what is in it. In the app nobody but you reads your private '
        "notes, staff included.</p>"
    )


def take_along(room: Room) -> None:
    """Everything of theirs as one file."""
    st.html(
        '<p class="mc-note">One file with your notes, goals, actions, kept drafts and relationships, in the open format '
        "that <code>mentor import</code> reads. Of others it names your partners, nothing more.</p>"
    )
    st.download_button(
        "Download all that is mine",
        data=lambda: room.copilot.exported(room.programme.id, room.viewer).encode(),
        file_name=f"{room.viewer.person.id}.yaml",
        mime="application/yaml",
        on_click="ignore",
        icon=":material/download:",
        key="settings-export",
    )


def delete_for_good(room: Room) -> None:
    """What would go, then going: after their id was typed. Nothing of theirs is left, nor are they signed in."""
    mine = room.copilot.belongings(room.viewer)
    st.html(f'<ul class="mc-lines">{"".join(f"<li>{html.escape(line)}</li>" for line in _going(mine))}</ul>')
    st.html(
        '<p class="mc-note">They go from the database, its file and the search index at once, and nobody can bring them '
        "back. Drafts that others kept lose the words they quoted from you. <b>Backups</b> made before still hold all of "
        "it: whoever runs this app has to delete those. Files you downloaded stay with you.</p>"
    )
    identifier = room.viewer.person.id
    with st.form("settings-delete", border=False):
        st.html(f'<p class="mc-note">Your id is <b>{html.escape(identifier)}</b>.</p>')
        typed = st.text_input(TYPED, key="delete-typed", autocomplete="off", max_chars=200)
        sure = st.form_submit_button("Delete all that is mine, for good", key="danger-delete")
    if not sure:
        return
    if typed.strip() != identifier:
        st.error(plain(f"Nothing was deleted: that is not your id, {identifier}."), icon=":material/error:")
        return
    with told():
        with st.spinner("Deleting, and making the index anew …"):
            room.copilot.forget(room.viewer)
        forget_conversation()
        saved("")
        st.success("All that was yours is deleted, and you are signed out.", icon=":material/check:")
        st.html('<p><a class="mc-button" href="/sign-in" target="_self">To the first page</a></p>')
        show_saved()
        st.stop()


def _going(mine: Belongings) -> list[str]:
    lines = [
        _count(len(mine.notes), "note"),
        _count(len(mine.goals), "goal"),
        _count(len(mine.actions), "action"),
        _count(len(mine.drafts), "kept draft"),
        f"{_count(len(mine.feedback), 'piece')} of feedback given under your id",
    ]
    if mine.relationships:
        lines.append(f"{_count(len(mine.relationships), 'relationship')} in which nobody else has kept anything")
    if mine.programme:
        lines.append("the whole programme, since it is yours alone")
    elif mine.person:
        lines.append("your name and all that is known of you")
    else:
        lines.append("your title, roles and contact data; your name stays, where your partners' notes have it anyway")
    return lines


def _openness(room: Room) -> str:
    notes = [note for note in room.copilot.notes(room.viewer, date.max) if note.author == room.viewer.person.id]
    if not notes:
        return ""
    pairs = {pair.id: pair for pair in room.copilot.relationships(room.viewer)}
    known = room.copilot.directory(room.viewer)
    shared: dict[str, int] = {}
    for note in notes:
        if note.visibility is Visibility.SHARED and note.relationship in pairs:
            partner = pairs[note.relationship].partner_of(room.viewer.person.id)
            name = known[partner].name if partner in known else partner
            shared[name] = shared.get(name, 0) + 1
    private = len(notes) - sum(shared.values())
    told_of = [f"{private} private", *(f"{count} shared with {name}" for name, count in sorted(shared.items()))]
    return f": {', '.join(told_of)}"


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"
