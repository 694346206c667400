"""How near in meaning short texts are, by the same encoder that search uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Similarity:
    """Cosine similarities. `vectors` gives the unit vectors of texts, shape (n, dimension)."""

    def __init__(self, vectors: Callable[[Sequence[str]], Vectors]) -> None:
        self._vectors = vectors

    def __call__(self, one: Sequence[str], other: Sequence[str]) -> Vectors:
        """Shape (len(one), len(other)), values in [-1, 1]."""
        together = self._vectors([*one, *other])
        result: Vectors = together[: len(one)] @ together[len(one) :].T
        return result
