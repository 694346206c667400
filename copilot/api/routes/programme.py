"""The programme as its staff keep it: people, pairs, dates. Never a note, never anybody's words."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, UploadFile
from pydantic import ConfigDict, Field

from copilot.api.asking import Asked, CopilotHere, Day, DayHere, Id, Identifier, StaffHere, Told
from copilot.api.paging import Page, Wanted, page_of
from copilot.api.problems import UPLOAD_ERRORS
from copilot.api.uploads import kept
from copilot.api.versions import IfMatch
from copilot.models import Person, Programme, Relationship, RelationshipKind, Role
from copilot.own_pairs import PairEdit
from copilot.own_people import PersonEdit, ProgrammeEdit
from copilot.versions import version_of

router = APIRouter(prefix="/programme", tags=["programme (staff)"])

Line = Annotated[str, Field(max_length=300)]
Name = Annotated[str, Field(max_length=300, pattern=r"\S")]


class ProgrammeKept(Told):
    """What the programme says of itself, and how much there is. `version` goes into `If-Match`."""

    id: str
    name: str
    kind: str
    timezone: str
    contact: str = Field(description="Whom people can turn to in trouble.")
    as_of: date | None = Field(description="The day everything is looked at from; null for today.")
    people: int
    relationships: int
    guidance: int
    version: str


class ProgrammeChange(Asked):
    """What is to be another; what is left out stays, and an `as_of` of null means today."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"contact": "Sam, sam@oak.example"}]})

    name: Name | None = None
    kind: Line | None = None
    timezone: Line | None = Field(default=None, examples=["Europe/Berlin"])
    contact: Annotated[str, Field(max_length=1000)] | None = None
    as_of: Day | None = None


class PersonKept(Told):
    """Somebody of the programme. Contact data can be set, and is shown to its owner alone."""

    id: str
    name: str
    known_as: str
    roles: list[Role]
    title: str
    has_email: bool
    has_phone: bool
    version: str


class PersonChange(Asked):
    """What is to be another; what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"title": "Head of design", "roles": ["mentor"]}]})

    name: Name | None = None
    known_as: Line | None = None
    roles: Annotated[list[Role], Field(max_length=3)] | None = None
    title: Line | None = None
    email: Line | None = None
    phone: Line | None = None


class PersonWanted(PersonChange):
    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Ann Ash", "roles": ["mentee"]}]})

    name: Name
    id: Id | None = Field(default=None, description="By default made of the name.")


class PairKept(Told):
    """A mentor and a mentee. `version` goes into `If-Match`."""

    id: str
    kind: RelationshipKind
    mentor: str
    mentee: str
    started: date
    ends: date | None
    version: str


class PairChange(Asked):
    """What is to be another; what is left out stays, and an `ends` of null means no planned end."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"ends": "2027-06-30"}]})

    kind: RelationshipKind | None = None
    started: Day | None = None
    ends: Day | None = None


class PairWanted(PairChange):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"mentor": "bob", "mentee": "ann", "started": "2026-11-02"}]}
    )

    mentor: Id
    mentee: Id
    id: Id | None = Field(default=None, description="By default made of the two people's.")


class BroughtIn(Told):
    """How much was brought in or brought up to date."""

    people: int
    relationships: int
    guidance: int


@router.get("")
def programme(copilot: CopilotHere, viewer: StaffHere) -> ProgrammeKept:
    """Staff: the programme itself."""
    return _programme(copilot, viewer, copilot.programme(viewer.programme))


@router.patch("")
def change_programme(
    said: ProgrammeChange, copilot: CopilotHere, viewer: StaffHere, if_match: IfMatch = None
) -> ProgrammeKept:
    """Staff: change what the programme says of itself."""
    edit = ProgrammeEdit(
        said.name,
        said.kind,
        said.timezone,
        said.contact,
        said.as_of,
        no_as_of="as_of" in said.model_fields_set and said.as_of is None,
    )
    return _programme(copilot, viewer, copilot.edit_programme(viewer, edit, if_match))


class PeopleWanted(Wanted):
    unpaired: bool = Field(default=False, description="Only mentors and mentees who are in no relationship that day.")


