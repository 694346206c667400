"""The arithmetic of the suites: values in, a number out."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.models import Scored

Ranking = Sequence[tuple[str, float]]
"""Ids with scores, best first."""


def ndcg_at_10(judged: Mapping[str, Mapping[str, int]], runs: Mapping[str, Ranking]) -> float:
    """Mean nDCG@10 over the judged queries, as trec_eval computes it. A query without a ranking scores 0."""
    import ir_measures

    measure = ir_measures.nDCG @ 10
    return float(ir_measures.calc_aggregate([measure], judged, _ranked(runs))[measure])


def ndcg_by_query(judged: Mapping[str, Mapping[str, int]], runs: Mapping[str, Ranking]) -> dict[str, float]:
    """nDCG@10 of each judged query, as `ndcg_at_10` takes the mean of."""
    import ir_measures

    found = dict.fromkeys(judged, 0.0)
    for one in ir_measures.iter_calc([ir_measures.nDCG @ 10], judged, _ranked(runs)):
        found[one.query_id] = float(one.value)
    return found


def _ranked(runs: Mapping[str, Ranking]) -> dict[str, dict[str, float]]:
    """Scores become ranks: trec_eval breaks ties by id, and the order given here is the one to judge."""
    return {
        query: {identifier: -float(rank) for rank, (identifier, _) in enumerate(ranking)}
        for query, ranking in runs.items()
    }


def best_of_each(ranking: Ranking, owner: Mapping[str, str]) -> list[tuple[str, float]]:
    """A ranking of passages as one of documents: each at the place of its first passage."""
    best: dict[str, float] = {}
    for passage, score in ranking:
        best.setdefault(owner[passage], score)
    return list(best.items())


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the values do not exceed, one of them; NaN of nothing."""
    if not values:
        return math.nan
    return float(np.quantile(np.asarray(values), share, method="higher"))


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` of a document."""

    document: str
    start: int
    end: int


@dataclass(frozen=True)
class Retrieved:
    """A passage as found: its place and its length in words."""

    place: Span
    words: int


def within_words(found: Iterable[Retrieved], words: int) -> list[Retrieved]:
    """The passages from the top until one would exceed `words`; that one, and all after it, are left out."""
    kept: list[Retrieved] = []
    for passage in found:
        if passage.words > words:
            break
        words -= passage.words
        kept.append(passage)
    return kept


def covered(wanted: Span, found: Iterable[Span]) -> float:
    """The share of the wanted characters that lie in any of the spans, 0 to 1."""
    length = wanted.end - wanted.start
    marks = np.zeros(max(length, 0), dtype=bool)
    for span in found:
        if span.document == wanted.document:
            marks[max(span.start - wanted.start, 0) : max(span.end - wanted.start, 0)] = True
    return float(marks.mean()) if length > 0 else 0.0


def recall(found: Sequence[str], exact: Sequence[Scored], k: int) -> float:
    """The share of the k nearest that were found; NaN where there is nothing to find.

    A passage as near as the k-th counts as one of them: equal texts have equal vectors, and which of
    them comes first is chance. `exact` ranks everything visible, best first.
    """
    k = min(k, len(exact))
    if k == 0:
        return math.nan
    floor = exact[k - 1].score - 1e-6
    near = {scored.passage_id for scored in exact if scored.score >= floor}
    return min(len(near.intersection(found[:k])), k) / k


def phrases_in(text: str, phrases: Collection[str]) -> list[str]:
    """Those phrases that stand in the text, whatever the case and the white space."""
    flat = _flat(text)
    return sorted(phrase for phrase in phrases if _flat(phrase) in flat)


def _flat(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).casefold().strip()


def auc(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """How often a supported claim scores above one that is not, a tie counting half; NaN where there is only one sort."""
    marked, values = np.asarray(labels, dtype=bool), np.asarray(scores, dtype=float)
    if marked.all() or not marked.any():
        return float("nan")
    above = values[marked][:, None] - values[~marked][None, :]
    return float((above > 0).mean() + (above == 0).mean() / 2)
