"""Rows of records as an HTML table, in which every word is escaped; on a narrow screen a row is a card."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

Item = TypeVar("Item")


def table_html(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The table; `caption` is for those who hear it."""
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in columns)
    body = "".join(f"<tr>{_cells(columns, row)}</tr>" for row in rows)
    return (
        f'<table class="mc-table" aria-label="{html.escape(caption)}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _cells(columns: Sequence[str], row: Sequence[str]) -> str:
    return "".join(
        f'<td data-name="{html.escape(name)}">{html.escape(cell)}</td>'
        if place
        else f"<td><b>{html.escape(cell)}</b></td>"
        for place, (name, cell) in enumerate(zip(columns, row, strict=True))
    )


def facts_html(facts: Sequence[tuple[str, str]]) -> str:
    """Names and values one below the other, all escaped."""
    rows = "".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd>" for name, value in facts)
    return f'<dl class="mc-facts">{rows}</dl>'


def paged(items: Sequence[Item], key: str, size: int = 20) -> Sequence[Item]:
    """The page of `items` that is looked at, with the way to the others above it where there are more."""
    last = max(0, (len(items) - 1) // size)
    state = f"page-of-{key}"
    page = min(int(st.session_state.get(state, 0)), last)
    if last == 0:
        return items
    with st.container(horizontal=True, vertical_alignment="center", key=f"pages-{key}"):
        before = st.button("Previous", key=f"before-{key}", disabled=page == 0, icon=":material/chevron_left:")
        st.html(
            f'<span class="mc-note">{page * size + 1}–{min(len(items), (page + 1) * size)} of {len(items)}</span>',
            width="content",
        )
        after = st.button("Next", key=f"after-{key}", disabled=page == last, icon=":material/chevron_right:")
    if before or after:
        st.session_state[state] = page + (1 if after else -1)
        st.rerun()
    return items[page * size : (page + 1) * size]
