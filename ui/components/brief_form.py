"""The short form a draft begins with, one a kind, prefilled from what is known. A blank field is asked for, never refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from copilot.models import Person, Role
from ui.room import Room

Fields = dict[str, object]
TO = "To whom?"
OUTSIDE_HINT = "Pick somebody, or type a name"
_TONES = {None: "Ours", "warm": "Warm", "plain": "Plain", "formal": "Formal"}
_LENGTHS = {None: "Ours", "short": "Short", "medium": "Medium", "long": "Long"}
_READERS = {None: "As usual", "both": "Both of us", "me": "I alone"}
_STAGES = {None: "By the records", "first": "First session", "middle": "On the way", "closing": "Closing"}


def brief_form(room: Room, kind: str, known: Mapping[str, object], *, key: str, submit: str) -> Fields | None:
    """The brief's fields once the person submits the form, else None. `known` fills it in."""
    with st.form(key, border=False, enter_to_submit=False):
        said = _FORMS[kind](room, known, key)
        if st.form_submit_button(submit, type="primary", icon=":material/edit_note:"):
            return {name: value for name, value in said.items() if value not in (None, "", [])}
    return None


_MESSAGE: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "request": {
        "why": ("Why this person?", "Something they did, said or wrote that speaks to you."),
        "ask": ("What do you ask for?", "One thing, with a time: “20 minutes on how you trained your first line”."),
        "about": ("What should they know of you?", "A line or two; we look in your notes as well."),
        "give_back": ("What can you offer in return?", "It may be small, and it may stay blank."),
    },
    "follow_up": {
        "why": ("What was it about?", "We look for what you agreed in your notes."),
        "ask": ("What do you ask for now?", "One thing, with a time."),
        "about": ("What has happened since?", ""),
        "give_back": ("What can you offer in return?", ""),
    },
    "thank_you": {
        "why": ("What do you thank them for?", "The more concrete, the better it is received."),
        "about": ("What came of it?", "What you did with it, and what changed."),
        "ask": ("Anything you would like next?", "It may stay blank."),
        "give_back": ("What can you offer in return?", ""),
    },
}


def _message(room: Room, known: Mapping[str, object], key: str) -> Fields:
    type_ = str(known.get("type") or "request")
    people = {one.id: one for one in room.copilot.directory(room.viewer).values() if one.id != room.viewer.person.id}
    to = known.get("to")
    options = [*people, *([to] if isinstance(to, str) and to not in people else [])]
    chosen = st.selectbox(
        TO,
        options,
        index=options.index(to) if to in options else None,
        format_func=lambda one: _called(people.get(one), one),
        placeholder=OUTSIDE_HINT,
        accept_new_options=True,
        key=f"{key}-to",
    )
    said: Fields = {"type": type_, "to": chosen}
    for name, (label, hint) in _MESSAGE[type_].items():
        said[name] = _area(label, known.get(name), hint, f"{key}-{name}", rows=2)
    return {**said, **_manner(known, key)}


def _agenda(room: Room, known: Mapping[str, object], key: str) -> Fields:
    said: Fields = {"relationship": _relationship(room, known, key)}
    left, right = st.columns(2)
    with left:
        said["session_date"] = _iso(
            st.date_input("When do you meet?", _day(known.get("session_date")), key=f"{key}-date", format="DD/MM/YYYY")
        )
    with right:
        minutes = known.get("minutes")
        said["minutes"] = st.number_input(
            "For how many minutes?", 10, 480, minutes if isinstance(minutes, int) else 60, 5, key=f"{key}-minutes"
        )
    said["focus"] = _area(
        "What should it be about?",
        known.get("focus"),
        "Blank: what is open, what comes up, the goal.",
        f"{key}-focus",
        rows=2,
    )
    said["audience"] = _readers(room, known, said["relationship"], key)
    said["stage"] = _choice("Where are you two?", _STAGES, known.get("stage"), f"{key}-stage")
    return {**said, **_manner(known, key)}


