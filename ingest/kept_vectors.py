"""Vectors of texts that are asked for again and again: queries, lines of guidance."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ingest.embedding import TextEmbedder, Vectors


class KeptVectors:
    """The vectors of the `most` latest texts, kept in memory. Safe to use from several threads."""

    def __init__(self, embedder: Callable[[], TextEmbedder], most: int) -> None:
        self._embedder = embedder
        self._most = most
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, in order, as float32 (n, dimension). What is not kept is encoded in one call."""
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            known.update(zip(missing, self._embedder().encode(missing), strict=True))
        with self._lock:
            for text, vector in known.items():
                self._vectors[text] = vector
                self._vectors.move_to_end(text)
            while len(self._vectors) > self._most:
                self._vectors.popitem(last=False)
        if not texts:
            return np.empty((0, self._embedder().dimension), np.float32)
        return np.stack([known[text] for text in texts])

    def forget(self) -> None:
        """Let go of every text and its vector."""
        with self._lock:
            self._vectors.clear()
