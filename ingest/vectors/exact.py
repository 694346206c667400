"""Exact ranking: every vector in memory, one matrix product a query (9 ms for 100,000 passages)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from ingest.models import DocumentKind, Scored

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ingest.embedding import Vectors
    from ingest.models import Filter
    from ingest.vectors import Entry

_NO_DAY = 0
_GATHER_BELOW = 0.2
"""If fewer than this share of the rows are visible, gathering them is cheaper than multiplying all."""


class ExactIndex:
    """A `VectorIndex` over arrays. Reading is safe beside one writer: a change swaps in new arrays."""

    def __init__(self, entries: Sequence[Entry], vectors: Vectors) -> None:
        self._table = _Table(entries, vectors)

    def add(self, entries: Sequence[Entry], vectors: Vectors) -> None:
        if entries:
            others = self._table.without({entry.passage_id for entry in entries})
            self._table = others.extended(entries, vectors)

    def delete(self, entries: Sequence[Entry]) -> None:
        if entries:
            self._table = self._table.without({entry.passage_id for entry in entries})

    def query(self, vector: Vectors, filter: Filter, k: int) -> list[Scored]:
        table = self._table
        rows = np.flatnonzero(table.visible(filter))
        if k <= 0 or not len(rows):
            return []
        if len(rows) < _GATHER_BELOW * len(table.entries):
            scores = _products(table.vectors[rows], vector)
        else:
            scores = _products(table.vectors, vector)[rows]
        best = np.argpartition(-scores, k - 1)[:k] if k < len(rows) else np.arange(len(rows))
        best = best[np.argsort(-scores[best], kind="stable")]
        return [Scored(table.entries[rows[each]].passage_id, float(scores[each])) for each in best]

    def count(self) -> int:
        return len(self._table.entries)

    def close(self) -> None:
        """Nothing to let go of but memory."""


class _Table:
    """Entries, their vectors, and what filters look at as arrays of codes."""

    def __init__(self, entries: Sequence[Entry], vectors: Vectors) -> None:
        self.entries = list(entries)
        self.vectors = vectors
        realms: dict[tuple[str, DocumentKind, str], int] = {}
        subjects: dict[str | None, int] = {}
        self.realms = realms
        self.subjects = subjects
        self.realm_codes: NDArray[np.int32] = np.fromiter(
            (realms.setdefault((each.programme, each.kind, str(each.scope)), len(realms)) for each in self.entries),
            dtype=np.int32,
            count=len(self.entries),
        )
        self.subject_codes: NDArray[np.int32] = np.fromiter(
            (subjects.setdefault(each.subject, len(subjects)) for each in self.entries),
            dtype=np.int32,
            count=len(self.entries),
        )
        self.days: NDArray[np.int32] = np.fromiter(
            (_ordinal(each.day) for each in self.entries), dtype=np.int32, count=len(self.entries)
        )

    def without(self, ids: set[str]) -> _Table:
        kept = [row for row, entry in enumerate(self.entries) if entry.passage_id not in ids]
        if len(kept) == len(self.entries):
            return self
        return _Table([self.entries[row] for row in kept], self.vectors[kept])

    def extended(self, entries: Sequence[Entry], vectors: Vectors) -> _Table:
        together = np.concatenate([self.vectors, vectors]) if self.entries else vectors
        return _Table([*self.entries, *entries], together)

    def visible(self, filter: Filter) -> NDArray[np.bool_]:
        readable = [
            code
            for kind in filter.kinds
            for scope in filter.scopes
            if (code := self.realms.get((filter.programme, kind, str(scope)))) is not None
        ]
        mask: NDArray[np.bool_] = np.isin(self.realm_codes, readable) & (self.days <= _ordinal(filter.as_of))
        if filter.subjects is not None:
            codes = [code for subject, code in self.subjects.items() if subject in filter.subjects]
            mask &= np.isin(self.subject_codes, codes)
        return mask


def _products(vectors: Vectors, vector: Vectors) -> Vectors:
    """Each row's product with the vector, without BLAS: its threads and the encoder's wait for each other.

    Measured at 26,000 passages on two cores: search took 133 ms (p95) with BLAS, 66 ms without its threads.
    """
    products: Vectors = np.einsum("ij,j->i", vectors, vector)
    return products


def _ordinal(day: date | None) -> int:
    return _NO_DAY if day is None else day.toordinal()
