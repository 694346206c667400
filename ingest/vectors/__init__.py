"""Ranking by meaning. An index is a copy of the vectors in the database and may vanish at any time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from ingest.models import DocumentKind, Passage, Scope

if TYPE_CHECKING:
    from ingest.embedding import Vectors
    from ingest.models import Filter, Scored


@dataclass(frozen=True)
class Entry:
    """A passage as a vector index knows it: its id and what a `Filter` looks at."""

    passage_id: str
    programme: str
    kind: DocumentKind
    scope: Scope
    subject: str | None
    day: date | None

    @classmethod
    def of(cls, passage: Passage) -> Entry:
        return cls(passage.id, passage.programme, passage.kind, passage.scope, passage.subject, passage.day)


class VectorIndex(Protocol):
    """Passages by the cosine of their vector with a query's.

    What `query` returns is a ranking of ids, nothing more: the caller re-reads each from the database.
    """

    def add(self, entries: Sequence[Entry], vectors: Vectors) -> None:
        """Take in passages, in place of what is known under their ids; row i of `vectors` is entry i's."""

    def delete(self, entries: Sequence[Entry]) -> None:
        """Forget passages, described as they were added. Unknown ones are no error."""

    def query(self, vector: Vectors, filter: Filter, k: int) -> list[Scored]:
        """Up to `k` passages that `filter` may see, nearest first; the score is the cosine (-1 to 1).

        The filter is part of the search: `k` visible passages come back if there are as many.
        """

    def count(self) -> int:
        """How many passages the index holds."""

    def close(self) -> None:
        """Write out what is pending and let go of files. Closing twice does nothing."""
