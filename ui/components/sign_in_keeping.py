"""Who can sign in with a password: seen, given one, given another, shut out."""

from __future__ import annotations

import html
import secrets

import streamlit as st

from copilot.models import Person, User
from ui.components.records_table import paged
from ui.components.saying import plain, say, told
from ui.room import Room

_NEW = "sign-in-new-password"


def sign_ins(room: Room) -> None:
    """The list of people, each with what can be done for them."""
    if room.copilot.settings.sign_in == "local":
        st.html(
            '<div class="mc-empty"><b>Nobody needs a password here</b>This app answers to one computer alone, and whoever '
            "is there picks who they are. To let people sign in from elsewhere, whoever runs it sets "
            "<code>COPILOT_SIGN_IN=password</code>.</div>"
        )
        return
    with told():
        room.copilot.staff_only(room.viewer)
        known = {one.person: one for one in room.copilot.accounts.users(room.programme.id)}
        made: tuple[str, str] | None = st.session_state.pop(_NEW, None)
        if made is not None:
            st.html(
                f'<p class="mc-heed strong">A password for {html.escape(made[0])}, shown this once. Give it to them, not '
                "by e-mail.</p>"
            )
            st.code(made[1], language=None)
        people = sorted(room.copilot.programme_people(room.viewer), key=lambda one: one.name.casefold())
        for person in paged(people, "sign-ins", 15):
            _row(room, person, known.get(person.id))


def _row(room: Room, person: Person, user: User | None) -> None:
    state = "cannot sign in" if user is None else "shut out" if user.disabled else "can sign in"
    chip = "shared" if user is not None and not user.disabled else "plain"
    with st.container(horizontal=True, vertical_alignment="center", key=f"sign-in-{person.id}"):
        st.html(
            f'<div class="mc-doc"><b>{html.escape(person.name)}</b> <span class="mc-chip {chip}">{state}</span></div>'
        )
        label = "Let them sign in" if user is None else "New password"
        st.button(label, key=f"password-{person.id}", on_click=_password, args=(room, person, user is None))
        if user is not None and not user.disabled:
            st.button("Shut out", key=f"danger-out-{person.id}", on_click=_shut_out, args=(room, person))


def _password(room: Room, person: Person, new: bool) -> None:
    with told():
        room.copilot.staff_only(room.viewer)
        made = "-".join(secrets.token_hex(2) for _ in range(5))
        room.copilot.accounts.set_password(room.programme.id, person.id, made, new=new)
        st.session_state[_NEW] = (person.name, made)


def _shut_out(room: Room, person: Person) -> None:
    with told():
        room.copilot.staff_only(room.viewer)
        room.copilot.accounts.disable(room.programme.id, person.id)
        say(plain(f"{person.name} is signed out everywhere and cannot sign in."))
