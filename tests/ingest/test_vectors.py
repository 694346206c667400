from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.models import DocumentKind, Filter, Scope
from ingest.vectors import Entry, VectorIndex
from ingest.vectors.chroma import ChromaIndex
from ingest.vectors.exact import ExactIndex

EVERYONE = Scope.programme("p")
DAY = date(2025, 6, 1)
DIMENSION = 16


def unit(rows: int, seed: int = 0) -> NDArray[np.float32]:
    vectors = np.random.default_rng(seed).normal(size=(rows, DIMENSION)).astype(np.float32)
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def guidance(identifier: str) -> Entry:
    return Entry(identifier, "p", DocumentKind.GUIDANCE, EVERYONE, None, None)


def note(identifier: str, scope: Scope, subject: str | None = "r1", day: date = DAY) -> Entry:
    return Entry(identifier, "p", DocumentKind.NOTE, scope, subject, day)


def mixed(rows: int) -> list[Entry]:
    """Two thirds guidance, the rest notes of three relationships and their members over a month."""
    entries: list[Entry] = []
    for row in range(rows):
        relationship = f"r{row % 3}"
        scope = Scope.relationship(relationship) if row % 2 else Scope.person(relationship)
        entries.append(
            guidance(str(row)) if row % 5 < 3 else note(str(row), scope, relationship, DAY + timedelta(row % 30))
        )
    return entries


