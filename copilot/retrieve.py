"""Finding what helps: keyword and vector rankings fused, then chosen within a budget.

`search` answers one query; `gather` runs a kind's query plan and labels what it found (N1…, G1…).
Everything but `search` and what it asks the corpus is pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

import numpy as np

from copilot.coverage import coverage
from ingest.models import DocumentKind, Filter, Hit, Passage, Scored

POOL = 100
"""How many passages each ranker offers before fusion."""

VECTOR_SHARE = 0.4
"""How much of a fused score is the vector ranking's (docs/decisions/0003-fusion-by-score.md)."""

PER_DOCUMENT = 5
"""How many passages of one document a search shows unless it is told."""

NEIGHBOUR_SHARE = 0.3
NEIGHBOUR_SHARE_OF_GUIDANCE = 0.1
DOCUMENT_SHARE = 0.3
"""What a passage is lent of its next neighbours' scores and of its document's best. In guidance, whose passages end
with their section, neighbours are farther apart in what they say."""
PASSAGES_PER_STEP = 15
FARTHEST = 10
"""Neighbours so many passages away lend in a note: one, and one more for every 15 passages that it has, ten at most.
What a long meeting says of one thing fills many passages in a row (docs/decisions/0021-long-notes.md)."""

_TELLING = 4
"""Words from which a line, told again, is no news wherever it stands."""

NEAR = 3.0
"""In guidance a cosine counts so many times as much as keyword search's score beside its best; see `score_guidance`."""
HELD = 0.6
"""And the share of the question's words that a passage holds, so many times."""
_COMPARED = 40
"""So many of the best passages of guidance are looked at for the question's words."""

SAID = 0.5
"""Where a question is asked, what a passage's nearest sentence counts beside its score: its cosine, so many times
(docs/decisions/0027-what-finds-the-note-asked-for.md)."""

RECENCY_HALF_LIFE_DAYS = 120.0
RECENCY_WEIGHT = 0.1


class Searchable(Protocol):
    """What search needs of the corpus."""

    def keyword(self, text: str, filter: Filter, k: int) -> list[Scored]: ...

    def nearest(self, text: str, filter: Filter, k: int) -> list[Scored]: ...

    def cosines(self, text: str, ids: Sequence[str]) -> Mapping[str, float]:
        """The cosine of the text and each of these passages, as far as the same model embedded them."""

    def sentence_cosines(self, text: str, ids: Sequence[str]) -> Mapping[str, float]:
        """The cosine of the text and the nearest sentence of each of these passages, where its sentences are kept."""

    def hits(self, ids: Sequence[str], filter: Filter) -> dict[str, Hit]: ...


def fuse(keyword: Sequence[Scored], vector: Sequence[Scored], vector_share: float = VECTOR_SHARE) -> list[Scored]:
    """Both rankings as one, best first: a convex combination of their scores, each spread over 0 to 1.

    A passage that only one ranker offers gets nothing from the other (Bruch, Gai & Ingber, TOIS 2023, found
    such a combination better than reciprocal ranks, and so did we). Ties keep the order of first sight.
    """
    totals: dict[str, float] = {}
    for ranking, weight in ((keyword, 1 - vector_share), (vector, vector_share)):
        for scored in _spread(ranking):
            totals[scored.passage_id] = totals.get(scored.passage_id, 0.0) + weight * scored.score
    return [Scored(key, score) for key, score in sorted(totals.items(), key=lambda item: -item[1])]


def _spread(ranking: Sequence[Scored]) -> list[Scored]:
    """The ranking with its scores moved to 0 (the last) to 1 (the first); all 1 where they are equal."""
    if not ranking:
        return []
    low, high = min(one.score for one in ranking), max(one.score for one in ranking)
    if high == low:
        return [Scored(one.passage_id, 1.0) for one in ranking]
    return [Scored(one.passage_id, (one.score - low) / (high - low)) for one in ranking]


