"""Searching one's notes and the guidance."""

from __future__ import annotations

from html import escape

import streamlit as st

from ingest.models import DocumentKind, Hit
from ui.components import paging
from ui.components.days import brief
from ui.components.marks import chip, empty
from ui.components.pairs import Pairs
from ui.components.saying import told
from ui.components.ways import way
from ui.room import Room

_KINDS = {
    "Notes": frozenset({DocumentKind.NOTE}),
    "Guidance": frozenset({DocumentKind.GUIDANCE}),
    "Both": frozenset(DocumentKind),
}
_MOST = 30


def show(room: Room, pairs: Pairs) -> None:
    """Draw the field and what was found."""
    with st.form("search-form", border=False):
        words = st.text_input("What do you look for?", key="search-words", max_chars=300, placeholder="slot pricing")
        where = st.radio("Where", list(_KINDS), key="search-kinds", horizontal=True)
        wanted = st.form_submit_button("Search", type="primary", icon=":material/search:")
    if wanted:
        st.session_state["search-for"] = (words.strip(), where)
        st.session_state.pop("hits-shown", None)
    asked, chosen = st.session_state.get("search-for", ("", "Notes"))
    if not asked:
        st.html(
            '<p class="mc-note">By words or by meaning: “how the panel went” finds what was written about it, too.</p>'
        )
        return
    with told():
        hits = room.copilot.search(room.viewer, asked, room.as_of, k=_MOST, kinds=_KINDS[chosen])
        if not hits:
            st.html(
                empty("Nothing here says", f"Neither words nor meaning of “{asked}” were found. Try others, or fewer.")
            )
            return
        for number, hit in enumerate(paging.shown_of(hits, "hits", 8)):
            _hit(room, pairs, hit, number)
        paging.more(hits, "hits", 8)


def _hit(room: Room, pairs: Pairs, hit: Hit, number: int) -> None:
    passage = hit.passage
    is_note = passage.kind is DocumentKind.NOTE
    path = " › ".join(part for part in passage.heading_path if part != hit.document_title)
    facts = [passage.day and brief(passage.day, room.as_of), pairs.name(hit.author) if hit.author else "", path]
    meta = " · ".join(escape(one) for one in facts if one)
    with st.container(key=f"row-hit-{number}", gap=None):
        st.html(
            f'<div class="mc-item mc-found"><p class="mc-item-text">{escape(hit.document_title)}</p>'
            f'<p class="mc-item-meta">{chip("note" if is_note else "guidance")}<span>{meta}</span></p>'
            f'<div class="text" tabindex="0">{escape(passage.text.strip())}</div></div>'
        )
        if is_note:
            way("notes", "Read the note", icon=":material/sticky_note_2:", note=hit.source.removeprefix("note:"))
