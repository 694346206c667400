"""Asking once more before something that changes who reads what, or cannot be taken back."""

from __future__ import annotations

from html import escape

import streamlit as st


def ask(key: str, what: str, label: str) -> None:
    """A button that asks for `what`; nothing happens before it is confirmed."""
    st.button(label, key=f"{key}-{what}", type="tertiary", on_click=_set, args=(key, what))


def asked(key: str) -> str | None:
    """What waits to be confirmed under that key."""
    waiting = st.session_state.get(f"{key}-asked")
    return None if waiting is None else str(waiting)


def put_aside(key: str) -> None:
    """It was done, or is not wanted any more."""
    st.session_state.pop(f"{key}-asked", None)


def confirm(key: str, warning: str, yes: str) -> bool:
    """Say what it changes, and ask. Whether it was confirmed just now; the caller then does it, and puts it aside."""
    with st.container(border=True, key=f"{key}-confirm"):
        st.html(f'<div class="mc-warn" role="alert">{escape(warning)}</div>')
        with st.container(horizontal=True):
            sure = st.button(yes, key=f"{key}-yes", type="primary")
            st.button("Leave it as it is", key=f"{key}-no", type="tertiary", on_click=put_aside, args=(key,))
    return sure


def _set(key: str, what: str) -> None:
    st.session_state[f"{key}-asked"] = what
