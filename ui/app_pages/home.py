"""Home: what needs me now, and one big choice."""

from __future__ import annotations

import streamlit as st

from copilot.actions.tracking import TrackedAction
from copilot.models import ActionStatus
from ui.components import action_rows, ahead, choices, drafts_in_progress
from ui.components.days import said
from ui.components.marks import empty, lead
from ui.components.pairs import Pairs, pairs_of
from ui.components.saying import plain, told
from ui.components.ways import way
from ui.room import Room

_LIVE = (ActionStatus.OPEN, ActionStatus.PROPOSED)


def show(room: Room) -> None:
    """Draw the page."""
    st.title(plain(f"Good to see you, {room.viewer.person.first_name}"), anchor=False)
    pairs = pairs_of(room)
    if not room.meets:
        _without_pairs(room)
        return
    with told():
        tracked = [one for one in room.copilot.actions(room.viewer, room.as_of) if one.action.status in _LIVE]
        mine = [one for one in tracked if one.action.owner in (pairs.me, None)]
        st.html(lead(_headline(room, mine)))
        st.subheader("What would you like to write?", anchor=False)
        choices.show(room)
        left, right = st.columns([3, 2], gap="large")
        with left:
            _actions(room, pairs, tracked)
        with right:
            ahead.sessions(room, pairs)
            ahead.goals(room)
            drafts_in_progress.show(room)


def _headline(room: Room, mine: list[TrackedAction]) -> str:
    late = sum(action_rows.is_late(one, room.as_of) for one in mine if one.action.status is ActionStatus.OPEN)
    waiting = sum(one.action.status is ActionStatus.PROPOSED for one in mine)
    parts = [f"It is {said(room.as_of, room.as_of)}."]
    if late:
        parts.append(f"{late} thing{' that you owe is' if late == 1 else 's that you owe are'} overdue.")
    if waiting:
        parts.append(
            f"{waiting} thing{' from your notes waits' if waiting == 1 else 's from your notes wait'} for your yes or no."
        )
    if not late and not waiting:
        parts.append("Nothing is overdue.")
    return " ".join(parts)


def _actions(room: Room, pairs: Pairs, tracked: list[TrackedAction]) -> None:
    accepted = [one for one in tracked if one.action.status is ActionStatus.OPEN]
    proposed = [one for one in tracked if one.action.status is ActionStatus.PROPOSED]
    mine = [one for one in accepted if one.action.owner in (pairs.me, None)]
    others = [one for one in accepted if one not in mine]
    st.subheader("Yours to do", anchor=False)
    if mine:
        action_rows.show(room, pairs, mine, "mine")
    elif tracked:
        st.html('<p class="mc-note">Nothing that you accepted is open.</p>')
    else:
        st.html(
            empty(
                "Nothing is owed yet",
                "Write a note after a session, for instance “Amara to send the case draft by 3 May”. What somebody "
                "promises in it is found and shown here, for you to accept or drop.",
            )
        )
        way("notes", "Write a note", icon=":material/edit:")
    if proposed:
        # What is one's own, or nobody's yet, comes before what the other would owe.
        ordered = sorted(proposed, key=lambda one: one.action.owner not in (pairs.me, None))
        st.subheader("Found in notes, to accept or drop", anchor=False)
        action_rows.show(room, pairs, ordered, "proposed", 4)
    if others:
        st.subheader("What others owe you", anchor=False)
        action_rows.show(room, pairs, others, "others", 3)


def _without_pairs(room: Room) -> None:
    """For staff, and for whom nobody has brought together with a partner yet: no note is theirs to see."""
    if room.is_staff:
        st.html(lead(f"It is {said(room.as_of, room.as_of)}. You look after {room.programme.name}."))
        st.subheader("What would you like to write?", anchor=False)
        choices.show(room)
        st.subheader("Looking after the programme", anchor=False)
        with st.container(key="staff-ways"):
            way("programme", "People and relationships", icon=":material/groups:")
            way("library", "Guidance that everyone can read", icon=":material/local_library:")
            way("ask", "Ask the guidance a question", icon=":material/forum:")
        st.html(
            '<p class="mc-note">You see guidance and themes in feedback. Notes, goals and drafts stay with the people '
            "who wrote them, and no comment is shown to you with its author.</p>"
        )
        drafts_in_progress.show(room)
        return
    contact = f" Turn to {room.programme.contact}." if room.programme.contact else ""
    st.html(
        empty(
            "You have no mentor or mentee here yet",
            f"As soon as the programme brings you together with somebody, your notes, goals and agendas are here.{contact} "
            "Until then you can read the guidance and ask it questions.",
        )
    )
    with st.container(horizontal=True):
        way("library", "Read the guidance", icon=":material/local_library:")
        way("ask", "Ask a question", icon=":material/forum:")
