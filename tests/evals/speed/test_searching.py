"""Recall of an index against the vectors in the database, under filters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from evals.speed.searching import recalls
from evals.workspace import corpus_of
from ingest.models import Document, DocumentKind, Filter, Scope, Scored
from ingest.sync import Corpus
from tests.ingest.fakes import HashingEmbedder

DAY = date(2026, 11, 20)


def note(number: int, text: str, scope: Scope, day: date = DAY) -> Document:
    return Document(
        id=str(number),
        programme="p",
        kind=DocumentKind.NOTE,
        title="Note",
        text=text,
        scope=scope,
        source="",
        subject="r",
        day=day,
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    ann, bo = Scope.person("ann"), Scope.person("bo")
    documents = [note(number, f"Ann met the team about topic {number}.", ann) for number in range(30)]
    documents += [note(100 + number, f"Bo met the team about topic {number}.", bo) for number in range(30)]
    with corpus_of(documents, tmp_path / "corpus", HashingEmbedder()) as corpus:
        yield corpus


def reading(*people: str) -> Filter:
    return Filter("p", frozenset(map(Scope.person, people)), DAY)


def test_an_exact_ranking_has_full_recall_for_every_filter(corpus: Corpus) -> None:
    asked = [f"What of topic {number}?" for number in range(6)]
    assert recalls(corpus, [reading("ann"), reading("bo"), reading("ann", "bo")], asked) == [1.0] * 6


def test_an_index_that_forgets_half_is_seen(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = corpus.nearest

    def half(query: object, filter: Filter, k: int) -> list[Scored]:
        return whole(query, filter, k)[::2]  # type: ignore[arg-type]

    monkeypatch.setattr(corpus, "nearest", half)
    [share] = recalls(corpus, [reading("ann")], ["What of topic 3?"])
    assert share < 1


def test_a_filter_that_shows_nothing_says_nothing_of_recall(corpus: Corpus) -> None:
    assert recalls(corpus, [reading("nobody")], ["What of topic 3?"]) == []
