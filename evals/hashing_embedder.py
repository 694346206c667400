"""An embedder without a model, for suites and tests that measure everything but meaning."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+|[^\w\s]")


class HashingEmbedder:
    """A `TextEmbedder` without a model: a bag of hashed words, so texts that share words are near.

    Deterministic over processes and machines. A word or a punctuation mark is a token. An empty text
    gets the first unit vector, so every row has length 1.
    """

    model_id = "hashing-bag-of-words/384"
    dimension = 384
    max_tokens = 256

    def __init__(self, batch_size: int = 32) -> None:
        self.batch_size = batch_size
        self.encoded = 0
        """How many texts were encoded so far: for tests that nothing is embedded twice."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(_WORD.findall(text)) for text in texts]

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for first in range(0, len(texts), self.batch_size):
            batch = texts[first : first + self.batch_size]
            for row, text in enumerate(batch, start=first):
                vectors[row] = _vector(text, self.dimension)
            self.encoded += len(batch)
            if progress is not None:
                progress(len(batch))
        return vectors

    def encode_query(self, text: str) -> NDArray[np.float32]:
        return _vector(text, self.dimension)


def _vector(text: str, dimension: int) -> NDArray[np.float32]:
    vector = np.zeros(dimension, dtype=np.float32)
    for word in _WORD.findall(text.lower()):
        value = _hashed(word)
        vector[(value >> 1) % dimension] += 1.0 if value & 1 else -1.0
    length = float(np.linalg.norm(vector))
    if length == 0.0:
        vector[0] = 1.0
        return vector
    return vector / np.float32(length)


@lru_cache(maxsize=100_000)
def _hashed(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")
