"""What stands around every page: title, who is here, signing out; and what stands there instead when a session ended."""

from __future__ import annotations

import html
from pathlib import Path
from urllib.parse import quote

import streamlit as st

from ui.components.saying import show_saved
from ui.room import Room

ASSETS = Path(__file__).parent / "assets"
NAME = "Mentoring Copilot"


def set_up() -> None:
    """Before anything is shown."""
    st.set_page_config(page_title=NAME, page_icon=str(ASSETS / "logo.svg"), layout="centered", menu_items=None)
    st.logo(str(ASSETS / "logo.svg"), size="large")


def hold_address() -> None:
    """See that the browser's address says what this run was asked.

    Streamlit drops it when a link leads to the page one is on (`/notes` to `/notes?note=…`): the next click would be
    answered as if nothing had been named, and a page loaded anew would show another.
    """
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    if asked:
        st.query_params.from_dict(asked)


def show(room: Room) -> None:
    """Who is signed in, where and on which day, beside the pages' names."""
    person = html.escape(room.viewer.person.name)
    roles = ", ".join(sorted(role.value for role in room.viewer.person.roles)).capitalize() or "Here on your own"
    with st.sidebar:
        st.html(
            f'<div class="mc-who"><b>{person}</b><span>{html.escape(roles)}</span>'
            f"<span>{html.escape(room.programme.name)}</span>"
            f"<span>{room.as_of.day} {room.as_of:%B %Y}</span>"
            '<a href="/sign-out" target="_self">Sign out</a></div>'
        )


def show_address() -> None:
    """Let the browser's address say what this run was asked for.

    Streamlit leaves the address as it is when a link leads to the page one is on with another query (`/notes` to
    `/notes?note=…`, and back): the next press would then show what the link came from.
    """
    # Tells the browser the query as it stands; the same query changes nothing there.
    st.query_params.update({})


def signed_out() -> None:
    """The session ended while the page was open. What was typed is kept by the browser (`assets/keep.js`).

    Unless the person ended it here themselves ("sign out everywhere"): then `show_saved` tells it to forget.
    """
    there = st.context.url or "/"
    path = "/" + there.split("://", 1)[-1].partition("/")[2]
    st.title("You have been signed out", anchor=False)
    kept = "" if "saved" in st.session_state else " What you were typing is kept in this tab and comes back then."
    show_saved()
    st.html(
        f'<p class="mc-lead">Your session has ended. Sign in again to go on.{kept}</p><p><a class="mc-button" href="/sign-in?next={quote(path, safe="/")}" '
        'target="_self">Sign in again</a></p>'
    )
