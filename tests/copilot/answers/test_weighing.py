"""How words are weighed against a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from copilot.answers.candidates import Candidate
from copilot.answers.question import read_question
from copilot.answers.weighing import fits, weigh, whose
from copilot.draft import Citation, CitationKind
from copilot.models import Person
from copilot.records import Quote
from copilot.similarity import Similarity
from tests.ingest.fakes import HashingEmbedder

ME = Person("ines", "Ines Duarte")
PEOPLE = {"ines": ME, "tom": Person("tom", "Tom Okafor")}
SIMILAR = Similarity(HashingEmbedder().encode)


def candidate(text: str, **said: object) -> Candidate:
    quote = Quote("n1", date(2025, 3, 3), text, 0, len(text))
    citation = Citation(kind=CitationKind.NOTE, id="n1", date=quote.date, quote=text, start=0, end=len(text))
    plain = Candidate(CitationKind.NOTE, text, text, text, citation, frozenset(), frozenset(), quote=quote, core=quote)
    return replace(plain, **said)  # type: ignore[arg-type]


def question(text: str):  # type: ignore[no-untyped-def]
    return read_question(text, ME, PEOPLE, ())


def test_the_words_that_answer_come_first() -> None:
    words = ["We talked about the weather.", "The panel is on 4 April.", "Tom sent the reading list."]
    found = weigh(question("When is the panel?"), "ines", [candidate(text) for text in words], SIMILAR)
    assert found[0].candidate.text == "The panel is on 4 April."
    assert found[0].chance > found[-1].chance


def test_a_word_that_nothing_holds_lowers_the_chance() -> None:
    about = [candidate("The associate post in the team is real, the advert is out on 2 April.")]
    (held,) = weigh(question("When is the advert for the associate post out?"), "ines", about, SIMILAR)
    (lacking,) = weigh(question("What is the salary for the associate post?"), "ines", about, SIMILAR)
    assert lacking.measures.focus < held.measures.weakest
    assert lacking.chance < held.chance


@pytest.mark.parametrize(
    ("asked", "words", "expected"),
    [
        ("When is the panel?", "The panel is on 4 April", 1.0),
        ("When is the panel?", "The panel will be hard", 0.0),
        ("How long was it?", "we had 45 min", 1.0),
        ("How long was it?", "room 45", 0.0),
        ("How many came?", "about thirty people", 1.0),
        ("How many came?", "people came", 0.0),
        ("What did we say?", "people came", 0.5),
    ],
)
def test_the_sort_of_thing_asked_for(asked: str, words: str, expected: float) -> None:
    assert fits(question(asked), candidate(words)) == expected


def test_words_about_somebody_else_are_told_apart() -> None:
    mine = question("How many people are in my team?")
    assert whose(mine, candidate("I lead 9", speaks_of=frozenset({"ines"})), "ines") == 1.0
    assert whose(mine, candidate("he leads 6", speaks_of=frozenset({"tom"})), "ines") == 0.0
    assert whose(mine, candidate("9 people"), "ines") == 0.5


def test_no_candidates_weigh_nothing() -> None:
    assert weigh(question("When is the panel?"), "ines", [], SIMILAR) == []
