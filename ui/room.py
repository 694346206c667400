"""Who looks at the page, at which programme, on which day: what every page is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from copilot.app import Copilot
from copilot.errors import NotFound
from copilot.models import Programme, Role, Session, Viewer
from ui.hosting import host


@dataclass(frozen=True)
class Room:
    """One run of a page for one person."""

    copilot: Copilot
    session: Session
    viewer: Viewer
    programme: Programme
    as_of: date

    @property
    def is_staff(self) -> bool:
        return Role.STAFF in self.viewer.person.roles

    @property
    def meets(self) -> bool:
        """Whether they have a mentor or a mentee, so that notes, goals and agendas are theirs to write."""
        return bool(self.viewer.relationships)


def only_for(room: Room) -> None:
    """Let go of what the tab holds of somebody else's visit: another may sign in while it is open."""
    whose = (room.programme.id, room.viewer.person.id)
    if st.session_state.setdefault(_WHOSE, whose) != whose:
        st.session_state.clear()
        st.session_state[_WHOSE] = whose


_WHOSE = "whose"


def enter() -> Room | None:
    """The room of whoever is signed in now, or None: the session may have ended while the page was open."""
    here = host()
    session = here.copilot.accounts.session(here.secret())
    if session is None:
        return None
    try:
        viewer = here.copilot.viewer(session.programme, session.person)
        programme = here.copilot.programme(session.programme)
    except NotFound:
        return None
    return Room(here.copilot, session, viewer, programme, here.copilot.as_of(programme.id))
