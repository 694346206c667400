"""All guidance as a list to browse, and what was found in it."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

import streamlit as st

from copilot.own_guidance import LIBRARY, OWN, GuidanceListed
from ingest.models import Hit
from ui.components import paging
from ui.components.records_table import paged
from ui.components.saying import plain

PROGRAMME, FOLDER, CARDS = "Your programme's own", "Read from a folder", "Our cards"
_ALL = "All"
_TOPIC = "topic:"
_PAGE = 5
Open = Callable[[str, str | None], None]
"""Opens a document by its id, at a passage if one is named."""


def origin_of(one: GuidanceListed) -> str:
    """Where a piece of guidance comes from, for people."""
    if one.source.startswith(OWN):
        return PROGRAMME
    return CARDS if one.source.startswith(LIBRARY) else FOLDER


def topics_of(tags: Sequence[str]) -> list[str]:
    """What it is about, as it says itself."""
    return [tag.removeprefix(_TOPIC).replace("-", " ").replace("_", " ") for tag in tags if tag.startswith(_TOPIC)]


def browse(listed: Sequence[GuidanceListed], read: Open) -> None:
    """The list with its filters, the programme's own first."""
    origins = [name for name in (PROGRAMME, FOLDER, CARDS) if any(origin_of(one) == name for one in listed)]
    topics = sorted({topic for one in listed for topic in topics_of(one.tags)})
    left, right = st.columns(2)
    with left:
        origin = st.selectbox("From", [_ALL, *origins], key="library-origin")
    with right:
        topic = st.selectbox("About", [_ALL, *topics], key="library-topic")
    found = [
        one for one in listed if origin in (_ALL, origin_of(one)) and (topic == _ALL or topic in topics_of(one.tags))
    ]
    order = {PROGRAMME: 0, FOLDER: 1, CARDS: 2}
    found.sort(key=lambda one: (order[origin_of(one)], one.title.casefold()))
    if not found:
        st.html('<div class="mc-empty"><b>Nothing is both</b>Choose another topic, or another origin.</div>')
    shown = paged(found, f"library-{origin}-{topic}", 12)
    for first in range(0, len(shown), 2):
        for column, one in zip(st.columns(2), shown[first : first + 2], strict=False):
            with column:
                _row(one, read)


def _row(one: GuidanceListed, read: Open) -> None:
    with st.container(border=True, key=f"doc-{one.id}", gap=None):
        st.button(plain(one.title), key=f"read-{one.id}", type="tertiary", on_click=read, args=(one.id, None))
        chips = "".join(f'<span class="mc-chip">{html.escape(topic)}</span>' for topic in topics_of(one.tags))
        mine = '<span class="mc-chip shared">' if origin_of(one) == PROGRAMME else '<span class="mc-chip plain">'
        st.html(f'<div class="mc-chips">{mine}{html.escape(origin_of(one))}</span>{chips}</div>')


def results(text: str, hits: Sequence[Hit], read: Open) -> None:
    """The passages that were found, each in its place."""
    if not hits:
        st.html(
            '<div class="mc-empty"><b>Nothing in the guidance says that</b>Try other words for it, or browse the list '
            "below.</div>"
        )
        return
    st.html(f'<p class="mc-note">{len(hits)} passages nearest to “{html.escape(text)}”, best first.</p>')
    for number, hit in enumerate(paging.shown_of(hits, f"library-hits-{text}", _PAGE)):
        passage = hit.passage
        with st.container(border=True, key=f"hit-{number}"):
            st.html(
                f'<div class="mc-hit"><span class="mc-note">{html.escape(place_of(hit))}</span>'
                f"<p>{html.escape(_shortened(passage.text))}</p></div>"
            )
            st.button(
                "Read it in its place",
                key=f"hit-read-{number}-{passage.id}",
                type="tertiary",
                icon=":material/menu_book:",
                on_click=read,
                args=(passage.document_id, passage.id),
            )
    paging.more(hits, f"library-hits-{text}", _PAGE)


def place_of(hit: Hit) -> str:
    """Document and headings, outermost first."""
    headings = [name for name in hit.passage.heading_path if name != hit.document_title]
    return " › ".join([hit.document_title, *headings])


def _shortened(text: str, most: int = 600) -> str:
    text = text.strip()
    return text if len(text) <= most else f"{text[: text.rfind(' ', 0, most)]} …"
