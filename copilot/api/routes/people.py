"""Whom one may know of: partners, staff, and the programme's mentors."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from copilot.api.asking import NOTHING_HERE, CopilotHere, Identifier, Told, ViewerHere
from copilot.api.paging import Page, Wanted, page_of
from copilot.errors import NotFound
from copilot.models import Person, Role

router = APIRouter(prefix="/people", tags=["people"])


class PersonShown(Told):
    """Somebody of the programme, without contact data."""

    id: str
    name: str
    known_as: str = Field(description="What others call them.")
    roles: list[Role]
    title: str
    partner: bool = Field(description="Whether one has a relationship with them.")


class PeopleWanted(Wanted):
    role: Role | None = Field(default=None, description="Only people of this role.")
    partners: bool = Field(default=False, description="Only those one has a relationship with.")


@router.get("")
def people(wanted: Annotated[PeopleWanted, Query()], copilot: CopilotHere, viewer: ViewerHere) -> Page[PersonShown]:
    """Oneself, one's partners, the programme's staff and its mentors, by id."""
    partners = _partners(copilot, viewer)
    found = [
        shown(one, one.id in partners)
        for one in sorted(copilot.directory(viewer).values(), key=lambda one: one.id)
        if (wanted.role is None or wanted.role in one.roles) and (not wanted.partners or one.id in partners)
    ]
    return page_of(found, wanted)


@router.get("/{identifier}")
def person(identifier: Identifier, copilot: CopilotHere, viewer: ViewerHere) -> PersonShown:
    """One of those whom `GET /people` shows."""
    found = copilot.directory(viewer).get(identifier)
    if found is None:
        raise NotFound(NOTHING_HERE, next_step="`GET /api/v1/people` lists whom you may know of.")
    return shown(found, found.id in _partners(copilot, viewer))


def shown(one: Person, partner: bool) -> PersonShown:
    """The person as the API tells of them."""
    return PersonShown(
        id=one.id,
        name=one.name,
        known_as=one.first_name,
        roles=sorted(one.roles),
        title=one.title,
        partner=partner,
    )


def _partners(copilot: CopilotHere, viewer: ViewerHere) -> frozenset[str]:
    return frozenset(pair.partner_of(viewer.person.id) for pair in copilot.relationships(viewer))
