from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.retrieve import (
    Asked,
    Query,
    diversify,
    fits,
    fuse,
    gather,
    lend,
    prefer_recent,
    say,
    score_guidance,
    search,
    within_budget,
)
from ingest.models import DocumentKind, Filter, Hit, Passage, Scope, Scored

TODAY = date(2026, 11, 20)
NAMES = st.lists(st.sampled_from("abcdefgh"), unique=True)


def ranked(*names: str) -> list[Scored]:
    return [Scored(name, 1.0 - 0.1 * rank) for rank, name in enumerate(names)]


def hit(
    name: str,
    text: str = "",
    *,
    document: str = "d",
    score: float = 1.0,
    day: date | None = None,
    kind: DocumentKind = DocumentKind.NOTE,
    tags: tuple[str, ...] = (),
    ordinal: int = 0,
) -> Hit:
    passage = Passage(name, document, "p", kind, ordinal, text or name, (), 0, 1, Scope.programme("p"), None, day)
    return Hit(passage, "Title", "source", None, tags, score)


def test_what_both_rankers_score_high_comes_first() -> None:
    keyword = [Scored("a", 9.0), Scored("b", 8.0), Scored("c", 2.0)]
    vector = [Scored("b", 0.9), Scored("d", 0.8), Scored("a", 0.3)]
    assert [one.passage_id for one in fuse(keyword, vector)] == ["b", "a", "d", "c"]


def test_scales_do_not_matter_only_distances_do() -> None:
    vector = [Scored("b", 0.9), Scored("d", 0.8), Scored("a", 0.3)]
    small, large = (
        [Scored(name, scale * score) for name, score in (("a", 9), ("b", 8), ("c", 2))] for scale in (1, 70)
    )
    assert fuse(small, vector) == fuse(large, vector)


@given(NAMES, NAMES)
def test_fusion_loses_and_invents_nothing_and_is_ordered(one: list[str], other: list[str]) -> None:
    fused = fuse(ranked(*one), ranked(*other))
    assert {scored.passage_id for scored in fused} == {*one, *other}
    scores = [scored.score for scored in fused]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@given(NAMES)
def test_fusing_with_nothing_keeps_the_order(names: list[str]) -> None:
    assert [one.passage_id for one in fuse(ranked(*names), [])] == names
    assert [one.passage_id for one in fuse([], ranked(*names))] == names


FOUND = [
    hit("a", document="one", ordinal=0, score=1.0),
    hit("c", document="two", ordinal=7, score=0.4),
    hit("b", document="one", ordinal=1, score=0.3),
    hit("d", document="two", ordinal=9, score=0.2),
]


def lent(neighbour: float, document: float) -> dict[str, float]:
    return {one.passage.id: one.score for one in lend(FOUND, neighbour, document, of_guidance=0.0)}


def test_a_passage_beside_a_good_one_gains_and_a_distant_one_does_not() -> None:
    whole = 1.4
    assert lent(0.2, 0.0) == {
        "a": pytest.approx(1.06 / whole),
        "b": pytest.approx(0.5 / whole),
        "c": pytest.approx(0.4 / whole),
        "d": pytest.approx(0.2 / whole),
    }


def test_a_document_lends_its_best_score_to_all_its_passages() -> None:
    assert list(lent(0.0, 0.5)) == ["a", "b", "c", "d"]
    assert lent(0.0, 0.5)["b"] == pytest.approx(0.8 / 1.5)
    assert lent(0.0, 0.5)["c"] == pytest.approx(0.6 / 1.5)


def test_lending_nothing_changes_nothing() -> None:
    assert lend(FOUND, 0.0, 0.0, 0.0) == FOUND


def a_note(scores: dict[int, float], name: str = "long", kind: DocumentKind = DocumentKind.NOTE) -> list[Hit]:
    return [hit(f"{name}{at}", document=name, ordinal=at, score=score, kind=kind) for at, score in scores.items()]


