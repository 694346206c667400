"""Notes, and what was found in them."""

from __future__ import annotations

import streamlit as st

from ui.room import Room


def show(room: Room) -> None:
    """Draw the page."""
    st.title("Notes", anchor=False)
