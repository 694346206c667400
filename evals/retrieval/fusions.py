"""Ways to make one ranking of two, to try against the product's own (`copilot.retrieve.fuse`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.models import Scored

Scores = NDArray[np.float64]
Fuse = Callable[[Sequence[Scored], Sequence[Scored]], list[Scored]]


@dataclass(frozen=True)
class Variant:
    """A named fusion of a keyword and a vector ranking, each cut to `pool`."""

    name: str
    pool: int
    fuse: Fuse

    def __call__(self, keyword: Sequence[Scored], vector: Sequence[Scored]) -> list[Scored]:
        return self.fuse(keyword[: self.pool], vector[: self.pool])


def by_rank(constant: float, vector_weight: float = 1.0, pool: int = 100) -> Variant:
    """Reciprocal rank fusion: the sum of weight / (constant + rank)."""

    def fuse(keyword: Sequence[Scored], vector: Sequence[Scored]) -> list[Scored]:
        return _summed(
            (
                (scored.passage_id, weight / (constant + rank))
                for ranking, weight in ((keyword, 1.0), (vector, vector_weight))
                for rank, scored in enumerate(ranking, start=1)
            )
        )

    return Variant(f"rank, constant {constant:g}, vector × {vector_weight:g}, pool {pool}", pool, fuse)


def by_score(norm: str, vector_share: float, pool: int = 100) -> Variant:
    """A convex combination of normalised scores; what one ranking lacks gets that ranking's lowest.

    `norm`: `min-max` over the pool, `max` (divided by the best; a cosine below 0 counts as 0), or `z`.
    """
    normalise = _NORMS[norm]

    def fuse(keyword: Sequence[Scored], vector: Sequence[Scored]) -> list[Scored]:
        return _summed(
            (scored.passage_id, share * value)
            for ranking, share in ((keyword, 1 - vector_share), (vector, vector_share))
            if ranking
            for scored, value in zip(
                ranking, normalise(np.array([each.score for each in ranking])).tolist(), strict=True
            )
        )

    return Variant(f"score, {norm}, vector share {vector_share:g}, pool {pool}", pool, fuse)


def _summed(parts: Iterable[tuple[str, float]]) -> list[Scored]:
    totals: dict[str, float] = {}
    for identifier, value in parts:
        totals[identifier] = totals.get(identifier, 0.0) + value
    return [Scored(key, value) for key, value in sorted(totals.items(), key=lambda item: -item[1])]


def _min_max(scores: Scores) -> Scores:
    spread = scores.max() - scores.min()
    return np.asarray((scores - scores.min()) / spread) if spread else np.ones_like(scores)


def _max(scores: Scores) -> Scores:
    return np.asarray(np.clip(scores, 0, None) / max(float(scores.max()), 1e-9))


def _z(scores: Scores) -> Scores:
    spread = float(scores.std())
    values = (scores - scores.mean()) / spread if spread else np.zeros_like(scores)
    return np.asarray(values - values.min())


_NORMS: dict[str, Callable[[Scores], Scores]] = {"min-max": _min_max, "max": _max, "z": _z}

KEYWORD_ALONE = Variant("keyword alone", 200, lambda keyword, _: list(keyword))
VECTOR_ALONE = Variant("vector alone", 200, lambda _, vector: list(vector))
VARIANTS = (
    *(by_rank(constant, weight) for constant in (10, 20, 60) for weight in (0.5, 1.0)),
    *(by_score("min-max", share, pool) for pool in (50, 100, 200) for share in (0.3, 0.4, 0.5)),
    *(by_score(norm, share) for norm in ("max", "z") for share in (0.3, 0.4, 0.5)),
)
"""What `--ablate` tries."""
