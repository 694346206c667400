"""A programme and its people as its staff keep them: names, roles, contact data; never a note. Pairs: `own_pairs`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from zoneinfo import available_timezones

from pydantic import TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from copilot import access
from copilot.beginning import slug
from copilot.content import ProgrammeContent
from copilot.errors import BriefError, InvalidInput, NotFound
from copilot.models import Person, Programme, Role, Viewer
from copilot.programme_entries import Id, Said, Text
from copilot.repository import people
from copilot.versions import clash, expect

_ADDRESS: Final = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"().]+")
"""What tells an e-mail address from a name or two addresses. Whether a letter arrives there, only a letter says."""


@dataclass(frozen=True)
class PersonEdit:
    """What is said of a person; None stays as it is (for a new one: empty)."""

    name: str | None = None
    known_as: str | None = None
    roles: frozenset[Role] | None = None
    title: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class ProgrammeEdit:
    """What is said of the programme itself; None stays. `no_as_of`: it is looked at from today again."""

    name: str | None = None
    kind: str | None = None
    timezone: str | None = None
    contact: str | None = None
    as_of: date | None = None
    no_as_of: bool = False


def everyone(session: Session, viewer: Viewer) -> tuple[Person, ...]:
    """All people of the programme, by id, for its staff. Raises NotFound for anybody else."""
    access.staff_only(viewer)
    return people.people(session, viewer.programme)


def add_person(session: Session, viewer: Viewer, identifier: str | None, said: PersonEdit) -> Person:
    """Add a person to the programme; without an id, one is made of the name.

    Raises:
        NotFound: the viewer is not staff.
        BriefError: the name, the id or the e-mail address cannot be one, or another has that address.
        Conflict: there is somebody of that id.
    """
    access.staff_only(viewer)
    name = _text(said.name, "name")
    key = identifier or slug(name)
    if not key:
        raise BriefError(f"{name!r} has no letter or digit to make an id of.", location="id", next_step="Give an id.")
    checked_id(key)
    added = _changed(Person(key, name), said)
    everybody = people.people(session, viewer.programme)
    known = next((one for one in everybody if one.id == key), None)
    if known is not None:
        raise clash(f"There is somebody of the id {key!r} already.", known, told(added), told=told)
    _address_of_their_own(everybody, added, said)
    people.save_person(session, viewer.programme, added)
    return added


def edit_person(
    session: Session, viewer: Viewer, identifier: str, said: PersonEdit, expected: str | None = None
) -> Person:
    """Change what is kept of a person. Returns how they stand then.

    Raises:
        NotFound: the viewer is not staff, or there is no such person.
        BriefError: the name or the e-mail address cannot be one, another has that address, or the programme would
            be left without staff.
        Conflict: they do not stand at the version `expected` any more.
    """
    access.staff_only(viewer)
    stands = people.person(session, viewer.programme, identifier)
    if stands is None:
        raise nobody(identifier)
    changed = _changed(stands, said)
    tell = _telling(said)
    expect(expected, stands, tell(changed), f"What is kept of {identifier!r}", told=tell)
    everybody = people.people(session, viewer.programme)
    _keep_staff(everybody, changed)
    _address_of_their_own(everybody, changed, said)
    people.save_person(session, viewer.programme, changed)
    return changed


def edit_programme(session: Session, viewer: Viewer, said: ProgrammeEdit, expected: str | None = None) -> Programme:
    """Change what the programme says of itself. Raises NotFound (not staff), BriefError, Conflict."""
    access.staff_only(viewer)
    stands = people.programme(session, viewer.programme)
    if said.timezone is not None and said.timezone not in available_timezones():
        raise BriefError(
            f"{said.timezone!r} is no time zone we know.",
            location="timezone",
            next_step="Write one like Europe/Berlin.",
        )
    changed = replace(
        stands,
        name=stands.name if said.name is None else _text(said.name, "name"),
        kind=stands.kind if said.kind is None else said.kind.strip(),
        timezone=said.timezone or stands.timezone,
        contact=stands.contact if said.contact is None else said.contact.strip(),
        as_of=None if said.no_as_of else said.as_of or stands.as_of,
    )
    expect(expected, stands, programme_told(changed), "The programme", told=programme_told)
    people.save_programme(session, changed)
    return changed


def only_people(content: ProgrammeContent, viewer: Viewer) -> ProgrammeContent:
    """The programme file's content, if it is one that staff may bring in: this programme's people and guidance.

    What people wrote comes in through its authors, or through the owner of the folder (`mentor import`).

    Raises:
        NotFound: the viewer is not staff.
        InvalidInput: it is another programme's, holds what people wrote, or would leave no staff.
    """
    access.staff_only(viewer)
    problems = []
    if content.programme.id != viewer.programme:
        problems.append(f"programme.id: it is {content.programme.id!r}, and this programme is {viewer.programme!r}")
    for part in ("notes", "goals", "actions", "drafts", "feedback"):
        if getattr(content, part):
            problems.append(f"{part}: staff bring in people, relationships and guidance, never what people wrote")
    if problems:
        raise InvalidInput(
            problems[0] if len(problems) == 1 else f"{len(problems)} parts of this file cannot be brought in here.",
            next_step="Leave those parts out; nothing was imported.",
            problems=tuple(problems),
        )
    return content


def told(person: Person) -> dict[str, object]:
    """The person as plain values, without contact data."""
    return {
        "id": person.id,
        "name": person.name,
        "known_as": person.known_as,
        "roles": sorted(role.value for role in person.roles),
        "title": person.title,
    }


def _telling(said: PersonEdit) -> Callable[[Person], dict[str, object]]:
    """`told`, and of the contact data what is to be changed: whoever decides between two must see both."""
    contact = [name for name in ("email", "phone") if getattr(said, name) is not None]
    return lambda person: {**told(person), **{name: getattr(person, name) for name in contact}}


def programme_told(programme: Programme) -> dict[str, object]:
    """The programme's own row as plain values."""
    return {
        "id": programme.id,
        "name": programme.name,
        "kind": programme.kind,
        "timezone": programme.timezone,
        "contact": programme.contact,
        "as_of": None if programme.as_of is None else programme.as_of.isoformat(),
    }


