"""The cache changes no vector and saves work."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from evals.cached_embedder import CachedEmbedder
from tests.ingest.fakes import HashingEmbedder


def test_vectors_are_the_embedders_own_before_and_after_a_restart(tmp_path: Path) -> None:
    texts = ["one word", "another word", "one word"]
    cached = CachedEmbedder(HashingEmbedder(), tmp_path)
    first = cached.encode(texts)
    cached.save()
    again = CachedEmbedder(HashingEmbedder(), tmp_path).encode(texts)
    assert np.array_equal(first, HashingEmbedder().encode(texts))
    assert np.array_equal(first, again)


def test_what_is_known_is_not_encoded_again(tmp_path: Path) -> None:
    cached = CachedEmbedder(HashingEmbedder(), tmp_path)
    cached.encode(["one", "two", "one"])
    cached.save()
    embedder = HashingEmbedder()
    later = CachedEmbedder(embedder, tmp_path)
    later.encode(["two", "three"])
    later.encode_query("one")
    assert embedder.encoded == 1


def test_another_model_starts_anew(tmp_path: Path) -> None:
    cached = CachedEmbedder(HashingEmbedder(), tmp_path)
    cached.encode(["one"])
    cached.save()
    other = HashingEmbedder()
    other.model_id = "other"
    CachedEmbedder(other, tmp_path).encode(["one"])
    assert other.encoded == 1


def test_no_text_gives_no_row(tmp_path: Path) -> None:
    assert CachedEmbedder(HashingEmbedder(), tmp_path).encode([]).shape == (0, HashingEmbedder.dimension)