@router.get("/people")
def people(
    wanted: Annotated[PeopleWanted, Query()], copilot: CopilotHere, viewer: StaffHere, as_of: DayHere
) -> Page[PersonKept]:
    """Staff: everyone in the programme, by id."""
    found = copilot.programme_unpaired(viewer, as_of) if wanted.unpaired else copilot.programme_people(viewer)
    return page_of([_person(one) for one in found], wanted)


@router.post("/people", status_code=201)
def add_person(said: PersonWanted, copilot: CopilotHere, viewer: StaffHere) -> PersonKept:
    """Staff: add a person."""
    return _person(copilot.add_person(viewer, _said_of_person(said), identifier=said.id))


@router.patch("/people/{identifier}")
def change_person(
    identifier: Identifier, said: PersonChange, copilot: CopilotHere, viewer: StaffHere, if_match: IfMatch = None
) -> PersonKept:
    """Staff: change what is kept of a person. Where somebody was quicker, a refusal shows both (409): of the contact
    data, what was to be changed."""
    return _person(copilot.edit_person(viewer, identifier, _said_of_person(said), if_match))


@router.get("/relationships")
def relationships(wanted: Annotated[Wanted, Query()], copilot: CopilotHere, viewer: StaffHere) -> Page[PairKept]:
    """Staff: every relationship, by id; nothing of what was written in it."""
    return page_of([_pair(one) for one in copilot.programme_relationships(viewer)], wanted)


@router.post("/relationships", status_code=201)
def add_relationship(said: PairWanted, copilot: CopilotHere, viewer: StaffHere) -> PairKept:
    """Staff: bring two people together. The same two, in the same way, only once at a time."""
    edit = PairEdit(said.kind, said.started, said.ends)
    return _pair(copilot.add_relationship(viewer, said.mentor, said.mentee, edit, identifier=said.id))


@router.patch("/relationships/{identifier}")
def change_relationship(
    identifier: Identifier, said: PairChange, copilot: CopilotHere, viewer: StaffHere, if_match: IfMatch = None
) -> PairKept:
    """Staff: change its kind or days; its two people stay. A last day in the past ends it, and takes nothing away:
    both keep what they can read."""
    edit = PairEdit(said.kind, said.started, said.ends, "ends" in said.model_fields_set and said.ends is None)
    return _pair(copilot.edit_relationship(viewer, identifier, edit, if_match))


@router.post("/imports", responses=UPLOAD_ERRORS)
def bring_in(file: UploadFile, copilot: CopilotHere, viewer: StaffHere) -> BroughtIn:
    """Staff: bring in people, relationships and guidance from a programme file. One with anybody's words is refused."""
    with kept(file) as path:
        loaded = copilot.import_people(viewer, path)
    return BroughtIn(people=len(loaded.people), relationships=len(loaded.relationships), guidance=len(loaded.guidance))


def _said_of_person(said: PersonChange) -> PersonEdit:
    roles = None if said.roles is None else frozenset(said.roles)
    return PersonEdit(said.name, said.known_as, roles, said.title, said.email, said.phone)


def _programme(copilot: CopilotHere, viewer: StaffHere, one: Programme) -> ProgrammeKept:
    return ProgrammeKept(
        id=one.id,
        name=one.name,
        kind=one.kind,
        timezone=one.timezone,
        contact=one.contact,
        as_of=one.as_of,
        people=len(copilot.programme_people(viewer)),
        relationships=len(copilot.programme_relationships(viewer)),
        guidance=len(copilot.guidance_list(viewer.programme)),
        version=version_of(one),
    )


def _person(one: Person) -> PersonKept:
    return PersonKept(
        id=one.id,
        name=one.name,
        known_as=one.known_as,
        roles=sorted(one.roles),
        title=one.title,
        has_email=bool(one.email),
        has_phone=bool(one.phone),
        version=version_of(one),
    )


def _pair(one: Relationship) -> PairKept:
    return PairKept(
        id=one.id,
        kind=one.kind,
        mentor=one.mentor,
        mentee=one.mentee,
        started=one.started,
        ends=one.ends,
        version=version_of(one),
    )
