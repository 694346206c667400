"""An embedder that remembers over runs what it has encoded, so that trying a variant takes seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.models import content_id

if TYPE_CHECKING:
    from ingest.embedding import TextEmbedder, Vectors


class CachedEmbedder:
    """A `TextEmbedder` whose vectors are kept in a file, by model and text; `save()` writes it.

    For suites that measure quality, not time. Encode all queries at once with `encode` first: one batch
    takes a tenth of the time that as many calls of `encode_query` do.
    """

    def __init__(self, embedder: TextEmbedder, folder: Path) -> None:
        self._embedder = embedder
        self._file = folder / f"vectors-{content_id(embedder.model_id)}.npz"
        self._known: dict[str, Vectors] = {}
        self._saved = 0
        if self._file.exists():
            with np.load(self._file, allow_pickle=False) as stored:
                self._known = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
            self._saved = len(self._known)

    @property
    def model_id(self) -> str:
        return self._embedder.model_id

    @property
    def dimension(self) -> int:
        return self._embedder.dimension

    @property
    def max_tokens(self) -> int:
        return self._embedder.max_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._embedder.count_tokens(texts)

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """One unit vector a text, in order; what is known is not encoded again."""
        keys = [content_id(text, length=32) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if missing:
            self._known.update(zip(missing, self._embedder.encode(list(missing.values())), strict=True))
        if progress is not None:
            progress(len(texts))
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        return np.stack([self._known[key] for key in keys])

    def encode_query(self, text: str) -> Vectors:
        """The unit vector of a question, the same as among others in `encode` but for rounding."""
        vector: Vectors = self.encode([text])[0]
        return vector

    def save(self) -> None:
        """Write what was learned since the last save; a half-written file never replaces a whole one."""
        if len(self._known) == self._saved:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        partial = self._file.with_suffix(".partial.npz")
        np.savez(partial, keys=np.array(list(self._known)), vectors=np.stack(list(self._known.values())))
        partial.replace(self._file)
        self._saved = len(self._known)
