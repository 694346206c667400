"""Goals: before and after, the way between, and how far along it one is."""

from __future__ import annotations

import streamlit as st

from copilot.models import Goal, GoalStatus
from ui.components import goal_card, goal_form, paging
from ui.components.marks import empty, lead
from ui.components.pairs import Pairs, pairs_of
from ui.components.saying import told
from ui.room import Room

_PAGE = 6


def show(room: Room) -> None:
    """Draw the page."""
    st.title("Goals", anchor=False)
    st.html(lead("What you want from your mentoring, in your own words, and what makes it likely that you get there."))
    with told():
        pairs = pairs_of(room)
        goals = room.copilot.goals(room.viewer, room.as_of)[::-1]
        mine = [one for one in goals if one.owner == pairs.me and one.status is GoalStatus.ACTIVE]
        others = [one for one in goals if one.owner != pairs.me and one.status is GoalStatus.ACTIVE]
        closed = [one for one in goals if one.status is not GoalStatus.ACTIVE]
        with st.expander("Set a new goal", icon=":material/add:", expanded=not mine):
            goal_form.show(room, pairs)
        if not mine:
            st.html(
                empty(
                    "No goal of yours yet",
                    "Begin with a wish, as vague as it is. Sharpening it asks what exactly, how you will know, by when, what "
                    "may get in the way and what you do then: goals with such a plan are reached more often.",
                )
            )
        _listed(room, pairs, mine, "mine")
        if others:
            st.subheader("Shared with you", anchor=False)
            _listed(room, pairs, others, "others")
        if closed:
            with st.expander(f"Reached or let go ({len(closed)})"):
                _listed(room, pairs, closed, "closed")


def _listed(room: Room, pairs: Pairs, goals: list[Goal], key: str) -> None:
    for goal in paging.shown_of(goals, f"goals-{key}", _PAGE):
        goal_card.show(room, pairs, goal)
    paging.more(goals, f"goals-{key}", _PAGE)
