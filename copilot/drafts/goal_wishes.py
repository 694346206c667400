"""A wish's words set into a sentence: `open the stand-up myself` as `I will open the stand-up myself`."""

from __future__ import annotations

import re

from copilot.review.goal_times import vague_times
from copilot.review.goal_wording import GOAL_VERBS
from copilot.writing import phrasing
from copilot.writing.phrasing import Shape

_PREPOSITION = re.compile(
    r"(?:by|before|until|till|in|within|over|during|on|at|this|next|for|around|from|no later than|not later than|"
    r"as soon as|when|after|between|per)\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d+|half an?|a couple of|a few)\s+(?:days?|"
    r"weeks?|months?|years?|terms?|semesters?)$",
    re.IGNORECASE,
)
_NEEDS_THE = re.compile(
    r"(?:end|start|beginning|middle|close) of\b|(?:\w+ )?(?:holidays?|break|exams?|conference|deadline|appraisal)\b",
    re.IGNORECASE,
)
_SHORT_TIME = 8


def as_wish(words: str, what: str = "My goal: {}") -> str:
    """The frame to set the words into: `I will {}` before a verb, `{}` for a sentence, else `what`."""
    if re.search(r"[.!?;]\s+\S", words.strip()):
        return what
    first = words.split()[0].lower().strip(",.") if words.split() else ""
    shape = phrasing.shape(words)
    if shape is Shape.SENTENCE and re.match(r"(?:i|we)\b|(?:i|we)['’]", words, re.IGNORECASE):
        return "{}"
    if first == "to":
        return what
    if first in GOAL_VERBS or phrasing.is_verb_phrase(words):
        return "I will {}"
    return what


def by_when(shown: str, typed: str) -> str:
    """A time as it stands behind a wish: `14 February` as `by 14 February`, `this spring` as it is."""
    said = shown[:1].lower() + shown[1:] if typed[:1].islower() or _PREPOSITION.match(shown) else shown
    if _PREPOSITION.match(said):
        return said
    if _LENGTH.fullmatch(re.sub(r"\s*\([^)]*\)", "", said)):
        return f"within {said}"
    if _NEEDS_THE.match(said):
        return f"by the {said}"
    return f"by {said}"


def without_by(words: str) -> str:
    """`by the end of term` as `the end of term`."""
    return re.sub(r"^by\s+", "", words, flags=re.IGNORECASE)


def is_short(words: str) -> bool:
    """Whether a time can stand in the wish's own sentence."""
    return len(words.split()) <= _SHORT_TIME and not re.search(r"[.;!?]\s", words)


def without_vague_times(words: str) -> str:
    """The wish without `asap` or `some day` at its end or start, once a time was named: one run of the typed words."""
    found = vague_times(words)
    if not found:
        return words
    last, first = found[-1], found[0]
    if last.end >= len(words.rstrip(" .!")):
        return words[: last.start].rstrip(" ,")
    if first.start == 0:
        return words[first.end :].lstrip(" ,")
    return words
