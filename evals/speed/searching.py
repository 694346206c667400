"""Search in some 26,000 passages: how long a question takes, and how near the index comes to exact ranking."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence
from statistics import mean

import numpy as np

from copilot.app import Copilot
from copilot.folder import INDEX
from copilot.models import Viewer
from evals.figures import Distribution, Figure, Measured, Run, at_least, at_most
from evals.metrics import percentile, recall
from evals.workspace import large_folder, open_copilot
from ingest.database import Database
from ingest.embedding import Embedder
from ingest.models import DocumentKind, Filter, Scored
from ingest.passages import stored_vectors
from ingest.sentences import sentences
from ingest.sync import EXACT_UP_TO, Corpus

QUESTIONS = 200
_K = 10
_WARM_UP = 10
_SEED = 7


def measure(run: Run) -> Measured:
    """Times over distinct questions, each asked once, the viewers in turn; recall for each viewer's filters."""
    folder = large_folder(run)
    embedder = Embedder()
    with open_copilot(folder, lambda: embedder) as copilot:
        programme = copilot.programme().id
        viewers = [copilot.viewer(programme, person.id) for person in copilot.people(programme)]
        as_of = copilot.as_of(programme)
        asked = questions(copilot, run, viewers[0], (run.limit or QUESTIONS) + _WARM_UP)
        times = []
        for number, text in enumerate(asked):
            viewer = viewers[number % len(viewers)]
            started = time.perf_counter()
            copilot.search(viewer, text, as_of)
            times.append((time.perf_counter() - started) * 1000)
        filters = [each for viewer in viewers for each in _filters(viewer, Filter(programme, viewer.scopes, as_of))]
        passages = copilot.corpus.count()
        settings = copilot.settings
    # The product ranks so few passages exactly; what it would find through the index is what is asked here.
    database = Database(settings.url)
    try:
        corpus = Corpus(database, lambda: embedder, settings.folder / INDEX, exact_up_to=0)
        try:
            corpus.check()
            corpus.wait_for_index()
            shares = recalls(corpus, filters, asked[_WARM_UP:])
            in_use = corpus.check().in_use
        finally:
            corpus.close()
    finally:
        database.close()
    warm = times[_WARM_UP:]
    return Measured(
        (
            Figure("search, median", percentile(warm, 0.5), "ms"),
            Figure(
                "search, 95th percentile",
                percentile(warm, 0.95),
                "ms",
                at_most(80),
                f"{len(warm)} questions, {len(viewers)} viewers, {passages} passages; the longest {max(warm):.0f}",
            ),
            Figure(
                "recall@10 of the vector index",
                mean(shares) if shares else float("nan"),
                target=at_least(0.98),
                note=f"{len(shares)} questions and filters; the worst {min(shares, default=float('nan')):.2f}",
                noise=0.01,  # where a search of a graph begins is chance
            ),
            Figure("index that recall was measured on: in use (1) or not (0)", float(in_use), target=at_least(1)),
        ),
        {"k": _K, "seed": _SEED, "passages": passages, "warm-up": _WARM_UP, "exact up to": EXACT_UP_TO},
        (run.data / "guidance",),
        distributions=(Distribution("time of a search", {"each question once": warm}, "ms"),),
    )


def questions(copilot: Copilot, run: Run, viewer: Viewer, count: int) -> list[str]:
    """Distinct queries: half are questions from LoCoMo where it is there, the rest sentences of the guidance."""
    chance = random.Random(_SEED)
    asked: list[str] = []
    file = run.data / "retrieval" / "locomo" / "locomo-1-5.json"
    if file.exists():
        foreign = [item["question"] for each in json.loads(file.read_text("utf-8")) for item in each["qa"]]
        asked = chance.sample(sorted(set(foreign)), min(count // 2, len(set(foreign))))
    with copilot.corpus.database.read() as session:
        entries, _, _ = stored_vectors(session, copilot.corpus.embedder().model_id)
    guidance = [entry.passage_id for entry in entries if entry.kind is DocumentKind.GUIDANCE]
    where = Filter(viewer.programme, viewer.scopes, copilot.as_of(viewer.programme))
    hits = copilot.corpus.hits(chance.sample(guidance, min(4 * count, len(guidance))), where)
    found = {
        " ".join(hit.passage.text[start:end].split())
        for hit in hits.values()
        for start, end in sentences(hit.passage.text)[:1]
        if 5 <= len(hit.passage.text[start:end].split()) <= 30
    }
    asked += chance.sample(sorted(found), min(count - len(asked), len(found)))
    chance.shuffle(asked)
    return asked


def _filters(viewer: Viewer, everything: Filter) -> list[Filter]:
    """What drafts and search ask for: all a viewer may read, their notes alone, one relationship's matters."""
    notes = Filter(everything.programme, everything.scopes, everything.as_of, kinds=frozenset({DocumentKind.NOTE}))
    about = [
        Filter(everything.programme, everything.scopes, everything.as_of, subjects=frozenset({relationship, None}))
        for relationship in sorted(viewer.relationships)
    ]
    return [everything, notes, *about]


def recalls(corpus: Corpus, filters: Sequence[Filter], asked: Sequence[str]) -> list[float]:
    """Recall of each question under one of the filters, in turn; exact ranking is done here, from the database."""
    with corpus.database.read() as session:
        entries, vectors, _ = stored_vectors(session, corpus.embedder().model_id)
    shares = []
    for number, text in enumerate(asked):
        where = filters[number % len(filters)]
        rows = [
            row
            for row, each in enumerate(entries)
            if each.programme == where.programme
            and each.scope in where.scopes
            and each.kind in where.kinds
            and (each.day is None or each.day <= where.as_of)
            and (where.subjects is None or each.subject in where.subjects)
        ]
        if not rows:
            continue
        query = corpus.embedder().encode_query(text)
        scores = vectors[rows] @ query
        exact = [Scored(entries[rows[place]].passage_id, float(scores[place])) for place in np.argsort(-scores)]
        found = [scored.passage_id for scored in corpus.nearest(query, where, _K)]
        shares.append(recall(found, exact, _K))
    return shares
