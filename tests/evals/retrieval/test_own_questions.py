"""Whether a passage answers a case, and where the first stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evals.answers.asking import LATER_LOTS, Case
from evals.figures import Run
from evals.retrieval import own_questions
from ingest.models import Hit
from tests.copilot.test_excerpts import hit
from tests.ingest.fakes import HashingEmbedder

CASE = Case("a", "ann", "How long?", True, answer_in=("n-1", "library:ending"), must_say=("an Hour",))


def of(source: str, text: str) -> Hit:
    return replace(hit(text), source=source)


def test_a_passage_answers_by_its_source_and_its_words() -> None:
    assert own_questions.answers(CASE, of("note:n-1", "It takes an\nhour."))
    assert own_questions.answers(CASE, of("library/ending.md", "An hour."))
    assert not own_questions.answers(CASE, of("note:n-1", "It takes a day."))
    assert not own_questions.answers(CASE, of("note:n-2", "It takes an hour."))
    assert own_questions.answers(replace(CASE, must_say=()), of("note:n-1", "Anything."))
    assert own_questions.answers(replace(CASE, answer_in=("guide-h",)), of("guidance:guide-h", "An hour."))


def test_the_place_is_that_of_the_first_that_answers() -> None:
    right, wrong = of("note:n-1", "An hour."), of("note:n-9", "An hour.")
    assert own_questions.place(CASE, [wrong, right, right]) == 2
    assert own_questions.place(CASE, [wrong]) is None


def test_the_suite_asks_the_sample_and_names_what_it_did_not_find(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.workspace.Embedder", HashingEmbedder)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    measured = own_questions.measure(Run(tmp_path, scratch / "cache", scratch, limit=6))
    figures = {figure.name: figure for figure in measured.figures}
    missed = {table.title: len(table.rows) for table in measured.tables}
    for lot in ("", *LATER_LOTS):
        share, found = figures[f"answering passage among the first five{lot}"], 6 - missed.get(f"not found{lot}", 0)
        assert share.value == pytest.approx(found / 6)
        assert share.note == f"{found} of 6"
