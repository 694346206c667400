"""Who is in the programme and who meets whom, looked after: names, roles, pairs, days; nothing of what was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape

import streamlit as st

from copilot.models import CLOSING_DAYS, Person, Relationship
from ui.components import editing, pair_form, person_form
from ui.components.marks import chip
from ui.components.records_table import paged
from ui.components.saying import saved, told
from ui.room import Room

_SIZE = 15


def people_and_pairs(room: Room) -> None:
    """Both lists, narrowed by a name, and who has no pair."""
    with told():
        people = room.copilot.programme_people(room.viewer)
        pairs = room.copilot.programme_relationships(room.viewer)
        alone = room.copilot.programme_unpaired(room.viewer, room.as_of)
        wanted = st.text_input("Show only names with", key="people-filter", max_chars=200).strip().casefold()
        if wanted:
            saved("people-filter")
        names = {person.id: person.name for person in people}
        st.header("People", anchor=False)
        with st.expander("Add a person", icon=":material/person_add:", key="person-adding", on_change="rerun"):
            person_form.adding(room)
        new = next((one for one in people if one.id == person_form.added()), None)
        if new is not None:
            person_form.just_added(room, new, paired=any(new.id in pair.members for pair in pairs))
        _people(room, [one for one in people if wanted in one.name.casefold()], pairs, len(people))
        st.header("Without a pair", anchor=False)
        _alone([one for one in alone if wanted in one.name.casefold()], len(alone))
        st.header("Relationships", anchor=False)
        with st.expander(
            "Bring two people together", icon=":material/handshake:", key="pair-adding", on_change="rerun"
        ):
            pair_form.adding(room, people)
        shown = [one for one in pairs if any(wanted in names.get(member, "").casefold() for member in one.members)]
        _pairs(room, shown, names)


def _people(room: Room, people: Sequence[Person], pairs: Sequence[Relationship], everyone: int) -> None:
    st.html(f'<p class="mc-note">{len(people)} of {everyone}</p>')
    if not people:
        st.html('<div class="mc-empty"><b>Nobody of that name</b>Take a letter away, or look for another.</div>')
    for one in paged(sorted(people, key=lambda one: (one.name.casefold(), one.id)), "people", _SIZE):
        key = f"person-{one.id}"
        count = sum(one.id in pair.members for pair in pairs)
        meets = f"{count} pair{'s' if count > 1 else ''}" if count else ""
        with st.container(key=f"row-{key}", gap=None):
            roles = "".join(chip(label) for role, label in person_form.ROLES.items() if role in one.roles)
            _row(f"{one.name} ({one.id})", roles, (one.title, one.email, one.phone, meets))
            if editing.is_open(key, one):
                person_form.edit(room, one, key)
            else:
                st.button("Edit", key=f"{key}-edit", type="tertiary", on_click=editing.open_on, args=(key, one))


def _alone(people: Sequence[Person], all_alone: int) -> None:
    if not people:
        told_so = "Nobody of that name" if all_alone else "No mentor or mentee"
        st.html(f'<p class="mc-note">{told_so} is without a pair.</p>')
        return
    lines = "".join(
        f"<li>{escape(one.name)} ({escape(one.id)}), "
        f"{', '.join(label.lower() for role, label in person_form.ROLES.items() if role in one.roles)}</li>"
        for one in sorted(people, key=lambda one: (one.name.casefold(), one.id))
    )
    st.html(f'<ul class="mc-lines">{lines}</ul>')


def _pairs(room: Room, pairs: Sequence[Relationship], names: Mapping[str, str]) -> None:
    if not pairs:
        st.html(
            '<div class="mc-empty"><b>No pairs to show</b>Bring two people together here, or bring in many with a '
            "programme file, under <code>relationships</code>: see Import.</div>"
        )
    for one in paged(sorted(pairs, key=lambda one: (one.is_over(room.as_of), one.id)), "pairs", _SIZE):
        key = f"pair-{one.id}"
        with st.container(key=f"row-{key}", gap=None):
            heading = f"{names.get(one.mentor, one.mentor)} with {names.get(one.mentee, one.mentee)}"
            days = f"since {_day(one.started)}, {_end(one, room.as_of)}"
            _row(heading, chip(one.kind.value), (days, one.id))
            if editing.is_open(key, one):
                pair_form.edit(room, one, key)
            elif editing.is_open(f"{key}-end", one):
                pair_form.end(room, one, names, f"{key}-end")
            else:
                with st.container(horizontal=True, gap="small"):
                    st.button("Edit", key=f"{key}-edit", type="tertiary", on_click=editing.open_on, args=(key, one))
                    if not one.is_over(room.as_of):
                        st.button(
                            "End it",
                            key=f"{key}-ask-end",
                            type="tertiary",
                            on_click=editing.open_on,
                            args=(f"{key}-end", one),
                        )


def _row(heading: str, chips: str, facts: Sequence[str]) -> None:
    said = "".join(f"<span>{escape(fact)}</span>" for fact in facts if fact)
    st.html(
        f'<div class="mc-item"><p class="mc-item-text">{escape(heading)}</p><p class="mc-item-meta">{chips}{said}</p></div>'
    )


def _end(pair: Relationship, today: date) -> str:
    if pair.ends is None:
        return "open-ended"
    if pair.is_over(today):
        return f"until {_day(pair.ends)} (over)"
    soon = pair.ends - today <= timedelta(days=CLOSING_DAYS)
    return f"until {_day(pair.ends)}{' (closing)' if soon else ''}"


def _day(one: date) -> str:
    return f"{one.day} {one:%b %Y}"
