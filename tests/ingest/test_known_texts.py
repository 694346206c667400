"""Vectors that come with the package: used for the very text, by the very model, and for nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.known_texts import KnownTexts, write
from tests.ingest.fakes import HashingEmbedder


class Counting(HashingEmbedder):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def encode(self, texts, progress=None):  # type: ignore[no-untyped-def]
        self.asked.extend(texts)
        return super().encode(texts, progress)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    texts = ["a card", "another card"]
    write(tmp_path / "known.npz", HashingEmbedder().model_id, texts, HashingEmbedder().encode(texts))
    return tmp_path / "known.npz"


def test_a_known_text_is_not_encoded_and_has_the_same_vector(file: Path) -> None:
    behind, done = Counting(), []
    vectors = KnownTexts(behind, file).encode(["new words", "a card", "more words"], done.append)
    assert behind.asked == ["new words", "more words"]
    assert sum(done) == 3
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(vectors, HashingEmbedder().encode(["new words", "a card", "more words"]), atol=1e-3)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_another_models_file_and_no_file_are_not_used(file: Path, tmp_path: Path) -> None:
    for place in (tmp_path / "none.npz", file):
        behind = Counting()
        if place == file:
            write(file, "another-model@1", ["a card"], HashingEmbedder().encode(["a card"]))
        known = KnownTexts(behind, place)
        known.encode(["a card"])
        assert behind.asked == ["a card"]
        assert known.lacking(["a card"]) == ["a card"]
        assert len(known) == 0


def test_a_question_is_always_the_encoders_own(file: Path) -> None:
    known = KnownTexts(HashingEmbedder(), file)
    np.testing.assert_array_equal(known.encode_query("a card"), HashingEmbedder().encode_query("a card"))
    assert known.encode([]).shape == (0, known.dimension)
