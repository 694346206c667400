"""A language model's vote beside the rules: it may doubt what they let pass, and excuse what they only miss."""

from __future__ import annotations

import math
from dataclasses import replace

from copilot.review.grounding.model import WARNINGS, Problem, Verdict

DOUBTS = 0.25
"""A model less sure than this doubts the sentence, whatever the rules found."""
SURE = 0.6
"""A model surer than this excuses a sentence of which the rules only miss words."""
WEIGHT = 0.5
"""How much the vote's odds count beside the score's. All three from the working half (docs/decisions/0007)."""
EXCUSED = frozenset({"unsupported"})
"""Kinds of problem that a vote may excuse: other words for the same. A wrong name, number or day stays wrong."""


def with_vote(verdict: Verdict, vote: float | None) -> Verdict:
    """The verdict of rules and vote together; as it is without a vote. `vote` is how sure the model is, 0..1."""
    if vote is None:
        return verdict
    problems = verdict.problems
    against = {problem.kind for problem in problems} - WARNINGS
    if vote < DOUBTS:
        problems = (*problems, Problem("vote", "the language model doubts that the source says this"))
    elif vote > SURE and against <= EXCUSED:
        problems = tuple(problem for problem in problems if problem.kind not in EXCUSED)
    supported = not any(problem.kind not in WARNINGS for problem in problems)
    return replace(verdict, supported=supported, score=round(together(verdict.score, vote), 4), problems=problems)


def together(score: float, vote: float) -> float:
    """0..1: the odds of the score of rules and words, times those of the vote as far as they count."""
    return 1 / (1 + math.exp(-(_odds(score) + WEIGHT * _odds(vote))))


def _odds(share: float) -> float:
    kept = min(max(share, 0.001), 0.999)
    return math.log(kept / (1 - kept))
