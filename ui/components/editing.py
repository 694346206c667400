"""A form that is opened on a thing, saved on top of the version that was seen, and closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from copilot.versions import version_of
from ui.components.both_texts import settle, try_change
from ui.components.saying import saved

Thing = TypeVar("Thing")


def open_on(key: str, thing: object) -> None:
    """Show the form of that key for the thing as it stands now."""
    st.session_state[f"{key}-editing"] = thing


def is_open(key: str) -> bool:
    """Whether that form is shown."""
    return f"{key}-editing" in st.session_state


def seen(key: str, thing: Thing) -> Thing:
    """The thing as it stood when its form was opened: what the form shows, and what a change is told from."""
    opened = st.session_state.get(f"{key}-editing", thing)
    assert isinstance(opened, type(thing))
    return opened


def settled(key: str, *labels: str) -> None:
    """Show a conflict that waits for its author; close the form once they have decided. Before the form is drawn."""
    if settle(key, "Saved."):
        close(key, *labels)


def save(key: str, change: Callable[[str | None], object], *labels: str) -> None:
    """Make the change, and close the form; where somebody was quicker, look again, with both texts."""
    if try_change(key, change, version_of(st.session_state[f"{key}-editing"]), "Saved."):
        close(key, *labels)
    if f"{key}-clash" in st.session_state:
        st.rerun()


def close(key: str, *labels: str) -> None:
    """Close the form; the browser need not keep the fields of these labels any more. Ends the run."""
    for label in labels:
        saved(label)
    st.session_state.pop(f"{key}-editing", None)
    st.session_state.pop(f"{key}-clash", None)
    st.rerun()
