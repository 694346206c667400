"""Who may read what, on programmes that hypothesis thinks of: nothing private, nothing across pairs."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy.orm import Session

from copilot import access, programme_file
from copilot.brief import OUTSIDE
from copilot.content import ProgrammeContent
from copilot.errors import NotFound
from copilot.models import Visibility
from copilot.repository import content as stored
from copilot.repository.schema import migrate
from ingest.database import Database
from ingest.models import Scope
from tests.copilot.contents import SMALL, programmes

LATE = date(2200, 1, 1)


@contextmanager
def database_of(content: ProgrammeContent) -> Iterator[Session]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/copilot.db")
        migrate(database)
        with database.write() as session:
            stored.write(session, content)
        try:
            with database.read() as session:
                yield session
        finally:
            database.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Session]:
    with database_of(programme_file.parse(SMALL, tmp_path)) as session:
        yield session


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(programmes())
def test_nobody_reads_anothers_private_note_or_another_pairs(content: ProgrammeContent) -> None:
    members = {item.id: set(item.members) for item in content.relationships}
    with database_of(content) as session:
        for person in content.people:
            viewer = access.viewer(session, content.programme.id, person.id)
            seen = access.records(session, viewer, LATE, access.readable(viewer))
            for note in seen.notes:
                assert note.author == person.id or note.visibility is Visibility.SHARED
                assert note.relationship is None or person.id in members[note.relationship]
            for goal in seen.goals:
                assert goal.owner == person.id or goal.visibility is Visibility.SHARED
                assert goal.relationship is None or person.id in members[goal.relationship]
            open_notes = {note.id for note in seen.notes}
            for action in seen.actions:
                assert action.note is None or action.note in open_notes
                assert action.relationship is None or person.id in members[action.relationship]
            own = {note.id for note in content.notes if note.author == person.id}
            assert own <= open_notes, "what a person wrote stays theirs to read"


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(programmes())
def test_a_draft_for_readers_rests_on_what_each_of_them_may_read(content: ProgrammeContent) -> None:
    with database_of(content) as session:
        viewers = [access.viewer(session, content.programme.id, one.id) for one in content.people]
        for author, reader in itertools.permutations(viewers, 2):
            shared = access.audience_scopes(session, author, [reader.person.id])
            assert shared == author.scopes & reader.scopes
            assert Scope.person(author.person.id) not in shared
            assert access.audience_scopes(session, author, [author.person.id]) == author.scopes
            three = access.audience_scopes(session, author, [reader.person.id, OUTSIDE])
            assert three == {Scope.programme(content.programme.id)}


def test_staff_read_no_notes(small: Session) -> None:
    sam = access.viewer(small, "harbour", "sam")
    assert sam.scopes == {Scope.programme("harbour"), Scope.person("sam")}
    assert access.records(small, sam, LATE, sam.scopes).notes == ()


def test_a_mentor_of_two_keeps_them_apart_by_subject(small: Session) -> None:
    tom = access.viewer(small, "harbour", "tom")
    both = access.records(small, tom, LATE, tom.scopes)
    assert {note.id for note in both.notes} == {"n1", "n2", "n3"}
    assert access.subject_filter("tom-ines") == {"tom-ines", None}
    with_ines = access.audience_scopes(small, tom, ["ines"])
    assert {note.id for note in access.records(small, tom, LATE, with_ines).notes} == {"n1"}


def test_later_notes_and_what_came_of_them_are_invisible(small: Session) -> None:
    ines = access.viewer(small, "harbour", "ines")
    before = access.records(small, ines, date(2025, 5, 1), ines.scopes)
    assert (before.notes, before.actions) == ((), ())
    assert [goal.id for goal in before.goals] == ["g1"]
    after = access.records(small, ines, date(2025, 5, 2), ines.scopes)
    assert [action.id for action in after.actions] == ["a1"]


def test_asking_for_more_scopes_than_ones_own_gives_no_more(small: Session) -> None:
    wei = access.viewer(small, "harbour", "wei")
    wide = frozenset({Scope.person("tom"), Scope.relationship("tom-ines"), Scope.person("wei")})
    assert access.records(small, wei, LATE, wide).notes == ()


def test_one_knows_of_oneself_ones_partners_and_staff(small: Session) -> None:
    wei = access.viewer(small, "harbour", "wei")
    assert [person.id for person in access.known_people(small, wei)] == ["sam", "tom", "wei"]
    assert set(access.records(small, wei, LATE, wei.scopes).relationships) == {"tom-wei"}


def test_the_directory_names_mentors_without_their_contact_data(small: Session) -> None:
    named = access.directory(small, access.viewer(small, "harbour", "sam"))
    assert set(named) == {"sam", "tom"}
    assert (named["tom"].name, named["tom"].email, named["tom"].phone) == ("Tom Okafor", "", "")


@pytest.mark.parametrize("person", ["nobody", "", OUTSIDE])
def test_a_stranger_is_not_found(small: Session, person: str) -> None:
    with pytest.raises(NotFound):
        access.viewer(small, "harbour", person)
    with pytest.raises(NotFound):
        access.viewer(small, "elsewhere", "tom")
