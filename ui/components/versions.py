"""The history of a working draft, and what differs between two of its versions."""

from __future__ import annotations

from html import escape

import streamlit as st

from copilot.comparing import Difference, DifferenceKind
from copilot.content import StoredDraft, WorkingDraft
from ui.components.saying import told
from ui.room import Room

_SAID = {
    DifferenceKind.ADDED: "added",
    DifferenceKind.REMOVED: "taken out",
    DifferenceKind.CHANGED: "changed",
    DifferenceKind.INCLUDED: "included",
    DifferenceKind.HELD_BACK: "held back",
}


def versions(room: Room, one: WorkingDraft) -> None:
    """Pick two and see what differs; there is nothing to pick among one."""
    if one.version < 2:
        return
    with st.expander(f"History: {one.version} versions"), told():
        known = {
            stored.version.number: stored
            for stored in room.copilot.studio.versions(room.viewer, one.id)
            if stored.version
        }
        numbers = list(known)
        left, right = st.columns(2)
        with left:
            first = st.selectbox(
                "From", numbers, index=len(numbers) - 2, format_func=lambda n: _called(known[n]), key=f"from-{one.id}"
            )
        with right:
            second = st.selectbox(
                "To", numbers, index=len(numbers) - 1, format_func=lambda n: _called(known[n]), key=f"to-{one.id}"
            )
        if first is None or second is None:
            return
        found = room.copilot.studio.compare(room.viewer, one.id, first, second)
        st.html(differences_html(found) if found else '<p class="mc-note">The text is the same in both.</p>')


def differences_html(found: tuple[Difference, ...]) -> str:
    """Each difference: its heading, what it was, what it is."""
    rows = []
    for one in found:
        where = f" · {one.heading}" if one.heading else ""
        before = f"<del>{escape(one.before)}</del>" if one.before and one.before != one.after else ""
        after = f"<ins>{escape(one.after)}</ins>" if one.after else ""
        rows.append(f'<div class="mc-diff"><span>{escape(_SAID[one.kind] + where)}</span>{before}{after}</div>')
    return "".join(rows)


def _called(stored: StoredDraft) -> str:
    version = stored.version
    assert version is not None
    return f"{version.number}: {version.change}, {version.made:%d %b %H:%M} UTC"
