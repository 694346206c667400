"""A relationship as staff keep it: two people brought together, its kind and days put right, ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

import streamlit as st

from copilot.api.asking import EARLIEST, LATEST
from copilot.models import Person, Relationship, RelationshipKind, Role
from copilot.own_pairs import PairEdit
from ui.components import editing
from ui.components.saying import plain, saved, say, told
from ui.room import Room

KINDS = {
    RelationshipKind.TRADITIONAL: "Traditional: the mentor has been there",
    RelationshipKind.PEER: "Peer: both learn alike",
    RelationshipKind.REVERSE: "Reverse: the junior mentors the senior",
}


def adding(room: Room, people: Sequence[Person]) -> None:
    """The form for a new relationship."""
    turn = st.session_state.get("pair-turn", 0)
    with st.form("pair-add", border=False):
        left, right = st.columns(2)
        with left:
            mentor = _who(people, Role.MENTOR, "The mentor", f"pair-new-mentor__{turn}")
        with right:
            mentee = _who(people, Role.MENTEE, "The mentee", f"pair-new-mentee__{turn}")
        said = _fields(None, room.as_of, "pair-new", f"__{turn}")
        wanted = st.form_submit_button("Bring them together", type="primary", icon=":material/handshake:")
    if not wanted:
        return
    if mentor is None or mentee is None:
        st.info("Choose a mentor and a mentee first.", icon=":material/info:")
        return
    with told():
        room.copilot.add_relationship(room.viewer, mentor, mentee, said)
        st.session_state["pair-turn"] = turn + 1
        saved("pair-new-")
        names = {one.id: one.name for one in people}
        say(plain(f"{names[mentor]} and {names[mentee]} are a pair. They see each other at their next look."))
        st.rerun()


def edit(room: Room, pair: Relationship, key: str) -> None:
    """The form for kind and days. The two people stay: another pair is another relationship."""
    before = editing.seen(key, pair)
    editing.settled(key)
    with st.form(f"{key}-form", border=False):
        said = _fields(before, room.as_of, key)
        wanted, left_off = _buttons("Save")
    if left_off:
        editing.close(key)
    if wanted:
        kept = PairEdit(
            kind=None if said.kind == before.kind else said.kind,
            started=None if said.started == before.started else said.started,
            ends=None if said.ends == before.ends else said.ends,
            no_end=said.ends is None and before.ends is not None,
        )

        def change(expected: str | None) -> object:
            return room.copilot.edit_relationship(room.viewer, pair.id, kept, expected)

        editing.save(key, change)


def end(room: Room, pair: Relationship, names: Mapping[str, str], key: str) -> None:
    """The form that ends it, with what that changes and what it does not."""
    editing.settled(key)
    mentor, mentee = (escape(names.get(one, one)) for one in pair.members)
    with st.form(f"{key}-form", border=True):
        st.html(
            '<div class="mc-warn" role="alert"><b>Ending takes nothing away.</b> What '
            f"{mentor} and {mentee} shared with each other stays open to both, what one of them kept private stays theirs "
            "alone, and staff read neither, as before. No note, goal or draft is deleted. After the last day no further "
            "session is expected, and each counts as without a pair unless they meet somebody else. It can be taken up "
            "again: edit it, and leave the last day blank.</div>"
        )
        day = st.date_input(
            "Last day",
            max(room.as_of, pair.started),
            min_value=pair.started,
            max_value=LATEST,
            key=f"{key}-day",
            format="DD/MM/YYYY",
        )
        wanted, left_off = _buttons("End this pair")
    if left_off:
        editing.close(key)
    if wanted:

        def change(expected: str | None) -> object:
            return room.copilot.edit_relationship(room.viewer, pair.id, PairEdit(ends=day), expected)

        editing.save(key, change)


def _buttons(yes: str) -> tuple[bool, bool]:
    with st.container(horizontal=True):
        return st.form_submit_button(yes, type="primary"), st.form_submit_button("Cancel", type="tertiary")


def _who(people: Sequence[Person], role: Role, label: str, key: str) -> str | None:
    """Who it is to be: first those who have the role, then everybody else."""
    order = sorted(people, key=lambda one: (role not in one.roles, one.name.casefold(), one.id))
    named = {one.id: f"{one.name} ({one.id})" for one in order}
    return st.selectbox(
        label, list(named), None, key=key, placeholder="Choose", format_func=lambda one: plain(named[str(one)])
    )


def _fields(pair: Relationship | None, today: date, key: str, turn: str = "") -> PairEdit:
    kinds = list(KINDS)
    kind = st.selectbox(
        "Kind",
        kinds,
        kinds.index(pair.kind) if pair else 0,
        key=f"{key}-kind{turn}",
        format_func=lambda one: KINDS[one],
    )
    left, right = st.columns(2)
    started, ends = (pair.started, pair.ends) if pair else (today, None)
    since = left.date_input(
        "Since",
        started,
        min_value=min(EARLIEST, started),
        max_value=max(LATEST, started),
        key=f"{key}-since{turn}",
        format="DD/MM/YYYY",
    )
    last = right.date_input(
        "Last day (may be blank)",
        ends,
        min_value=min(EARLIEST, ends or EARLIEST),
        max_value=max(LATEST, ends or LATEST),
        key=f"{key}-ends{turn}",
        format="DD/MM/YYYY",
    )
    return PairEdit(kind, since, last)
