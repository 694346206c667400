"""The arithmetic of the suites on inputs small enough to do by hand."""

from __future__ import annotations

import math

import pytest

from evals.metrics import (
    Retrieved,
    Span,
    best_of_each,
    covered,
    ndcg_at_10,
    ndcg_by_query,
    percentile,
    phrases_in,
    recall,
    within_words,
)
from ingest.models import Scored

JUDGED = {"q": {"right": 1}}


def test_the_right_document_first_scores_one() -> None:
    assert ndcg_at_10(JUDGED, {"q": [("right", 0.2), ("wrong", 0.1)]}) == pytest.approx(1)


def test_the_right_document_second_scores_less() -> None:
    assert ndcg_at_10(JUDGED, {"q": [("wrong", 0.2), ("right", 0.1)]}) == pytest.approx(1 / math.log2(3))


def test_a_query_that_finds_nothing_counts_as_zero_and_is_not_left_out() -> None:
    judged = {"q": {"right": 1}, "silent": {"right": 1}}
    assert ndcg_at_10(judged, {"q": [("right", 1.0)], "silent": []}) == pytest.approx(0.5)
    assert ndcg_at_10(judged, {"q": [("right", 1.0)]}) == pytest.approx(0.5)


def test_each_query_has_its_own_score_and_their_mean_is_the_whole() -> None:
    judged = {"q": {"right": 1}, "second": {"right": 1}, "silent": {"right": 1}}
    runs = {"q": [("right", 1.0)], "second": [("wrong", 0.2), ("right", 0.1)]}
    each = ndcg_by_query(judged, runs)
    assert each == {"q": pytest.approx(1), "second": pytest.approx(1 / math.log2(3)), "silent": 0}
    assert sum(each.values()) / 3 == pytest.approx(ndcg_at_10(judged, runs))


def test_a_document_beyond_the_tenth_place_counts_nothing() -> None:
    ranking = [(f"wrong-{number}", 1.0) for number in range(10)]
    assert ndcg_at_10(JUDGED, {"q": [*ranking, ("right", 1.0)]}) == 0


def test_equal_scores_keep_the_order_they_were_ranked_in() -> None:
    assert ndcg_at_10(JUDGED, {"q": [("right", 0.5), ("zzz", 0.5)]}) == pytest.approx(1)
    assert ndcg_at_10(JUDGED, {"q": [("zzz", 0.5), ("right", 0.5)]}) < 1


def test_a_document_ranks_where_its_best_passage_does() -> None:
    owner = {"a1": "a", "a2": "a", "b1": "b"}
    assert best_of_each([("a1", 3.0), ("b1", 2.0), ("a2", 1.0)], owner) == [("a", 3.0), ("b", 2.0)]


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([4, 1, 3, 2], 0.5) == 3
    assert percentile(list(range(1, 101)), 0.95) == 96
    assert math.isnan(percentile([], 0.5))


def test_one_slow_case_in_ten_shows_in_the_95th_percentile() -> None:
    assert percentile([1.0] * 9 + [100.0], 0.95) == 100


def found(*words: int) -> list[Retrieved]:
    return [Retrieved(Span("note", 100 * place, 100 * place + 100), count) for place, count in enumerate(words)]


def test_the_passage_that_exceeds_the_words_and_all_after_it_are_left_out() -> None:
    passages = found(200, 150, 1, 10)
    assert within_words(passages, 350) == passages[:2]
    assert within_words(found(300, 100, 10), 350) == found(300)
    assert within_words(found(400), 350) == []


def test_a_turn_is_covered_by_the_passages_that_hold_it_together() -> None:
    turn = Span("note", 50, 150)
    assert covered(turn, [Span("note", 0, 100), Span("note", 100, 200)]) == 1
    assert covered(turn, [Span("note", 0, 100)]) == 0.5
    assert covered(turn, [Span("note", 0, 149)]) < 1


def test_a_place_in_another_document_covers_nothing() -> None:
    assert covered(Span("note", 0, 10), [Span("other", 0, 10)]) == 0


def exact(*scores: float) -> list[Scored]:
    return [Scored(f"p{place}", score) for place, score in enumerate(scores)]


def test_recall_counts_what_of_the_nearest_was_found() -> None:
    assert recall(["p0", "p1"], exact(0.9, 0.8, 0.1), 2) == 1
    assert recall(["p0", "p2"], exact(0.9, 0.8, 0.1), 2) == 0.5
    assert recall([], exact(0.9, 0.8, 0.1), 2) == 0


def test_which_of_two_equally_near_passages_comes_back_does_not_matter() -> None:
    assert recall(["p0", "p2"], exact(0.9, 0.8, 0.8), 2) == 1


def test_fewer_passages_than_k_can_all_be_found() -> None:
    assert recall(["p0"], exact(0.9), 10) == 1
    assert math.isnan(recall([], [], 10))


@pytest.mark.parametrize("text", ["a Marzipan Ledger.", "the marzipan\n  ledger", "“marzipan_ledger”"])
def test_a_phrase_is_found_whatever_its_case_and_white_space(text: str) -> None:
    assert phrases_in(text, ["marzipan ledger"]) == ["marzipan ledger"]


def test_the_words_of_a_phrase_apart_are_not_the_phrase() -> None:
    assert phrases_in("marzipan in the ledger", ["marzipan ledger"]) == []
