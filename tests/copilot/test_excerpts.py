"""Lines within passages: which are told, and that they stay what stands in the note."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.excerpts import Weights, excerpts, lines_of, search_within
from ingest.models import DocumentKind, Filter, Hit, Passage, Scope, Scored

PLAIN = Weights(own=0.5, speaker=0.2, asks=-0.2, answers=0.3, month=0.0, time=0.0, note=0.0, before=0.0, after=0.0)


def hit(
    text: str,
    *,
    score: float = 0.5,
    document: str = "n",
    ordinal: int = 0,
    start: int = 0,
    kind: str = "note",
    day: date | None = None,
) -> Hit:
    passage = Passage(
        f"{document}{ordinal}",
        document,
        "p",
        DocumentKind(kind),
        ordinal,
        text,
        (),
        start,
        start + len(text),
        Scope.programme("p"),
        None,
        day,
    )
    return Hit(passage, "Session note", "note:n", None, (), score)


def told(question: str, hits: Sequence[Hit], words: int, weights: Weights = PLAIN) -> list[str]:
    return [one.passage.text for one in excerpts(lines_of(question, hits), words, weights)]


def test_of_a_passage_the_line_with_the_questions_words_is_told() -> None:
    found = [hit("We had coffee.\n\nThe budget is 400 euros.\n\nIt rained.")]
    assert told("How large is the budget?", found, 6) == ["The budget is 400 euros."]


def test_a_line_of_a_better_passage_comes_before_one_of_a_worse() -> None:
    found = [hit("Nothing here fits.", score=0.9), hit("Nor does this.", score=0.1, document="m")]
    assert told("How large is the budget?", found, 20) == ["Nothing here fits.", "Nor does this."]


def test_who_is_named_in_the_question_is_heard_first() -> None:
    found = [hit("Bo: I like tea.\nAnn Lee: I like rum.")]
    assert told("What does Ann like?", found, 5) == ["Ann Lee: I like rum."]


def test_the_answer_to_a_question_that_sounds_like_ours_is_told_rather_than_the_question() -> None:
    found = [hit("Bo: Where did you paint?\nAnn: By the lake, all day.\nBo: I see, how nice.")]
    assert told("Where was the painting made, at which place?", found, 6) == ["Ann: By the lake, all day."]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What did she plan in June?", True),
        ("What happened on 3 June 2025?", True),
        ("What happened on June 3, 2025?", True),
        ("What did she plan in June 2024?", False),
        ("What did she plan in May?", False),
        ("What may she plan?", False),
    ],
)
def test_a_note_of_the_month_that_the_question_names_is_heard_first(question: str, named: bool) -> None:
    june = hit("A walk by the sea.", score=0.4, document="june", day=date(2025, 6, 20))
    april = hit("A walk in the wood.", document="april", day=date(2025, 4, 20))
    first = told(question, [april, june], 5, replace(PLAIN, month=1.0))
    assert first == (["A walk by the sea."] if named else ["A walk in the wood."])


def test_asked_in_may_a_note_of_may_is_heard_and_may_as_a_verb_is_no_month() -> None:
    may = hit("A walk by the sea.", score=0.4, document="may", day=date(2025, 5, 2))
    april = hit("A walk in the wood.", document="april", day=date(2025, 4, 20))
    weights = replace(PLAIN, month=1.0)
    assert told("What did she plan in May?", [april, may], 5, weights) == ["A walk by the sea."]
    assert told("What may she plan?", [april, may], 5, weights) == ["A walk in the wood."]


def test_asked_when_the_line_that_tells_a_time_is_told() -> None:
    found = [hit("We spoke of the boat.\nThe boat came last week, all white.")]
    weights = replace(PLAIN, time=1.0)
    assert told("When did the boat come?", found, 7, weights) == ["The boat came last week, all white."]
    assert told("Where did the boat go?", found, 6, weights) == ["We spoke of the boat."]


def test_beside_a_line_that_holds_the_questions_words_another_counts_less_and_with_its_note_more() -> None:
    found = [hit("The budget is 400.\nFine by me."), hit("So it goes.", score=0.4, document="m")]
    assert told("budget", found, 7) == ["The budget is 400.\nFine by me."]
    assert told("budget", found, 7, replace(PLAIN, before=-0.5)) == ["The budget is 400.", "So it goes."]
    assert told("budget", found, 7, replace(PLAIN, before=-0.5, note=9.0)) == ["The budget is 400.\nFine by me."]


def test_what_stands_together_is_one_excerpt_with_the_place_it_has_in_the_note() -> None:
    note = "x" * 10 + "One budget.\n\nTwo budgets.\n\nRain."
    found = [hit(note[10:], start=10)]
    one = excerpts(lines_of("budget", found), 4, PLAIN)[0].passage
    assert one.text == "One budget.\n\nTwo budgets."
    assert note[one.start : one.end] == one.text


def test_a_line_too_long_for_what_is_left_is_passed_over() -> None:
    found = [hit("budget " * 9 + "\nBudget: 400.")]
    assert told("budget", found, 5) == ["Budget: 400."]


def test_guidance_is_told_whole() -> None:
    found = [hit("Agree on a budget.\n\nThen meet.", kind="guidance")]
    assert told("budget", found, 10) == ["Agree on a budget.\n\nThen meet."]


@given(st.lists(st.text("ab ?:\n", max_size=30), max_size=6), st.text("ab ?", max_size=12), st.integers(0, 12))
def test_never_more_words_than_asked_for_and_only_words_of_the_passages(
    texts: list[str], question: str, words: int
) -> None:
    found = [hit(text, ordinal=place, start=100 * place) for place, text in enumerate(texts)]
    picked = excerpts(lines_of(question, found), words)
    assert sum(len(one.passage.text.split()) for one in picked) <= words
    for one in picked:
        offset = one.passage.start - 100 * one.passage.ordinal
        assert texts[one.passage.ordinal][offset:].startswith(one.passage.text)


class _Corpus:
    """One note in two passages, found alike by words and by meaning."""

    found = (hit("The budget is 400.", ordinal=0), hit("It rained.", ordinal=1, start=30))

    def keyword(self, text: str, filter: Filter, k: int) -> list[Scored]:
        return [Scored("n0", 2.0)]

    def nearest(self, text: str, filter: Filter, k: int) -> list[Scored]:
        return [Scored("n0", 0.8), Scored("n1", 0.1)]

    def cosines(self, text: str, ids: Sequence[str]) -> dict[str, float]:
        return {}

    def sentence_cosines(self, text: str, ids: Sequence[str]) -> dict[str, float]:
        return {}

    def hits(self, ids: Sequence[str], filter: Filter) -> dict[str, Hit]:
        return {one.passage.id: one for one in self.found if one.passage.id in ids}


def test_a_search_within_words_tells_the_best_that_fits() -> None:
    where = Filter("p", frozenset({Scope.programme("p")}), date(2026, 11, 20))
    found = search_within(_Corpus(), "budget", where, 4)
    assert [one.passage.text for one in found] == ["The budget is 400."]
    assert search_within(_Corpus(), " ", where, 4) == []
