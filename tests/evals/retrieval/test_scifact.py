"""The SciFact suite on three abstracts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from copilot.retrieve import POOL, search
from evals.figures import Run
from evals.retrieval import scifact
from evals.retrieval.fusions import VARIANTS
from evals.retrieval.search_parts import PARTS, ranked
from evals.workspace import corpus_of
from ingest.models import Filter, Scope
from tests.ingest.fakes import HashingEmbedder

ABSTRACTS = {
    "1": ("Sleep and memory", "Sleep helps people to remember what they learned during the day."),
    "2": ("Vitamin D", "Vitamin D had no effect on the number of broken bones in older adults."),
    "3": ("Coffee", "Drinking coffee in the evening delays sleep by forty minutes."),
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "retrieval" / "scifact"
    folder.mkdir(parents=True)
    corpus = [{"_id": key, "title": title, "text": text} for key, (title, text) in ABSTRACTS.items()]
    queries = [
        {"_id": "q1", "text": "Vitamin D prevents broken bones."},
        {"_id": "q2", "text": "Evening coffee delays sleep."},
        {"_id": "unjudged", "text": "Nobody asked."},
    ]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)))
    (folder / "queries-train.jsonl").write_text("\n".join(map(json.dumps, queries)))
    (folder / "qrels-train.tsv").write_text("query-id\tcorpus-id\tscore\nq1\t2\t1\nq2\t3\t1\n")
    return tmp_path / "data"


def fused(data: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> float:
    monkeypatch.setattr("evals.workspace.Embedder", HashingEmbedder)
    scratch.mkdir()
    measured = scifact.measure(Run(data, scratch / "cache", scratch))
    return next(figure.value for figure in measured.figures if "fused" in figure.name)


def test_claims_find_their_abstracts(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fused(data, tmp_path / "scratch", monkeypatch) == pytest.approx(1)


def test_wrong_judgements_lower_the_figure(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judgements = data / "retrieval" / "scifact" / "qrels-train.tsv"
    judgements.write_text("query-id\tcorpus-id\tscore\nq1\t1\t1\nq2\t2\t1\n")
    assert fused(data, tmp_path / "scratch", monkeypatch) < 0.7


def test_only_judged_queries_count_and_the_limit_cuts_them(data: Path) -> None:
    folder = data / "retrieval" / "scifact"
    assert set(scifact.load(folder, None)[1]) == {"q1", "q2"}
    documents, queries, judged = scifact.load(folder, 1)
    assert set(queries) == set(judged) == {"q1"}
    assert len(documents) == 3


def test_the_ablation_has_a_figure_for_every_fusion_and_size(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.workspace.Embedder", HashingEmbedder)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    fusions, parts = scifact.measure(Run(data, scratch / "cache", scratch, ablate=True)).tables
    assert (len(fusions.rows), len(parts.rows)) == (len(VARIANTS) + 2, len(PARTS))
    for table in (fusions, parts):
        assert all(len(row) == len(table.columns) and 0 <= float(row[-1]) <= 1 for row in table.rows)


def test_with_all_its_parts_the_ablation_searches_as_the_product_does(data: Path, tmp_path: Path) -> None:
    documents, queries, _ = scifact.load(data / "retrieval" / "scifact", None)
    where = Filter("scifact", frozenset({Scope.programme("scifact")}), date(2026, 1, 1))
    with corpus_of(documents, tmp_path / "corpus", HashingEmbedder()) as corpus:
        for text in queries.values():
            ours = search(corpus, text, where, POOL, per_document=POOL, recent=False)
            told = ranked(corpus, text, where, PARTS["as the product does"])
            assert [(hit.passage.id, hit.score) for hit in ours] == [(one.passage_id, one.score) for one in told]
            assert told != ranked(corpus, text, where, PARTS["words held not counted"])
