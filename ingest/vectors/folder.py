"""The folder of the index on disk, with the database's row about it: which generation counts, if whole."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import uuid
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.index_state import (
    IndexCondition,
    IndexState,
    new_database_id,
    read_index_state,
    write_index_state,
)

if TYPE_CHECKING:
    from ingest.database import Database

FORMAT = 1
"""Changes when what `ChromaIndex` lays down changes; a folder of another format is rebuilt."""

_GENERATION = re.compile(r"g-[0-9a-f]{12}")
_OWNER_FILE = "owner.json"


class IndexFolder:
    """Holds one generation of the index at a time, each in a sub-folder of its own. Not thread-safe.

    *Writing* is committed by `own`, before anything in the folder is touched; *clean* by `release`.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._found: IndexState | None = None

    def own(self) -> None:
        """Take the folder over: until `release`, it does not count as whole. Taking it twice does nothing."""
        if self._found is None:
            found = self._state()
            if found.condition is IndexCondition.CLEAN:
                self._note(replace(found, condition=IndexCondition.WRITING))
            self._found = found

    def fault(self, model_id: str) -> str:
        """Why the generation found by `own` must not be opened, "" if it may."""
        found = self._found
        if found is None or found.condition is IndexCondition.MISSING or found.generation is None:
            return "there is none yet"
        if found.condition is IndexCondition.WRITING:
            return "its last owner did not close it"
        if (found.format, found.model_id) != (FORMAT, model_id):
            return "it is of another format or model"
        try:
            owner = json.loads((self._folder / found.generation / _OWNER_FILE).read_text("utf-8"))
        except (OSError, ValueError):
            return "its folder is missing or damaged"
        return "" if owner == _owner(found) else "its folder is another database's, or of another time"

    def begin_use(self) -> Path:
        """Where the index that `own` found lies, to be opened now; only to be asked for if `fault` named none.

        From here on no database calls it whole, until `release`: not even an older one, put back by hand
        after this process was killed.
        """
        if self._found is None or self._found.generation is None:
            raise ValueError("no generation was found")
        (self._folder / self._found.generation / _OWNER_FILE).unlink()
        return self.index_path(self._found.generation)

    def index_path(self, generation: str) -> Path:
        """Where the index itself lies."""
        return self._folder / generation / "index"

    def new_generation(self) -> str:
        """Make the folder of a generation that nothing refers to yet."""
        generation = f"g-{uuid.uuid4().hex[:12]}"
        (self._folder / generation).mkdir(parents=True)
        return generation

    def swap_in(self, generation: str, model_id: str) -> None:
        """Commit that `generation`, which is open, is the one that counts."""
        self._note(
            replace(
                self._state(),
                generation=generation,
                condition=IndexCondition.WRITING,
                format=FORMAT,
                model_id=model_id,
            )
        )

    def remove_others(self, generation: str) -> None:
        """Remove every generation but this one. What cannot be removed now is tried again next time."""
        with contextlib.suppress(OSError):
            for other in self._folder.iterdir():
                if _GENERATION.fullmatch(other.name) and other.name != generation:
                    self.remove(other.name)

    def remove(self, generation: str) -> None:
        path = self._folder / generation
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                path.unlink()

    def release(self) -> None:
        """Note that the generation in use was closed and is whole.

        Folder first, then row: if only one of them gets there they differ, and the folder is not trusted.
        """
        state = replace(self._state(), condition=IndexCondition.CLEAN, token=uuid.uuid4().hex)
        assert state.generation is not None
        folder = self._folder / state.generation
        _sync_files(folder)
        draft = folder / f"{_OWNER_FILE}.new"
        with draft.open("w", encoding="utf-8") as file:
            json.dump(_owner(state), file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / _OWNER_FILE)
        self._note(state)

    def release_untouched(self) -> None:
        """Note that nothing was opened or missed since `own`: what was whole then still is."""
        if self._found is not None and self._found.condition is IndexCondition.CLEAN:
            self._note(self._found)

    def _state(self) -> IndexState:
        with self._database.read() as session:
            state = read_index_state(session)
        return state if state is not None else IndexState(database_id=new_database_id())

    def _note(self, state: IndexState) -> None:
        with self._database.write() as session:
            write_index_state(session, state)


def _owner(state: IndexState) -> dict[str, str | int | None]:
    return {
        "database": state.database_id,
        "generation": state.generation,
        "token": state.token,
        "format": state.format,
        "model": state.model_id,
    }


def _sync_files(folder: Path) -> None:
    """Have the system write out every file: chromadb does not, and *clean* must outlive a power cut."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