TOPIC = {40: 0.5, 42: 0.5, 44: 0.5, 46: 0.5, 90: 0.55, 149: 0.01}


def test_in_a_long_note_a_stretch_that_keeps_to_the_matter_comes_before_a_lone_word_of_it() -> None:
    assert lend(a_note(TOPIC))[0].passage.ordinal in (42, 44)
    assert lend(a_note(TOPIC, kind=DocumentKind.GUIDANCE))[0].passage.ordinal == 90


def test_in_a_short_note_only_the_next_neighbours_lend() -> None:
    short = {at - 40: score for at, score in TOPIC.items() if at < 50} | {10: 0.55}
    assert lend(a_note(short))[0].passage.ordinal == 10


def test_a_long_note_gains_nothing_over_a_short_one_by_its_length() -> None:
    long = lend(a_note(TOPIC))
    short = lend(a_note({0: 0.55}, "short"))
    assert long[0].score == pytest.approx(short[0].score)
    assert lend([*a_note({0: 0.56}, "short"), *a_note(TOPIC)])[0].passage.document_id == "short"


@given(st.dictionaries(st.integers(0, 400), st.floats(0, 1), min_size=1, max_size=40))
def test_scores_stay_between_0_and_1(scores: dict[int, float]) -> None:
    assert all(0 <= one.score <= 1 + 1e-9 for one in lend(a_note(scores)))


def test_guidance_lends_less_to_neighbours_and_a_lone_passage_of_either_compares() -> None:
    note, card = a_note({0: 1.0, 1: 0.5}), a_note({0: 1.0, 1: 0.5}, "card", DocumentKind.GUIDANCE)
    scores = {one.passage.id: one.score for one in lend([*note, *card])}
    assert scores["card1"] < scores["long1"]
    lone = lend([*a_note({0: 0.5}), *a_note({0: 0.5}, "card", DocumentKind.GUIDANCE)])
    assert lone[0].score == pytest.approx(lone[1].score)


def a_card(name: str, text: str, kind: DocumentKind = DocumentKind.GUIDANCE) -> Hit:
    return hit(name, text, document=name, score=0.5, kind=kind)


def scored(question: str, hits: Sequence[Hit], cosines: dict[str, float]) -> dict[str, float]:
    keyword = [Scored("one", 8.0), Scored("two", 4.0)]
    vector = [Scored("three", 0.5), Scored("far", 0.2)]
    return {one.passage.id: one.score for one in score_guidance(question, hits, keyword, vector, cosines)}


def test_of_guidance_that_keyword_search_alone_found_the_nearer_counts_more() -> None:
    cards = [a_card("one", "x"), a_card("two", "x")]
    near = scored("?", cards, {"one": 0.2, "two": 0.45})
    assert near["two"] > near["one"]
    assert scored("?", cards, {})["one"] > scored("?", cards, {})["two"]


def test_guidance_that_holds_more_of_the_questions_words_counts_more() -> None:
    cards = [a_card("three", "Meet on Mondays."), a_card("far", "Close the mentorship well, with a last meeting.")]
    bare, asked = scored("?", cards, {}), scored("How do I close a mentorship?", cards, {})
    assert asked["far"] > bare["far"]
    assert asked["three"] == bare["three"]


def test_notes_keep_their_scores_beside_guidance_and_all_stay_between_0_and_1() -> None:
    found = scored("x", [a_card("one", "x"), a_card("two", "x", DocumentKind.NOTE)], {"one": -0.9})
    assert found == {"one": 0.0, "two": 0.5}
    whole = scored("x", [a_card("three", "x")], {})
    assert 0 < whole["three"] <= 1


