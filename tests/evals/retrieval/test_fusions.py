"""Fusions to try: by hand on three passages."""

from __future__ import annotations

import pytest

from evals.retrieval.fusions import VARIANTS, Variant, by_rank, by_score
from ingest.models import Scored

KEYWORD = [Scored("a", 9.0), Scored("b", 5.0), Scored("c", 1.0)]
VECTOR = [Scored("c", 0.9), Scored("d", 0.1)]


def scores(variant: Variant) -> dict[str, float]:
    return {each.passage_id: each.score for each in variant(KEYWORD, VECTOR)}


def test_by_rank_with_constant_60_is_what_the_product_did_first() -> None:
    assert scores(by_rank(60)) == {
        "a": pytest.approx(1 / 61), "b": pytest.approx(1 / 62),
        "c": pytest.approx(1 / 63 + 1 / 61), "d": pytest.approx(1 / 62),
    }  # fmt: skip


def test_min_max_spreads_each_ranking_over_zero_to_one() -> None:
    assert scores(by_score("min-max", 0.4)) == {
        "a": pytest.approx(0.6), "b": pytest.approx(0.3), "c": pytest.approx(0.4), "d": pytest.approx(0),
    }  # fmt: skip


def test_dividing_by_the_best_keeps_distances() -> None:
    assert scores(by_score("max", 0.5))["d"] == pytest.approx(0.5 * 0.1 / 0.9)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_every_variant_ranks_everything_once_best_first_and_stands_empty_and_equal_scores(variant: Variant) -> None:
    ranked = variant(KEYWORD, VECTOR)
    assert sorted(each.passage_id for each in ranked) == ["a", "b", "c", "d"]
    assert [each.score for each in ranked] == sorted((each.score for each in ranked), reverse=True)
    assert variant([], []) == []
    assert len(variant([], [Scored("a", 0.5), Scored("b", 0.5)])) == 2


def test_the_pool_cuts_both_rankings() -> None:
    assert {each.passage_id for each in by_rank(60, pool=1)(KEYWORD, VECTOR)} == {"a", "c"}


def test_names_of_variants_are_different() -> None:
    assert len({variant.name for variant in VARIANTS}) == len(VARIANTS)