def _changed(person: Person, said: PersonEdit) -> Person:
    return replace(
        person,
        name=person.name if said.name is None else _text(said.name, "name"),
        known_as=person.known_as if said.known_as is None else _line(said.known_as, "known_as"),
        roles=person.roles if said.roles is None else said.roles,
        title=person.title if said.title is None else _line(said.title, "title"),
        email=person.email if said.email is None else _address(said.email),
        phone=person.phone if said.phone is None else _line(said.phone, "phone"),
    )


def _keep_staff(everyone: Collection[Person], changed: Person) -> None:
    if Role.STAFF in changed.roles or any(Role.STAFF in one.roles for one in everyone if one.id != changed.id):
        return
    raise BriefError(
        f"{changed.id!r} is the programme's only staff.", location="roles", next_step="Make somebody else staff first."
    )


def _address_of_their_own(everyone: Collection[Person], changed: Person, said: PersonEdit) -> None:
    """Whoever signs in may name themselves by their address, so that it has to be one person's."""
    if not said.email:
        return
    for one in everyone:
        if one.id != changed.id and one.email and one.email.casefold() == changed.email.casefold():
            raise BriefError(
                f"{one.name} ({one.id}) has the address {changed.email} already.",
                location="email",
                next_step="Give each person their own; it may stay empty.",
            )


def _address(value: str) -> str:
    said = _line(value, "email")
    if said and not _ADDRESS.fullmatch(said):
        raise BriefError(
            f"{said!r} is no e-mail address.", location="email", next_step="Write one like ann@example.org, or none."
        )
    return said


def _line(value: str, location: str) -> str:
    """The words without blanks around them. Raises BriefError for characters that cannot be stored."""
    try:
        return TypeAdapter(Text).validate_python(value.strip())
    except ValidationError as error:
        raise BriefError(
            f"{value!r} holds a character that cannot be stored.",
            location=location,
            next_step="Write it without that character.",
        ) from error


def _text(value: str | None, location: str) -> str:
    """A name, without blanks around it. Raises BriefError for a blank one, or characters that cannot be stored."""
    try:
        return TypeAdapter(Said).validate_python((value or "").strip())
    except ValidationError as error:
        raise BriefError(
            f"{value!r} cannot be a {location}.", location=location, next_step="Write at least one word."
        ) from error


def checked_id(key: str) -> None:
    """Raises BriefError for what cannot be an id."""
    # The programme file's own rule, so that whatever is added here can be exported and brought back.
    try:
        TypeAdapter(Id).validate_python(key)
    except ValidationError as error:
        raise BriefError(
            f"{key!r} cannot be an id.", location="id", next_step="Use no blanks and no colon, at most 120 characters."
        ) from error


def nobody(identifier: str) -> NotFound:
    """The error to raise where the programme has no such person."""
    return NotFound(f"There is no {identifier!r} in the programme.", next_step="The list shows who there is.")