class _Both:
    """A card and a note; the card is found a little better."""

    found: tuple[Hit, ...] = (hit("card", document="c", kind=DocumentKind.GUIDANCE), hit("note", document="n"))

    def keyword(self, text: str, filter: Filter, k: int) -> list[Scored]:
        return [Scored("card", 3.0), Scored("note", 2.5), Scored("gone", 1.0)]

    def nearest(self, text: str, filter: Filter, k: int) -> list[Scored]:
        return []

    def cosines(self, text: str, ids: Sequence[str]) -> dict[str, float]:
        return {}

    def sentence_cosines(self, text: str, ids: Sequence[str]) -> dict[str, float]:
        return {}

    def hits(self, ids: Sequence[str], filter: Filter) -> dict[str, Hit]:
        return {one.passage.id: one for one in self.found if one.passage.id in ids}


def test_guidance_can_count_less_than_notes_and_is_still_found() -> None:
    where = Filter("p", frozenset({Scope.programme("p")}), TODAY)
    assert [one.passage.id for one in search(_Both(), "x", where)] == ["card", "note"]
    assert [one.passage.id for one in search(_Both(), "x", where, asked=Asked(0.4, "x"))] == ["note", "card"]


def test_keyword_search_is_asked_the_words_of_a_question_and_vectors_the_question() -> None:
    heard: list[str] = []

    class Hearing(_Both):
        def keyword(self, text: str, filter: Filter, k: int) -> list[Scored]:
            heard.append(f"words: {text}")
            return super().keyword(text, filter, k)

        def nearest(self, text: str, filter: Filter, k: int) -> list[Scored]:
            heard.append(f"meaning: {text}")
            return super().nearest(text, filter, k)

    search(
        Hearing(), "What did Ines say?", Filter("p", frozenset({Scope.programme("p")}), TODAY), asked=Asked(1, "say")
    )
    assert heard == ["words: say", "meaning: What did Ines say?"]


def test_what_stands_in_a_sentence_counts_beside_the_score() -> None:
    hits = [hit("first", score=0.6), hit("says", score=0.5), hit("against", score=0.55)]
    told = say(hits, {"first": 0.2, "says": 0.9, "against": -0.4}, share=0.5)
    assert [one.passage.id for one in told] == ["says", "first", "against"]
    assert all(0 <= one.score <= 1 for one in told)
    assert say(hits, {}) == hits


class _Saying(_Both):
    """Two notes and a card; the first note's sentences are kept."""

    found = (
        hit("kept", document="a"),
        hit("older", document="b"),
        hit("card", document="c", kind=DocumentKind.GUIDANCE),
    )

    def __init__(self, sentence: float, whole: float) -> None:
        self._sentence, self._whole = sentence, whole

    def keyword(self, text: str, filter: Filter, k: int) -> list[Scored]:
        return [Scored("older", 1.0), Scored("kept", 1.0)]

    def cosines(self, text: str, ids: Sequence[str]) -> dict[str, float]:
        return dict.fromkeys(ids, self._whole)

    def sentence_cosines(self, text: str, ids: Sequence[str]) -> dict[str, float]:
        assert "card" not in ids
        return {"kept": self._sentence}


@pytest.mark.parametrize(("sentence", "first"), [(0.7, "kept"), (0.1, "older")])
def test_a_note_without_sentences_counts_as_a_whole(sentence: float, first: str) -> None:
    where = Filter("p", frozenset({Scope.programme("p")}), TODAY)
    found = search(_Saying(sentence, whole=0.4), "Who pays?", where, asked=Asked(1, "pays"))
    assert found[0].passage.id == first
    mere = search(_Saying(sentence, whole=0.4), "who pays", where)
    assert [one.passage.id for one in mere] == ["older", "kept"]


