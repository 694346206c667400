from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from evals.figures import Run
from evals.retrieval import precisions
from evals.retrieval.precisions import Mixed, every_other, measure, mixtures
from ingest.precision import Precision
from tests.ingest.fakes import HashingEmbedder


class Opposed(HashingEmbedder):
    """Vectors that mean the opposite: mixed with the others they lose what was asked for."""

    def encode(self, texts, progress=None):  # type: ignore[no-untyped-def]
        return -super().encode(texts, progress)


def test_each_text_is_made_where_its_mixture_says() -> None:
    texts = [f"text number {number}" for number in range(40)]
    wide, narrow = HashingEmbedder(), Opposed()
    mixed = Mixed(wide, narrow, every_other).encode(texts)
    plain = wide.encode(texts)
    for text, vector, other in zip(texts, mixed, plain, strict=True):
        assert np.array_equal(vector, -other if every_other(text) else other)
    assert 10 < sum(map(every_other, texts)) < 30


def test_questions_go_their_own_way() -> None:
    made = mixtures({"a question"})
    assert [narrowly("a question") for narrowly in made.values()] == [False, True, False, True, False]
    assert [narrowly("a passage") for narrowly in made.values()][:3] == [False, True, True]


@pytest.mark.parametrize("harmless", [True, False])
def test_what_mixing_loses_misses_its_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harmless: bool) -> None:
    folder = tmp_path / "retrieval" / "scifact"
    folder.mkdir(parents=True)
    words = ["heart", "lung", "kidney", "liver", "brain", "skin", "bone", "blood"]
    rows = [{"_id": word, "title": word, "text": f"The {word} was studied in mice."} for word in words]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)))
    claims = [{"_id": f"q{word}", "text": f"something of the {word}"} for word in words]
    (folder / "queries-train.jsonl").write_text("\n".join(map(json.dumps, claims)))
    judged = "".join(f"q{word}\t{word}\t1\n" for word in words)
    (folder / "qrels-train.tsv").write_text(f"query-id\tcorpus-id\tscore\n{judged}")

    def embedder(precision: Precision) -> HashingEmbedder:
        return HashingEmbedder() if harmless or precision is Precision.FLOAT32 else Opposed()

    monkeypatch.setattr(precisions, "Embedder", embedder)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    figures = measure(Run(tmp_path, tmp_path / "cache", scratch)).figures
    assert len(figures) == 10
    met = [figure.target.met_by(figure.value) for figure in figures if figure.target is not None]
    assert len(met) == 8
    assert all(met) is harmless
