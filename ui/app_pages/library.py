"""Guidance: browsed, searched, looked after."""

from __future__ import annotations

import streamlit as st

from copilot.errors import NotFound
from ingest.models import DocumentKind
from ui.components.guidance_keeping import adding, keeping
from ui.components.guidance_list import browse, results
from ui.components.guidance_reading import reading
from ui.components.saying import plain, saved, told
from ui.room import Room

SEARCH = "Search the guidance"


def show(room: Room) -> None:
    """Draw the page: one document if the address names one, else the list."""
    document = st.query_params.get("document")
    if document:
        _document(room, document)
    else:
        _list(room)


def _list(room: Room) -> None:
    st.title("Library", anchor=False)
    st.html(
        '<p class="mc-lead">What everyone in the programme may read, and what drafts and answers cite: your programme\'s '
        "own documents, and our cards on mentoring, which say what they rest on.</p>"
    )
    with told():
        room.copilot.refresh_library(room.viewer.programme)
        listed = room.copilot.guidance_list(room.viewer.programme)
        if room.is_staff:
            with st.expander("Add documents", icon=":material/upload_file:", key="library-adding", on_change="rerun"):
                adding(room)
        text = _asked()
        if text:
            with st.spinner("Searching …"):
                hits = room.copilot.search(room.viewer, text, room.as_of, kinds=frozenset({DocumentKind.GUIDANCE}))
            saved("library-text")
            st.header("Found", anchor=False)
            results(text, hits, _open)
        st.header("All guidance", anchor=False)
        browse(listed, _open)


def _asked() -> str:
    with st.form("library-search", border=False):
        left, right = st.columns([5, 1], vertical_alignment="bottom")
        with left:
            text = st.text_input(SEARCH, key="library-text", max_chars=500, placeholder="how to end a mentorship well")
        with right:
            st.form_submit_button("Search", width="stretch")
    return text.strip()


def _document(room: Room, identifier: str) -> None:
    try:
        found = room.copilot.guidance_read(room.viewer, identifier)
    except NotFound as error:
        st.title("Library", anchor=False)
        st.warning(plain(f"{error.message} It may have been removed."), icon=":material/search_off:")
        st.button("All guidance", key="library-back", on_click=_close)
        return
    reading(found, st.query_params.get("passage"), _close)
    if room.is_staff and found.listed.removable:
        with st.expander("Replace or remove it", icon=":material/edit_document:"):
            keeping(room, found.listed, _close)


def _open(document: str, passage: str | None) -> None:
    st.query_params["document"] = document
    if passage:
        st.query_params["passage"] = passage


def _close() -> None:
    st.query_params.clear()
