"""A sentence of our own set with the verdict on it."""

from __future__ import annotations

from dataclasses import dataclass

from copilot.review.grounding import Verdict
from evals.grounding.own_set import OwnSentence


@dataclass(frozen=True)
class Judged:
    """A sentence of our own set with the verdict on it and how long that took, warm."""

    sentence: OwnSentence
    verdict: Verdict
    seconds: float
