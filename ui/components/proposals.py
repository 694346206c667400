"""What a language model finds to be done in a note: asked for, then accepted, edited or dropped one by one."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from copilot.actions.tracking import TrackedAction
from copilot.models import ActionStatus, Note
from copilot.own_actions import ActionEdit
from ui.components import tasks
from ui.components.action_rows import told_of
from ui.components.pairs import Pairs
from ui.components.saying import saved, say, told
from ui.room import Room

_WORDS = "What is to be done"


def more_from(room: Room, pairs: Pairs, note: Note) -> None:
    """The way to have more found, and what was found in this visit; nothing where no model is set."""
    model = room.copilot.writing_model()
    key = f"more-{note.id}"
    if model is None:
        return
    if st.button("Find more with the model", icon=":material/search:", key=f"{key}-ask", type="tertiary"):
        tasks.begin(
            key,
            model,
            lambda _watch, stop: room.copilot.proposals(room.viewer, room.as_of, note.id, stop=stop),
        )
    task = tasks.under_way(key)
    if task is not None:
        with told():
            st.session_state[key] = tasks.seen_through(task)
            st.rerun()
    found: Sequence[TrackedAction] | None = st.session_state.get(key)
    if found is None:
        return
    if not found:
        st.html('<p class="mc-note">It found no more.</p>')
        return
    st.html(
        '<p class="mc-note">These are the note’s own words. A model may be wrong: nothing counts until you accept it.</p>'
    )
    for each in found:
        _row(room, pairs, each, key)


def _row(room: Room, pairs: Pairs, each: TrackedAction, key: str) -> None:
    own = f"{key}-{each.action.id}"
    editing = f"{own}-editing"
    with st.container(key=f"row-{own}", gap=None):
        st.html(told_of(room, pairs, each))
        if st.session_state.get(editing):
            _form(room, pairs, each, key, own)
            return
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if st.button("Accept", key=f"{own}-accept"):
                _decide(room, each, ActionStatus.OPEN, key, ActionEdit(owner=each.action.owner))
            if st.button("Edit", key=f"{own}-edit", type="tertiary"):
                st.session_state[editing] = True
                st.rerun()
            if st.button("Drop", key=f"{own}-drop", type="tertiary"):
                _decide(room, each, ActionStatus.DROPPED, key, ActionEdit())


def _form(room: Room, pairs: Pairs, each: TrackedAction, key: str, own: str) -> None:
    action = each.action
    pair = pairs.known.get(action.relationship or "")
    owners = list(dict.fromkeys([action.owner, pairs.me, *(pair.members if pair else ())]))
    with st.form(f"{own}-form", border=False):
        words = st.text_area(_WORDS, action.text, key=f"{own}-words", height=80, max_chars=2000)
        left, right = st.columns(2)
        owner = left.selectbox(
            "Whose it is", owners, key=f"{own}-owner", format_func=lambda one: pairs.name(one) or "nobody named"
        )
        due = right.date_input("By when (may be blank)", action.due, key=f"{own}-due", format="DD/MM/YYYY")
        with st.container(horizontal=True):
            wanted = st.form_submit_button("Accept as changed", type="primary")
            left_off = st.form_submit_button("Cancel", type="tertiary")
    if left_off:
        st.session_state.pop(f"{own}-editing", None)
        st.rerun()
    if wanted:
        edit = ActionEdit(text=words, due=due, no_due=due is None, owner=owner)
        _decide(room, each, ActionStatus.OPEN, key, edit)


def _decide(room: Room, each: TrackedAction, status: ActionStatus, key: str, edit: ActionEdit) -> None:
    quote = each.source
    assert quote is not None
    with told():
        room.copilot.decide_proposal(room.viewer, room.as_of, quote.note, quote.start, quote.end, status, wanted=edit)
        st.session_state[key] = [one for one in st.session_state[key] if one.action.id != each.action.id]
        saved(f"{key}-{each.action.id}-")
        dropped = status is ActionStatus.DROPPED
        say("Dropped. It is not shown again." if dropped else "Accepted: it is open from now on.")
        st.rerun()
