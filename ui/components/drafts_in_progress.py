"""Drafts that were begun and not finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from copilot.content import WorkingStatus
from ui.components.days import brief
from ui.components.marks import chip
from ui.components.ways import way
from ui.components.work import name_of
from ui.room import Room

_NAMES = {"outreach": "Message", "agenda": "Agenda", "goal": "Goal", "feedback": "Feedback themes"}
_MOST = 4
_BEGINNING = 110


@dataclass(frozen=True)
class Begun:
    """A draft as home names it."""

    id: str
    kind: str
    day: date
    begins: str
    stale: bool


def begun(room: Room) -> list[Begun]:
    """Those the viewer works on, the one changed last first."""
    return [
        Begun(one.id, one.kind, one.updated.date(), name_of(one)[:_BEGINNING], one.stale)
        for one in room.copilot.studio.listed(room.viewer, WorkingStatus.OPEN)
    ]


def show(room: Room) -> None:
    """Draw them, with the way back into each; nothing where there are none."""
    found = begun(room)
    if not found:
        return
    st.subheader("Drafts in progress", anchor=False)
    for one in found[:_MOST]:
        with st.container(key=f"draft-{one.id}", gap=None):
            stale = chip("something it rested on is gone", "late") if one.stale else ""
            st.html(
                f'<div class="mc-item"><p class="mc-item-text">{escape(one.begins)}</p>'
                f'<p class="mc-item-meta">{stale}<span>{escape(_NAMES.get(one.kind, one.kind))}, '
                f"{brief(one.day, room.as_of)}</span></p></div>"
            )
            way("write", "Go on with it", icon=":material/edit_note:", draft=one.id)
