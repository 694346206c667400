"""Vectors that come with the package: those of its own texts, so that a first start need not encode them.

The file holds a fingerprint and a vector for each text. A text that has changed since is not found in it and encoded like
any other; a file that another model wrote is not used at all. So it can make a start slower, never wrong.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ingest.embedding import TextEmbedder, Vectors

_FINGERPRINT = 16
"""Bytes of SHA-256 that name a text."""


class KnownTexts:
    """An embedder that looks texts up in a file before it asks the embedder behind it. Safe to share by threads."""

    def __init__(self, embedder: TextEmbedder, file: Path) -> None:
        self._embedder = embedder
        self._file = file
        self._known: dict[bytes, Vectors] | None = None
        self._lock = threading.Lock()

    @property
    def model_id(self) -> str:
        """That of the embedder behind it."""
        return self._embedder.model_id

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return self._embedder.dimension

    @property
    def max_tokens(self) -> int:
        """The window in tokens, special tokens included."""
        return self._embedder.max_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, special tokens not counted."""
        return self._embedder.count_tokens(texts)

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """One unit vector a text, in order, as float32 (n, dimension). The embedder loads only if one is not known."""
        known = self._read()
        found = [known.get(_fingerprint(text)) for text in texts]
        missing = [place for place, vector in enumerate(found) if vector is None]
        if len(missing) == len(texts):
            return self._embedder.encode(texts, progress)
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for place, vector in enumerate(found):
            if vector is not None:
                vectors[place] = vector
        if progress is not None:
            progress(len(texts) - len(missing))
        if missing:
            vectors[missing] = self._embedder.encode([texts[place] for place in missing], progress)
        return vectors

    def encode_query(self, text: str) -> Vectors:
        """The unit vector of a question: always the embedder's own."""
        return self._embedder.encode_query(text)

    def lacking(self, texts: Iterable[str]) -> list[str]:
        """Those of the texts that the file does not hold."""
        known = self._read()
        return [text for text in texts if _fingerprint(text) not in known]

    def __len__(self) -> int:
        return len(self._read())

    def _read(self) -> dict[bytes, Vectors]:
        with self._lock:
            if self._known is None:
                self._known = _load(self._file, self._embedder.model_id, self._embedder.dimension)
            return self._known


def write(file: Path, model_id: str, texts: Sequence[str], vectors: Vectors) -> None:
    """Put the texts' vectors in the file's place, in half precision: cosines change by less than a thousandth."""
    order = sorted(range(len(texts)), key=lambda place: _fingerprint(texts[place]))
    names = np.frombuffer(b"".join(_fingerprint(texts[place]) for place in order), np.uint8)
    with file.open("wb") as stream:
        np.savez(
            stream,
            model=np.array(model_id),
            names=names.reshape(-1, _FINGERPRINT),
            vectors=vectors[order].astype(np.float16),
        )


def _load(file: Path, model_id: str, dimension: int) -> dict[bytes, Vectors]:
    """Fingerprint → unit vector; nothing where there is no file, or it is another model's."""
    if not file.is_file():
        return {}
    with np.load(file, allow_pickle=False) as held:
        if str(held["model"]) != model_id:
            return {}
        names, vectors = held["names"], held["vectors"].astype(np.float32)
    if vectors.ndim != 2 or vectors.shape[1] != dimension or len(names) != len(vectors):
        return {}
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return {name.tobytes(): vector for name, vector in zip(names, vectors, strict=True)}


def _fingerprint(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:_FINGERPRINT]
