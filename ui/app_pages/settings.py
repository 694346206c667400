"""Who I am, what is stored, taking it along and leaving."""

from __future__ import annotations

import streamlit as st

from ui.room import Room


def show(room: Room) -> None:
    """Draw the page."""
    st.title("Settings", anchor=False)
