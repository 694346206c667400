"""SciFact with vectors made in 32-bit and in 16-bit numbers: does search find the same, and may the two be mixed?

A folder that moves to another computer has passages of both; questions are then encoded as that computer does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from copilot.retrieve import POOL, search
from evals.cached_embedder import CachedEmbedder
from evals.figures import Figure, Measured, Run, at_least
from evals.metrics import best_of_each, ndcg_at_10
from evals.retrieval.scifact import Judgements, load
from evals.workspace import corpus_of
from ingest.embedding import Embedder
from ingest.models import Filter, Scored, content_id
from ingest.precision import Precision
from ingest.sync import Corpus

if TYPE_CHECKING:
    from ingest.embedding import TextEmbedder, Vectors

MOST_LOST = 0.005
"""Of the nDCG in 32 bits, as a share."""

Makes = Callable[[str], bool]


@dataclass(frozen=True)
class Mixed:
    """An embedder whose vectors are made in 16 bits where `narrowly` says so of the text, else in 32."""

    wide: TextEmbedder
    narrow: TextEmbedder
    narrowly: Makes

    @property
    def model_id(self) -> str:
        return self.wide.model_id

    @property
    def dimension(self) -> int:
        return self.wide.dimension

    @property
    def max_tokens(self) -> int:
        return self.wide.max_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self.wide.count_tokens(texts)

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """One unit vector a text, in order."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for embedder, narrowly in ((self.wide, False), (self.narrow, True)):
            rows = [row for row, text in enumerate(texts) if self.narrowly(text) is narrowly]
            if rows:
                vectors[rows] = embedder.encode([texts[row] for row in rows])
        if progress is not None:
            progress(len(texts))
        return vectors

    def encode_query(self, text: str) -> Vectors:
        """The unit vector of a question."""
        vector: Vectors = self.encode([text])[0]
        return vector


def every_other(text: str) -> bool:
    """Whether a text is of the one half or of the other, as by the toss of a coin, the same each time."""
    return int(content_id(text), 16) % 2 == 0


def mixtures(questions: Collection[str]) -> Mapping[str, Makes]:
    """What is made in 16 bits, by the mixture's name."""
    return {
        "all in 32 bits": lambda _: False,
        "all in 16 bits": lambda _: True,
        "passages in 16 bits, questions in 32": lambda text: text not in questions,
        "half of the passages in each, questions in 16": lambda text: text in questions or every_other(text),
        "half of the passages in each, questions in 32": lambda text: text not in questions and every_other(text),
    }


def measure(run: Run) -> Measured:
    """nDCG@10 of the product's fusion, and of vectors alone, for each mixture. `limit` cuts the queries."""
    folder = run.input("retrieval", "scifact")
    documents, queries, judged = load(folder, run.limit)
    where = Filter(documents[0].programme, frozenset({documents[0].scope}), date.max)
    wide = CachedEmbedder(Embedder(Precision.FLOAT32), run.cache / Precision.FLOAT32)
    narrow = CachedEmbedder(Embedder(Precision.BFLOAT16), run.cache / Precision.BFLOAT16)
    figures: list[Figure] = []
    wide_values: dict[str, float] = {}
    for number, (name, narrowly) in enumerate(mixtures(frozenset(queries.values())).items()):
        for each in (wide, narrow):
            each.encode(list(queries.values()))
        with corpus_of(documents, run.scratch / f"precision-{number}", Mixed(wide, narrow, narrowly)) as corpus:
            for ranking, rank in {"fused": _fused, "vectors alone": _nearest}.items():
                value = _ndcg(corpus, where, queries, judged, rank)
                before = wide_values.setdefault(ranking, value)
                least = at_least((1 - MOST_LOST) * before) if number else None
                figures.append(Figure(f"nDCG@10 {ranking}, {name}", value, target=least))
        wide.save()
        narrow.save()
    return Measured(
        tuple(figures),
        {"pool": POOL, "most that may be lost": MOST_LOST},
        (folder / "corpus.jsonl", folder / "queries-train.jsonl", folder / "qrels-train.tsv"),
    )


def _fused(corpus: Corpus, text: str, where: Filter) -> list[Scored]:
    hits = search(corpus, text, where, 2 * POOL, per_document=POOL, recent=False)
    return [Scored(hit.passage.id, hit.score) for hit in hits]


def _nearest(corpus: Corpus, text: str, where: Filter) -> list[Scored]:
    return corpus.nearest(text, where, POOL)


def _ndcg(
    corpus: Corpus,
    where: Filter,
    queries: Mapping[str, str],
    judged: Judgements,
    rank: Callable[[Corpus, str, Filter], Sequence[Scored]],
) -> float:
    rankings = {key: rank(corpus, text, where) for key, text in queries.items()}
    hits = corpus.hits({one.passage_id for ranking in rankings.values() for one in ranking}, where)
    owner = {key: hit.passage.document_id for key, hit in hits.items()}
    return ndcg_at_10(
        judged,
        {
            query: best_of_each([(one.passage_id, one.score) for one in ranking], owner)
            for query, ranking in rankings.items()
        },
    )