@pytest.fixture(params=["exact", "chroma"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    made: VectorIndex = (
        ExactIndex([], np.empty((0, 0), np.float32)) if request.param == "exact" else ChromaIndex(tmp_path)
    )
    yield made
    made.close()


def sees(*scopes: Scope, **changes: object) -> Filter:
    return replace(Filter("p", frozenset(scopes), date(2026, 1, 1)), **changes)  # type: ignore[arg-type]


def ids(index: VectorIndex, vector: NDArray[np.float32], filter: Filter, k: int = 10) -> list[str]:
    return [scored.passage_id for scored in index.query(vector, filter, k)]


def test_the_nearest_comes_first_with_its_cosine(index: VectorIndex) -> None:
    vectors = unit(5)
    index.add([guidance(str(row)) for row in range(5)], vectors)
    best, *others = index.query(vectors[3], sees(EVERYONE), 5)
    assert best.passage_id == "3"
    assert best.score == pytest.approx(1.0, abs=1e-5)
    for scored in others:
        assert scored.score == pytest.approx(float(vectors[3] @ vectors[int(scored.passage_id)]), abs=1e-5)
    assert [each.score for each in others] == sorted((each.score for each in others), reverse=True)


def test_an_empty_index_finds_nothing(index: VectorIndex) -> None:
    assert index.query(unit(1)[0], sees(EVERYONE), 5) == []
    assert index.count() == 0


def test_a_deleted_passage_is_gone_and_an_unknown_one_no_error(index: VectorIndex) -> None:
    vectors = unit(3)
    entries = [guidance("a"), guidance("b"), note("c", Scope.person("ana"))]
    index.add(entries, vectors)
    index.delete([entries[0], entries[2], guidance("never there"), note("nor this", Scope.person("ben"))])
    assert index.count() == 1
    assert ids(index, vectors[0], sees(EVERYONE, Scope.person("ana"))) == ["b"]


def test_adding_again_replaces(index: VectorIndex) -> None:
    vectors = unit(2)
    index.add([guidance("a")], vectors[:1])
    index.add([guidance("a")], vectors[1:])
    assert index.count() == 1
    assert index.query(vectors[1], sees(EVERYONE), 1)[0].score == pytest.approx(1.0, abs=1e-5)


ANA, BEN = Scope.person("ana"), Scope.person("ben")


@pytest.mark.parametrize(
    ("filter", "visible"),
    [
        (sees(EVERYONE, ANA), {"guidance", "ana", "ana on r2", "ana later", "ana's own"}),
        (sees(ANA), {"ana", "ana on r2", "ana later", "ana's own"}),
        (sees(BEN), {"ben"}),
        (sees(), set()),
        (sees(EVERYONE, BEN, programme="q"), {"other programme"}),
        (sees(EVERYONE, programme="unknown"), set()),
        (sees(ANA, as_of=DAY), {"ana", "ana on r2", "ana's own"}),
        (sees(EVERYONE, ANA, subjects=frozenset({None})), {"guidance", "ana's own"}),
        (sees(EVERYONE, ANA, subjects=frozenset({"r2"})), {"ana on r2"}),
        (sees(EVERYONE, ANA, subjects=frozenset({None, "r2"})), {"guidance", "ana on r2", "ana's own"}),
        (sees(EVERYONE, ANA, subjects=frozenset()), set()),
        (sees(EVERYONE, ANA, kinds=frozenset({DocumentKind.GUIDANCE})), {"guidance", "ana's own"}),
        (sees(EVERYONE, BEN, kinds=frozenset({DocumentKind.NOTE})), {"ben"}),
        (sees(EVERYONE, ANA, kinds=frozenset()), set()),
    ],
)
def test_a_filter_is_obeyed(index: VectorIndex, filter: Filter, visible: set[str]) -> None:
    entries = [
        guidance("guidance"),
        note("ana", ANA),
        note("ana on r2", ANA, "r2"),
        note("ben", BEN),
        note("ana later", ANA, day=DAY + timedelta(1)),
        Entry("ana's own", "p", DocumentKind.GUIDANCE, ANA, None, None),
        replace(guidance("other programme"), programme="q"),
    ]
    vectors = unit(len(entries))
    index.add(entries, vectors)
    assert set(ids(index, vectors[0], filter)) == visible


def test_the_filter_is_inside_the_search_not_after_it(index: VectorIndex) -> None:
    near, far = unit(1)[0], -unit(1)[0]
    others = [note(str(row), BEN) for row in range(300)]
    index.add(others, np.tile(near, (300, 1)))
    index.add([note("mine", ANA)], far[np.newaxis, :])
    assert ids(index, near, sees(ANA), 1) == ["mine"]


def test_chroma_ranks_as_exact_ranking_does(tmp_path: Path) -> None:
    entries, vectors = mixed(1500), unit(1500)
    exact, chroma = ExactIndex(entries, vectors), ChromaIndex(tmp_path)
    chroma.add(entries, vectors)
    gone = entries[::7]
    exact.delete(gone)
    chroma.delete(gone)
    filters = [
        sees(EVERYONE, Scope.relationship("r1"), Scope.person("r2")),
        sees(Scope.relationship("r1"), Scope.person("r2"), as_of=DAY + timedelta(9)),
        sees(EVERYONE, Scope.relationship("r1"), subjects=frozenset({None, "r1"})),
    ]
    agreed = [
        len(set(ids(exact, query, filter)) & set(ids(chroma, query, filter))) / 10
        for query in unit(40, seed=1)
        for filter in filters
    ]
    assert np.mean(agreed) >= 0.98
    assert exact.count() == chroma.count()
    chroma.close()


@pytest.mark.parametrize("how", ["at once", "step by step", "added again", "moved"])
def test_notes_that_all_lie_equally_far_apart_are_all_found(tmp_path: Path, how: str) -> None:
    """Session notes from one form differ by a few words: an approximate graph may leave some unreachable."""
    rows = 200
    vectors = np.concatenate([np.full((rows, 1), 0.9), np.eye(rows) * np.sqrt(1 - 0.81)], axis=1).astype(np.float32)
    entries = [note(str(row), ANA) for row in range(rows)]
    index = ChromaIndex(tmp_path)
    step = 5 if how == "step by step" else rows
    for first in range(0, rows, step):
        index.add(entries[first : first + step], vectors[first : first + step])
    if how == "added again":
        index.add(entries[:40], vectors[:40])
    if how == "moved":
        index.delete(entries[:40])
        index.add([replace(entry, subject="r2") for entry in entries[:40]], vectors[:40])
    found = [ids(index, vectors[row], sees(ANA), 1) == [str(row)] for row in range(40)]
    assert np.mean(found) >= 0.98
    index.close()


def test_chroma_keeps_its_passages_over_a_clean_close(tmp_path: Path) -> None:
    vectors = unit(30)
    first = ChromaIndex(tmp_path)
    first.add(mixed(30), vectors)
    first.close()
    first.close()
    again = ChromaIndex(tmp_path)
    assert again.count() == 30
    assert ids(again, vectors[0], sees(EVERYONE), 1) == ["0"]
    again.close()


@pytest.mark.parametrize(
    "change",
    [lambda index, entry: index.delete([entry]), lambda index, entry: index.add([replace(entry, scope=ANA)], unit(1))],
)
def test_exact_ranking_keeps_up_with_changes(change: Callable[[ExactIndex, Entry], None]) -> None:
    index = ExactIndex([guidance("a"), guidance("b")], unit(2))
    change(index, guidance("a"))
    assert ids(index, unit(2)[0], sees(EVERYONE)) == ["b"]


def test_an_exact_index_changed_step_by_step_ranks_as_one_made_at_once() -> None:
    entries, vectors = mixed(60), unit(60)
    stepwise = ExactIndex(entries[:20], vectors[:20])
    stepwise.add(entries[20:41], vectors[20:41])
    stepwise.delete(entries[5:15])
    stepwise.add(entries[30:], vectors[30:])  # eleven of them in the place of themselves
    kept = [*range(5), *range(15, 60)]
    at_once = ExactIndex([entries[row] for row in kept], vectors[kept])
    filters = [
        sees(EVERYONE),
        sees(EVERYONE, Scope.person("r0"), Scope.relationship("r1")),
        sees(Scope.person("r2"), subjects=frozenset({"r2"})),
        sees(Scope.relationship("r1"), as_of=DAY + timedelta(7)),
    ]
    assert stepwise.count() == at_once.count() == 50
    for filter in filters:
        for query in unit(5, seed=3):
            assert ids(stepwise, query, filter) == ids(at_once, query, filter)
