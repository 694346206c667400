"""The Chroma index: the one door to chromadb, which costs a second to import and is so imported late.

How passages are laid out was measured on chromadb 1.5.9 with 13,000 vectors, 95 % of them guidance. A
metadata filter costs in proportion to the rows it matches: one collection, filtered, took 50–120 ms a
query. So what everyone in a programme may read lies in a collection of its own that needs no filter and
carries no metadata (3 ms), and the rest, where filters match few rows, in one with metadata (3–5 ms).

A vector is never updated in place: the graph then loses its way to others (after updates, 2 to 18 of 36
similar notes could not be found by their own vector). Texts that differ by a few words lie about equally
far from each other, and with the default graph 13 to 35 % of 300 such were lost even without updates;
with 128 neighbours none was. Real guidance (1,500 passages) lost none with the default graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest.models import DocumentKind, Filter, Scope, Scored, content_id

if TYPE_CHECKING:
    from chromadb import Collection

    from ingest.embedding import Vectors
    from ingest.vectors import Entry

_REST = "rest"
_BATCH = 1000
_HNSW_SHARED = {"space": "cosine", "ef_search": 300, "max_neighbors": 48, "ef_construction": 200}
"""Recall@10 of .993 at 26,000 passages (.973 with ef_search 200 and Chroma's defaults), as quick to build and ask."""
_HNSW_REST = {"space": "cosine", "ef_search": 300, "max_neighbors": 128, "ef_construction": 400}
"""Four times as long to build, which the few thousand passages that are not guidance can bear."""


class ChromaIndex:
    """A `VectorIndex` in a folder of its own, which only this process may have open.

    Opening writes to the folder, even if nothing but queries follow: whoever opens it must have noted
    that, and must call `close()` before it counts as whole.

    Args:
        folder: an existing or new folder.

    Raises:
        Exception: whatever chromadb raises; a folder left by a killed process may even end this one.
    """

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        self._client: Any = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
        self._collections: dict[str, Collection] = {
            collection.name: self._client.get_collection(collection.name, embedding_function=None)
            for collection in self._client.list_collections()
        }

    def add(self, entries: Sequence[Entry], vectors: Vectors) -> None:
        for name, rows in _grouped(entries).items():
            collection = self._collections.get(name) or self._create(name)
            for first in range(0, len(rows), _BATCH):
                batch = rows[first : first + _BATCH]
                known = collection.get(ids=[entries[row].passage_id for row in batch], include=[])["ids"]
                if known:
                    collection.delete(ids=known)
                collection.add(
                    ids=[entries[row].passage_id for row in batch],
                    embeddings=vectors[batch],
                    metadatas=[_metadata(entries[row]) for row in batch] if name == _REST else None,
                )

    def delete(self, entries: Sequence[Entry]) -> None:
        for name, rows in _grouped(entries).items():
            collection = self._collections.get(name)
            for first in range(0, len(rows) if collection is not None else 0, _BATCH):
                assert collection is not None
                collection.delete(ids=[entries[row].passage_id for row in rows[first : first + _BATCH]])

    def query(self, vector: Vectors, filter: Filter, k: int) -> list[Scored]:
        if k <= 0 or not filter.scopes or not filter.kinds:
            return []
        found: list[Scored] = []
        everyone = Scope.programme(filter.programme)
        if (
            everyone in filter.scopes
            and DocumentKind.GUIDANCE in filter.kinds
            and (filter.subjects is None or None in filter.subjects)
        ):
            found += self._query(_shared_name(filter.programme), vector, k, None)
        where = _where(filter)
        if where is not None:
            found += self._query(_REST, vector, k, where)
        return sorted(found, key=lambda scored: -scored.score)[:k]

    def count(self) -> int:
        return sum(collection.count() for collection in self._collections.values())

    def close(self) -> None:
        self._collections = {}
        self._client.close()

    def _create(self, name: str) -> Collection:
        collection: Collection = self._client.create_collection(
            name, embedding_function=None, configuration={"hnsw": _HNSW_REST if name == _REST else _HNSW_SHARED}
        )
        self._collections[name] = collection
        return collection

    def _query(self, name: str, vector: Vectors, k: int, where: dict[str, Any] | None) -> list[Scored]:
        collection = self._collections.get(name)
        if collection is None:
            return []
        answer = collection.query(
            query_embeddings=vector[np.newaxis, :], n_results=k, where=where, include=["distances"]
        )
        distances = answer["distances"]
        assert distances is not None
        return [
            Scored(identifier, 1.0 - float(distance))
            for identifier, distance in zip(answer["ids"][0], distances[0], strict=True)
        ]


def _grouped(entries: Sequence[Entry]) -> dict[str, list[int]]:
    """Row numbers by the name of the collection they belong to."""
    groups: dict[str, list[int]] = {}
    for row, entry in enumerate(entries):
        open_to_all = (
            entry.kind is DocumentKind.GUIDANCE
            and entry.scope == Scope.programme(entry.programme)
            and entry.subject is None
            and entry.day is None
        )
        groups.setdefault(_shared_name(entry.programme) if open_to_all else _REST, []).append(row)
    return groups


def _shared_name(programme: str) -> str:
    return f"shared-{content_id(programme)}"


def _reader(programme: str, kind: DocumentKind, scope: Scope) -> str:
    return content_id(programme, kind, str(scope))


def _metadata(entry: Entry) -> dict[str, str | int]:
    return {
        "reader": _reader(entry.programme, entry.kind, entry.scope),
        "subject": _subject(entry.subject),
        "day": entry.day.toordinal() if entry.day is not None else 0,
    }


def _subject(subject: str | None) -> str:
    return "-" if subject is None else f"={subject}"


def _where(filter: Filter) -> dict[str, Any] | None:
    """The filter in Chroma's words; None if it lets nothing through."""
    readers = [_reader(filter.programme, kind, scope) for kind in filter.kinds for scope in filter.scopes]
    conditions: list[dict[str, Any]] = [
        {"reader": {"$in": readers}},
        {"day": {"$lte": filter.as_of.toordinal()}},
    ]
    if filter.subjects is not None:
        if not filter.subjects:
            return None
        conditions.append({"subject": {"$in": [_subject(subject) for subject in filter.subjects]}})
    return {"$and": conditions}
