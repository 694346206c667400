"""Links between the pages, with what the other page is to open on."""

from __future__ import annotations

import streamlit as st

from ui.components.saying import plain


def way(path: str, label: str, *, icon: str | None = None, **query: str) -> None:
    """A link to the page of that address ("": home). `label` is shown as it is."""
    marked_way(path, plain(" ".join(label.split())), icon=icon, **query)


def marked_way(path: str, label: str, *, icon: str | None = None, **query: str) -> None:
    """The same with a label of our own in Markdown."""
    # Streamlit knows a page by its address alone, so that one made here stands for the one that is registered.
    page = st.Page(_elsewhere, title="page", url_path=path or None, default=not path)
    st.page_link(page, label=label, icon=icon, query_params=query or None)


def _elsewhere() -> None:
    """Never run: the registered page of that address is."""
