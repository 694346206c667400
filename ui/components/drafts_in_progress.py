"""Drafts that were begun and not finished."""

from __future__ import annotations

from html import escape

import streamlit as st

from copilot.content import WorkingStatus
from ui.components.days import brief
from ui.components.marks import chip
from ui.components.ways import way
from ui.components.work import KINDS, name_of
from ui.room import Room

_MOST = 4
_BEGINNING = 110


def show(room: Room) -> None:
    """Draw them, the one changed last first, with the way back into each; nothing where there are none."""
    found = room.copilot.studio.listed(room.viewer, WorkingStatus.OPEN)
    if not found:
        return
    st.subheader("Drafts in progress", anchor=False)
    for one in found[:_MOST]:
        with st.container(key=f"draft-{one.id}", gap=None):
            stale = chip("something it rested on is gone", "late") if one.stale else ""
            st.html(
                f'<div class="mc-item"><p class="mc-item-text">{escape(name_of(one)[:_BEGINNING])}</p>'
                f'<p class="mc-item-meta">{stale}<span>{escape(KINDS[one.kind])}, '
                f"{brief(one.updated.date(), room.as_of)}</span></p></div>"
            )
            way("write", "Go on with it", icon=":material/edit_note:", draft=one.id)
