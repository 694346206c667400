"""A programme's relationships as its staff keep them: who meets whom, of which kind, from when to when; never a note.

An end takes nothing away: who may read a text hangs on being one of its two people, not on the day (`access`). So
what the two shared stays open to both, what was private stays its author's, and staff read neither, then as before.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from copilot import access
from copilot.beginning import free_id
from copilot.errors import BriefError, NotFound
from copilot.models import Person, Relationship, RelationshipKind, Role, Viewer
from copilot.own_people import checked_id, nobody
from copilot.repository import people
from copilot.versions import clash, expect


@dataclass(frozen=True)
class PairEdit:
    """What is said of a relationship; None stays. `no_end`: it has no planned end any more."""

    kind: RelationshipKind | None = None
    started: date | None = None
    ends: date | None = None
    no_end: bool = False


def pairs(session: Session, viewer: Viewer) -> tuple[Relationship, ...]:
    """All relationships of the programme, by id, for its staff. Raises NotFound for anybody else."""
    access.staff_only(viewer)
    return people.relationships(session, viewer.programme)


def unpaired(session: Session, viewer: Viewer, as_of: date) -> tuple[Person, ...]:
    """The mentors and mentees, by id, who are in no relationship that goes on, or is to begin, on that day.

    Raises NotFound for who is not staff.
    """
    going_on = {member for one in pairs(session, viewer) if not one.is_over(as_of) for member in one.members}
    return tuple(
        one
        for one in people.people(session, viewer.programme)
        if one.roles & {Role.MENTOR, Role.MENTEE} and one.id not in going_on
    )


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
        BriefError: both are the same, it would end before it began, or, without an id, they meet like that already.
        Conflict: there is a relationship of that id.
    """
    access.staff_only(viewer)
    for person in (mentor, mentee):
        if people.person(session, viewer.programme, person) is None:
            raise nobody(person)
    if mentor == mentee:
        raise BriefError("Nobody mentors themselves.", location="mentee", next_step="Name two people.")
    known = people.relationships(session, viewer.programme)
    added = _dated(
        Relationship(identifier or "", RelationshipKind.TRADITIONAL, mentor, mentee, said.started or today), said
    )
    if identifier is None:
        _not_twice(known, added, today)
        added = replace(added, id=free_id(f"{mentor}-{mentee}", {one.id for one in known}))
    checked_id(added.id)
    taken = next((one for one in known if one.id == added.id), None)
    if taken is not None:
        raise clash(f"There is a relationship {added.id!r} already.", taken, told(added), told=told)
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
    expect(expected, stands, told(changed), f"The relationship {identifier!r}", told=told)
    people.save_relationship(session, viewer.programme, changed)
    return changed


def told(pair: Relationship) -> dict[str, object]:
    """The relationship as plain values."""
    return {
        "id": pair.id,
        "kind": pair.kind.value,
        "mentor": pair.mentor,
        "mentee": pair.mentee,
        "started": pair.started.isoformat(),
        "ends": None if pair.ends is None else pair.ends.isoformat(),
    }


def _not_twice(known: Collection[Relationship], added: Relationship, today: date) -> None:
    for one in known:
        if (one.kind, one.members) == (added.kind, added.members) and not one.is_over(max(today, added.started)):
            raise BriefError(
                f"These two meet like that already: {one.id}, since {one.started}.",
                location="mentee",
                next_step="Change that relationship, or end it first.",
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
