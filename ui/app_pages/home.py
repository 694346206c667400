"""Home: what needs me now, and one big choice."""

from __future__ import annotations

import streamlit as st

from ui.room import Room


def show(room: Room) -> None:
    """Draw the page."""
    st.title(f"Good to see you, {room.viewer.person.first_name}", anchor=False)