def score_guidance(
    question: str,
    hits: Sequence[Hit],
    keyword: Sequence[Scored],
    vector: Sequence[Scored],
    cosines: Mapping[str, float],
    *,
    nearness: float = NEAR,
    held_share: float = HELD,
) -> list[Hit]:
    """The hits in their order, those of guidance scored anew, 0 to 1; notes keep their scores.

    `fuse` spreads both rankings over 0 to 1, so that a question about which no passage is near counts what is nearest
    as much as any other. Among handbooks' many passages that loses (docs/decisions/0024-guidance-scored-by-cosine.md).
    So here a cosine counts as it is, also that of a passage which keyword search alone found, a keyword score beside the
    best, and of the best passages the share of the question's words that they hold. `cosines` are at least of whatever
    `vector` does not rank.
    """
    if not vector or all(hit.passage.kind is not DocumentKind.GUIDANCE for hit in hits):
        return list(hits)
    most = max((one.score for one in keyword), default=1.0)
    words = {one.passage_id: one.score / most for one in keyword}
    near = {**cosines, **{one.passage_id: one.score for one in vector}}
    low, high = vector[-1].score, vector[0].score
    base = {
        hit.passage.id: words.get(hit.passage.id, 0.0) + nearness * (near.get(hit.passage.id, low) - low)
        for hit in hits
        if hit.passage.kind is DocumentKind.GUIDANCE
    }
    best = sorted((hit for hit in hits if hit.passage.id in base), key=lambda hit: -base[hit.passage.id])[:_COMPARED]
    held = coverage(question, [" ".join((h.document_title, *h.passage.heading_path, h.passage.text)) for h in best])
    for hit, share in zip(best, held, strict=True):
        base[hit.passage.id] += held_share * share
    whole = 1 + nearness * (high - low) + held_share
    return [
        replace(hit, score=max(base[hit.passage.id], 0.0) / whole) if hit.passage.id in base else hit for hit in hits
    ]


