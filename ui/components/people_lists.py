"""Who is in the programme and who meets whom: names, roles, pairs, days; nothing of what was written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from copilot.models import CLOSING_DAYS, Person, Relationship, Role
from ui.components.records_table import paged, table_html
from ui.components.saying import saved, told
from ui.room import Room


def people_and_pairs(room: Room) -> None:
    """Both lists, narrowed by a name, a role or a kind."""
    with told():
        people = room.copilot.programme_people(room.viewer)
        pairs = room.copilot.programme_relationships(room.viewer)
        wanted = st.text_input("Show only names with", key="people-filter", max_chars=200).strip().casefold()
        if wanted:
            saved("people-filter")
        names = {person.id: person.name for person in people}
        st.header("People", anchor=False)
        _people([one for one in people if wanted in one.name.casefold()], pairs, len(people))
        st.header("Relationships", anchor=False)
        shown = [one for one in pairs if any(wanted in names.get(member, "").casefold() for member in one.members)]
        _pairs(shown, names, room.as_of)


def _people(people: Sequence[Person], pairs: Sequence[Relationship], everyone: int) -> None:
    st.html(f'<p class="mc-note">{len(people)} of {everyone}</p>')
    rows = [
        (
            f"{one.name} ({one.id})",
            ", ".join(role.value for role in Role if role in one.roles),
            one.title,
            one.email,
            str(sum(one.id in pair.members for pair in pairs) or ""),
        )
        for one in paged(sorted(people, key=lambda one: one.name.casefold()), "people")
    ]
    if rows:
        st.html(table_html("People", ("Name (id)", "Roles", "Title", "E-mail", "Pairs"), rows))
    else:
        st.html('<div class="mc-empty"><b>Nobody of that name</b>Take a letter away, or look for another.</div>')


def _pairs(pairs: Sequence[Relationship], names: dict[str, str], today: date) -> None:
    if not pairs:
        st.html(
            '<div class="mc-empty"><b>No pairs to show</b>Pairs come in with a programme file, under '
            "<code>relationships</code>: see Import.</div>"
        )
        return
    rows = [
        (
            f"{names.get(one.mentor, one.mentor)} with {names.get(one.mentee, one.mentee)}",
            one.kind.value,
            _day(one.started),
            _end(one, today),
            one.id,
        )
        for one in paged(sorted(pairs, key=lambda one: one.id), "pairs")
    ]
    st.html(table_html("Relationships", ("Mentor with mentee", "Kind", "Since", "Until", "Id"), rows))


def _end(pair: Relationship, today: date) -> str:
    if pair.ends is None:
        return "open"
    if pair.ends < today:
        return f"{_day(pair.ends)} (over)"
    soon = pair.ends - today <= timedelta(days=CLOSING_DAYS)
    return f"{_day(pair.ends)}{' (closing)' if soon else ''}"


def _day(one: date) -> str:
    return f"{one.day} {one:%b %Y}"
