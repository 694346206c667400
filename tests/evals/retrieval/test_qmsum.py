"""The QMSum suite on two meetings made up here, and the chunks it compares with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.figures import Run
from evals.metrics import Retrieved, Span
from evals.retrieval import qmsum
from evals.retrieval.plain_chunks import plain_chunks
from tests.ingest.fakes import HashingEmbedder

TURNS = [
    ("Ann", "Good  morning all."),
    ("Bo", "The remote control is yellow."),
    ("Ann", "Yellow suits a remote control."),
    ("Bo", "Lunch is at noon."),
]


def meeting(spans: list[list[str]]) -> str:
    return json.dumps(
        {
            "meeting_transcripts": [{"speaker": who, "content": said} for who, said in TURNS],
            "specific_query_list": [{"query": "Which colour has the remote control?", "relevant_text_span": spans}],
        }
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "meetings" / "qmsum"
    folder.mkdir(parents=True)
    (folder / "val.jsonl").write_text(f"{meeting([['1', '2']])}\n{meeting([['1', '1'], ['3', '9']])}\n")
    return tmp_path / "data"


def test_what_is_asked_for_is_where_its_turns_stand_with_their_speakers(data: Path) -> None:
    documents, asked = qmsum.load(data / "meetings" / "qmsum" / "val.jsonl")
    quoted = [[documents[one.meeting].text[gold.start : gold.end] for gold in one.gold] for one in asked]
    assert quoted == [
        ["Bo: The remote control is yellow.\n\nAnn: Yellow suits a remote control."],
        ["Bo: The remote control is yellow.", "Bo: Lunch is at noon."],  # a turn beyond the last is the last
    ]
    assert asked[0].where.subjects == frozenset({"qmsum:0"})


def test_a_share_counts_characters_of_all_that_is_asked_for(data: Path) -> None:
    one = qmsum.load(data / "meetings" / "qmsum" / "val.jsonl")[1][1]
    first, second = one.gold
    whole = (first.end - first.start) + (second.end - second.start)
    assert qmsum.shares([one], lambda _: []) == [0]
    assert qmsum.shares([one], lambda _: [Retrieved(first, 5)]) == [(first.end - first.start) / whole]
    assert qmsum.shares([one], lambda _: [Retrieved(Span("qmsum:0", 0, 999), 5)]) == [0]


def test_the_suite_compares_with_the_plain_chain(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.workspace.Embedder", HashingEmbedder)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    figures = {one.name: one for one in qmsum.measure(Run(data, scratch / "cache", scratch)).figures}
    assert figures["found in 600 words, those meetings"].value == 1  # so short a meeting fits whole
    assert figures["by a plain chain, those meetings"].value == 1
    assert figures["found, as many times what a plain chain finds"].value == 1


def test_the_plain_chain_stops_where_its_words_are_full(data: Path) -> None:
    documents, asked = qmsum.load(data / "meetings" / "qmsum" / "val.jsonl")
    assert len(qmsum.PlainChain(documents, HashingEmbedder())(asked[0])) == 1
    assert qmsum.PlainChain(documents, HashingEmbedder(), words=3)(asked[0]) == []


def test_chunks_overlap_by_whole_pieces_and_are_no_longer_than_their_size() -> None:
    text = "one two three four five six"
    chunks = [text[start:end] for start, end in plain_chunks(text, size=14, overlap=6)]
    assert chunks == ["one two three", "three four", "four five six"]


def test_paragraphs_are_kept_together_where_they_fit_and_a_long_word_is_cut() -> None:
    text = "aa bb\n\ncc dd\n\n" + "x" * 25
    whole, *cut = [text[start:end] for start, end in plain_chunks(text, size=12, overlap=0)]
    assert whole == "aa bb\n\ncc dd"
    assert "".join(cut) == "x" * 25
    assert max(map(len, cut)) <= 12
