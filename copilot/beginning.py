"""A workspace for one person alone, without any file: `mentor init`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, count

from pydantic import TypeAdapter, ValidationError

from copilot.content import ProgrammeContent
from copilot.errors import BriefError
from copilot.exchange import bring_in
from copilot.models import Person, Programme, Relationship, RelationshipKind, Role
from copilot.programme_entries import Id, Said
from copilot.repository import people
from ingest.sync import Corpus

PROGRAMME = "mine"


@dataclass(frozen=True)
class Beginning:
    """What a person says of themselves and a partner. `role` is the person's own.

    What is None stays as it is stored; for a new relationship it began `today`, has no planned end and
    is traditional.
    """

    name: str
    role: Role
    partner: str
    since: date | None = None
    ends: date | None = None
    kind: RelationshipKind | None = None
    programme: str = PROGRAMME
    today: date = field(default_factory=date.today)


@dataclass(frozen=True)
class Begun:
    """What was made, by id."""

    programme: str
    me: str
    partner: str
    relationship: str


def begin(corpus: Corpus, said: Beginning) -> Begun:
    """Make the programme, both people and their relationship; in a programme begun before, add the partner.

    For a partner who is there already, only what is said changes.

    Raises:
        BriefError: a name is blank or unusable, both are the same, it would end before it began, the
            programme's id cannot be one, or the programme is somebody else's.
    """
    _check_id(said.programme, "--programme", "Use no blanks and no colon, and at most 120 characters.")
    me, partner = _key(said.name, "--name"), _key(said.partner, "--partner")
    if not me or not partner or me == partner:
        raise BriefError("Two different names are needed.", next_step="Give --name and --partner.")
    with corpus.database.read() as session:
        known = next((one for one in people.programmes(session) if one.id == said.programme), None)
        owner = people.me(session, said.programme)
        mine = people.person(session, said.programme, me)
        theirs = people.person(session, said.programme, partner)
        stored = people.relationships(session, said.programme)
    if known is not None and owner != me:
        raise BriefError(
            f"The programme {said.programme!r} is there already.",
            location="--programme",
            next_step="Name another with --programme, or add partners under the same --name.",
        )
    other = Role.MENTEE if said.role is Role.MENTOR else Role.MENTOR
    relationship = _relationship(said, me, partner, stored)
    bring_in(
        corpus,
        ProgrammeContent(
            known or Programme(said.programme, "My mentoring"),
            people=(
                _with_role(mine or Person(me, said.name.strip()), said.role),
                _with_role(theirs or Person(partner, said.partner.strip()), other),
            ),
            relationships=(relationship,),
        ),
    )
    with corpus.database.write() as session:
        people.set_me(session, said.programme, me)
    return Begun(said.programme, me, partner, relationship.id)


def _relationship(said: Beginning, me: str, partner: str, stored: Sequence[Relationship]) -> Relationship:
    """The two people's relationship: the stored one with what was said, or a new one."""
    mentor, mentee = (me, partner) if said.role is Role.MENTOR else (partner, me)
    before = next((one for one in stored if one.members == (mentor, mentee)), None)
    if before is None:
        name = free_id(f"{mentor}-{mentee}", {one.id for one in stored})
        _check_id(name, "--partner", "Write shorter names; the full ones can stand in the notes.")
        before = Relationship(name, RelationshipKind.TRADITIONAL, mentor, mentee, said.since or said.today)
    relationship = replace(
        before,
        kind=said.kind or before.kind,
        started=said.since or before.started,
        ends=said.ends or before.ends,
    )
    if relationship.ends is not None and relationship.ends < relationship.started:
        raise BriefError(
            f"It would end on {relationship.ends}, before it began on {relationship.started}.",
            location="--ends" if said.ends else "--since",
            next_step="Correct --since or --ends.",
        )
    return relationship


def _key(name: str, flag: str) -> str:
    """The name as an id, empty for a blank one. Raises BriefError for a name that can be none or be no text."""
    key = slug(name)
    if not name.strip():
        return ""
    try:
        TypeAdapter(Said).validate_python(name)
    except ValidationError as error:
        raise BriefError(
            f"The name {name!r} holds a character that cannot be stored.",
            location=flag,
            next_step="Write it without that character.",
        ) from error
    if not key:
        raise BriefError(
            f"The name {name.strip()!r} has no letter or digit to make an id from.",
            location=flag,
            next_step="Write it with at least one letter or digit.",
        )
    _check_id(key, flag, "Write a shorter name.")
    return key


def _check_id(identifier: str, flag: str, next_step: str) -> None:
    # The programme file's own rule, so that whatever begins here can be exported and brought back.
    try:
        TypeAdapter(Id).validate_python(identifier)
    except ValidationError as error:
        raise BriefError(f"{identifier!r} cannot be an id.", location=flag, next_step=next_step) from error


def free_id(identifier: str, taken: Collection[str]) -> str:
    """The id, with a number where it is taken: `a-b` and `c` would make the id that `a` and `b-c` have."""
    numbered = (f"{identifier}-{number}" for number in count(2))
    return next(one for one in chain([identifier], numbered) if one not in taken)


def slug(name: str) -> str:
    """The name as an id: lower case, words joined by hyphens, accents kept."""
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", name).casefold()).strip("-")


def _with_role(person: Person, role: Role) -> Person:
    return replace(person, roles=person.roles | {role})
