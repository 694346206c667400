"""Who can sign in with a password, as staff keep it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field

from copilot.api.asking import Asked, CopilotHere, Id, Identifier, StaffHere, Told
from copilot.api.paging import Page, Wanted, page_of
from copilot.app import Copilot
from copilot.errors import BriefError
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
    return page_of([_shown(one) for one in copilot.accounts.users(viewer.programme)], wanted)


@router.post("", status_code=201)
def invite(said: UserWanted, copilot: CopilotHere, viewer: StaffHere) -> Invitation:
    """Staff: let somebody sign in, with a first password to be handed to them."""
    _by_password(copilot)
    return Invitation(person=said.person, password=copilot.accounts.invite(viewer.programme, said.person, new=True))


@router.post("/{identifier}/reset")
def reset(identifier: Identifier, copilot: CopilotHere, viewer: StaffHere) -> Invitation:
    """Staff: another first password for who forgot theirs; all their sessions and tokens end."""
    _by_password(copilot)
    return Invitation(person=identifier, password=copilot.accounts.invite(viewer.programme, identifier, new=False))


@router.post("/{identifier}/disable")
def disable(identifier: Identifier, copilot: CopilotHere, viewer: StaffHere) -> UserShown:
    """Staff: they cannot sign in any more; all their sessions and tokens end."""
    if identifier == viewer.person.id:
        raise BriefError("That would shut yourself out.", location="identifier", next_step="Ask another of the staff.")
    return _shown(copilot.accounts.disable(viewer.programme, identifier))


def _by_password(copilot: Copilot) -> None:
    if copilot.settings.sign_in != "password":
        raise BriefError(
            "This app takes no passwords: it trusts whoever is at this computer.",
            next_step="Start it with COPILOT_SIGN_IN=password.",
        )


def _shown(one: User) -> UserShown:
    return UserShown(person=one.person, disabled=one.disabled, changed=one.changed)
