"""As much of what a search found as fits into so many words: the lines of notes that tell most, not whole passages.

For whoever reads little: a language model elsewhere, a message. A passage of a note holds several turns of a
conversation or several points, and seldom more than one of them answers.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from copilot.answers.families import root
from copilot.retrieve import POOL, Searchable, search
from ingest.keyword import STOP_WORDS
from ingest.models import DocumentKind, Filter, Hit


@dataclass(frozen=True)
class Weights:
    """What speaks for a line, beside its passage's score (its own weight is 1)."""

    own: float
    """The share of the question's words that stand in it, rare words counting more."""
    speaker: float
    """It is said by somebody whom the question names."""
    asks: float
    """It is a question itself, which seldom answers one."""
    answers: float
    """It follows a question; by the share of the question's words that stand in that."""


WEIGHTS = Weights(own=0.4, speaker=0.16, asks=-0.14, answers=0.33)
"""Logistic regression on LoCoMo, the same within a tenth whichever conversation is left out
(docs/decisions/0020-lines-within-passages.md). `python -m evals locomo` fits them anew for each it reports on."""

_LINE = re.compile(r"\S[^\n]*")
_SPEAKER = re.compile(r"^\W{0,3}([^\W\d_][^:\n]{0,38}):\s")
_WORD = re.compile(r"[^\W_]+")
_ASKS = re.compile(r"\?[^?]{0,60}$")


@dataclass(frozen=True)
class Line:
    """A line of a hit's passage, from `start` to `end` in its text, and what speaks for it (see `Weights`)."""

    hit: Hit
    start: int
    end: int
    own: float
    speaker: bool
    asks: bool
    answers: float

    @property
    def text(self) -> str:
        return self.hit.passage.text[self.start : self.end]

    def score(self, weights: Weights) -> float:
        """How much it tells; comparable within one search."""
        return (
            self.hit.score
            + weights.own * self.own
            + weights.speaker * self.speaker
            + weights.asks * self.asks
            + weights.answers * self.answers
        )


def search_within(
    corpus: Searchable, text: str, filter: Filter, words: int, *, weights: Weights = WEIGHTS, recent: bool = True
) -> list[Hit]:
    """The best of what `filter` admits for `text` in at most `words` words, best first; see `excerpts`."""
    found = search(corpus, text, filter, POOL, per_document=POOL, recent=recent)
    return excerpts(lines_of(text, found), words, weights)


def lines_of(question: str, hits: Sequence[Hit]) -> list[Line]:
    """The lines of the hits' passages in reading order, measured against the question; guidance stays whole."""
    ordered = sorted(hits, key=lambda hit: (hit.passage.document_id, hit.passage.ordinal))
    places = [(hit, start, end) for hit in ordered for start, end in _spans(hit)]
    texts = [hit.passage.text[start:end] for hit, start, end in places]
    held = [_roots(text) for text in texts]
    asked = _roots(question)
    counts = Counter(word for roots in held for word in roots & asked)
    rarity = {word: math.log(1 + (1 + len(texts)) / (1 + counts[word])) for word in asked}
    whole = sum(rarity.values()) or 1.0
    own = [sum(rarity[word] for word in roots & asked) / whole for roots in held]
    asks = [_ASKS.search(text) is not None for text in texts]
    after = [False, *(_goes_on(one[0], other[0]) for one, other in pairwise(places))]
    return [
        Line(
            hit=hit,
            start=start,
            end=end,
            own=own[place],
            speaker=_is_named(texts[place], question),
            asks=asks[place],
            answers=own[place - 1] if after[place] and asks[place - 1] else 0.0,
        )
        for place, (hit, start, end) in enumerate(places)
    ]


def excerpts(lines: Sequence[Line], words: int, weights: Weights = WEIGHTS) -> list[Hit]:
    """The lines that tell most, while they stay within `words` together, as hits that hold no more than them.

    A line too long for what is left is passed over. Lines that follow one another in a passage are one hit, with the
    score of the best; a hit's passage is then a part of the one found, with its id, its text and its place narrowed.
    """
    scores = [line.score(weights) for line in lines]
    chosen: set[int] = set()
    left = words
    for place in sorted(range(len(lines)), key=lambda at: -scores[at]):
        size = len(lines[place].text.split())
        if 0 < size <= left:
            chosen.add(place)
            left -= size
    runs: list[list[int]] = []
    for place in sorted(chosen):
        if runs and runs[-1][-1] == place - 1 and lines[place].hit is lines[place - 1].hit:
            runs[-1].append(place)
        else:
            runs.append([place])
    narrowed = [_narrowed(lines[run[0]], lines[run[-1]], max(scores[place] for place in run)) for run in runs]
    return sorted(narrowed, key=lambda hit: -hit.score)


def _narrowed(first: Line, last: Line, score: float) -> Hit:
    passage = first.hit.passage
    text = passage.text[first.start : last.end]
    start = passage.start + first.start
    return replace(first.hit, passage=replace(passage, text=text, start=start, end=start + len(text)), score=score)


def _spans(hit: Hit) -> list[tuple[int, int]]:
    text = hit.passage.text
    if hit.passage.kind is not DocumentKind.NOTE:
        return [(0, len(text))]
    return [(match.start(), match.end()) for match in _LINE.finditer(text)]


def _roots(text: str) -> frozenset[str]:
    return frozenset(root(word) for word in _WORD.findall(text) if word.lower() not in STOP_WORDS)


def _goes_on(one: Hit, other: Hit) -> bool:
    """Whether nothing stands between the two."""
    a, b = one.passage, other.passage
    return a.document_id == b.document_id and b.ordinal - a.ordinal <= 1


def _is_named(text: str, question: str) -> bool:
    """Whether the line begins with a speaker whom the question names, by the whole name or its first word."""
    match = _SPEAKER.match(text)
    if match is None:
        return False
    name = match.group(1).strip()
    first = name.split()[0]
    if re.search(rf"\b{re.escape(name)}\b", question, re.IGNORECASE):
        return True
    return first[0].isupper() and re.search(rf"\b{re.escape(first)}\b", question) is not None
