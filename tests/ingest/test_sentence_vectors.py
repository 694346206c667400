"""What single sentences of notes mean is kept beside their passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from numpy.typing import NDArray
from sqlalchemy import text

from ingest.database import Base, Database
from ingest.models import Document, DocumentKind, Filter, Scope
from ingest.sentence_vectors import LONG
from ingest.sync import Corpus
from tests.ingest.fakes import HashingEmbedder

ANA = Scope.person("ana")
DAY = date(2025, 6, 1)
SEES = Filter("p", frozenset({ANA}), DAY)
NOTE = Document(
    id="n",
    programme="p",
    kind=DocumentKind.NOTE,
    title="Second talk",
    text="We met in the library. The boiler is broken again! Paul pays the plumber.",
    scope=ANA,
    source="note:n",
    day=DAY,
)


class Counting(HashingEmbedder):
    """Writes down what it is asked to encode."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> NDArray:  # type: ignore[type-arg]
        self.heard += texts
        return super().encode(texts, progress)


@pytest.fixture
def embedder() -> Counting:
    return Counting()


@pytest.fixture
def corpus(tmp_path: Path, embedder: Counting) -> Iterator[Corpus]:
    database = Database(f"sqlite:///{tmp_path / 'mentoring.db'}")
    Base.metadata.create_all(database.engine)
    corpus = Corpus(database, lambda: embedder, tmp_path / "index")
    yield corpus
    corpus.close()
    database.close()


def put(corpus: Corpus, document: Document) -> list[str]:
    """The ids of its passages."""
    [prepared] = corpus.prepare([document])
    with corpus.change() as change:
        change.put(prepared)
    return [passage.id for passage in prepared.passages]


def test_the_sentence_that_says_it_is_as_near_as_if_it_stood_alone(corpus: Corpus) -> None:
    [passage] = put(corpus, NOTE)
    asked = "Paul pays the plumber."
    assert corpus.sentence_cosines(asked, [passage])[passage] == pytest.approx(1.0, abs=0.001)
    assert corpus.cosines(asked, [passage])[passage] < 0.9


def test_of_guidance_and_of_what_is_gone_nothing_is_known(corpus: Corpus) -> None:
    [card] = put(corpus, replace(NOTE, id="g", kind=DocumentKind.GUIDANCE, day=None))
    [passage] = put(corpus, NOTE)
    corpus.delete("n")
    assert corpus.sentence_cosines("Paul pays the plumber.", [card, passage, "unknown"]) == {}
    assert corpus.sentence_cosines("Paul pays the plumber.", []) == {}


def test_a_note_that_only_moves_is_not_encoded_again(corpus: Corpus, embedder: Counting) -> None:
    put(corpus, NOTE)
    embedder.heard.clear()
    [passage] = put(corpus, replace(NOTE, scope=Scope.relationship("r")))
    assert embedder.heard == []
    assert corpus.sentence_cosines("The boiler is broken again!", [passage])[passage] > 0.99


def test_a_sentence_in_two_notes_is_encoded_once(corpus: Corpus, embedder: Counting) -> None:
    corpus.prepare([NOTE, replace(NOTE, id="m", title="Third talk")])
    assert embedder.heard.count("The boiler is broken again!") == 1


def test_a_long_notes_sentences_are_not_kept_and_come_when_it_is_cut_short(corpus: Corpus) -> None:
    lines = [
        f"On point {number} Paul read out {' '.join(f'word{number}x{word}' for word in range(60))}."
        for number in range(40)
    ]
    long = replace(NOTE, text="\n\n".join(lines))
    ids = put(corpus, long)
    assert len(ids) >= LONG
    assert corpus.sentence_cosines(lines[0], ids) == {}
    assert corpus.reembed() == 0
    short = put(corpus, replace(long, text="\n\n".join(lines[:3])))
    assert max(corpus.sentence_cosines(lines[0], short).values()) > 0.99
    again = put(corpus, long)
    assert set(short) & set(again)
    assert corpus.sentence_cosines(lines[0], again) == {}


def test_notes_of_an_older_version_are_found_as_a_whole_until_they_are_embedded_anew(corpus: Corpus) -> None:
    [passage] = put(corpus, NOTE)
    put(corpus, replace(NOTE, id="g", kind=DocumentKind.GUIDANCE, day=None))
    with corpus.database.write() as session:
        session.execute(text("UPDATE passages SET sentences = NULL"))
    assert corpus.sentence_cosines("Paul pays the plumber.", [passage]) == {}
    assert passage in [scored.passage_id for scored in corpus.nearest("Paul pays the plumber.", SEES, 5)]
    assert corpus.reembed() == 1
    assert corpus.sentence_cosines("Paul pays the plumber.", [passage])[passage] > 0.99
    assert corpus.reembed() == 0