def test_what_counts_for_a_note_without_sentences_leaves_the_order_of_its_passages() -> None:
    class Long(_Both):
        found = (hit("far", document="a", ordinal=0), hit("near", document="a", ordinal=9), hit("other", document="b"))

        def keyword(self, text: str, filter: Filter, k: int) -> list[Scored]:
            return [Scored("other", 3.1), Scored("far", 3.0), Scored("near", 2.9), Scored("gone", 1.0)]

        def cosines(self, text: str, ids: Sequence[str]) -> dict[str, float]:
            return {"far": 0.0, "near": 0.9, "other": 0.2}

    where = Filter("p", frozenset({Scope.programme("p")}), TODAY)
    found = search(Long(), "Who pays?", where, asked=Asked(1, "pays"))
    assert [one.passage.id for one in found] == ["far", "near", "other"]


def test_of_two_notes_that_match_alike_the_newer_comes_first_and_guidance_does_not_age() -> None:
    old = hit("old", day=TODAY - timedelta(days=300))
    new = hit("new", day=TODAY - timedelta(days=3))
    guide = hit("guide", score=0.999, kind=DocumentKind.GUIDANCE)
    assert [one.passage.id for one in prefer_recent([old, guide, new], TODAY)] == ["guide", "new", "old"]


def test_one_document_does_not_fill_the_list_and_the_same_text_comes_once() -> None:
    hits = [
        hit("1", "one", document="a"),
        hit("2", "two", document="a"),
        hit("3", "three", document="a"),
        hit("4", "ONE", document="b"),
        hit("5", "five", document="b"),
    ]
    assert [one.passage.id for one in diversify(hits, 2)] == ["1", "2", "5"]


def test_what_comes_in_twice_and_is_cut_otherwise_is_told_once() -> None:
    first, second, third = ("Meet on the first Monday.", "Write three goals down.", "Say what you will not do.")
    hits = [
        hit("1", f"# Handbook\n{first}\n\n{second}", document="a"),
        hit("2", third, document="a"),
        hit("3", f"{second}\n\n## More\n{third}", document="copy"),
        hit("4", f"{first}\n\nAnd bring tea for two.", document="copy"),
    ]
    assert [one.passage.id for one in diversify(hits, 5)] == ["1", "2", "4"]


def test_a_short_line_means_what_stands_around_it_and_is_never_taken_for_told() -> None:
    hits = [hit("1", "Not done.\nWe agreed to wait until June.", document="a"), hit("2", "Not done.", document="b")]
    assert [one.passage.id for one in diversify(hits, 5)] == ["1", "2"]


def test_the_budget_is_in_words_and_a_passage_too_big_is_passed_over() -> None:
    hits = [hit("a", "one two three"), hit("b", "word " * 50), hit("c", "four five")]
    assert [one.passage.id for one in within_budget(hits, 6)] == ["a", "c"]


def test_guidance_for_another_stage_does_not_fit_and_silent_guidance_does() -> None:
    wanted = frozenset({"stage:first", "topic:agreement"})
    assert fits(("stage:first", "topic:agreement"), wanted)
    assert fits(("stage:any",), wanted)
    assert fits((), wanted)
    assert not fits(("stage:closing", "topic:agreement"), wanted)
    assert not fits(("stage:first", "topic:mismatch"), wanted)


def test_labels_name_notes_and_guidance_and_a_passage_keeps_its_label() -> None:
    note, guide = hit("n"), hit("g", kind=DocumentKind.GUIDANCE, document="e")
    kinds = frozenset(DocumentKind)
    plan = [Query("one", "text", kinds), Query("two", "text", kinds)]
    evidence = gather(lambda query: [guide, note] if query.name == "one" else [note], plan)
    assert [piece.label for piece in evidence.of("one")] == ["G1", "N1"]
    assert [piece.label for piece in evidence.of("two")] == ["N1"]
    assert len(evidence.pieces()) == 2


def test_what_does_not_fit_the_query_is_not_evidence() -> None:
    guide = replace(hit("g", kind=DocumentKind.GUIDANCE), tags=("stage:closing",))
    plan = [Query("q", "text", frozenset(DocumentKind), tags=frozenset({"stage:first"}))]
    assert gather(lambda query: [guide], plan).pieces() == []
