"""The Draft studio: one way for every kind of draft."""

from __future__ import annotations

import streamlit as st

from ui.room import Room


def show(room: Room) -> None:
    """Draw the page."""
    st.title("What would you like to write?", anchor=False)
