"""Putting an action right: its words, whose it is, by when."""

from __future__ import annotations

import streamlit as st

from copilot.actions.tracking import TrackedAction
from copilot.models import ActionStatus
from copilot.own_actions import ActionEdit
from ui.components.editing import close, save, settled
from ui.components.pairs import Pairs
from ui.room import Room

_WORDS = "What is to be done"


def show(room: Room, pairs: Pairs, each: TrackedAction, key: str) -> None:
    """Draw it. Saving accepts a proposal."""
    settled(key)
    action = each.action
    proposed = action.status is ActionStatus.PROPOSED
    pair = pairs.known.get(action.relationship or "")
    owners = list(dict.fromkeys([action.owner, pairs.me, *(pair.members if pair else ())]))
    with st.form(f"{key}-form", border=False):
        words = st.text_area(_WORDS, action.text, key=f"{key}-words", height=80, max_chars=2000)
        left, right = st.columns(2)
        owner = left.selectbox("Whose it is", owners, key=f"{key}-owner", format_func=lambda one: _named(pairs, one))
        due = right.date_input("By when (may be blank)", action.due, key=f"{key}-due", format="DD/MM/YYYY")
        with st.container(horizontal=True):
            wanted = st.form_submit_button("Accept as changed" if proposed else "Save", type="primary")
            left_off = st.form_submit_button("Cancel", type="tertiary")
    if left_off:
        close(key)
    if wanted:
        edit = ActionEdit(
            text=None if words == action.text else words,
            due=None if due == action.due else due,
            no_due=due is None and action.due is not None,
            owner=None if owner == action.owner else owner,
        )
        status = ActionStatus.OPEN if proposed else None

        def change(expected: str | None) -> object:
            return room.copilot.decide(room.viewer, room.as_of, action.id, status, wanted=edit, expected=expected)

        save(key, change)


def _named(pairs: Pairs, person: str | None) -> str:
    return pairs.name(person) or "nobody named"
