"""Signs of trouble in a note or a comment: self-harm, harassment, a crime. Such texts are never quoted or advised on.

A list of wordings with their everyday doubles taken out first: plain names in English in `trouble_words`, hints and
other languages in `trouble_hints.yaml`. It errs towards showing the programme's contact once too often; it does
not judge anyone. What it finds and misses is measured by `python -m evals trouble`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from copilot.review.trouble_words import (
    AS_TOPIC_AFTER,
    AS_TOPIC_BEFORE,
    DOUBLES,
    NEGATED,
    SIGNS,
    STILL_TRUE,
    TroubleKind,
)


@dataclass(frozen=True)
class TroubleSpan:
    """`text[start:end]` is the wording that was found."""

    start: int
    end: int
    kind: TroubleKind
    words: str


def find_trouble(text: str) -> list[TroubleSpan]:
    """The places in the text that speak of self-harm, harassment or a crime, in order.

    Idioms ("the deadline is killing me"), topics ("anti-harassment training", "a fraud detection
    model") and plain denials ("no harassment was reported") do not count.
    """
    return list(_found_in(text))


@lru_cache(maxsize=4096)
def _found_in(text: str) -> tuple[TroubleSpan, ...]:
    """Every draft of a day asks this of the same notes and goals."""
    plain = text.replace("’", "'").replace("‘", "'")
    masked = plain
    for double in DOUBLES:
        masked = double.sub(lambda match: "·" * len(match.group()), masked)
    found = []
    for kind, pattern in SIGNS:
        for match in pattern.finditer(masked):
            before = re.split(r"[.!?;\n]|,\s|\bbut\b", masked[: match.start()])[-1]
            after = masked[match.end() : match.end() + 60]
            if AS_TOPIC_AFTER.match(after) or AS_TOPIC_BEFORE.search(before):
                continue
            if NEGATED.search(before) and not STILL_TRUE.search(before):
                continue
            found.append(TroubleSpan(match.start(), match.end(), kind, text[match.start() : match.end()]))
    return tuple(sorted(found, key=lambda span: (span.start, span.end)))
