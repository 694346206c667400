"""The programme, for its staff."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from copilot import access, exchange, own_pairs, own_people, own_sign_ins, programme_file
from copilot.content import ProgrammeContent
from copilot.facade.people import ProgrammesAndPeople
from copilot.models import Person, Programme, Relationship, User, Viewer
from copilot.own_pairs import PairEdit
from copilot.own_people import PersonEdit, ProgrammeEdit


class ForStaff(ProgrammesAndPeople):
    """Every one of these raises NotFound for anybody else."""

    def programme_people(self, viewer: Viewer) -> tuple[Person, ...]:
        """Everyone in the programme, by id, contact data included: staff keep it."""
        with self._database.read() as session:
            return own_people.everyone(session, viewer)

    def programme_relationships(self, viewer: Viewer) -> tuple[Relationship, ...]:
        """Every relationship of the programme, by id; nothing of what was written in it."""
        with self._database.read() as session:
            return own_pairs.pairs(session, viewer)

    def programme_unpaired(self, viewer: Viewer, as_of: date) -> tuple[Person, ...]:
        """The mentors and mentees who are in no relationship on that day, by id. See `own_pairs.unpaired`."""
        with self._database.read() as session:
            return own_pairs.unpaired(session, viewer, as_of)

    def add_person(self, viewer: Viewer, said: PersonEdit, *, identifier: str | None = None) -> Person:
        """Add a person. See `own_people.add_person`."""
        with self._database.write() as session:
            return own_people.add_person(session, viewer, identifier, said)

    def edit_person(self, viewer: Viewer, person: str, said: PersonEdit, expected: str | None = None) -> Person:
        """Change what is kept of a person. See `own_people.edit_person`."""
        with self._database.write() as session:
            return own_people.edit_person(session, viewer, person, said, expected)

    def add_relationship(
        self, viewer: Viewer, mentor: str, mentee: str, said: PairEdit, *, identifier: str | None = None
    ) -> Relationship:
        """Bring two people together. See `own_pairs.add_pair`."""
        today = self.as_of(viewer.programme)
        with self._database.write() as session:
            return own_pairs.add_pair(session, viewer, identifier, mentor, mentee, said, today)

    def edit_relationship(
        self, viewer: Viewer, relationship: str, said: PairEdit, expected: str | None = None
    ) -> Relationship:
        """Change kind or days of a relationship. See `own_pairs.edit_pair`."""
        with self._database.write() as session:
            return own_pairs.edit_pair(session, viewer, relationship, said, expected)

    def edit_programme(self, viewer: Viewer, said: ProgrammeEdit, expected: str | None = None) -> Programme:
        """Change what the programme says of itself. See `own_people.edit_programme`."""
        with self._database.write() as session:
            return own_people.edit_programme(session, viewer, said, expected)

    def sign_ins(self, viewer: Viewer) -> tuple[User, ...]:
        """Who can sign in with a password, or could, by id."""
        return own_sign_ins.listed(self.accounts, viewer)

    def invite(self, viewer: Viewer, person: str, *, new: bool) -> str:
        """A first password for somebody, told this once. See `own_sign_ins.invite`."""
        return own_sign_ins.invite(self.accounts, self.settings, viewer, person, new=new)

    def shut_out(self, viewer: Viewer, person: str) -> User:
        """Somebody cannot sign in any more. See `own_sign_ins.shut_out`."""
        return own_sign_ins.shut_out(self.accounts, viewer, person)

    def preview_people(self, viewer: Viewer, file: Path) -> ProgrammeContent:
        """What `import_people` would bring in. Raises as it does; changes nothing."""
        access.staff_only(viewer)
        return own_people.only_people(programme_file.load(file), viewer)

    def import_people(self, viewer: Viewer, file: Path) -> ProgrammeContent:
        """Bring in people, relationships and guidance from a programme file. See `own_people.only_people`."""
        loaded = self.preview_people(viewer, file)
        exchange.bring_in(self.corpus, loaded)
        return loaded
