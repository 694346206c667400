"""Peers: cuts know where they stand, rankings of pieces become rankings of documents, absent peers say why."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from evals.figures import Figure, Measured, Run, SuiteSkipped, at_least
from evals.hashing_embedder import HashingEmbedder
from evals.metrics import Retrieved, Span
from evals.retrieval import beside_peers, peers
from ingest.models import Document, DocumentKind, Scope


def document(identifier: str, text: str, subject: str | None = None) -> Document:
    return Document(
        id=identifier,
        programme="p",
        kind=DocumentKind.NOTE,
        title="Session note",
        text=text,
        scope=Scope.programme("p"),
        source=identifier,
        subject=subject,
        day=date(2026, 5, 1),
    )


def piece(name: str, start: int, end: int, words: int = 10) -> Retrieved:
    return Retrieved(Span(name, start, end), words)


def test_a_document_ranks_by_its_first_piece() -> None:
    found = [[piece("b", 0, 5), piece("a", 0, 5), piece("b", 5, 9)]]
    assert [name for name, _ in beside_peers.rankings(["q"], found)["q"]] == ["b", "a"]


def test_a_span_counts_only_whole_and_only_within_the_words() -> None:
    evidence = [[Span("a", 0, 10), Span("a", 50, 60)]]
    assert beside_peers.share_whole(evidence, [[piece("a", 0, 10), piece("a", 45, 59)]], 100) == 0.5
    assert beside_peers.share_whole(evidence, [[piece("a", 0, 10, words=60), piece("a", 50, 60, words=60)]], 100) == 0.5
    assert beside_peers.share_whole(evidence, [[]], 100) == 0.0


def test_without_an_environment_haiku_is_left_out_with_the_option_that_names_one(tmp_path: Path) -> None:
    with pytest.raises(SuiteSkipped, match="--haiku"):
        peers.haiku([], [], HashingEmbedder(), None, tmp_path)


def test_an_environment_without_haiku_is_left_out_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_piece(documents: Sequence[Document]) -> list[peers.Piece]:
        return [peers.Piece(Span(one.id, 0, 4), one.text, "") for one in documents]

    monkeypatch.setattr(peers, "cut", one_piece)
    queries = [peers.Query("word")]
    with pytest.raises(SuiteSkipped, match="cannot be imported"):
        peers.haiku([document("a", "word")], queries, HashingEmbedder(), Path(sys.executable), tmp_path / "haiku")


def test_a_cut_stands_where_it_says_in_the_documents_text() -> None:
    pytest.importorskip("langchain_text_splitters")
    text = "\n\n".join(f"Paragraph {number} says {'something ' * 20}" for number in range(30))
    for one in peers.cut([document("a", text)])[1:]:
        assert text[one.place.start : one.place.end] == one.content


def test_the_plain_chain_finds_what_shares_words_and_keeps_to_its_subject() -> None:
    pytest.importorskip("langchain_text_splitters")
    pytest.importorskip("langchain_chroma")
    notes = [
        document("apples", "We talked about apples and orchards.", "one"),
        document("pears", "We talked about pears and ladders.", "one"),
        document("other", "Apples again, apples and orchards.", "two"),
    ]
    search = peers.plain_chain(notes, HashingEmbedder())
    assert search("apples and orchards", k=1)[0].place.document in ("apples", "other")
    assert [one.place.document for one in search("apples and orchards", subject="one")][:1] == ["apples"]
    assert {one.place.document for one in search("apples", subject="two")} == {"other"}


def test_each_set_is_told_with_ours_and_each_peer_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = [document("right", "apples"), document("wrong", "pears")]

    def prepare(run: Run) -> beside_peers.Prepared:
        return beside_peers.Prepared(notes, [peers.Query("apples")], lambda found: 0.5 if found[0] else 0.0)

    def ours(run: Run) -> Measured:
        return Measured((Figure("aside", 0.1), Figure("headline", 0.6, target=at_least(0.5))))

    def chain(documents: Sequence[Document], embedder: object) -> peers.Search:
        return lambda text, k=peers.DEEP, subject=None: [piece("right", 0, 6)]

    monkeypatch.setattr("evals.workspace.Embedder", HashingEmbedder)
    monkeypatch.setattr(beside_peers, "plain_chain", chain)
    monkeypatch.setattr(beside_peers, "_SETS", (beside_peers.Set("Small", prepare, ours),))
    measured = beside_peers.measure(Run(tmp_path, tmp_path / "cache", tmp_path))
    assert {figure.name: round(figure.value, 3) for figure in measured.figures} == {
        "Small, ours: headline": 0.6,
        "Small, the plain chain": 0.5,
        "Small, ours over the plain chain": 1.2,
    }
    (table,) = measured.tables
    assert table.rows[0][:2] == ("Small", "haiku.rag")
    assert "--haiku" in table.rows[0][2]


def test_without_any_data_the_suite_is_skipped_and_says_why(tmp_path: Path) -> None:
    with pytest.raises(SuiteSkipped, match="is not there"):
        beside_peers.measure(Run(tmp_path / "nowhere", tmp_path, tmp_path))
