"""Programmes and people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from copilot import access, own_notes
from copilot.beginning import Beginning, Begun, begin
from copilot.errors import BriefError, NotFound
from copilot.facade.resources import Resources
from copilot.models import Person, Programme, Relationship, Viewer
from copilot.repository import people


class ProgrammesAndPeople(Resources):
    """Which programmes there are, who asks, and whom they may know of."""

    def programmes(self) -> tuple[Programme, ...]:
        with self._database.read() as session:
            return people.programmes(session)

    def programme(self, identifier: str | None = None) -> Programme:
        """The named programme, or the only one.

        Raises:
            NotFound: there is none, or none of that name.
            BriefError: none is named and there are several; the error names them.
        """
        if identifier is not None:
            with self._database.read() as session:
                return people.programme(session, identifier)
        known = self.programmes()
        if not known:
            raise NotFound(
                f"There is no programme in {self.settings.folder} yet.",
                next_step="Begin with `mentor init` or `mentor import FILE`.",
            )
        if len(known) > 1:
            names = ", ".join(one.id for one in known)
            raise BriefError(
                f"There are several programmes: {names}.",
                location="--programme",
                next_step="Name one with --programme.",
            )
        return known[0]

    def as_of(self, programme: str, today: date | None = None) -> date:
        """The day to look from: the one given, else the programme's own, else today."""
        return today or self.programme(programme).as_of or date.today()

    def me(self, programme: str) -> str | None:
        """Who is meant when nobody is named: whom `begin` set up, else the only person there is, or None."""
        with self._database.read() as session:
            everyone = people.people(session, programme)
            return people.me(session, programme) or (everyone[0].id if len(everyone) == 1 else None)

    def is_own_workspace(self, viewer: Viewer) -> bool:
        """Whether the viewer began the programme for themself (`begin`): what they write there, they alone read."""
        with self._database.read() as session:
            return people.me(session, viewer.programme) == viewer.person.id

    def begin(self, said: Beginning) -> Begun:
        """A programme for one person alone, or a further partner in it. See `beginning.begin`."""
        return begin(self.corpus, said)

    def viewer(self, programme: str, person: str) -> Viewer:
        """The person as someone who asks. Raises NotFound."""
        with self._database.read() as session:
            return access.viewer(session, programme, person)

    def people(self, programme: str, viewer: Viewer | None = None) -> tuple[Person, ...]:
        """Whom the viewer may know of, by id, without others' contact data.

        Without a viewer everyone's name: the owner of the folder picks who they are (docs/architecture.md).
        """
        with self._database.read() as session:
            known = people.people(session, programme) if viewer is None else access.known_people(session, viewer)
        mine = None if viewer is None else viewer.person.id
        return tuple(one if one.id == mine else replace(one, email="", phone="") for one in known)

    def directory(self, viewer: Viewer) -> Mapping[str, Person]:
        """Whom the viewer may name, by id, without contact data."""
        with self._database.read() as session:
            return access.directory(session, viewer)

    def relationships(self, viewer: Viewer) -> tuple[Relationship, ...]:
        """The viewer's own."""
        with self._database.read() as session:
            return access.known_relationships(session, viewer)

    def relationship(self, viewer: Viewer, identifier: str) -> Relationship:
        """One of the viewer's own. Raises NotFound."""
        found = next((one for one in self.relationships(viewer) if one.id == identifier), None)
        if found is None:
            raise own_notes.no_relationship(identifier)
        return found
