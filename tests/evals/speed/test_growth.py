from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from evals.figures import Measured, Outcome, Verdict
from evals.speed.growth import curves, figures, table
from evals.speed.growth_corpus import NOTES, PER_DOCUMENT, Material, made_documents, made_text, made_vector
from evals.speed.growth_point import Point, Times
from ingest.models import DocumentKind, Scope

SENTENCES = (
    "The panel meets in May. Rosa reads the draft.",
    "Ask before you advise. Listen first, and long.",
    "Note it.",
)
PARTS = [f"{one} " * 10 for one in SENTENCES]


def times(*milliseconds: float) -> Times:
    return Times(milliseconds, tuple(each / 2 for each in milliseconds))


POINT = Point(
    passages=15_010,
    start=3.25,
    memory=612.4,
    search=times(*range(1, 101)),
    encode=times(8.0),
    keyword=times(12.0),
    nearest=times(3.0),
    exact=times(2.0),
    ingest=1.42,
    ingest_cpu=1.5,
)


def test_the_95th_percentile_is_what_95_of_a_hundred_do_not_exceed() -> None:
    assert POINT.search.p95() == 96.0
    assert POINT.search.cpu_p95() == 48.0
    assert POINT.search.median() == 51.0


def test_a_search_that_takes_too_long_misses_its_target_at_its_size_alone() -> None:
    def verdicts(size: int, point: Point) -> list[Verdict]:
        found = figures(size, point)
        return [Outcome("growth", Measured(found), 1.0).verdict(each) for each in found]

    assert verdicts(15_000, POINT) == [Verdict.MISSED, Verdict.MET]
    assert verdicts(100_000, POINT) == [Verdict.MET, Verdict.MET]
    assert verdicts(1_000, POINT) == [Verdict.REPORTED, Verdict.MET]
    assert verdicts(1_000, replace(POINT, ingest=0.89)) == [Verdict.REPORTED, Verdict.MISSED]


def test_the_table_has_a_row_a_size() -> None:
    made = table([POINT, replace(POINT, passages=100_003)])
    assert made.rows[0] == ("15,010", "96 (48)", "8 (4)", "12 (6)", "3 (2)", "2 (1)", "1.42 (1.50)", "612", "3.2")
    assert [row[0] for row in made.rows] == ["15,010", "100,003"]
    assert all(len(row) == len(made.columns) for row in made.rows)


def test_the_curves_have_a_point_a_size_with_what_the_table_says() -> None:
    made = {one.title: one for one in curves([POINT, replace(POINT, passages=100_003, memory=900.0)])}
    searching = made["time of a search by size of the corpus"].lines
    assert searching["search"] == [(15_010, 96.0), (100_003, 96.0)]
    assert searching["vectors"][0] == (15_010, 3.0)
    assert made["memory by size"].lines["searching"] == [(15_010, 612.4), (100_003, 900.0)]
    assert made["speed of ingestion over bare encode by size"].lines["by the clock"][0] == (15_010, 1.42)
    assert made["start by size"].lines["start"][1] == (100_003, 3.25)


def test_a_made_passage_has_sentences_of_its_parts_and_words_of_its_own() -> None:
    text = made_text(PARTS, random.Random(1), "qa1")
    words = text.split()
    known = {word for part in PARTS for word in part.split()}
    new = [word for word in words if word not in known]
    assert 1 <= len(new) <= len(words) // 20 + 1
    assert all(word.endswith("qa1") for word in new)


def test_a_made_vector_has_length_one_and_lies_near_its_parts() -> None:
    chance = np.random.default_rng(3)
    parts = chance.standard_normal((1, 384)).astype(np.float32)
    parts /= np.linalg.norm(parts)
    vector = made_vector(parts, chance)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)
    assert float(vector @ parts[0]) == pytest.approx(0.93, abs=0.04)


def test_made_documents_are_as_many_passages_as_asked_for_and_every_tenth_is_closed_to_all() -> None:
    material = Material(PARTS, np.eye(3, 384, dtype=np.float32))
    made = list(made_documents(material, "p", "model", "recipe", 20 * PER_DOCUMENT + 3, first=0))
    passages = [passage for each in made for passage in each.passages]
    assert len(passages) == 20 * PER_DOCUMENT + 3
    assert len({passage.id for passage in passages}) == len(passages)
    notes = [each.document for each in made if each.document.kind is DocumentKind.NOTE]
    assert len(notes) == -(-len(made) // NOTES)
    assert all(note.scope != Scope.programme("p") for note in notes)
    for each in made:
        assert len(each.embeddings) == len(each.passages)
        assert [each.document.text[one.start : one.end] for one in each.passages] == [one.text for one in each.passages]


def test_made_documents_are_the_same_each_time_and_others_further_on() -> None:
    material = Material(PARTS, np.eye(3, 384, dtype=np.float32))

    def texts(first: int) -> list[str]:
        made = made_documents(material, "p", "model", "recipe", 40, first)
        return [passage.text for each in made for passage in each.passages]

    assert texts(0) == texts(0)
    assert not set(texts(0)) & set(texts(40))
