"""What our own set of grounded and altered sentences holds, and that a wrong file of it is refused."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, combinations
from pathlib import Path

import pytest

from evals.grounding.own_set import Altered, Closeness, Half, OwnSentence, OwnSetError, SourceKind, load, load_half

LOTS = {half: load_half(half) for half in Half}
EVERY = [one for lot in LOTS.values() for one in lot]
HALVES = pytest.mark.parametrize("half", LOTS.values(), ids=list(Half))


def altered(half: tuple[OwnSentence, ...]) -> list[OwnSentence]:
    return [one for one in half if one.altered is not None]


def test_it_is_of_the_size_that_it_says() -> None:
    assert [len(lot) for lot in LOTS.values()] == [200, 300, 200, 100, 100]
    assert [len(altered(lot)) for lot in LOTS.values()] == [100, 150, 100, 50, 50]


@HALVES
def test_the_kinds_of_alteration_are_about_even_in_each_half(half: tuple[OwnSentence, ...]) -> None:
    kinds = Counter(one.altered for one in altered(half))
    even = len(altered(half)) / len(Altered)
    assert set(kinds) == set(Altered)
    assert all(abs(count - even) <= max(1, 0.15 * even) for count in kinds.values())


@HALVES
def test_a_third_is_near_a_third_middle_a_third_free_among_true_and_altered_alike(
    half: tuple[OwnSentence, ...],
) -> None:
    for supported in (True, False):
        ones = [one.closeness for one in half if one.supported is supported]
        assert all(abs(ones.count(closeness) - len(ones) / 3) <= max(1, len(ones) / 50) for closeness in Closeness)


@HALVES
def test_all_but_one_kind_of_alteration_come_near_middle_and_free(half: tuple[OwnSentence, ...]) -> None:
    missing = {(a, c) for a in Altered for c in Closeness} - {(one.altered, one.closeness) for one in altered(half)}
    assert len(missing) <= 1


@HALVES
def test_half_of_the_altered_have_their_true_sentence_in_the_set(half: tuple[OwnSentence, ...]) -> None:
    pairs = [one.pair for one in altered(half) if one.pair]
    assert len(pairs) * 2 == len(altered(half))
    assert len(set(pairs)) == len(pairs)


@HALVES
def test_there_are_notes_and_guidance_and_sentences_with_two_sources(half: tuple[OwnSentence, ...]) -> None:
    assert {source.kind for one in half for source in one.sources} == set(SourceKind)
    two = [one for one in half if len(one.sources) == 2]
    assert {one.supported for one in two} == {True, False}


def test_nothing_is_in_two_of_them() -> None:
    def held(half: tuple[OwnSentence, ...]) -> set[str]:
        texts = {source.text for one in half for source in one.sources}
        return {*(one.id for one in half), *(one.sentence for one in half), *texts}

    for one, other in combinations(LOTS.values(), 2):
        assert held(one) & held(other) == set()
    for lot in LOTS.values():
        assert {one.pair for one in lot} <= {"", *(one.id for one in lot)}


@pytest.mark.parametrize("sentence", EVERY, ids=lambda one: one.id)
def test_everybody_named_has_a_part_in_it(sentence: OwnSentence) -> None:
    """Somebody listed is who speaks, who is spoken to, who wrote, or stands in the text; "I" and "you" have a bearer."""
    wrote = {source.author for source in sentence.sources}
    shown = " ".join([*(source.text for source in sentence.sources), sentence.sentence])
    for person in sentence.people:
        taking_part = person.name in {sentence.viewer, sentence.addressee} | wrote
        general = all(source.kind is SourceKind.GUIDANCE for source in sentence.sources)
        assert taking_part or general or person.name.split()[0] in shown
    if re.search(r"\b[Yy]ours?\b|\b[Yy]ou\b", sentence.mended) and SourceKind.NOTE in {
        s.kind for s in sentence.sources
    }:
        assert sentence.addressee


@pytest.mark.parametrize("sentence", [one for one in EVERY if one.addressee], ids=lambda one: one.id)
def test_who_is_i_or_you_is_not_spoken_of_by_name_where_somebody_is_addressed(sentence: OwnSentence) -> None:
    others = {person.name for person in sentence.people} - {sentence.viewer, sentence.addressee}
    text = sentence.mended
    for name in others:
        text = text.replace(name, "")
    assert sentence.viewer.split()[0] not in text
    assert sentence.addressee.split()[0] not in text


def test_two_people_share_a_first_name_now_and_then() -> None:
    scenes = {one.people for one in chain(*LOTS.values())}
    shared = [people for people in scenes if len({one.name.split()[0] for one in people}) < len(people)]
    assert len(shared) >= 5


SCENE = """
scenes:
  - people: [{name: Ada Berg, role: mentee}, {name: Omar Said, role: mentor}]
    viewer: Ada Berg
    addressee: Omar Said
    as_of: 2026-03-10
    sources:
      - {kind: note, author: Ada Berg, date: 2026-03-03, text: Read two chapters.}
    sentences:
      - {id: g001, sentence: I have read two chapters., closeness: near}
      - {id: g002, sentence: I have read six chapters., closeness: near, altered: number, now: six, was: two, pair: g001}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sentence_comes_with_what_it_cites_and_can_be_mended(tmp_path: Path) -> None:
    true, wrong = load(written(tmp_path, SCENE))
    assert true.supported
    assert not wrong.supported
    assert wrong.mended == true.sentence == true.mended
    assert [source.text for source in wrong.sources] == ["Read two chapters."]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("id: g002", "id: g001", "g001: the id stands more than once"),
        ("read six", "read two", "g002: `now` has to stand in the sentence, once"),
        ("was: two", "was: six", "g002: `was` is what `now` is"),
        ("was: two", "was: three", "g002: with `was` for `now` it has to be the true sentence g001"),
        ("pair: g001", "pair: g003", "g002: with `was` for `now` it has to be the true sentence g003"),
        ("altered: number, ", "", "g002: `now`, `was` and `pair` are for altered sentences"),
        ("altered: number", "altered: numbers", "scenes.0.sentences.1.altered: Input should be"),
        ("closeness: near}", "closeness: near, mood: good}", "scenes.0.sentences.0.mood: Extra inputs"),
        ("closeness: near}", "closeness: near, cites: [2]}", "g001: `cites` names each source once, from 1 to 1"),
        ("viewer: Ada Berg", "viewer: Ada", "g001: viewer and addressee have to be among the people"),
        ("date: 2026-03-03", "date: 2026-03-11", "g001: its source of 2026-03-11 is later than its day"),
        ("as_of: 2026-03-10", "as_of: 10 March", "scenes.0.as_of: Input should be a valid date"),
        ("scenes:", "scenes: [", "is no YAML"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_its_place(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert SCENE.count(right) >= 1
    with pytest.raises(OwnSetError, match=re.escape(said)) as caught:
        load(written(tmp_path, SCENE.replace(right, wrong, 1)))
    assert "own.yaml" in str(caught.value)


def test_two_sentences_that_are_equal_are_refused(tmp_path: Path) -> None:
    again = "      - {id: g003, sentence: I have read two chapters., closeness: free}\n"
    with pytest.raises(OwnSetError, match="g003: g001 says the same"):
        load(written(tmp_path, SCENE + again))
