"""Who can sign in with a password: seen, given one, given another, shut out."""

from __future__ import annotations

import html

import streamlit as st

from copilot.models import Person, User
from ui.components.records_table import paged
from ui.components.saying import plain, say, told
from ui.room import Room

_NEW = "sign-in-new-password"


def sign_ins(room: Room) -> None:
    """The list of people, each with what can be done for them."""
    if not takes_passwords(room):
        st.html(
            '<div class="mc-empty"><b>Nobody needs a password here</b>This app answers to one computer alone, and whoever '
            "is there picks who they are. To let people sign in from elsewhere, whoever runs it sets "
            "<code>COPILOT_SIGN_IN=password</code>.</div>"
        )
        return
    with told():
        known = {one.person: one for one in room.copilot.sign_ins(room.viewer)}
        show_new_password()
        people = sorted(room.copilot.programme_people(room.viewer), key=lambda one: one.name.casefold())
        for person in paged(people, "sign-ins", 15):
            _row(room, person, known.get(person.id))


def takes_passwords(room: Room) -> bool:
    """Whether people sign in with a password here."""
    return room.copilot.settings.sign_in == "password"


def show_new_password() -> None:
    """The password that was just made, once."""
    made: tuple[str, str] | None = st.session_state.pop(_NEW, None)
    if made is None:
        return
    st.html(
        f'<p class="mc-heed strong">A password for {html.escape(made[0])}, shown this once. Give it to them, not '
        "by e-mail.</p>"
    )
    st.code(made[1], language=None)


def password_button(room: Room, person: Person, *, new: bool) -> None:
    """A button that makes a password, to be shown by `show_new_password` at the next look."""
    label = "Let them sign in" if new else "New password"
    st.button(label, key=f"password-{person.id}", on_click=_password, args=(room, person, new))


def _row(room: Room, person: Person, user: User | None) -> None:
    state = "cannot sign in" if user is None else "shut out" if user.disabled else "can sign in"
    chip = "shared" if user is not None and not user.disabled else "plain"
    with st.container(horizontal=True, vertical_alignment="center", key=f"sign-in-{person.id}"):
        st.html(
            f'<div class="mc-doc"><b>{html.escape(person.name)}</b> <span class="mc-chip {chip}">{state}</span></div>'
        )
        password_button(room, person, new=user is None)
        if user is not None and not user.disabled and person.id != room.viewer.person.id:
            st.button("Shut out", key=f"danger-out-{person.id}", on_click=_shut_out, args=(room, person))


def _password(room: Room, person: Person, new: bool) -> None:
    with told():
        st.session_state[_NEW] = (person.name, room.copilot.invite(room.viewer, person.id, new=new))


def _shut_out(room: Room, person: Person) -> None:
    with told():
        room.copilot.shut_out(room.viewer, person.id)
        say(plain(f"{person.name} is signed out everywhere and cannot sign in."))
