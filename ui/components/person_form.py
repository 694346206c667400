"""A person as staff keep them: added, put right, let in."""

from __future__ import annotations

from dataclasses import asdict, replace
from html import escape

import streamlit as st

from copilot.errors import Conflict
from copilot.models import Person, Role
from copilot.own_people import PersonEdit
from ui.components import editing
from ui.components.saying import plain, saved, say, told
from ui.components.sign_in_keeping import password_button, show_new_password, takes_passwords
from ui.room import Room

ROLES = {Role.MENTEE: "Mentee", Role.MENTOR: "Mentor", Role.STAFF: "Staff"}
_WORDS = {
    "name": "Name",
    "known_as": "What others call them (may be blank)",
    "title": "What they do (may be blank)",
    "email": "E-mail (may be blank)",
    "phone": "Phone (may be blank)",
}
_ID = "Id of the new person (blank: made of the name)"
_ADDED = "person-added"


def adding(room: Room) -> None:
    """The form for a new person. What was typed stays until they are added."""
    turn = st.session_state.get("person-turn", 0)
    labels = {name: f"{label}, new person" for name, label in _WORDS.items()}
    with st.form("person-add", border=False):
        said = _fields(labels, Person("", ""), "person-new", f"__{turn}")
        identifier = st.text_input(_ID, key=f"person-new-id__{turn}", max_chars=120).strip()
        wanted = st.form_submit_button("Add this person", type="primary", icon=":material/person_add:")
    if not wanted:
        return
    with told():
        try:
            added = room.copilot.add_person(room.viewer, said, identifier=identifier or None)
        except Conflict as clash:
            there = clash.theirs
            st.error(
                plain(
                    f"{there['name']} is here already, with the id {there['id']}. If this is somebody else, give them "
                    "another id, in the last field."
                ),
                icon=":material/error:",
            )
            return
        st.session_state["person-turn"] = turn + 1
        st.session_state[_ADDED] = added.id
        saved("person-new-")
        say(plain(f"{added.name} is in the programme."))
        st.rerun()


def just_added(room: Room, person: Person, *, paired: bool) -> None:
    """What comes next for a person who was just added: to be let in, and to meet somebody."""
    known = {one.person for one in room.copilot.sign_ins(room.viewer)}
    with st.container(border=True, key="person-next"):
        st.html(f'<div class="mc-doc" role="status"><b>{escape(person.name)} is in the programme.</b></div>')
        show_new_password()
        if not takes_passwords(room):
            st.html('<p class="mc-note">Whoever is at this computer can pick them now.</p>')
        elif person.id in known:
            ways = escape(person.id) + (f" or {escape(person.email)}" if person.email else "")
            st.html(f'<p class="mc-note">They sign in as {ways}.</p>')
        else:
            st.html('<p class="mc-note">They cannot sign in yet: that takes a first password.</p>')
        if person.roles & {Role.MENTEE, Role.MENTOR} and not paired:
            st.html('<p class="mc-note">They have no pair yet: bring two people together further down.</p>')
        with st.container(horizontal=True):
            if takes_passwords(room) and person.id not in known:
                password_button(room, person, new=True)
            st.button("Done", key="person-next-done", type="tertiary", on_click=_done)


def added() -> str | None:
    """The id of the person who was just added, as long as what comes next is shown."""
    waiting = st.session_state.get(_ADDED)
    return None if waiting is None else str(waiting)


def edit(room: Room, person: Person, key: str) -> None:
    """The form for what is kept of somebody."""
    before = editing.seen(key, person)
    # By name, so that whoever hears the fields knows whose they are.
    labels = {name: f"{label}, {plain(before.name)}" for name, label in _WORDS.items()}
    editing.settled(key)
    with st.form(f"{key}-form", border=False):
        said = _fields(labels, before, key)
        with st.container(horizontal=True):
            wanted = st.form_submit_button("Save", type="primary")
            left_off = st.form_submit_button("Cancel", type="tertiary")
    if left_off:
        editing.close(key)
    if wanted:
        kept = {name: value for name, value in asdict(said).items() if value != getattr(before, name)}

        def change(expected: str | None) -> object:
            return room.copilot.edit_person(room.viewer, person.id, PersonEdit(**kept), expected)

        editing.save(key, change)


def _fields(labels: dict[str, str], person: Person, key: str, turn: str = "") -> PersonEdit:
    """The fields, filled with what is known. Returns all that stands in them. `turn` tells one empty form from the next."""
    words = {
        name: st.text_input(label, getattr(person, name), key=f"{key}-{name}{turn}", max_chars=300).strip()
        for name, label in labels.items()
    }
    with st.container(horizontal=True, gap="medium"):
        roles = frozenset(
            role
            for role, label in ROLES.items()
            if st.checkbox(label, role in person.roles, key=f"{key}-{role.value}{turn}", width="content")
        )
    return replace(PersonEdit(**words), roles=roles)


def _done() -> None:
    st.session_state.pop(_ADDED, None)
