"""What is owed, a row each, with what can be done about it right there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from copilot.actions.tracking import TrackedAction
from copilot.models import ActionStatus
from copilot.versions import version_of
from ui.components import action_form, editing, paging
from ui.components.days import away, brief
from ui.components.marks import chip
from ui.components.pairs import Pairs
from ui.components.saying import say, told
from ui.components.ways import way
from ui.room import Room

_DONE = {
    ActionStatus.OPEN: "Accepted: it is open from now on.",
    ActionStatus.DROPPED: "Dropped. It is not shown again.",
    ActionStatus.DONE: "Done.",
}


def show(
    room: Room, pairs: Pairs, tracked: Sequence[TrackedAction], key: str, size: int = 5, *, source: bool = True
) -> None:
    """Draw them in the order given, `size` at a time. `source`: with the way to the note each was found in."""
    for each in paging.shown_of(tracked, key, size):
        _row(room, pairs, each, f"{key}-{each.action.id}", source=source)
    paging.more(tracked, key, size)


def is_late(each: TrackedAction, as_of: date) -> bool:
    """Whether it was due before the day and is still owed."""
    live = each.action.status in (ActionStatus.OPEN, ActionStatus.PROPOSED)
    return live and each.action.due is not None and each.action.due < as_of


def told_of(room: Room, pairs: Pairs, each: TrackedAction) -> str:
    """The row's words: what, whose, by when, and where it was said."""
    action = each.action
    chips = []
    if action.status is ActionStatus.PROPOSED:
        chips.append(chip("to decide"))
    if action.due is not None:
        late = is_late(each, room.as_of)
        when = f"{'was due' if late else 'due'} {brief(action.due, room.as_of)}, {away(action.due, room.as_of)}"
        chips.append(chip(when, "late" if late else ""))
    if action.status in (ActionStatus.DONE, ActionStatus.DROPPED):
        chips.append(chip(action.status.value, "shared" if action.status is ActionStatus.DONE else ""))
    who = pairs.name(action.owner) or "nobody named"
    partner = pairs.partner(action.relationship)
    about = f" · meetings with {partner}" if partner and action.owner == pairs.me else ""
    text = action.text[:1].upper() + action.text[1:]
    return (
        f'<div class="mc-item"><p class="mc-item-text">{escape(text)}</p>'
        f'<p class="mc-item-meta">{"".join(chips)}<span>{escape(who[:1].upper() + who[1:] + about)}</span></p></div>'
    )


def _row(room: Room, pairs: Pairs, each: TrackedAction, key: str, *, source: bool) -> None:
    action = each.action
    with st.container(key=f"row-{key}", gap=None):
        st.html(told_of(room, pairs, each))
        if editing.is_open(key, action):
            action_form.show(room, pairs, each, key)
            return
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if action.status is ActionStatus.PROPOSED:
                _decide(room, each, ActionStatus.OPEN, "Accept", key)
            if action.status is ActionStatus.OPEN:
                _decide(room, each, ActionStatus.DONE, "Done", key)
            if action.status in (ActionStatus.PROPOSED, ActionStatus.OPEN):
                st.button("Edit", key=f"{key}-edit", type="tertiary", on_click=editing.open_on, args=(key, each.action))
                _decide(room, each, ActionStatus.DROPPED, "Drop", key, quiet=True)
            else:
                _decide(room, each, ActionStatus.OPEN, "Open again", key, quiet=True)
            if source and action.note is not None and each.source is not None:
                way(
                    "notes",
                    f"from {brief(each.source.date, room.as_of)}",
                    icon=":material/sticky_note_2:",
                    note=action.note,
                )


def _decide(
    room: Room, each: TrackedAction, status: ActionStatus, label: str, key: str, *, quiet: bool = False
) -> None:
    pressed = st.button(label, key=f"{key}-{status.value}", type="tertiary" if quiet else "secondary")
    if not pressed:
        return
    with told():
        room.copilot.decide(room.viewer, room.as_of, each.action.id, status, expected=version_of(each.action))
        say(f"{_DONE[status]}")
        st.rerun()
