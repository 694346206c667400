"""What a route is given: the copilot, who asks, and the day to look from."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request

from copilot.app import Copilot
from copilot.errors import NotFound, NotSignedIn
from copilot.models import Role, Session, Viewer


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
        raise NotFound("There is nothing here, or it is not yours to see.", next_step="Ask your programme's staff.")
    return viewer


StaffHere = Annotated[Viewer, Depends(the_staff)]


def the_day(
    copilot: CopilotHere,
    viewer: ViewerHere,
    as_of: Annotated[
        date | None, Query(description="The day to look from; by default the programme's own, else today.")
    ] = None,
) -> date:
    """Nothing later than this day exists for the answer."""
    return copilot.as_of(viewer.programme, as_of)


DayHere = Annotated[date, Depends(the_day)]
