"""What others' retrievers find in the same documents, with the same encoder, for the same queries, on the same machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.figures import Figure, Measured, Run, SuiteSkipped, Table
from evals.metrics import Retrieved, Span, covered, ndcg_at_10, within_words
from evals.retrieval import locomo, scifact
from evals.retrieval.peers import CHARACTERS, DEEP, OVERLAP, Query, haiku, plain_chain
from evals.workspace import encoder
from ingest.embedding import TextEmbedder
from ingest.models import Document


def measure(run: Run) -> Measured:
    """Ours, the plain chain and, where `--haiku` names it, haiku.rag on SciFact and LoCoMo. `limit` cuts the queries."""
    own = replace(run, scratch=run.scratch / "peers", ablate=False)
    own.scratch.mkdir(parents=True, exist_ok=True)
    figures: list[Figure] = []
    left_out: list[tuple[str, str, str]] = []
    data: list[Path] = []
    for one in _SETS:
        try:
            prepared = one.prepare(run)
        except SuiteSkipped as reason:
            left_out.append((one.name, "the set", str(reason)))
            continue
        ours = one.measure(own)
        headline = next(figure for figure in ours.figures if figure.target is not None)
        data += ours.data
        figures.append(Figure(f"{one.name}, ours: {headline.name}", headline.value))
        with encoder(run) as embedder:
            embedder.encode([query.text for query in prepared.queries])
            for peer, find in _peers(prepared, embedder, run, own.scratch / one.name):
                try:
                    value = prepared.score(find())
                except SuiteSkipped as reason:
                    left_out.append((one.name, peer, str(reason)))
                    continue
                figures.append(Figure(f"{one.name}, {peer}", value))
                figures.append(Figure(f"{one.name}, ours over {peer}", headline.value / value))
    if not figures:
        raise SuiteSkipped("; ".join(f"{peer}, {name}: {reason}" for name, peer, reason in left_out))
    return Measured(
        tuple(figures),
        {"characters": CHARACTERS, "overlap": OVERLAP, "ranked": DEEP},
        tuple(dict.fromkeys(data)),
        (Table("left out", ("set", "peer", "why"), tuple(left_out)),) if left_out else (),
    )


Found = list[list[Retrieved]]


@dataclass(frozen=True)
class Prepared:
    """A set ready for any retriever: what to rank, what is asked, and how what was found is scored."""

    documents: Sequence[Document]
    queries: Sequence[Query]
    score: Callable[[Found], float]


@dataclass(frozen=True)
class Set:
    name: str
    prepare: Callable[[Run], Prepared]
    measure: Callable[[Run], Measured]


def _peers(
    prepared: Prepared, embedder: TextEmbedder, run: Run, folder: Path
) -> Iterator[tuple[str, Callable[[], Found]]]:
    def by_chain() -> Found:
        search = plain_chain(prepared.documents, embedder)
        return [search(query.text, DEEP, query.subject) for query in prepared.queries]

    yield "the plain chain", by_chain
    yield "haiku.rag", lambda: haiku(prepared.documents, prepared.queries, embedder, run.haiku, folder)


def _scifact(run: Run) -> Prepared:
    documents, queries, judged = scifact.load(run.input("retrieval", "scifact"), run.limit)
    names = list(queries)

    def score(found: Found) -> float:
        return ndcg_at_10(judged, rankings(names, found))

    return Prepared(documents, [Query(queries[name]) for name in names], score)


def rankings(names: Sequence[str], found: Found) -> Mapping[str, list[tuple[str, float]]]:
    """Rankings of documents by query, each document at the place of its best piece."""
    return {
        name: [(document, 0.0) for document in dict.fromkeys(piece.place.document for piece in row)]
        for name, row in zip(names, found, strict=True)
    }


def _locomo(run: Run) -> Prepared:
    documents, asked, _ = locomo.load(run.input("retrieval", "locomo", "locomo-1-5.json"), run.limit)

    def score(found: Found) -> float:
        return share_whole([one.evidence for one in asked], found, locomo.WORDS)

    return Prepared(documents, [Query(one.text, _subject(one)) for one in asked], score)


def _subject(asked: locomo.Asked) -> str:
    assert asked.where.subjects is not None
    (subject,) = asked.where.subjects
    assert subject is not None
    return subject


def share_whole(evidence: Sequence[Sequence[Span]], found: Found, words: int) -> float:
    """The share of all wanted spans that lie whole in the first `words` found for their query; NaN of none."""
    hits: list[bool] = []
    for wanted, row in zip(evidence, found, strict=True):
        kept = [piece.place for piece in within_words(row, words)]
        hits += [covered(span, kept) == 1 for span in wanted]
    return sum(hits) / len(hits) if hits else float("nan")


_SETS = (Set("SciFact", _scifact, scifact.measure), Set("LoCoMo", _locomo, locomo.measure))
