"""Who can sign in with a password, as staff keep it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field

from copilot.api.asking import Asked, CopilotHere, Id, Identifier, StaffHere, Told
from copilot.api.paging import Page, Wanted, page_of
from copilot.models import User

router = APIRouter(prefix="/programme/users", tags=["programme (staff)"])


class UserShown(Told):
    """Somebody who can sign in, or could before they were disabled."""

    person: str
    disabled: bool
    changed: datetime


class Invitation(Told):
    """A first password, told this once: its owner should take another (`PUT /me/password`)."""

    person: str
    password: str


class UserWanted(Asked):
    model_config = ConfigDict(json_schema_extra={"examples": [{"person": "ann"}]})

    person: Id = Field(description="The id of somebody in the programme.")


@router.get("")
def users(wanted: Annotated[Wanted, Query()], copilot: CopilotHere, viewer: StaffHere) -> Page[UserShown]:
    """Staff: who can sign in, by id."""
    return page_of([_shown(one) for one in copilot.sign_ins(viewer)], wanted)


@router.post("", status_code=201)
def invite(said: UserWanted, copilot: CopilotHere, viewer: StaffHere) -> Invitation:
    """Staff: let somebody sign in, with a first password to be handed to them."""
    return Invitation(person=said.person, password=copilot.invite(viewer, said.person, new=True))


@router.post("/{identifier}/reset")
def reset(identifier: Identifier, copilot: CopilotHere, viewer: StaffHere) -> Invitation:
    """Staff: another first password for who forgot theirs; all their sessions and tokens end."""
    return Invitation(person=identifier, password=copilot.invite(viewer, identifier, new=False))


@router.post("/{identifier}/disable")
def disable(identifier: Identifier, copilot: CopilotHere, viewer: StaffHere) -> UserShown:
    """Staff: they cannot sign in any more; all their sessions and tokens end."""
    return _shown(copilot.shut_out(viewer, identifier))


def _shown(one: User) -> UserShown:
    return UserShown(person=one.person, disabled=one.disabled, changed=one.changed)
