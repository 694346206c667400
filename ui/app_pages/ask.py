"""Questions to one's own notes and the guidance."""

from __future__ import annotations

import streamlit as st

from ui.room import Room


def show(room: Room) -> None:
    """Draw the page."""
    st.title("Ask", anchor=False)
