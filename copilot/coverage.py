"""How much of a question's words a text holds."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from copilot.answers.families import root
from ingest.keyword import STOP_WORDS

_WORD = re.compile(r"[^\W_]+")


def coverage(question: str, texts: Sequence[str]) -> list[float]:
    """Of each text the share of the question's words that stand in it, 0 to 1; words that few of the texts have count more.

    Words are compared by their roots, stop words left out. All 0 where the question has no other words.
    """
    asked = _roots(question)
    held = [_roots(text) & asked for text in texts]
    counts = Counter(word for roots in held for word in roots)
    rarity = {word: math.log(1 + (1 + len(texts)) / (1 + counts[word])) for word in asked}
    whole = sum(rarity.values()) or 1.0
    return [sum(rarity[word] for word in roots) / whole for roots in held]


def _roots(text: str) -> frozenset[str]:
    return frozenset(root(word) for word in set(_WORD.findall(text)) if word.lower() not in STOP_WORDS)
