"""What grounding knows of words: the thesaurus, what a sentence lacks, and what that costs."""

from __future__ import annotations

from dataclasses import fields

import pytest

from copilot.review.grounding.features import NAMES, Features, features
from copilot.review.grounding.thesaurus import Nearness, nearness, offered, part_of_speech, thesaurus
from copilot.review.grounding.weighing import Weights, score, weights
from copilot.review.grounding.words import normalise, stem


@pytest.mark.parametrize(
    ("word", "source", "found"),
    [
        ("purchase", "buy", Nearness.SAME),
        ("margarine", "butter", Nearness.NONE),
        ("difficult", "easy", Nearness.OPPOSITE),
        ("painless", "painful", Nearness.OPPOSITE),
        ("butter", "butter", Nearness.SAME),
    ],
)
def test_what_means_the_same_is_told_from_what_is_of_one_kind(word: str, source: str, found: Nearness) -> None:
    assert nearness(stem(word), offered([stem(source)])) is found


def test_the_thesaurus_speaks_in_the_stems_of_today() -> None:
    known = thesaurus()

    assert {stem(word) for word in ("purchase", "decide", "give", "colleague")} <= known.sets.keys()
    assert part_of_speech(stem("decided")) == "v"
    assert part_of_speech("poornima") == ""


def test_all_forms_of_a_verb_have_one_stem() -> None:
    assert len({stem(form) for form in ("give", "gives", "giving", "gave", "given")}) == 1
    assert len({stem(form) for form in ("go", "goes", "going", "went", "gone")}) == 1


def test_words_of_the_source_cost_nothing_and_new_ones_are_counted() -> None:
    text = normalise("Ana bought butter at the market.")

    assert features(normalise("Ana purchased butter."), [text], frozenset({"ana"}))[0].share == 0
    altered, missing = features(normalise("Ana never bought bread."), [text], frozenset({"ana"}))
    assert altered.turning == 1
    assert [one.token.text for one in missing] == ["bread"]


def test_a_word_with_its_opposite_in_the_source_is_counted() -> None:
    found, _ = features(normalise("The terms are inflexible."), [normalise("The terms are flexible.")], frozenset())

    assert found.opposites > 0
    assert (
        features(normalise("The terms are flexible."), [normalise("The terms are flexible.")], frozenset())[0].opposites
        == 0
    )


def test_nothing_that_is_missing_speaks_for_a_sentence() -> None:
    shipped = weights()

    assert min(shipped.cost.values()) >= 0
    assert set(shipped.cost) == set(NAMES) == {field.name for field in fields(Features)}
    assert score(Features(numbers=1)) < score(Features())


def test_a_score_falls_by_what_its_costs_say() -> None:
    costly = Weights(0.0, {name: 1.0 if name == "nouns" else 0.0 for name in NAMES})

    assert score(Features(), costly) == pytest.approx(0.5)
    assert score(Features(nouns=1), costly) == pytest.approx(0.2689, abs=1e-4)
    assert score(Features(qualities=5), costly) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("sentence", "share"),
    [
        ("Bread and butter cost 12 at Halden.", 0.0),
        ("Bread and jam cost 12 at Halden.", 1 / 7),
        ("Bread and butter cost 15 at Halden.", 2 / 7),
        ("Bread and butter cost 12 at Moss.", 2 / 7),
    ],
)
def test_a_name_or_a_number_that_no_source_has_counts_twice(sentence: str, share: float) -> None:
    text = normalise("At Halden bread and butter cost 12.")
    assert features(normalise(sentence), [text], frozenset())[0].share == pytest.approx(share)
