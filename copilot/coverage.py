"""How much of a question's words a text holds."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence, Set

from copilot.answers.families import fold, root
from copilot.review.grounding.words import IRREGULAR
from ingest.keyword import STOP_WORDS

_WORD = re.compile(r"[^\W_]+")
_BEGINNING = 3
_SHORT = 2
"""Endings are taken from words, beginnings stay; the root of a short word is shorter than its beginning."""


def coverage(question: str, texts: Sequence[str]) -> list[float]:
    """Of each text the share of the question's words that stand in it, 0 to 1; words that few of the texts have count more.

    Words are compared by their roots, stop words left out. All 0 where the question has no other words.
    """
    asked = frozenset(map(root, _telling(question)))
    begin = {word[:_BEGINNING] for word in asked}
    held = [frozenset(root(word) for word in _telling(text) if _may_be(word, begin)) & asked for text in texts]
    counts = Counter(word for roots in held for word in roots)
    rarity = {word: math.log(1 + (1 + len(texts)) / (1 + counts[word])) for word in asked}
    whole = sum(rarity.values()) or 1.0
    return [sum(rarity[word] for word in roots) / whole for roots in held]


def _telling(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text))) - STOP_WORDS


def _may_be(word: str, begin: Set[str]) -> bool:
    """Whether the word's root may be one that begins so: finding roots takes ten times as long as all else."""
    return word[:_BEGINNING] in begin or word[:_SHORT] in begin or word in IRREGULAR