def _goal(room: Room, known: Mapping[str, object], key: str) -> Fields:
    mine = {one.id: one for one in room.copilot.goals(room.viewer, room.as_of) if one.owner == room.viewer.person.id}
    named = str(known.get("goal") or "")
    text = mine[named].text if named in mine else named
    return {
        "relationship": _relationship(room, known, key),
        "goal": _area(
            "Your goal, in your own words",
            text,
            "As vague as it is: “be more confident in meetings”. What is missing will be asked.",
            f"{key}-goal",
            rows=4,
        ),
        "answers": known.get("answers"),
    }


def _feedback(room: Room, known: Mapping[str, object], key: str) -> Fields:
    groups = {None: "Everyone", Role.MENTEE.value: "Mentees", Role.MENTOR.value: "Mentors"}
    periods = list(room.copilot.feedback_periods(room.viewer))
    named = known.get("period")
    if isinstance(named, str) and named and named not in periods:
        periods.append(named)
    return {
        "period": st.selectbox(
            "Period",
            periods,
            index=periods.index(named) if named in periods else len(periods) - 1 if periods else None,
            key=f"{key}-period",
            placeholder="Name a period, such as 2026-H1",
            accept_new_options=True,
        ),
        "group": _choice("Who?", groups, known.get("group"), f"{key}-group"),
        "question": st.text_input(
            "Only what they say to this question", str(known.get("question") or ""), key=f"{key}-question"
        ),
    }


_FORMS: Mapping[str, Callable[[Room, Mapping[str, object], str], Fields]] = {
    "outreach": _message,
    "agenda": _agenda,
    "goal": _goal,
    "feedback": _feedback,
}


def _relationship(room: Room, known: Mapping[str, object], key: str) -> object:
    """The one there is, or the one picked: named by whom it is with."""
    mine = {one.id: one for one in room.copilot.relationships(room.viewer)}
    if len(mine) < 2:
        return next(iter(mine), None)
    people = room.copilot.directory(room.viewer)
    wanted = known.get("relationship")
    ids = list(mine)

    def called(identifier: str) -> str:
        pair = mine[identifier]
        other = people.get(pair.partner_of(room.viewer.person.id))
        role = "your mentor" if other and other.id == pair.mentor else "your mentee"
        return f"{other.name if other else identifier}, {role}"

    return st.selectbox(
        "With whom?",
        ids,
        index=ids.index(str(wanted)) if wanted in ids else None,
        format_func=called,
        placeholder="Whom you meet",
        key=f"{key}-relationship",
    )


def _readers(room: Room, known: Mapping[str, object], relationship: object, key: str) -> list[str] | None:
    """Who reads it: both, or the person alone, whose private notes it may rest on then. None: as it is usual."""
    me = room.viewer.person.id
    usual = "me" if room.copilot.is_own_workspace(room.viewer) else "both"
    before = known.get("audience")
    now = ("me" if list(before) == [me] else "both") if isinstance(before, list | tuple) and before else usual
    chosen = _choice("Who reads it?", _READERS, now, f"{key}-readers") or usual
    pair = next((one for one in room.copilot.relationships(room.viewer) if one.id == relationship), None)
    if chosen == usual or pair is None:
        return None
    return [me] if chosen == "me" else list(pair.members)


def _manner(known: Mapping[str, object], key: str) -> Fields:
    with st.expander("Tone and length"):
        return {
            "tone": _choice("Tone", _TONES, known.get("tone"), f"{key}-tone"),
            "length": _choice("Length", _LENGTHS, known.get("length"), f"{key}-length"),
        }


def _choice(label: str, options: Mapping[str | None, str], now: object, key: str) -> str | None:
    return st.segmented_control(
        label,
        [name for name in options if name is not None],
        default=now if isinstance(now, str) and now in options else None,
        format_func=lambda one: options[one],
        key=key,
        help=f"Nothing chosen: {str(options[None]).lower()}.",
    )


def _area(label: str, value: object, hint: str, key: str, *, rows: int) -> str:
    return str(st.text_area(label, str(value or ""), height=40 + 26 * rows, placeholder=hint, key=key) or "")


def _called(person: Person | None, typed: str) -> str:
    if person is None:
        return typed
    return f"{person.name}, {person.title}" if person.title else person.name


def _day(value: object) -> date | None:
    """The day; None for what is none, as an address or an older brief may hold."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None


def _iso(value: object) -> str | None:
    return value.isoformat() if isinstance(value, date) else None
