"""A programme's people and relationships as its staff keep them: names, roles, pairs, dates; never a note."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import available_timezones

from pydantic import TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from copilot import access
from copilot.beginning import slug
from copilot.content import ProgrammeContent
from copilot.errors import BriefError, Conflict, InvalidInput, NotFound
from copilot.models import Person, Programme, Relationship, RelationshipKind, Role, Viewer
from copilot.programme_entries import Id, Said
from copilot.repository import people
from copilot.versions import expect


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
class PairEdit:
    """What is said of a relationship; None stays. `no_end`: it has no planned end any more."""

    kind: RelationshipKind | None = None
    started: date | None = None
    ends: date | None = None
    no_end: bool = False


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


def pairs(session: Session, viewer: Viewer) -> tuple[Relationship, ...]:
    """All relationships of the programme, by id, for its staff. Raises NotFound for anybody else."""
    access.staff_only(viewer)
    return people.relationships(session, viewer.programme)


def add_person(session: Session, viewer: Viewer, identifier: str | None, said: PersonEdit) -> Person:
    """Add a person to the programme; without an id, one is made of the name.

    Raises:
        NotFound: the viewer is not staff.
        BriefError: the name or the id cannot be one.
        Conflict: there is somebody of that id.
    """
    access.staff_only(viewer)
    name = _text(said.name, "name")
    key = identifier or slug(name)
    _checked_id(key)
    added = _changed(Person(key, name), said)
    known = people.person(session, viewer.programme, key)
    if known is not None:
        raise Conflict(
            f"There is somebody of the id {key!r} already.",
            current=told(known),
            sent=told(added),
            location="id",
            next_step="Give another id, or change the one who is there.",
        )
    people.save_person(session, viewer.programme, added)
    return added


def edit_person(
    session: Session, viewer: Viewer, identifier: str, said: PersonEdit, expected: str | None = None
) -> Person:
    """Change what is kept of a person. Returns how they stand then.

    Raises:
        NotFound: the viewer is not staff, or there is no such person.
        BriefError: the name cannot be one, or the programme would be left without staff.
        Conflict: they do not stand at the version `expected` any more.
    """
    access.staff_only(viewer)
    stands = people.person(session, viewer.programme, identifier)
    if stands is None:
        raise _nobody(identifier)
    changed = _changed(stands, said)
    expect(expected, stands, told(changed), f"What is kept of {identifier!r}", told=told)
    _keep_staff(people.people(session, viewer.programme), changed)
    people.save_person(session, viewer.programme, changed)
    return changed


def add_pair(
    session: Session,
    viewer: Viewer,
    identifier: str | None,
    mentor: str,
    mentee: str,
    said: PairEdit,
    today: date,
) -> Relationship:
    """Bring two people together; without an id, one is made of theirs. It begins `today`, unless said otherwise.

    Raises:
        NotFound: the viewer is not staff, or one of the two is not there.
        BriefError: both are the same, or it would end before it began.
        Conflict: there is a relationship of that id.
    """
    access.staff_only(viewer)
    for person in (mentor, mentee):
        if people.person(session, viewer.programme, person) is None:
            raise _nobody(person)
    if mentor == mentee:
        raise BriefError("Nobody mentors themselves.", location="mentee", next_step="Name two people.")
    key = identifier or f"{mentor}-{mentee}"
    _checked_id(key)
    added = _dated(Relationship(key, RelationshipKind.TRADITIONAL, mentor, mentee, said.started or today), said)
    known = next((one for one in people.relationships(session, viewer.programme) if one.id == key), None)
    if known is not None:
        raise Conflict(
            f"There is a relationship {key!r} already.",
            current=pair_told(known),
            sent=pair_told(added),
            location="id",
            next_step="Give another id, or change the one that is there.",
        )
    people.save_relationship(session, viewer.programme, added)
    return added


def edit_pair(
    session: Session, viewer: Viewer, identifier: str, said: PairEdit, expected: str | None = None
) -> Relationship:
    """Change kind or days of a relationship; its two people stay, or its notes would be handed to others.

    Raises:
        NotFound: the viewer is not staff, or there is no such relationship.
        BriefError: it would end before it began.
        Conflict: it does not stand at the version `expected` any more.
    """
    access.staff_only(viewer)
    stands = next((one for one in people.relationships(session, viewer.programme) if one.id == identifier), None)
    if stands is None:
        raise NotFound(f"There is no relationship {identifier!r} here.", next_step="The list shows those there are.")
    changed = _dated(stands, said)
    expect(expected, stands, pair_told(changed), f"The relationship {identifier!r}", told=pair_told)
    people.save_relationship(session, viewer.programme, changed)
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


def pair_told(pair: Relationship) -> dict[str, object]:
    """The relationship as plain values."""
    return {
        "id": pair.id,
        "kind": pair.kind.value,
        "mentor": pair.mentor,
        "mentee": pair.mentee,
        "started": pair.started.isoformat(),
        "ends": None if pair.ends is None else pair.ends.isoformat(),
    }


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
        known_as=person.known_as if said.known_as is None else said.known_as.strip(),
        roles=person.roles if said.roles is None else said.roles,
        title=person.title if said.title is None else said.title.strip(),
        email=person.email if said.email is None else said.email.strip(),
        phone=person.phone if said.phone is None else said.phone.strip(),
    )


def _dated(pair: Relationship, said: PairEdit) -> Relationship:
    changed = replace(
        pair,
        kind=said.kind or pair.kind,
        started=said.started or pair.started,
        ends=None if said.no_end else said.ends or pair.ends,
    )
    if changed.ends is not None and changed.ends < changed.started:
        raise BriefError(
            f"It would end on {changed.ends}, before it began on {changed.started}.",
            location="ends",
            next_step="Correct one of the two days.",
        )
    return changed


def _keep_staff(everyone: Collection[Person], changed: Person) -> None:
    if Role.STAFF in changed.roles or any(Role.STAFF in one.roles for one in everyone if one.id != changed.id):
        return
    raise BriefError(
        f"{changed.id!r} is the programme's only staff.", location="roles", next_step="Make somebody else staff first."
    )


def _text(value: str | None, location: str) -> str:
    """A name, without blanks around it. Raises BriefError for a blank one, or characters that cannot be stored."""
    try:
        return TypeAdapter(Said).validate_python((value or "").strip())
    except ValidationError as error:
        raise BriefError(
            f"{value!r} cannot be a {location}.", location=location, next_step="Write at least one word."
        ) from error


def _checked_id(key: str) -> None:
    # The programme file's own rule, so that whatever is added here can be exported and brought back.
    try:
        TypeAdapter(Id).validate_python(key)
    except ValidationError as error:
        raise BriefError(
            f"{key!r} cannot be an id.", location="id", next_step="Use no blanks and no colon, at most 120 characters."
        ) from error


def _nobody(identifier: str) -> NotFound:
    return NotFound(f"There is no {identifier!r} in the programme.", next_step="The list shows who there is.")
