"""The LoCoMo suite on one conversation of two sessions."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from evals.figures import Run
from evals.retrieval import locomo
from ingest.models import Document, DocumentKind, Filter, Hit, Passage, Scope
from tests.ingest.fakes import HashingEmbedder

CONVERSATION = {
    "sample_id": "conv-1",
    "conversation": {
        "speaker_a": "Ann",
        "speaker_b": "Bo",
        "session_1_date_time": "1:56 pm on 8 May, 2023",
        "session_1": [
            {"speaker": "Ann", "dia_id": "D1:1", "text": "I painted a sunrise\nover the lake."},
            {"speaker": "Bo", "dia_id": "D1:2", "text": "Lovely! My dog ate the cake."},
        ],
        "session_2_date_time": "9:00 am on 1 June, 2023",
        "session_2": [{"speaker": "Bo", "dia_id": "D2:1", "text": "The dog is well again."}],
    },
    "qa": [
        {"question": "What did the dog eat?", "category": 1, "evidence": ["D1:2; D2:01"]},
        {"question": "What did Ann paint?", "category": 4, "evidence": ["D1:1", "D9:9"]},
        {"question": "Who is the mayor?", "category": 3, "evidence": []},
    ],
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "retrieval" / "locomo"
    folder.mkdir(parents=True)
    (folder / "locomo-1-5.json").write_text(json.dumps([CONVERSATION]))
    return tmp_path / "data"


def load(data: Path) -> tuple[list[Document], list[locomo.Asked], int]:
    return locomo.load(data / "retrieval" / "locomo" / "locomo-1-5.json", None)


def test_a_session_is_a_shared_note_of_its_day_and_its_relationship(data: Path) -> None:
    first, second = load(data)[0]
    assert (first.day, second.day) == (date(2023, 5, 8), date(2023, 6, 1))
    assert first.scope == Scope.relationship("conv-1")
    assert first.subject == "conv-1"
    assert first.text.startswith("Ann: I painted a sunrise over the lake.\n")


def test_evidence_is_the_place_of_the_turns_words_however_its_id_is_written(data: Path) -> None:
    documents, asked, lost = load(data)
    texts = {document.id: document.text for document in documents}
    quoted = [[texts[span.document][span.start : span.end] for span in one.evidence] for one in asked]
    assert quoted == [
        ["Lovely! My dog ate the cake.", "The dog is well again."],
        ["I painted a sunrise over the lake."],
    ]
    assert lost == 1  # D9:9 is nobody's; the question without evidence is left out


def hit(asked: locomo.Asked, start: int, end: int, words: int) -> Hit:
    passage = Passage(
        id=f"{start}",
        document_id=asked.evidence[0].document,
        programme="locomo",
        kind=DocumentKind.NOTE,
        ordinal=0,
        text="word " * words,
        heading_path=(),
        start=start,
        end=end,
        scope=Scope.relationship("conv-1"),
        subject="conv-1",
        day=None,
    )
    return Hit(passage, "Session note", "", None, (), 0.0)


def test_half_a_turn_and_a_turn_beyond_the_words_count_nothing(data: Path) -> None:
    one = load(data)[1][1]
    place = one.evidence[0]
    whole = hit(one, place.start, place.end, 10)
    half = hit(one, place.start, place.end - 5, 10)
    filler = hit(one, 10_000, 10_001, 345)
    assert locomo.shares([one], lambda _: [whole]) == [[1.0]]
    assert locomo.shares([one], lambda _: [half]) == [[0.0]]
    assert locomo.shares([one], lambda _: [filler, whole]) == [[0.0]]


def test_the_suite_finds_the_evidence_of_so_short_a_conversation(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.workspace.Embedder", HashingEmbedder)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    measured = locomo.measure(Run(data, scratch / "cache", scratch))
    assert measured.figures[0].value == 1
    assert "1 turns named by no known id" in measured.figures[0].note


def test_questions_are_asked_after_the_last_session(data: Path) -> None:
    where: Filter = load(data)[1][0].where
    assert where.as_of == date(2023, 6, 1)
    assert where.subjects == frozenset({"conv-1"})


def test_the_ablation_has_a_figure_for_every_search_fusion_and_size(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.workspace.Embedder", HashingEmbedder)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    searches, fusions = locomo.measure(Run(data, scratch / "cache", scratch, ablate=True)).tables
    assert {float(value) for row in (*searches.rows, *fusions.rows) for value in row[1:]} == {1.0}
    assert len({row[0] for row in fusions.rows}) == len(fusions.rows)
    assert any("lent" in row[0] for row in fusions.rows)
