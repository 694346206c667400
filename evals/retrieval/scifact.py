"""SciFact: claims as queries, abstracts as documents. Does the right abstract come first?

Wadden et al. (2020), in BEIR's form. A document ranks by its best passage, and nDCG@10 is computed by
trec_eval's code. Figures are the product's own search with recency and the limit per document set aside:
both are for notes and handbooks, and a document counts once here anyway.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from statistics import fmean

from copilot.retrieve import POOL, search
from evals.figures import Distribution, Figure, Measured, Run, Table, at_least
from evals.metrics import Ranking, best_of_each, ndcg_at_10, ndcg_by_query
from evals.retrieval.fusions import KEYWORD_ALONE, VARIANTS, VECTOR_ALONE, Fuse
from evals.retrieval.search_parts import PARTS, ranked
from evals.workspace import corpus_of, encoder
from ingest.chunking import ChunkingConfig
from ingest.models import Document, DocumentKind, Filter, Scope, Scored
from ingest.preparing import DEFAULT_CHUNKING
from ingest.sync import Corpus

_PROGRAMME = "scifact"
_EVERYONE = Filter(_PROGRAMME, frozenset({Scope.programme(_PROGRAMME)}), date(2026, 1, 1))
_DEEP = 200
_SIZES = (
    ChunkingConfig(max_tokens=60, target_tokens=45, min_tokens=15),
    ChunkingConfig(max_tokens=110, target_tokens=90, min_tokens=20),
    ChunkingConfig(max_tokens=160, target_tokens=130, min_tokens=30),
    DEFAULT_CHUNKING[DocumentKind.GUIDANCE],
)

Judgements = Mapping[str, Mapping[str, int]]


def measure(run: Run) -> Measured:
    """nDCG@10 of keyword search alone, vectors alone, and the two fused. `limit` cuts the queries."""
    folder = run.input("retrieval", "scifact")
    documents, queries, judged = load(folder, run.limit)
    with encoder(run) as embedder, corpus_of(documents, run.scratch / "scifact", embedder) as corpus:
        embedder.encode(list(queries.values()))

        def score(rank: Callable[[str], Sequence[Scored]]) -> float:
            return _ndcg(corpus, judged, {key: rank(text) for key, text in queries.items()})

        def fused(text: str) -> list[Scored]:
            hits = search(corpus, text, _EVERYONE, 2 * POOL, per_document=POOL, recent=False)
            return [Scored(hit.passage.id, hit.score) for hit in hits]

        by_query = ndcg_by_query(judged, _of_documents(corpus, {key: fused(text) for key, text in queries.items()}))
        figures = (
            Figure("nDCG@10 keyword alone", score(lambda text: corpus.keyword(text, _EVERYONE, POOL))),
            Figure("nDCG@10 vector alone", score(lambda text: corpus.nearest(text, _EVERYONE, POOL))),
            Figure(
                "nDCG@10 fused",
                fmean(by_query.values()),
                target=at_least(0.745),
                note=f"{len(queries)} claims, {corpus.count()} passages",
            ),
        )
    return Measured(
        figures,
        {"pool": POOL, "chunking": str(DEFAULT_CHUNKING[DocumentKind.GUIDANCE])},
        (folder / "corpus.jsonl", folder / "queries-train.jsonl", folder / "qrels-train.tsv"),
        tuple(ablation(run, documents, queries, judged)) if run.ablate else (),
        (Distribution("nDCG@10 by query", {"fused": list(by_query.values())}),),
    )


def load(folder: Path, limit: int | None) -> tuple[list[Document], dict[str, str], dict[str, dict[str, int]]]:
    """The abstracts as guidance, the judged claims by id, and the judgements."""
    judged: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels-train.tsv").read_text("utf-8").splitlines()[1:]:
        query, document, grade = line.split("\t")
        judged.setdefault(query, {})[document] = int(grade)
    judged = dict(list(judged.items())[:limit])
    rows = map(json.loads, (folder / "queries-train.jsonl").read_text("utf-8").splitlines())
    queries = {row["_id"]: row["text"] for row in rows if row["_id"] in judged}
    documents = [
        Document(
            id=row["_id"],
            programme=_PROGRAMME,
            kind=DocumentKind.GUIDANCE,
            title=row["title"],
            text=row["text"],
            scope=Scope.programme(_PROGRAMME),
            source=row["_id"],
        )
        for row in map(json.loads, (folder / "corpus.jsonl").read_text("utf-8").splitlines())
    ]
    return documents, queries, judged


def ablation(run: Run, documents: Sequence[Document], queries: Mapping[str, str], judged: Judgements) -> list[Table]:
    """Every fusion at every passage size; the rows are variants, the columns sizes. And search without each of its parts."""
    columns: list[dict[str, str]] = []
    parts: list[tuple[str, ...]] = []
    with encoder(run) as embedder:
        for number, size in enumerate(_SIZES):
            chunking = {**DEFAULT_CHUNKING, DocumentKind.GUIDANCE: size}
            with corpus_of(documents, run.scratch / f"scifact-{number}", embedder, chunking) as corpus:
                columns.append(_variants(corpus, queries, judged))
                if size is DEFAULT_CHUNKING[DocumentKind.GUIDANCE]:
                    parts = _without_parts(corpus, queries, judged)
    names = tuple(f"{size.max_tokens} tokens" for size in _SIZES)
    rows = tuple((name, *(column[name] for column in columns)) for name in columns[0])
    return [
        Table("nDCG@10 by fusion and passage size", ("fusion", *names), rows),
        Table("nDCG@10 of search without one of its parts", ("search", "nDCG@10"), tuple(parts)),
    ]


def _without_parts(corpus: Corpus, queries: Mapping[str, str], judged: Judgements) -> list[tuple[str, ...]]:
    return [
        (
            name,
            f"{_ndcg(corpus, judged, {key: ranked(corpus, text, _EVERYONE, of) for key, text in queries.items()}):.4f}",
        )
        for name, of in PARTS.items()
    ]


def _variants(corpus: Corpus, queries: Mapping[str, str], judged: Judgements) -> dict[str, str]:
    found = {
        key: (corpus.keyword(text, _EVERYONE, _DEEP), corpus.nearest(text, _EVERYONE, _DEEP))
        for key, text in queries.items()
    }

    def score(fuse: Fuse) -> str:
        return f"{_ndcg(corpus, judged, {key: fuse(*pair) for key, pair in found.items()}):.4f}"

    return {variant.name: score(variant) for variant in (KEYWORD_ALONE, VECTOR_ALONE, *VARIANTS)}


def _ndcg(corpus: Corpus, judged: Judgements, rankings: Mapping[str, Sequence[Scored]]) -> float:
    return ndcg_at_10(judged, _of_documents(corpus, rankings))


def _of_documents(corpus: Corpus, rankings: Mapping[str, Sequence[Scored]]) -> dict[str, Ranking]:
    """Rankings of passages by query as ones of documents: each document at the place of its best passage."""
    hits = corpus.hits({one.passage_id for ranking in rankings.values() for one in ranking}, _EVERYONE)
    owner = {key: hit.passage.document_id for key, hit in hits.items()}
    return {
        query: best_of_each([(one.passage_id, one.score) for one in ranking], owner)
        for query, ranking in rankings.items()
    }
