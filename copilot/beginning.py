"""A workspace for one person alone, without any file: `mentor init`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from copilot.content import ProgrammeContent
from copilot.errors import BriefError
from copilot.exchange import bring_in
from copilot.models import Person, Programme, Relationship, RelationshipKind, Role
from copilot.repository import people
from ingest.sync import Corpus

PROGRAMME = "mine"


@dataclass(frozen=True)
class Beginning:
    """What a person says of themselves and a partner. `role` is the person's own."""

    name: str
    role: Role
    partner: str
    since: date
    ends: date | None = None
    kind: RelationshipKind = RelationshipKind.TRADITIONAL
    programme: str = PROGRAMME


@dataclass(frozen=True)
class Begun:
    """What was made, by id."""

    programme: str
    me: str
    partner: str
    relationship: str


def begin(corpus: Corpus, said: Beginning) -> Begun:
    """Make the programme, both people and their relationship; in a programme begun before, add the partner.

    Raises:
        BriefError: a name is blank, both are the same, or the programme is somebody else's.
    """
    me, partner = slug(said.name), slug(said.partner)
    if not me or not partner or me == partner:
        raise BriefError("Two different names are needed.", next_step="Give --name and --partner.")
    with corpus.database.read() as session:
        known = next((one for one in people.programmes(session) if one.id == said.programme), None)
        owner = people.me(session, said.programme)
        mine = people.person(session, said.programme, me)
        theirs = people.person(session, said.programme, partner)
    if known is not None and owner != me:
        raise BriefError(
            f"The programme {said.programme!r} is there already.",
            location="--programme",
            next_step="Name another with --programme, or add partners under the same --name.",
        )
    mentor, mentee = (me, partner) if said.role is Role.MENTOR else (partner, me)
    other = Role.MENTEE if said.role is Role.MENTOR else Role.MENTOR
    relationship = Relationship(f"{mentor}-{mentee}", said.kind, mentor, mentee, said.since, said.ends)
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


def slug(name: str) -> str:
    """The name as an id: lower case, words joined by hyphens, accents kept."""
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", name).casefold()).strip("-")


def _with_role(person: Person, role: Role) -> Person:
    return replace(person, roles=person.roles | {role})
