"""One document, to be read: its headings, its text, the passage one came for."""

from __future__ import annotations

import html
from collections.abc import Callable

import streamlit as st

from copilot.own_guidance import GuidanceRead
from ui.components.guidance_list import origin_of, topics_of
from ui.components.markdown_text import contents_html, headings_in, parts_of, to_html
from ui.components.saying import plain


def reading(document: GuidanceRead, passage: str | None, back: Callable[[], None]) -> None:
    """Draw it; a long one in parts, opened where the passage stands."""
    listed = document.listed
    st.button("All guidance", key="library-back", icon=":material/arrow_back:", type="tertiary", on_click=back)
    st.title(plain(listed.title), anchor=False)
    about = "".join(f'<span class="mc-chip">{html.escape(topic)}</span>' for topic in topics_of(listed.tags))
    st.html(f'<div class="mc-chips"><span class="mc-chip shared">{html.escape(origin_of(listed))}</span>{about}</div>')
    found = next(((hit.passage.start, hit.passage.end) for hit in document.passages if hit.passage.id == passage), None)
    parts = parts_of(document.text, document.headings, listed.title)
    first = next((place for place, part in enumerate(parts) if found and part.start <= found[0] < part.end), 0)
    number = first
    if len(parts) > 1:
        number = st.selectbox(
            "Part",
            range(len(parts)),
            index=first,
            format_func=lambda place: f"{place + 1} of {len(parts)}: {parts[place].title}",
            key=f"library-part-{listed.id}-{passage}",
        )
    part = parts[number]
    text = document.text[part.start : part.end]
    headings = headings_in(text, listed.title)
    if len(headings) > 2:
        st.html(contents_html(headings))
    if found is not None and number == first:
        st.html('<p class="mc-note">The passage you came for is marked.</p>')
        found = (found[0] - part.start, min(found[1], part.end) - part.start)
    else:
        found = None
    st.html(to_html(text, listed.title, found))
