"""What a route is given: the copilot, who asks, and the day to look from."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from copilot.app import Copilot
from copilot.errors import NotFound, NotSignedIn
from copilot.models import Role, Session, Viewer

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
NOTHING_HERE = "There is nothing here, or it is not yours to see."
"""Said of an address nobody serves, and to whoever may not know that somebody does."""
ASK_STAFF = "Check the address, or ask your programme's staff."


_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _as_documented(said: object) -> object:
    # A number would be taken for seconds since 1970, which the document does not promise.
    if (isinstance(said, str) and not _WRITTEN.fullmatch(said)) or isinstance(said, int | float):
        raise ValueError(f"a day is written YYYY-MM-DD, from {EARLIEST} to {LATEST}")
    return said


def _in_our_time(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"the day must be from {EARLIEST} to {LATEST}")
    return day


Day = Annotated[
    date,
    BeforeValidator(_as_documented),
    AfterValidator(_in_our_time),
    Field(description=f"From {EARLIEST} to {LATEST}."),
]
Identifier = Annotated[str, Path(min_length=1, max_length=300, description="As a list shows it.")]
Id = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^\s:]+$")]
"""As a programme file has it."""


class Asked(BaseModel):
    """What a request may hold: no field we do not know."""

    model_config = ConfigDict(extra="forbid")


class Told(BaseModel):
    """What an answer holds, and nothing else."""

    model_config = ConfigDict(extra="forbid")


def the_copilot(request: Request) -> Copilot:
    """The one façade that the app was made with."""
    found = request.app.state.copilot
    assert isinstance(found, Copilot)
    return found


CopilotHere = Annotated[Copilot, Depends(the_copilot)]


def the_session(request: Request) -> Session:
    """Whoever is signed in; the guard has seen to that, except where a path is public. Raises NotSignedIn."""
    found = request.scope.get("state", {}).get("session")
    if not isinstance(found, Session):
        raise NotSignedIn("Nobody is signed in.", next_step="Sign in, or send a bearer token.")
    return found


SessionHere = Annotated[Session, Depends(the_session)]


def the_viewer(copilot: CopilotHere, session: SessionHere) -> Viewer:
    """Who asks, with what they may read now."""
    try:
        return copilot.viewer(session.programme, session.person)
    except NotFound as error:
        raise NotSignedIn("Whoever signed in is not in the programme any more.", next_step="Sign in anew.") from error


ViewerHere = Annotated[Viewer, Depends(the_viewer)]


def the_staff(viewer: ViewerHere) -> Viewer:
    """Who asks, if they are the programme's staff. Raises NotFound, as for what is not there."""
    if Role.STAFF not in viewer.person.roles:
        raise NotFound(NOTHING_HERE, next_step=ASK_STAFF)
    return viewer


StaffHere = Annotated[Viewer, Depends(the_staff)]


def day_of(copilot: Copilot, viewer: Viewer, as_of: date | None) -> date:
    """The day to look from: the one asked for, else the programme's own, else today."""
    return copilot.as_of(viewer.programme, as_of)


def the_day(
    copilot: CopilotHere,
    viewer: ViewerHere,
    as_of: Annotated[
        Day | None, Query(description="The day to look from; by default the programme's own, else today.")
    ] = None,
) -> date:
    """Nothing later than this day exists for the answer."""
    return day_of(copilot, viewer, as_of)


DayHere = Annotated[date, Depends(the_day)]
