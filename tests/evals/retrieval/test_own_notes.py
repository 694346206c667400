"""Which passage answers a question of ours: of the document named, with the words that must be said."""

from __future__ import annotations

from datetime import date

import pytest

from evals.answers.asking import Case
from evals.retrieval.own_notes import answers, first_right, searched
from ingest.models import DocumentKind, Hit, Passage, Scope

TITLES = {"guide-handbook": "The handbook"}


def hit(source: str, text: str, title: str = "Session note") -> Hit:
    passage = Passage(
        id=text,
        document_id=source,
        programme="p",
        kind=DocumentKind.NOTE,
        ordinal=0,
        start=0,
        end=len(text),
        text=text,
        heading_path=(),
        scope=Scope.programme("p"),
        subject=None,
        day=date(2026, 5, 1),
    )
    return Hit(passage, title, source, None, (), 1.0)


def case(*answer_in: str, say: tuple[str, ...] = ()) -> Case:
    return Case("c", "ann", "When?", True, answer_in, say)


def test_the_words_count_only_in_the_document_that_answers() -> None:
    asked = case("n-1", say=("4 April",))
    assert answers(asked, hit("note:n-1", "It is on 4\n  april, she said."), TITLES)
    assert not answers(asked, hit("note:n-2", "It is on 4 April."), TITLES)
    assert not answers(asked, hit("note:n-1", "It is in spring."), TITLES)
    assert not answers(asked, hit("note:an-1", "It is on 4 April."), TITLES)


@pytest.mark.parametrize(
    ("source", "title", "right"),
    [
        ("library:closing-well", "Closing well", True),
        ("library:closing-well", "Closing", False),
        ("guide-handbook", "The handbook", True),
        ("guide-handbook", "Closing well", False),
    ],
)
def test_guidance_is_known_by_its_title(source: str, title: str, right: bool) -> None:
    assert answers(case(source), hit("guidance:x", "Keep the last for looking back.", title), TITLES) == right


def test_the_rank_is_that_of_the_first_answering_passage() -> None:
    asked = case("n-1", say=("april",))
    found = [hit("note:n-2", "April"), hit("note:n-1", "May"), hit("note:n-1", "April")]
    assert first_right(asked, found, TITLES) == 3
    assert first_right(asked, found[:2], TITLES) is None


def test_what_only_records_answer_is_not_asked_of_search() -> None:
    assert not searched(case("r-pair", "a-action", "g-goal"))
    assert searched(case("r-pair", "n-1"))
