"""How near in meaning short texts are, by the same encoder that search uses."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from ingest.embedding import TextEmbedder

CACHED_TEXTS = 5000


class Similarity:
    """Cosine similarities. Vectors are kept, since drafts weigh the same lines of guidance again and again."""

    def __init__(self, embedder: Callable[[], TextEmbedder]) -> None:
        self._embedder = embedder
        self._vectors: OrderedDict[str, npt.NDArray[np.float32]] = OrderedDict()

    def __call__(self, one: Sequence[str], other: Sequence[str]) -> npt.NDArray[np.float32]:
        """Shape (len(one), len(other)), values in [-1, 1]."""
        wanted = list(dict.fromkeys([*one, *other]))
        missing = [text for text in wanted if text not in self._vectors]
        if missing:
            self._vectors.update(zip(missing, self._embedder().encode(missing), strict=True))
        for text in wanted:
            self._vectors.move_to_end(text)
        result: npt.NDArray[np.float32] = self._matrix(one) @ self._matrix(other).T
        while len(self._vectors) > CACHED_TEXTS:
            self._vectors.popitem(last=False)
        return result

    def forget(self) -> None:
        """Let go of every text and its vector."""
        self._vectors.clear()

    def _matrix(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        if not texts:
            return np.empty((0, self._embedder().dimension), np.float32)
        return np.stack([self._vectors[text] for text in texts])
