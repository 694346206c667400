"""Where the person is signed in, and their tokens for programs: seen, ended, made."""

from __future__ import annotations

import html
from datetime import datetime, timedelta

import streamlit as st

from copilot.models import Session, SessionKind
from ui.components.records_table import paged
from ui.components.saying import saved, say, told
from ui.room import Room

_NEW = "settings-new-token"
LABEL = "What is it for?"


def sessions_of(room: Room) -> None:
    """The list, each with its end; then another password, where there is one, and signing out everywhere."""
    mine = room.copilot.accounts.sessions(room.programme.id, room.viewer.person.id)
    for one in paged(mine, "sessions", 10):
        with st.container(horizontal=True, vertical_alignment="center", key=f"session-{one.id}"):
            st.html(_session_html(one, here=one.id == room.session.id))
            if one.id != room.session.id:
                st.button("End it", key=f"end-{one.id}", on_click=_end, args=(room, one))
    if room.copilot.settings.sign_in == "password":
        st.html('<p class="mc-note"><a href="/password" target="_self">Take another password</a></p>')
    st.button(
        "Sign out everywhere, tokens included",
        key="danger-sign-out-everywhere",
        on_click=_end_all,
        args=(room,),
    )


def new_token(room: Room) -> None:
    """A token for a program, shown once."""
    with st.form("settings-token", border=False):
        label = st.text_input(LABEL, max_chars=100, placeholder="My calendar script", key="token-label")
        days = st.number_input("Days until it ends", min_value=1, max_value=365, value=90, key="token-days")
        made = st.form_submit_button("Make a token")
    if made:
        with told():
            opened = room.copilot.accounts.open(
                room.programme.id,
                room.viewer.person.id,
                kind=SessionKind.TOKEN,
                label=label,
                lasts=timedelta(days=int(days)),
            )
            st.session_state[_NEW] = opened.secret
            saved("token-")
            st.rerun()
    if secret := st.session_state.pop(_NEW, None):
        st.html('<p class="mc-heed strong">Copy it now: it is shown this once, and stored nowhere.</p>')
        st.code(secret, language=None, wrap_lines=True)
        st.html(
            '<p class="mc-note">A program sends it with each request, as <code>Authorization: Bearer …</code>. It can '
            'do what you can do. What there is to ask for stands in the <a href="/api/docs" target="_blank" '
            'rel="noopener">description of the API (new tab)</a>.</p>'
        )


def _session_html(one: Session, *, here: bool) -> str:
    token = one.kind is SessionKind.TOKEN
    name = one.label or ("Token without a name" if token else "Browser")
    chips = '<span class="mc-chip shared">this browser</span>' if here else ""
    chips += '<span class="mc-chip">token</span>' if token else ""
    return (
        f'<div class="mc-doc"><b>{html.escape(name)}</b> {chips}<span class="mc-note">since {_day(one.created)}, last '
        f"used {_when(one.seen)}, ends {_day(one.expires)}</span></div>"
    )


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _when(moment: datetime) -> str:
    return f"{moment.day} {moment:%B, %H:%M} UTC"


def _end(room: Room, one: Session) -> None:
    with told():
        room.copilot.accounts.revoke(room.programme.id, room.viewer.person.id, one.id)
        say("Ended. Whoever used it has to sign in again.")


def _end_all(room: Room) -> None:
    with told():
        room.copilot.accounts.revoke_all(room.programme.id, room.viewer.person.id)
        saved("")