def lend(
    hits: Sequence[Hit],
    neighbour: float = NEIGHBOUR_SHARE,
    document: float = DOCUMENT_SHARE,
    of_guidance: float = NEIGHBOUR_SHARE_OF_GUIDANCE,
) -> list[Hit]:
    """The hits with their context counted, best first; scores stay between 0 and 1 if they were.

    A passage is lent the share `neighbour` (`of_guidance` in guidance) of the scores of the passages before and after
    it, and the share `document` of its document's best: what answers a question often stands beside what sounds like it.
    What was not found lends nothing. In a long note farther neighbours lend too, the less the farther: that decides
    the order within the note, while its best passage keeps the score that its next neighbours give it, so that long
    notes and short ones compare.
    """
    found: dict[str, dict[int, float]] = {}
    notes: set[str] = set()
    for hit in hits:
        found.setdefault(hit.passage.document_id, {})[hit.passage.ordinal] = hit.score
        if hit.passage.kind is DocumentKind.NOTE:
            notes.add(hit.passage.document_id)
    whole = 1 + 2 * max(neighbour, of_guidance) + document  # one for all: notes and guidance must compare
    lifted: dict[tuple[str, int], float] = {}
    for owner, scores in found.items():
        best = max(scores.values())
        share = neighbour if owner in notes else of_guidance
        near = {place: (score + document * best) / whole for place, score in _smoothed(scores, share, reach=1).items()}
        reach = min(1 + (max(scores) + 1) // PASSAGES_PER_STEP, FARTHEST) if owner in notes else 1
        if reach > 1 and best > 0:
            wide = _smoothed(scores, share, reach)
            scale = max(near.values()) / max(wide.values())
            near = {place: score * scale for place, score in wide.items()}
        lifted.update(((owner, place), score) for place, score in near.items())
    told = [replace(hit, score=lifted[hit.passage.document_id, hit.passage.ordinal]) for hit in hits]
    return sorted(told, key=lambda hit: -hit.score)


def _smoothed(scores: Mapping[int, float], neighbour: float, reach: int) -> dict[int, float]:
    """Each with what its neighbours lend: falling evenly to nothing beyond `reach`, `neighbour` where that is 1."""
    steps = [(step, 2 * neighbour * (1 - step / (reach + 1))) for step in range(1, reach + 1)]
    return {
        place: score
        + sum(share * (scores.get(place - step, 0.0) + scores.get(place + step, 0.0)) for step, share in steps)
        for place, score in scores.items()
    }


def recency(day: date | None, as_of: date) -> float:
    """1 for today, halved every 120 days; 1 for what has no date."""
    if day is None:
        return 1.0
    return float(np.exp2(-max((as_of - day).days, 0) / RECENCY_HALF_LIFE_DAYS))


def prefer_recent(hits: Iterable[Hit], as_of: date, weight: float = RECENCY_WEIGHT) -> list[Hit]:
    """The hits with notes' scores lowered by age, by at most `weight` of the score; best first."""
    aged = [replace(hit, score=hit.score * (1 - weight + weight * recency(hit.passage.day, as_of))) for hit in hits]
    return sorted(aged, key=lambda hit: -hit.score)


def diversify(hits: Iterable[Hit], per_document: int) -> list[Hit]:
    """At most `per_document` hits of one document, and none that says only what hits before it say.

    The same text comes in twice under two names, often cut otherwise: a heading more moves every border. So a hit is left
    out whose whole text, or each of whose lines but headings, stands in those before. Lines of few words do not count as
    said, since they mean what stands around them.
    """
    seen: dict[str, int] = {}
    said: set[str] = set()
    kept = []
    for hit in hits:
        if seen.get(hit.passage.document_id, 0) >= per_document:
            continue
        text = hit.passage.text
        whole = _plain(text)
        lines = {_plain(line) for line in text.splitlines() if line.strip("# \t") and line[0] != "#"}
        telling = {line for line in lines if len(line.split()) >= _TELLING}
        if whole in said or (lines and telling == lines <= said):
            continue
        said |= {whole, *telling}
        seen[hit.passage.document_id] = seen.get(hit.passage.document_id, 0) + 1
        kept.append(hit)
    return kept


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def within_budget(hits: Iterable[Hit], words: int) -> list[Hit]:
    """Hits from the top while their texts together stay within `words`; a hit too big is passed over."""
    kept = []
    left = words
    for hit in hits:
        size = len(hit.passage.text.split())
        if size <= left:
            kept.append(hit)
            left -= size
    return kept


@dataclass(frozen=True)
class Asked:
    """How a question is looked for otherwise than mere words.

    `guidance` is what guidance's scores count beside those of notes, `words` what keyword search is asked.
    """

    guidance: float
    words: str


def search(
    corpus: Searchable,
    text: str,
    filter: Filter,
    k: int = 10,
    *,
    per_document: int = PER_DOCUMENT,
    recent: bool = True,
    asked: Asked | None = None,
) -> list[Hit]:
    """The `k` best passages for `text` that `filter` admits, best first; nothing for a blank text."""
    if not text.strip() or not filter.scopes:
        return []
    words = asked.words if asked else text
    keyword, vector = corpus.keyword(words, filter, POOL), corpus.nearest(text, filter, POOL)
    fused = fuse(keyword, vector)[: max(k, POOL)]
    found = corpus.hits([scored.passage_id for scored in fused], filter)
    hits = [replace(found[s.passage_id], score=s.score) for s in fused if s.passage_id in found]
    near = {one.passage_id: one.score for one in vector}
    if guided := [hit.passage.id for hit in hits if hit.passage.kind is DocumentKind.GUIDANCE]:
        near.update(corpus.cosines(text, [one for one in guided if one not in near]))
        hits = score_guidance(words, hits, keyword, vector, near)
    hits = lend(hits)
    if recent:
        hits = prefer_recent(hits, filter.as_of)
    if asked:
        hits = say(_weighed(hits, asked.guidance), nearest_within(corpus, text, hits, near))
    return diversify(hits, per_document)[:k]


def _weighed(hits: Iterable[Hit], guidance: float) -> list[Hit]:
    """The hits with guidance's scores times `guidance`, best first."""
    kind = DocumentKind.GUIDANCE
    told = [replace(hit, score=hit.score * guidance) if hit.passage.kind is kind else hit for hit in hits]
    return sorted(told, key=lambda hit: -hit.score)


def nearest_within(
    corpus: Searchable, text: str, hits: Sequence[Hit], near: Mapping[str, float]
) -> Mapping[str, float]:
    """Of each hit the cosine of what is nearest in it: a sentence, the whole of guidance; `near` are those of wholes.

    Of a note of which no sentences are kept, that of its nearest passage, so that their order stays as it is.
    """
    notes = {hit.passage.id: hit.passage.document_id for hit in hits if hit.passage.kind is DocumentKind.NOTE}
    if not notes:
        return {}
    said = corpus.sentence_cosines(text, list(notes))
    lacking = {one: document for one, document in notes.items() if one not in said}
    whole = {**near, **corpus.cosines(text, [one for one in lacking if one not in near])}
    best: dict[str, float] = {}
    for one, document in lacking.items():
        best[document] = max(whole.get(one, 0.0), best.get(document, 0.0))
    return {**near, **{one: best[document] for one, document in lacking.items()}, **said}


def say(hits: Iterable[Hit], nearest: Mapping[str, float], share: float = SAID) -> list[Hit]:
    """The hits with what is nearest in them counted, best first; scores stay between 0 and 1 if they were.

    `nearest`: the cosine by passage; without any the hits come back as they are.
    """
    if not nearest:
        return list(hits)
    told = [
        replace(hit, score=(hit.score + share * max(nearest.get(hit.passage.id, 0.0), 0.0)) / (1 + share))
        for hit in hits
    ]
    return sorted(told, key=lambda hit: -hit.score)


@dataclass(frozen=True)
class Query:
    """One question of a kind's query plan. `name` says what the answer is for."""

    name: str
    text: str
    kinds: frozenset[DocumentKind]
    k: int = 6
    words: int = 500
    per_document: int = 2
    tags: frozenset[str] = frozenset()
    """Guidance that carries other tags of the same sort (stage:, audience:) than these is left out."""


@dataclass(frozen=True)
class Piece:
    """A passage with its label in this draft's evidence."""

    label: str
    hit: Hit

    @property
    def passage(self) -> Passage:
        return self.hit.passage


@dataclass(frozen=True)
class Evidence:
    """The passages chosen for a brief, by the query that asked for them."""

    by_query: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)

    def of(self, name: str) -> tuple[Piece, ...]:
        return self.by_query.get(name, ())

    def pieces(self) -> list[Piece]:
        """Each passage once, in the order of its label's first use."""
        unique: dict[str, Piece] = {}
        for pieces in self.by_query.values():
            for piece in pieces:
                unique.setdefault(piece.label, piece)
        return list(unique.values())


