"""A form that is opened on a thing, saved on top of the version that was seen, and closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from copilot.versions import version_of
from ui.components.both_texts import settle, try_change
from ui.components.saying import saved

Thing = TypeVar("Thing")
_OPEN = "editing"
"""In the address: the forms that are open. A page that is loaded anew, or by a new server, opens them again."""


def open_on(key: str, thing: object) -> None:
    """Show the form of that key for the thing as it stands now."""
    st.session_state[f"{key}-editing"] = thing
    st.query_params[_OPEN] = list(dict.fromkeys([*st.query_params.get_all(_OPEN), key]))


def is_open(key: str, thing: object) -> bool:
    """Whether that form is shown."""
    if f"{key}-editing" not in st.session_state and key in st.query_params.get_all(_OPEN):
        # The browser brings back what was typed, and says so where the thing has changed meanwhile (`assets/keep.js`).
        st.session_state[f"{key}-editing"] = thing
    return f"{key}-editing" in st.session_state


def seen(key: str, thing: Thing) -> Thing:
    """The thing as it stood when its form was opened: what the form shows, and what a change is told from."""
    opened = st.session_state.get(f"{key}-editing", thing)
    assert isinstance(opened, type(thing))
    return opened


def settled(key: str) -> None:
    """Show a conflict that waits for its author; close the form once they have decided. Before the form is drawn."""
    if settle(key, "Saved."):
        close(key)


def save(key: str, change: Callable[[str | None], object]) -> None:
    """Make the change, and close the form; where somebody was quicker, look again, with both texts."""
    if try_change(key, change, version_of(st.session_state[f"{key}-editing"]), "Saved."):
        close(key)
    if f"{key}-clash" in st.session_state:
        st.rerun()


def close(key: str) -> None:
    """Close the form; the browser need not keep its fields (their keys begin with this one) any more. Ends the run."""
    saved(f"{key}-")
    st.query_params[_OPEN] = [one for one in st.query_params.get_all(_OPEN) if one != key]
    st.session_state.pop(f"{key}-editing", None)
    st.session_state.pop(f"{key}-clash", None)
    st.rerun()
