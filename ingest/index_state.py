"""What the database knows of its vector index: which folder holds it, and whether that can be trusted."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.orm import Mapped, Session, mapped_column

from ingest.database import Base


class IndexCondition(StrEnum):
    MISSING = "missing"
    WRITING = "writing"
    CLEAN = "clean"


@dataclass(frozen=True)
class IndexState:
    """`database_id` is this database's own, for ever.

    `generation` names the folder, `condition` says whether its last owner closed it, `token` is drawn
    anew at each clean close and stands in the folder too, so a folder and a database that have gone
    separate ways (a restored backup) are told apart. `format` and `model_id` say what the folder holds.
    """

    database_id: str
    generation: str | None = None
    condition: IndexCondition = IndexCondition.MISSING
    token: str = ""
    format: int = 0
    model_id: str = ""


class VectorIndexRow(Base):
    """One row at most."""

    __tablename__ = "vector_index"

    id: Mapped[int] = mapped_column(primary_key=True)
    database_id: Mapped[str]
    generation: Mapped[str | None]
    condition: Mapped[str]
    token: Mapped[str]
    format: Mapped[int]
    model_id: Mapped[str]


_ONLY = 1


def read_index_state(session: Session) -> IndexState | None:
    """The state, or None before the first `write_index_state`."""
    row = session.get(VectorIndexRow, _ONLY)
    if row is None:
        return None
    return IndexState(
        database_id=row.database_id,
        generation=row.generation,
        condition=IndexCondition(row.condition),
        token=row.token,
        format=row.format,
        model_id=row.model_id,
    )


def write_index_state(session: Session, state: IndexState) -> None:
    """Store `state` in place of the one before."""
    session.merge(
        VectorIndexRow(
            id=_ONLY,
            database_id=state.database_id,
            generation=state.generation,
            condition=state.condition.value,
            token=state.token,
            format=state.format,
            model_id=state.model_id,
        )
    )


def forget_index(session: Session) -> None:
    """Note that no folder is this database's index: for a copy of a database, whose folder went on without it."""
    state = read_index_state(session)
    if state is not None:
        write_index_state(session, replace(state, generation=None, condition=IndexCondition.MISSING, token=""))


def new_database_id() -> str:
    return uuid.uuid4().hex
