"""The score of a sentence: what its sources lack, weighed by `weights.json`, which `evals.grounding.train` writes."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from copilot.review.grounding.features import NAMES, Features

_LEFT = 0.7
"""What a reason against a sentence on guidance leaves of its score."""


@dataclass(frozen=True)
class Weights:
    """`cost` of each feature, none below 0, so that nothing missing can speak for a sentence; `base` is a bare one's."""

    base: float
    cost: dict[str, float]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Those we ship. Raises ValueError if the file names other features than `features.py` does."""
    text = resources.files("copilot.review.grounding").joinpath("weights.json").read_text("utf-8")
    read = json.loads(text)
    if set(read["cost"]) != set(NAMES):
        raise ValueError("weights.json was made for other features: run python -m evals.grounding.train.")
    return Weights(float(read["base"]), {name: float(read["cost"][name]) for name in NAMES})


def score(found: Features, by: Weights | None = None) -> float:
    """0..1: how likely a note's words say it, as far as words tell."""
    by = by or weights()
    value = by.base - sum(by.cost[name] * got for name, got in zip(NAMES, found.values(), strict=True))
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, value))))


def plain_score(found: Features, reasons: int) -> float:
    """0..1: the share of the words that the sources hold, lowered by each of the reasons against it, three at most.

    For sentences on guidance: the weights were fitted on notes and talks, and rank claims about articles worse than this
    does (`docs/grounding.md`).
    """
    return (1 - found.share) * _LEFT ** min(reasons, 3)
