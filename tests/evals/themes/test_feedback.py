"""The recount of feedback themes sees what is not borne out, and the labelled comments are enough."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.draft import Block, Draft, DraftStatus, Origin, Sentence, Theme
from copilot.themes.codebook import codebook
from evals.themes.feedback import Answer, close_numbers, contradictions, load_cases, longest_run

LABEL = codebook().theme("meetings").label


def draft(people: int = 10, share: float = 0.3, told: str = "At least 10 people said something in 1.") -> Draft:
    return Draft(
        kind="feedback",
        status=DraftStatus.DRAFTED,
        as_of=date(2030, 1, 1),
        viewer="staff",
        audience=[],
        text=told,
        blocks=[Block(sentences=[Sentence(id="s", text=told, origin=Origin.RECORD)])],
        themes=[Theme(label=LABEL, people=people, share=share, sentiment="negative", summary="Mostly negative.")],
    )


def answers(speakers: int, others: int = 2) -> list[Answer]:
    said = [Answer(("f", number), "q", "we never meet") for number in range(speakers)]
    return said + [Answer(("f", 100 + number), "q", "all is well") for number in range(others)]


THEMES = {"we never meet": frozenset({LABEL})}


def test_a_true_draft_is_borne_out() -> None:
    assert list(contradictions(draft(), answers(12), THEMES)) == []


@pytest.mark.parametrize(
    ("wrong", "speakers"),
    [
        (draft(people=15), 12),
        (draft(people=5), 12),
        (draft(share=0.99), 12),
        (draft(told="At least 5 people said something in 1."), 12),
        (draft(), 6),
    ],
)
def test_a_wrong_number_is_seen(wrong: Draft, speakers: int) -> None:
    assert list(contradictions(wrong, answers(speakers), THEMES))


def test_a_comment_s_words_are_seen() -> None:
    told = "At least 10 people said something in 1. So I said that we never meet on the day."
    rows = [*answers(12), Answer(("f", 200), "q", "that we never meet on the day")]
    assert any("words in a row" in what for what in contradictions(draft(told=told), rows, THEMES))


def test_a_suppressed_slice_must_show_nothing() -> None:
    assert list(contradictions(draft().model_copy(update={"suppressed": True}), answers(3), THEMES))


def test_numbers_that_differ_by_one_to_four_are_seen() -> None:
    assert list(close_numbers([draft(people=8)])) == ["10 and 8 are both shown"]
    assert list(close_numbers([draft(people=5), draft(people=15)])) == []


def test_the_longest_run_is_counted_in_words() -> None:
    assert longest_run("We never ever meet, sadly.", ["oh we never EVER meet at all", "sadly"]) == 4
    assert longest_run("nothing", []) == 0


def test_there_are_enough_labelled_comments_of_known_themes() -> None:
    cases = load_cases()
    known = {theme.id for theme in codebook().themes}
    assert len(cases) >= 60
    assert {theme for case in cases for theme in case.themes | case.also} <= known
    assert {case.sentiment for case in cases} <= {"positive", "negative", "mixed", "neutral"}
    assert not any(case.themes for case in cases if case.apart)
