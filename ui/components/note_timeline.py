"""What happened, in order of day: notes, actions and goals."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from copilot.models import ActionStatus
from copilot.timeline import EntryKind, TimelineEntry
from ui.components import paging
from ui.components.days import away, brief
from ui.components.marks import chip, empty, seen_by
from ui.components.pairs import Pairs
from ui.components.ways import way
from ui.room import Room

_KINDS = {EntryKind.NOTE: "Notes", EntryKind.ACTION: "Actions", EntryKind.GOAL: "Goals"}
_PAGE = 15
_BEGINNING = 180


def show(room: Room, pairs: Pairs) -> None:
    """Draw the filters and the entries, the newest first."""
    about, who, kinds = _filters(pairs)
    told = room.copilot.timeline(room.viewer, room.as_of, about)
    # The newest day first; on one day a note stays before what it brought.
    entries = [
        one
        for one in sorted(told, key=lambda one: one.day, reverse=True)
        if one.kind in kinds and who in (None, one.who)
    ]
    if not entries:
        _nothing(pairs, about, filtered=who is not None or len(kinds) < len(_KINDS))
        return
    key = f"timeline-{about}-{who}-{'-'.join(sorted(kinds))}"
    month = ""
    for one in paging.shown_of(entries, key, _PAGE):
        if f"{one.day:%B %Y}" != month:
            month = f"{one.day:%B %Y}"
            st.html(f'<h3 class="mc-month">{month}</h3>')
        _entry(room, pairs, one)
    paging.more(entries, key, _PAGE)


def _filters(pairs: Pairs) -> tuple[str, str | None, Sequence[EntryKind]]:
    first, second, third = st.columns([3, 2, 3], vertical_alignment="bottom")
    known = list(pairs.known)
    asked = st.query_params.get("relationship")
    about = first.selectbox(
        "Your meetings with",
        known,
        index=known.index(asked) if asked in known else 0,
        key="timeline-about",
        format_func=pairs.label,
    )
    members = [None, pairs.me, pairs.known[about].partner_of(pairs.me)]
    who = second.selectbox(
        "Whose",
        members,
        key=f"timeline-who-{about}",
        format_func=lambda one: "Everyone’s" if one is None else pairs.name(one),
    )
    kinds = third.pills(
        "What",
        list(EntryKind),
        selection_mode="multi",
        default=list(EntryKind),
        key="timeline-kinds",
        format_func=lambda one: _KINDS[one],
    )
    return about, who, kinds or list(EntryKind)


def _nothing(pairs: Pairs, about: str, *, filtered: bool) -> None:
    if filtered:
        st.html(empty("Nothing of that kind", "Widen what you look at above."))
        return
    partner = pairs.partner(about) or "them"
    st.html(
        empty(
            f"Nothing is written about your meetings with {partner} yet",
            "Notes, what was promised in them, and goals will stand here by their day. Begin with a note of your last session.",
        )
    )


def _entry(room: Room, pairs: Pairs, one: TimelineEntry) -> None:
    with st.container(key=f"entry-{one.kind.value}-{one.id}", gap=None):
        st.html(
            f'<div class="mc-entry {one.kind.value}"><div class="day">{brief(one.day, room.as_of)}</div>'
            f'<div class="what">{_told(room, pairs, one)}</div></div>'
        )
        if one.kind is EntryKind.NOTE:
            way("notes", "Read it", note=one.id)


def _told(room: Room, pairs: Pairs, one: TimelineEntry) -> str:
    who = pairs.name(one.who) or "nobody named"
    if one.kind is EntryKind.ACTION:
        chips = [chip(one.status, "shared" if one.status == ActionStatus.DONE else "")]
        if one.due is not None:
            live = one.status in (ActionStatus.OPEN, ActionStatus.PROPOSED)
            late = live and one.due < room.as_of
            chips.append(
                chip(
                    f"due {brief(one.due, room.as_of)}" + (f", {away(one.due, room.as_of)}" if live else ""),
                    "late" if late else "",
                )
            )
        return _said("Action", who, chips, one.text)
    partner = pairs.partner(st.session_state.get("timeline-about"))
    chips = [seen_by(one.visibility, partner if one.who == pairs.me else "you")] if one.visibility else []
    if one.kind is EntryKind.GOAL:
        return _said("Goal", who, [chip(one.status), *chips], one.text)
    words = " ".join(one.text.split())
    begins = words if len(words) <= _BEGINNING else f"{words[:_BEGINNING].rsplit(' ', 1)[0]} …"
    what = "Session" if one.status == "session" else "Reflection"
    title = f'<p class="mc-item-text">{escape(one.title)}</p>' if one.title.strip() else ""
    return (
        f'{title}<p class="begins">{escape(begins)}</p><p class="mc-item-meta">'
        f"<span>{what}, by {escape(who)}</span>{''.join(chips)}</p>"
    )


def _said(what: str, who: str, chips: Sequence[str], text: str) -> str:
    words = " ".join(text.split())
    return (
        f'<p class="mc-item-text">{escape(words[:1].upper() + words[1:])}</p>'
        f'<p class="mc-item-meta"><span>{what}, {escape(who)}</span>{"".join(chips)}</p>'
    )
