"""Programmes, people and relationships."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from copilot.errors import NotFound
from copilot.models import Person, Programme, Relationship, RelationshipKind, Role
from copilot.repository.tables import PersonRow, ProgrammeRow, RelationshipRow


def programmes(session: Session) -> tuple[Programme, ...]:
    """Every programme, by id."""
    return tuple(_programme(row) for row in session.scalars(select(ProgrammeRow).order_by(ProgrammeRow.id)))


def programme(session: Session, identifier: str) -> Programme:
    """The programme. Raises NotFound."""
    row = session.get(ProgrammeRow, identifier)
    if row is None:
        raise NotFound(f"There is no programme {identifier!r}.", next_step="See `mentor doctor` for those there are.")
    return _programme(row)


def save_programme(session: Session, value: Programme) -> None:
    known = session.get(ProgrammeRow, value.id)
    session.merge(
        ProgrammeRow(
            id=value.id,
            name=value.name,
            kind=value.kind,
            timezone=value.timezone,
            as_of=value.as_of,
            contact=value.contact,
            me=known.me if known else None,
        )
    )
    # Rows of the other tables refer to it by key alone, so the session cannot order them itself.
    session.flush()


def me(session: Session, identifier: str) -> str | None:
    """The person `mentor` speaks for when nobody is named, if one was set."""
    row = session.get(ProgrammeRow, identifier)
    return None if row is None else row.me


def set_me(session: Session, identifier: str, person: str) -> None:
    row = session.get(ProgrammeRow, identifier)
    if row is not None:
        row.me = person


def people(session: Session, programme: str) -> tuple[Person, ...]:
    """Everyone in the programme, by id: for the owner of the folder, and for whoever filters it."""
    rows = session.scalars(select(PersonRow).where(PersonRow.programme == programme).order_by(PersonRow.id))
    return tuple(_person(row) for row in rows)


def person(session: Session, programme: str, identifier: str) -> Person | None:
    row = session.get(PersonRow, (programme, identifier))
    return None if row is None else _person(row)


def save_person(session: Session, programme: str, value: Person) -> None:
    session.merge(
        PersonRow(
            programme=programme,
            id=value.id,
            name=value.name,
            known_as=value.known_as,
            roles=sorted(role.value for role in value.roles),
            title=value.title,
            email=value.email,
            phone=value.phone,
        )
    )


def relationships(session: Session, programme: str, member: str | None = None) -> tuple[Relationship, ...]:
    """The relationships of the programme, or of one member, by id."""
    query = select(RelationshipRow).where(RelationshipRow.programme == programme)
    if member is not None:
        query = query.where(or_(RelationshipRow.mentor == member, RelationshipRow.mentee == member))
    return tuple(_relationship(row) for row in session.scalars(query.order_by(RelationshipRow.id)))


def save_relationship(session: Session, programme: str, value: Relationship) -> None:
    session.merge(
        RelationshipRow(
            programme=programme,
            id=value.id,
            kind=value.kind.value,
            mentor=value.mentor,
            mentee=value.mentee,
            started=value.started,
            ends=value.ends,
        )
    )


def unset_me(session: Session, identifier: str, person: str) -> None:
    """Let `mentor` speak for this person no more when nobody is named."""
    row = session.get(ProgrammeRow, identifier)
    if row is not None and row.me == person:
        row.me = None


def remove(session: Session, programme: str, persons: Collection[str] = (), pairs: Collection[str] = ()) -> None:
    """Delete the rows of these people and relationships."""
    for identifier in pairs:
        session.execute(
            delete(RelationshipRow).where(RelationshipRow.programme == programme, RelationshipRow.id == identifier)
        )
    for identifier in persons:
        session.execute(delete(PersonRow).where(PersonRow.programme == programme, PersonRow.id == identifier))


def remove_programme(session: Session, identifier: str) -> None:
    """Delete the programme with every row that belongs to it; documents go through the corpus."""
    session.execute(delete(ProgrammeRow).where(ProgrammeRow.id == identifier))


def _programme(row: ProgrammeRow) -> Programme:
    return Programme(row.id, row.name, row.kind, row.timezone, row.as_of, row.contact)


def _person(row: PersonRow) -> Person:
    return Person(
        row.id,
        row.name,
        row.known_as,
        frozenset(Role(role) for role in row.roles),
        row.title,
        row.email,
        row.phone,
    )


def _relationship(row: RelationshipRow) -> Relationship:
    return Relationship(row.id, RelationshipKind(row.kind), row.mentor, row.mentee, row.started, row.ends)