def fits(tags: Sequence[str], wanted: frozenset[str]) -> bool:
    """Whether guidance that says of itself `tags` may serve a query that wants `wanted`.

    Tags are `sort:value`. A sort that both sides name must share a value (`any` fits all); a sort
    that only one side names does not decide.
    """
    have: dict[str, set[str]] = {}
    for tag in tags:
        sort, _, value = tag.partition(":")
        have.setdefault(sort, set()).add(value)
    need: dict[str, set[str]] = {}
    for tag in wanted:
        sort, _, value = tag.partition(":")
        need.setdefault(sort, set()).add(value)
    return all("any" in have[sort] or have[sort] & values for sort, values in need.items() if sort in have)


def gather(find: Callable[[Query], Sequence[Hit]], plan: Sequence[Query]) -> Evidence:
    """Runs the plan with `find` and labels what was chosen: N1… for notes, G1… for guidance."""
    labels: dict[str, str] = {}
    counts = {DocumentKind.NOTE: 0, DocumentKind.GUIDANCE: 0}
    by_query: dict[str, tuple[Piece, ...]] = {}
    for query in plan:
        fitting = [hit for hit in find(query) if fits(hit.tags, query.tags)]
        chosen = within_budget(diversify(fitting, query.per_document), query.words)[: query.k]
        pieces = []
        for hit in chosen:
            if hit.passage.id not in labels:
                counts[hit.passage.kind] += 1
                prefix = "N" if hit.passage.kind is DocumentKind.NOTE else "G"
                labels[hit.passage.id] = f"{prefix}{counts[hit.passage.kind]}"
            pieces.append(Piece(labels[hit.passage.id], hit))
        by_query[query.name] = tuple(pieces)
    return Evidence(by_query)
