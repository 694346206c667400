from __future__ import annotations

import numpy as np
import pytest

from ingest import embedding
from ingest.embedding import Embedder
from ingest.precision import Precision


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"avx512_bf16": True}, True),
        ({"avx512_bf16": False, "amx_bf16": True}, True),
        ({"avx512_f": True, "avx512_bf16": False}, False),
        ({"architecture": "aarch64"}, False),
        ({}, False),
    ],
)
def test_sixteen_bits_are_chosen_only_where_the_processor_has_them_built_in(
    said: dict[str, object], wanted: bool
) -> None:
    assert Precision.AUTO.is_bfloat16(said) is wanted


def test_what_was_set_counts_whatever_the_processor_says() -> None:
    assert Precision.BFLOAT16.is_bfloat16({})
    assert not Precision.FLOAT32.is_bfloat16({"avx512_bf16": True})


def test_a_processor_is_asked_by_way_of_torch() -> None:
    assert isinstance(embedding._capabilities().get("architecture", ""), str)


def test_vectors_of_both_precisions_may_lie_side_by_side() -> None:
    texts = ["How do I end a mentorship well?", "word", "We agreed that Rosa drafts the outline by Friday. " * 12, ""]
    narrow, wide = Embedder(Precision.BFLOAT16), Embedder(Precision.FLOAT32)
    assert narrow.model_id == wide.model_id
    one, other = narrow.encode(texts), wide.encode(texts)
    assert one.dtype == other.dtype == np.float32
    assert np.linalg.norm(one, axis=1) == pytest.approx(np.ones(4), abs=1e-6)
    assert (one * other).sum(axis=1) == pytest.approx(np.ones(4), abs=1e-3)
    assert not np.array_equal(one, other)


def test_a_processor_without_them_gets_the_vectors_of_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "_capabilities", dict)
    text = "a first session about goals"
    assert np.array_equal(Embedder().encode_query(text), Embedder(Precision.FLOAT32).encode_query(text))
