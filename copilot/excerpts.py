"""As much of what a search found as fits into so many words: the lines of notes that tell most, not whole passages.

For whoever reads little: a language model elsewhere, a message. A passage of a note holds several turns of a
conversation or several points, and seldom more than one of them answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from copilot.coverage import coverage
from copilot.retrieve import POOL, Searchable, search
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
    month: float
    """Its note is of the month that the question names."""
    time: float
    """It tells a time or a number, and the question asks for one."""
    note: float
    """The score of its note's best passage."""
    before: float
    after: float
    """The share of the question's words in the line before and after it: it counts less beside one that holds them."""


WEIGHTS = Weights(
    own=0.48, speaker=0.12, asks=-0.11, answers=0.72, month=0.23, time=0.16, note=0.13, before=-0.45, after=-0.23
)
"""Logistic regression on LoCoMo, about the same whichever conversation is left out
(docs/decisions/0023-what-speaks-for-a-line.md). `python -m evals locomo` fits them anew for each it reports on."""

_LINE = re.compile(r"\S[^\n]*")
_SPEAKER = re.compile(r"^\W{0,3}([^\W\d_][^:\n]{0,38}):\s")
_ASKS = re.compile(r"\?[^?]{0,60}$")
_FOR_A_TIME = re.compile(r"^\W*(?:when|what (?:date|day|month|year)|how (?:long|many))\b", re.IGNORECASE)
_TIME = re.compile(r"\d|\b(?:yesterday|today|tomorrow|ago|last|next|weeks?|weekend|months?|years?)\b", re.IGNORECASE)
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = re.compile(
    rf"\b(?:({'|'.join(_MONTHS[:4] + _MONTHS[5:])})|(?:(?:in|of|since|during|until|early|late|\d(?:st|nd|rd|th)?)\s+(may))|"
    r"(may)(?=\s+\d))\b(?:\s+\d{1,2}(?:st|nd|rd|th)?\b)?(?:,?\s*((?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)


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
    month: bool
    time: bool
    note: float
    before: float
    after: float

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
            + weights.month * self.month
            + weights.time * self.time
            + weights.note * self.note
            + weights.before * self.before
            + weights.after * self.after
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
    own = coverage(question, texts)
    asks = [_ASKS.search(text) is not None for text in texts]
    joined = [False, *(_goes_on(one[0], other[0]) for one, other in pairwise(places)), False]
    best: dict[str, float] = {}
    for hit in hits:
        best[hit.passage.document_id] = max(hit.score, best.get(hit.passage.document_id, 0.0))
    named, for_a_time = _month_named(question), _FOR_A_TIME.search(question) is not None
    return [
        Line(
            hit=hit,
            start=start,
            end=end,
            own=own[place],
            speaker=_is_named(texts[place], question),
            asks=asks[place],
            answers=own[place - 1] if joined[place] and asks[place - 1] else 0.0,
            month=named is not None and _is_of(hit.passage.day, named),
            time=for_a_time and _TIME.search(texts[place]) is not None,
            note=best[hit.passage.document_id],
            before=own[place - 1] if joined[place] else 0.0,
            after=own[place + 1] if joined[place + 1] else 0.0,
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


def _goes_on(one: Hit, other: Hit) -> bool:
    """Whether nothing stands between the two."""
    a, b = one.passage, other.passage
    return a.document_id == b.document_id and b.ordinal - a.ordinal <= 1


def _month_named(question: str) -> tuple[int, int | None] | None:
    """The month, from 1, that the question names first, and its year, if it says one."""
    match = _MONTH.search(question)
    if match is None:
        return None
    name = next(filter(None, match.groups()[:3])).lower()
    return _MONTHS.index(name) + 1, int(match.group(4)) if match.group(4) else None


def _is_of(day: date | None, named: tuple[int, int | None]) -> bool:
    return day is not None and day.month == named[0] and named[1] in (None, day.year)


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
