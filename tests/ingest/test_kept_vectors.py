"""Vectors kept in memory: right, in order, few enough."""

from __future__ import annotations

import numpy as np

from ingest.kept_vectors import KeptVectors
from tests.ingest.fakes import HashingEmbedder


def test_vectors_come_in_order_and_each_text_is_encoded_once() -> None:
    encoder = HashingEmbedder()
    kept = KeptVectors(lambda: encoder, 10)
    vectors = kept.of(["walrus", "ferry", "walrus"])
    assert np.array_equal(vectors[0], vectors[2])
    assert np.array_equal(vectors[1], encoder.encode(["ferry"])[0])
    before = encoder.encoded
    kept.of(["ferry", "walrus"])
    assert encoder.encoded == before
    assert kept.of([]).shape == (0, encoder.dimension)


def test_more_texts_than_are_kept_still_get_their_vectors() -> None:
    encoder = HashingEmbedder()
    kept = KeptVectors(lambda: encoder, 2)
    texts = ["one", "two", "three", "four"]
    assert np.array_equal(kept.of(texts), encoder.encode(texts))
    before = encoder.encoded
    kept.of(["four"])
    assert encoder.encoded == before
    kept.of(["one"])
    assert encoder.encoded == before + 1


def test_forgotten_texts_are_encoded_anew() -> None:
    encoder = HashingEmbedder()
    kept = KeptVectors(lambda: encoder, 2)
    kept.of(["one"])
    kept.forget()
    before = encoder.encoded
    kept.of(["one"])
    assert encoder.encoded == before + 1
