"""Which way a comment leans: positive, negative, mixed or neutral. Pure.

Two things are weighed: whether the comment is nearer to a theme's praise or to its complaints, and what was
asked ("What should we change?" is rarely answered with praise). A lexicon of moods was tried and left out:
VADER alone was right for 13 of 40 labelled comments, the question alone for 35, both together for 32, since
people complain in plain words. Nobody reads irony here: lovely words about a cancelled meeting count as
praise, unless question and examples outweigh them. A comment in another language than English has no lean.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum


class Sentiment(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"
    NEUTRAL = "neutral"


EXAMPLES_WEIGHT = 2.2
QUESTION_WEIGHT = 0.25
"""How much each is worth in a lean; tuned on the comments of evals/cases/feedback.yaml that are for that."""

DECIDED = 0.1
"""A lean nearer to zero than this is no lean."""

STRONG = 0.4
"""A comment with one unit beyond this and another beyond its opposite is mixed."""

MAJORITY = 0.6
"""A theme leans one way when this share of its people does."""

_ASKS_FOR_PRAISE = re.compile(
    r"\b(?:work(?:ed|s|ing)? well|went well|go(?:es|ing)? well|like[ds]?|lov(?:ed?|es)|best|enjoy\w*|help(?:ed|ful)|"
    r"positive|strengths?|useful|valuable|benefit\w*|highlight\w*|proud|thank\w*|(?:were|was|are|been) met)\b",
    re.IGNORECASE,
)
_ASKS_FOR_FAULTS = re.compile(
    r"\b(?:chang\w+|improv\w+|better|worse|worst|difficult\w*|challeng\w+|missing|missed|problem\w*|negative|"
    r"weakness\w*|not (?:work|go|went)\w*|frustrat\w+|barriers?|obstacles?|differently)\b",
    re.IGNORECASE,
)


def asked_for(question: str) -> int:
    """1 where the question asks what was good, -1 where it asks for faults, 0 where for both or neither."""
    return bool(_ASKS_FOR_PRAISE.search(question)) - bool(_ASKS_FOR_FAULTS.search(question))


def lean(nearer_to_praise: float, question: int) -> float:
    """The lean of a text; positive is praise.

    `nearer_to_praise` is its cosine with praise less that with complaints, `question` from `asked_for`.
    """
    return EXAMPLES_WEIGHT * nearer_to_praise + QUESTION_WEIGHT * question


def of_leans(leans: Iterable[float]) -> Sentiment:
    """The sentiment of a comment from the leans of its whole text (first) and its sentences."""
    known = list(leans)
    if any(one > STRONG for one in known) and any(one < -STRONG for one in known):
        return Sentiment.MIXED
    if known and known[0] > DECIDED:
        return Sentiment.POSITIVE
    if known and known[0] < -DECIDED:
        return Sentiment.NEGATIVE
    return Sentiment.NEUTRAL


def together(several: Iterable[Sentiment]) -> Sentiment:
    """One person's sentiment over their comments: mixed where they praise and complain."""
    seen = set(several)
    if Sentiment.MIXED in seen or {Sentiment.POSITIVE, Sentiment.NEGATIVE} <= seen:
        return Sentiment.MIXED
    return next((one for one in (Sentiment.POSITIVE, Sentiment.NEGATIVE) if one in seen), Sentiment.NEUTRAL)


def majority(people: Iterable[Sentiment]) -> Sentiment:
    """A theme's sentiment from its people's; mixed where no way has a clear majority."""
    counts = Counter(people)
    most, count = counts.most_common(1)[0] if counts else (Sentiment.NEUTRAL, 0)
    return most if count >= MAJORITY * counts.total() else Sentiment.MIXED
