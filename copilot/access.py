"""Who may read what (docs/architecture.md): the one place that decides it.

A person reads their programme's guidance, what is their own, and what their relationships share. That
holds for staff too: running a programme opens no note.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from copilot.brief import OUTSIDE
from copilot.errors import NotFound
from copilot.models import Feedback, Person, Relationship, Role, Viewer
from copilot.records import Records
from copilot.repository import actions, feedback, goals, notes, people
from ingest.models import Scope


def viewer(session: Session, programme: str, person: str) -> Viewer:
    """The person as someone who asks. Raises NotFound when the programme has no such person."""
    found = people.person(session, programme, person)
    if found is None:
        raise NotFound(
            f"There is no {person!r} here, or it is not yours to see.",
            next_step="`mentor people` lists who can be named with --as.",
        )
    relationships = frozenset(item.id for item in people.relationships(session, programme, member=person))
    return Viewer(found, programme, _scopes(programme, person, relationships), relationships)


def readable(viewer: Viewer) -> frozenset[Scope]:
    """The scopes the viewer may read: the programme's, their own, their relationships'."""
    return viewer.scopes


def audience_scopes(session: Session, viewer: Viewer, audience: Collection[str]) -> frozenset[Scope]:
    """The scopes that the viewer and every reader may read: what a draft for them may rest on.

    An empty audience is the viewer alone. A reader the programme does not know, `outside` first of all,
    leaves the programme's guidance: it may inform how the message is written, and no note may. What
    else such a message says comes from the author's brief, or from notes the author includes one by one.
    """
    scopes = viewer.scopes
    for reader in set(audience) - {viewer.person.id}:
        theirs = frozenset(item.id for item in people.relationships(session, viewer.programme, member=reader))
        if reader == OUTSIDE:
            theirs = frozenset()
        scopes &= _scopes(viewer.programme, reader, theirs)
    return scopes


def feedback_to_count(session: Session, viewer: Viewer) -> tuple[Feedback, ...]:
    """Every row of the programme, for staff: to be counted, and shown as themes alone.

    Raises NotFound for anybody else, whether there is feedback or not.
    """
    staff_only(viewer)
    return feedback.everyones(session, viewer.programme)


def staff_only(viewer: Viewer) -> None:
    """Raises NotFound for a viewer who is not the programme's staff: for people, pairs, guidance, sign-ins, feedback."""
    if Role.STAFF not in viewer.person.roles:
        raise NotFound(
            "There is nothing here, or it is not yours to see.",
            next_step="The programme's staff look after it; `mentor people` lists them.",
        )


def keeper_only(viewer: Viewer | None, programme: str) -> None:
    """Let staff of that programme go on, and None: whoever owns the folder, at whose command line nobody is named.

    Raises NotFound for anybody else.
    """
    if viewer is None:
        return
    staff_only(viewer)
    if viewer.programme != programme:
        raise NotFound(
            f"There is no programme {programme!r} here, or it is not yours to see or change.",
            next_step="`mentor people` lists who is in yours.",
        )


def subject_filter(relationship: str | None) -> frozenset[str | None]:
    """The subjects a draft about `relationship` may rest on: that one, or none at all."""
    return frozenset({relationship, None})


def known_relationships(session: Session, viewer: Viewer) -> tuple[Relationship, ...]:
    """The viewer's own relationships, by id."""
    return people.relationships(session, viewer.programme, member=viewer.person.id)


def known_people(session: Session, viewer: Viewer) -> tuple[Person, ...]:
    """Whom the viewer may know of, by id: themselves, their partners, and the programme's staff."""
    return _known(people.people(session, viewer.programme), known_relationships(session, viewer), viewer)


def _known(everyone: Collection[Person], relationships: Collection[Relationship], viewer: Viewer) -> tuple[Person, ...]:
    me = viewer.person.id
    theirs = {me, *(item.partner_of(me) for item in relationships)}
    return tuple(person for person in everyone if person.id in theirs or Role.STAFF in person.roles)


def partners(session: Session, viewer: Viewer) -> tuple[Person, ...]:
    """The other members of the viewer's relationships, by id."""
    theirs = {item.partner_of(viewer.person.id) for item in known_relationships(session, viewer)}
    return tuple(person for person in people.people(session, viewer.programme) if person.id in theirs)


def directory(session: Session, viewer: Viewer) -> dict[str, Person]:
    """Whom the viewer may name, by id: those they know of, and the programme's mentors.

    Mentors joined to be asked, so their name and title are open to everyone in the programme. Contact
    data is left out of all but the viewer's own entry: it appears in a draft only if its author typed it.
    """
    everyone = people.people(session, viewer.programme)
    known = {person.id for person in _known(everyone, known_relationships(session, viewer), viewer)}
    return {
        person.id: person if person.id == viewer.person.id else replace(person, email="", phone="")
        for person in everyone
        if person.id in known or Role.MENTOR in person.roles
    }


def records(session: Session, viewer: Viewer, as_of: date, scopes: Collection[Scope]) -> Records:
    """Notes, goals and actions in `scopes` (never more than the viewer's own), none later than `as_of`.

    The people and relationships are those the viewer may know of, whatever the scopes.
    """
    allowed = viewer.scopes & frozenset(scopes)
    relationships = known_relationships(session, viewer)
    everyone = people.people(session, viewer.programme)
    return Records(
        programme=people.programme(session, viewer.programme),
        as_of=as_of,
        people={person.id: person for person in _known(everyone, relationships, viewer)},
        relationships={item.id: item for item in relationships},
        notes=notes.readable(session, viewer.programme, allowed, as_of),
        goals=goals.readable(session, viewer.programme, allowed, as_of),
        actions=actions.readable(session, viewer.programme, allowed, as_of),
    )


def _scopes(programme: str, person: str, relationships: Collection[str]) -> frozenset[Scope]:
    return frozenset({Scope.programme(programme), Scope.person(person), *map(Scope.relationship, relationships)})
