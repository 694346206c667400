"""Who one is, what is kept of one, and how to take it along or have it deleted."""

from __future__ import annotations

from datetime import date
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field, SecretStr

from copilot.api.asking import Asked, CopilotHere, DayHere, SessionHere, Told, ViewerHere
from copilot.api.guard import COOKIE
from copilot.errors import BriefError
from copilot.models import Role

router = APIRouter(prefix="/me", tags=["me"])


class ProgrammeShown(Told):
    """The programme one is in. `contact` is whom to turn to in trouble."""

    id: str
    name: str
    kind: str
    timezone: str
    contact: str


class Me(Told):
    """Oneself, with one's own contact data. `as_of` is the day that answers are given from."""

    id: str
    name: str
    known_as: str
    roles: list[Role]
    title: str
    email: str
    phone: str
    programme: ProgrammeShown
    relationships: list[str]
    as_of: date
    sign_in: Literal["local", "password"]


class Belongings(Told):
    """How many things are one's own: what a deletion takes."""

    notes: int
    goals: int
    actions: int
    drafts: int
    feedback: int
    relationships: int = Field(description="Those that go with one, because nobody else has kept anything in them.")


class Storage(Told):
    """What is kept, where, and who else may see it."""

    kept: Belongings
    place: str = Field(description="The data folder, where it is on one's own computer.")
    readers: str = Field(description="Who could read it beside oneself.")
    model: str = Field(description="`none`, or the language model that drafts are written with.")
    sent_to_model: str = Field(description="What would leave this computer for that model.")
    backups: str


class PasswordWanted(Asked):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"current": "four grey herons fly", "new": "nine brown otters swim"}]}
    )

    current: SecretStr = Field(max_length=1000)
    new: SecretStr = Field(min_length=12, max_length=1000)


class Deletion(Asked):
    """Typed by the person, so that nothing is deleted by a slip."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"confirm": "not-my-id"}]})

    confirm: str = Field(max_length=300, description="One's own id, typed out.")


class Deleted(Told):
    """What went. `name_stays`: because others have kept something about a relationship with one."""

    gone: Belongings
    name_stays: bool
    programme_gone: bool
    stale_drafts: int = Field(description="Kept drafts of others that lost the words that rested on it.")
    still_held_by: str


@router.get("")
def who_am_i(copilot: CopilotHere, viewer: ViewerHere, as_of: DayHere) -> Me:
    """Who is signed in, in which programme, and the day to look from."""
    person, programme = viewer.person, copilot.programme(viewer.programme)
    return Me(
        id=person.id,
        name=person.name,
        known_as=person.known_as,
        roles=sorted(person.roles),
        title=person.title,
        email=person.email,
        phone=person.phone,
        programme=ProgrammeShown(
            id=programme.id,
            name=programme.name,
            kind=programme.kind,
            timezone=programme.timezone,
            contact=programme.contact,
        ),
        relationships=sorted(viewer.relationships),
        as_of=as_of,
        sign_in=copilot.settings.sign_in,
    )


@router.get("/storage")
def what_is_kept(copilot: CopilotHere, viewer: ViewerHere) -> Storage:
    """What of one's own is kept, where, and what a language model would be sent."""
    own_computer = copilot.settings.sign_in == "local"
    model = copilot.writing_model()
    return Storage(
        kept=_counted(copilot.belongings(viewer)),
        place=str(copilot.settings.folder) if own_computer else "On the server that runs this app.",
        readers="Whoever can open the data folder on this computer."
        if own_computer
        else "Whoever runs the server can read its database; of the programme's people, nobody beside those you share with.",
        model=model or "none",
        sent_to_model="Nothing: drafts are written on this computer."
        if model is None
        else "For a model on this computer: nothing. For one elsewhere: the sources of a draft, with placeholders for names, "
        "addresses and numbers, and without your private notes unless you allow it. `POST /drafts/would-send` "
        "shows the exact messages, `/model/log` lists what was sent.",
        backups="Backups and exports made before a deletion still hold what was deleted.",
    )


@router.get(
    "/export",
    response_class=Response,
    responses={200: {"content": {"application/yaml": {"schema": {"type": "object"}}}}},
)
def export_mine(copilot: CopilotHere, viewer: ViewerHere) -> Response:
    """Everything of one's own, as a programme file that can be read, and imported again."""
    return Response(
        copilot.exported(viewer.programme, viewer),
        media_type="application/yaml",
        headers={"content-disposition": 'attachment; filename="my-mentoring.yaml"'},
    )


@router.post("/deletion")
def delete_mine(said: Deletion, copilot: CopilotHere, viewer: ViewerHere, response: Response) -> Deleted:
    """Delete all of one's own for good, sessions and tokens included. The id must be typed."""
    if said.confirm.strip() != viewer.person.id:
        raise BriefError(
            "That is not your id; nothing was deleted.", location="confirm", next_step="Type your own id to go on."
        )
    done = copilot.forget(viewer)
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
    going = done.belongings
    return Deleted(
        gone=_counted(going),
        name_stays=not going.person and not going.programme,
        programme_gone=going.programme,
        stale_drafts=len(done.stale),
        still_held_by="Backups and exports made before still hold it.",
    )


@router.put("/password", status_code=204)
def change_password(wanted: PasswordWanted, copilot: CopilotHere, session: SessionHere, response: Response) -> None:
    """Another password; all sessions and tokens end, this one too."""
    if copilot.settings.sign_in != "password":
        raise BriefError("This app takes no passwords.", next_step="It trusts whoever is at this computer.")
    copilot.accounts.change_password(
        session.programme, session.person, wanted.current.get_secret_value(), wanted.new.get_secret_value()
    )
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")


def _counted(going: object) -> Belongings:
    return Belongings(**{name: len(getattr(going, name)) for name in Belongings.model_fields})
