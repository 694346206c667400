"""Two people, or one in two windows, changed the same thing: both texts side by side, and neither is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from copilot.errors import Conflict
from ui.components.saying import plain, say, told

_NAMES = {
    "name": "Name",
    "known_as": "Called",
    "roles": "Roles",
    "text": "Words",
    "title": "Title",
    "email": "E-mail",
    "phone": "Phone",
    "date": "Day",
    "due": "Due",
    "owner": "Whose",
    "kind": "Kind",
    "started": "Since",
    "ends": "Last day",
}


def try_change(key: str, change: Callable[[str | None], object], expected: str | None, done: str) -> bool:
    """Make the change that expects a version. A conflict is kept under `key` until `settle` has been answered.

    Returns whether it was made.
    """
    with told():
        try:
            change(expected)
        except Conflict as clash:
            st.session_state[f"{key}-clash"] = (clash, change)
            return False
        st.session_state.pop(f"{key}-clash", None)
        say(done)
        return True
    return False


def settle(key: str, done: str) -> bool:
    """Show a conflict that waits under `key`, and do as its author decides. Returns whether theirs was saved or given up."""
    waiting = st.session_state.get(f"{key}-clash")
    if waiting is None:
        return False
    clash, change = waiting
    current, sent = clash.theirs, clash.yours
    st.warning(
        "It was changed meanwhile, perhaps in another window. Nothing was written over: here are both.",
        icon=":material/difference:",
    )
    fields = [name for name in _NAMES if name in {*current, *sent} and current.get(name) != sent.get(name)]
    left, right = st.columns(2)
    left.html(_side("As it stands now", current, fields))
    right.html(_side("What you wrote", sent, fields))
    with st.container(horizontal=True):
        mine = st.button("Save mine in its place", key=f"{key}-mine", type="primary")
        theirs = st.button("Keep it as it stands", key=f"{key}-theirs")
    if theirs:
        st.session_state.pop(f"{key}-clash", None)
        return True
    return mine and try_change(key, change, str(clash.version), done)


def show_both(clash: Conflict) -> None:
    """Both texts of a conflict that needs no settling: the form still holds what its author typed."""
    st.warning(plain(f"{clash.message} {clash.next_step}"), icon=":material/difference:")
    fields = [name for name in clash.theirs if name in clash.yours or name == "text"]
    left, right = st.columns(2)
    left.html(_side("As it stands now", clash.theirs, fields))
    right.html(_side("What you wrote", clash.yours, [name for name in fields if name in clash.yours]))


def _side(title: str, values: Mapping[str, str], fields: list[str]) -> str:
    rows = "".join(
        f'<p class="mc-item-meta">{_NAMES.get(name, "")}</p><div class="mc-words">{escape(str(values.get(name) or "none"))}</div>'
        for name in fields
    )
    return f'<div class="mc-side"><b>{escape(title)}</b>{rows}</div>'
