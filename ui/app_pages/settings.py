"""Who I am, what is stored, taking it along and leaving."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from copilot.models import Role
from ui.components.model_choice import model_choice
from ui.components.model_sent import is_told, it_takes, was_sent, would_be_sent
from ui.components.model_wishes import model_wishes
from ui.components.own_data import delete_for_good, stored, take_along
from ui.components.own_sessions import new_token, sessions_of
from ui.components.records_table import facts_html
from ui.components.saying import told
from ui.room import Room


def show(room: Room) -> None:
    """Draw the page."""
    st.title("Settings", anchor=False)
    st.header("Who you are", anchor=False)
    _who(room)
    st.header("What is kept about you", anchor=False)
    stored(room)
    take_along(room)
    st.header("Language model", anchor=False)
    _model(room)
    st.header("Where you are signed in", anchor=False)
    sessions_of(room)
    with st.expander("A token for a program", icon=":material/key:"):
        new_token(room)
    st.header("Leaving", anchor=False)
    with st.expander("Delete all that is mine, for good", icon=":material/delete_forever:"):
        delete_for_good(room)


def _who(room: Room) -> None:
    person, programme = room.viewer.person, room.programme
    roles = ", ".join(role.value for role in Role if role in person.roles) or "none: this is your own workspace"
    own = programme.as_of is not None
    facts = [
        ("Name", person.name),
        ("Called", person.first_name),
        ("Id", person.id),
        ("Roles", roles),
        *([("Title", person.title)] if person.title else []),
        *([("E-mail", person.email)] if person.email else []),
        ("Programme", programme.name),
        ("Today", f"{room.as_of.day} {room.as_of:%B %Y}{', the day this programme is set to' if own else ''}"),
        ("In trouble, turn to", programme.contact or "the people who run your programme; no contact is set here"),
    ]
    st.html(facts_html(facts))


def _model(room: Room) -> None:
    with st.container(key="the-model"):  # one thing on the page, whatever it shows: what is open below stays open
        model_choice(room)
    if room.copilot.writing_model() is not None:
        model_wishes(room)
        _unfolding(room, "What would be sent", ":material/visibility:", would_be_sent)
    _unfolding(room, "What was sent for you", ":material/history:", was_sent)
    _unfolding(room, "What it takes", ":material/timer:", it_takes)
    _unfolding(room, "What a model is told", ":material/menu_book:", is_told)


def _unfolding(room: Room, label: str, icon: str, draw: Callable[[Room], None]) -> None:
    """Drawn, and looked up, once it is open."""
    fold = st.expander(label, icon=icon, key=f"fold-{label}", on_change="rerun")
    with fold:
        if fold.open:
            with told():
                draw(room)
