"""Tables, migrations, and what is deleted with what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from copilot import programme_file
from copilot.content import ProgrammeContent
from copilot.models import ActionStatus, Programme, Visibility
from copilot.repository import actions, content, drafts, notes, people, schema, tables
from copilot.repository.schema import migrate
from ingest import index_state, passages  # noqa: F401 - their tables belong to the metadata
from ingest.database import Base, Database
from ingest.errors import DatabaseUnavailable
from ingest.models import Scope
from tests.copilot.contents import SMALL

PROGRAMME = "harbour"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path}/copilot.db")
    migrate(opened)
    yield opened
    opened.close()


@pytest.fixture
def small() -> ProgrammeContent:
    return replace(programme_file.parse(SMALL, Path()), guidance=())


def objects(database: Database) -> dict[str, str]:
    """What the database is made of, by name, without differences of spacing and quoting."""
    with database.read() as session:
        rows = session.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        return {name: re.sub(r"[\s\"']+", " ", sql).strip() for name, sql in rows if name != "alembic_version"}


def test_the_migrated_schema_is_the_metadata(database: Database) -> None:
    with database.read() as session:
        context = MigrationContext.configure(
            session.connection(),
            opts={
                "include_object": lambda _object, name, kind, _reflected, _to: (
                    not (kind == "table" and name.startswith("passages_fts"))
                ),
            },
        )
        assert compare_metadata(context, Base.metadata) == []


def test_search_tables_and_triggers_are_those_that_ingest_makes(database: Database, tmp_path: Path) -> None:
    fresh = Database(f"sqlite:///{tmp_path}/fresh.db")
    with fresh.write() as session:
        Base.metadata.create_all(session.connection())
    ours, theirs = objects(database), objects(fresh)
    fresh.close()
    assert set(ours) == set(theirs)
    searching = [name for name in theirs if name.startswith("passages_fts")]
    assert {name: ours[name] for name in searching} == {name: theirs[name] for name in searching}


def test_opening_twice_changes_nothing(database: Database) -> None:
    before = objects(database)
    assert migrate(database) is False
    assert objects(database) == before


def test_the_known_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_a_database_newer_than_the_code_is_left_alone(database: Database) -> None:
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnavailable, match=r"newer version.*Install the newest"):
        migrate(database)


def test_a_folder_with_odd_characters_can_be_migrated(tmp_path: Path) -> None:
    folder = tmp_path / "100% données"
    folder.mkdir()
    database = Database(f"sqlite:///{folder}/copilot.db")
    assert migrate(database) is True
    database.close()


def test_what_is_written_is_read_back(database: Database, small: ProgrammeContent) -> None:
    with database.write() as session:
        content.write(session, small)
    with database.read() as session:
        read = content.read(session, PROGRAMME)
    assert programme_file.dump(read) == programme_file.dump(small)


def test_saving_again_updates(database: Database, small: ProgrammeContent) -> None:
    changed = replace(small, programme=replace(small.programme, name="Harbour II"))
    with database.write() as session:
        content.write(session, small)
        people.set_me(session, PROGRAMME, "tom")
        content.write(session, changed)
    with database.read() as session:
        assert people.programmes(session) == (changed.programme,)
        assert people.me(session, PROGRAMME) == "tom", "an import doesn't forget who sits here"


def test_the_same_id_in_two_programmes_is_two_things(database: Database, small: ProgrammeContent) -> None:
    other = replace(
        small,
        programme=Programme("other", "Other"),
        people=small.people[:1],
        relationships=(),
        goals=(),
        notes=(),
        actions=(),
    )
    with database.write() as session:
        content.write(session, small)
        content.write(session, other)
        content.remove_others(session, other)
    with database.read() as session:
        assert len(people.people(session, PROGRAMME)) == 4
        assert len(people.people(session, "other")) == 1


def test_an_action_goes_with_its_note_and_never_widens(database: Database, small: ProgrammeContent) -> None:
    with database.write() as session:
        content.write(session, small)
        notes.remove(session, PROGRAMME, ["n1"])
    with database.read() as session:
        scopes = {Scope.relationship("tom-ines"), Scope.person("ines")}
        assert actions.readable(session, PROGRAMME, scopes) == ()
        assert actions.everyones(session, PROGRAMME) == ()


def test_a_private_notes_action_is_its_authors_alone(database: Database, small: ProgrammeContent) -> None:
    private = replace(small.actions[0], id="a2", note="n2", owner="ines")
    with database.write() as session:
        content.write(session, replace(small, actions=(private,)))
    with database.read() as session:
        partner = {Scope.relationship("tom-ines"), Scope.person("ines")}
        author = {Scope.relationship("tom-ines"), Scope.person("tom")}
        assert actions.readable(session, PROGRAMME, partner) == ()
        assert [action.id for action in actions.readable(session, PROGRAMME, author)] == ["a2"]


def test_a_note_made_private_takes_its_actions_along(database: Database, small: ProgrammeContent) -> None:
    hidden = replace(small.notes[0], visibility=Visibility.PRIVATE)
    with database.write() as session:
        content.write(session, small)
        notes.save(session, PROGRAMME, hidden)
    with database.read() as session:
        partner = {Scope.relationship("tom-ines"), Scope.person("tom")}
        assert actions.readable(session, PROGRAMME, partner, date(2030, 1, 1)) == ()


def standing(database: Database, as_of: date | None) -> list[tuple[ActionStatus, date | None]]:
    scopes = {Scope.relationship("tom-ines")}
    with database.read() as session:
        return [(each.status, each.decided) for each in actions.readable(session, PROGRAMME, scopes, as_of)]


def test_an_action_stands_as_it_did_on_the_day(database: Database, small: ProgrammeContent) -> None:
    (imported,) = small.actions
    found = replace(imported, id="a2")
    accepted, done = date(2025, 5, 10), date(2025, 5, 20)
    with database.write() as session:
        content.write(session, small)
        actions.save(session, PROGRAMME, replace(found, decided=accepted))
        for each in (imported, found):
            actions.save(session, PROGRAMME, replace(each, status=ActionStatus.DONE, decided=done))
    before = (ActionStatus.OPEN, None)
    assert standing(database, date(2025, 5, 9)) == [before], "nobody had decided on the other"
    assert standing(database, date(2025, 5, 19)) == [before, (ActionStatus.OPEN, accepted)]
    assert standing(database, done) == standing(database, None) == [(ActionStatus.DONE, done)] * 2


def test_a_later_word_on_an_earlier_day_counts_from_then(database: Database, small: ProgrammeContent) -> None:
    (imported,) = small.actions
    early, late = date(2025, 5, 10), date(2025, 5, 20)
    with database.write() as session:
        content.write(session, small)
        actions.save(session, PROGRAMME, replace(imported, status=ActionStatus.DONE, decided=late))
        actions.save(session, PROGRAMME, replace(imported, status=ActionStatus.DROPPED, decided=early))
    assert standing(database, None) == [(ActionStatus.DROPPED, early)]


def test_a_file_that_says_the_same_keeps_the_days(database: Database, small: ProgrammeContent) -> None:
    day = date(2025, 5, 20)
    with database.write() as session:
        content.write(session, small)
        actions.save(session, PROGRAMME, replace(small.actions[0], status=ActionStatus.DONE, decided=day))
        again = content.read(session, PROGRAMME)
    file = programme_file.dump(again)
    assert "decided" not in file
    with database.write() as session:
        content.write(session, replace(programme_file.parse(file, Path()), guidance=()))
    assert standing(database, None) == [(ActionStatus.DONE, day)]
    with database.write() as session:
        content.write(session, small)
    assert standing(database, None) == [(ActionStatus.OPEN, None)], "a file that says otherwise counts"


def test_actions_of_an_older_database_come_along(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/old.db")
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO programmes VALUES ('harbour', 'H', '', 'UTC', NULL, '', NULL)"))
        connection.execute(
            text(
                "INSERT INTO actions (programme, id, relationship, owner, due, status, note, text, quote) "
                "VALUES ('harbour', 'a1', 'tom-ines', 'ines', NULL, 'done', NULL, 'Write', '')"
            )
        )
    assert migrate(database) is True
    assert standing(database, date(2025, 1, 1)) == [(ActionStatus.DONE, None)]
    database.close()


def test_every_domain_table_belongs_to_a_programme() -> None:
    domain = [mapper for mapper in Base.registry.mappers if mapper.class_.__module__ == tables.__name__]
    assert len(domain) == 14
    own_keys = {
        tables.ProgrammeRow: ["id"],
        tables.UserRow: ["programme", "person"],
        tables.SessionRow: ["id"],  # found by its secret alone, before anybody knows whose it is
        tables.SentRow: ["id"],
        tables.PreferencesRow: ["programme", "person"],
        tables.SettingRow: ["name"],
    }
    of_none = {tables.ProgrammeRow, tables.SettingRow}
    """A programme itself, and what is set for the whole folder."""
    for mapper in domain:
        keys = [column.name for column in mapper.primary_key]
        assert keys == own_keys.get(mapper.class_, ["programme", "id"])
        assert mapper.class_ in of_none or "programme" in mapper.columns


def test_drafts_are_their_authors(database: Database, small: ProgrammeContent) -> None:
    with database.write() as session:
        content.write(session, small)
    with database.read() as session:
        assert drafts.of_author(session, PROGRAMME, "tom") == ()
