"""The database's schema and its migrations, run whenever a data folder is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from ingest.database import Database
from ingest.errors import DatabaseUnavailable

HEAD = "0007"
"""The newest migration. Known here so that opening a current database need not load Alembic."""

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(database: Database) -> bool:
    """Bring the schema up to date, all of it or nothing. Returns whether there was anything to do.

    Raises:
        DatabaseUnavailable: the database was written by a newer version than this one.
    """
    with database.read() as session:
        if revision(session.connection()) == HEAD:
            return False
    with database.engine.execution_options(begin_immediate=True).connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        # SQLite changes a table by copying and dropping it, and a drop with foreign keys on deletes the
        # rows that refer to it. The switch works only outside a transaction.
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                _upgrade(connection, database.path)
                broken = connection.execute(text("PRAGMA foreign_key_check")).first()
                if broken is not None:
                    raise DatabaseUnavailable(
                        f"Updating {database.path} would leave rows of {broken[0]} without their parent.",
                        "Nothing was changed; restore a backup or report this.",
                    )
        finally:
            raw.execute("PRAGMA foreign_keys = ON")
    return True


def revision(connection: Connection) -> str | None:
    """The migration the database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def fault(connection: Connection, *, thorough: bool = False) -> str | None:
    """What SQLite finds damaged in the database, or None. `thorough` compares indexes with their tables, too."""
    check = "integrity_check" if thorough else "quick_check"
    found = str(connection.execute(text(f"PRAGMA {check}(1)")).scalar())
    return None if found == "ok" else f"The database is damaged: {found}."


def _upgrade(connection: Connection, path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    # The configuration reads % as the start of a variable.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    current = revision(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseUnavailable(
            f"{path} was written by a newer version of mentor (its schema is {current}, ours {HEAD}).",
            "Install the newest version of mentoring-copilot.",
        )
    command.upgrade(config, "head")
