"""How words are weighed against a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from copilot.answers.candidates import Candidate
from copilot.answers.question import read_question
from copilot.answers.weighing import LEAST_OWN, could_answer, fits, weigh, when
from copilot.draft import Citation, CitationKind
from copilot.models import Person
from copilot.records import Quote
from copilot.similarity import Similarity, Vectors
from tests.ingest.fakes import HashingEmbedder

ME = Person("ines", "Ines Duarte")
PEOPLE = {"ines": ME, "tom": Person("tom", "Tom Okafor")}
SIMILAR = Similarity(HashingEmbedder().encode)


def candidate(text: str, **said: object) -> Candidate:
    quote = Quote("n1", date(2025, 3, 3), text, 0, len(text))
    citation = Citation(kind=CitationKind.NOTE, id="n1", date=quote.date, quote=text, start=0, end=len(text))
    plain = Candidate(CitationKind.NOTE, text, text, text, citation, frozenset(), quote=quote, core=quote)
    return replace(plain, **said)  # type: ignore[arg-type]


def question(text: str):  # type: ignore[no-untyped-def]
    return read_question(text, ME, PEOPLE, (), date(2025, 4, 1))


def test_the_words_that_answer_come_first() -> None:
    words = ["We talked about the weather.", "The panel is on 4 April.", "Tom sent the reading list."]
    found = weigh(question("When is the panel?"), [candidate(text) for text in words], SIMILAR)
    assert found[0].candidate.text == "The panel is on 4 April."
    assert [one.candidate.text for one in found] == ["The panel is on 4 April."]


POST = "The associate post in the team is real, the advert is out on 2 April and there are 3 of us."


def test_the_post_is_no_answer_to_a_question_of_its_pay() -> None:
    about = [candidate(POST)]
    assert weigh(question("When is the advert for the associate post out?"), about, SIMILAR)
    assert weigh(question("What is the salary for the associate post?"), about, SIMILAR) == []


def test_whether_it_was_done_is_not_answered_by_what_does_not_speak_of_doing_it() -> None:
    sent = [candidate("Mia's promotion case, submitted to the committee on 28 March.")]
    assert weigh(question("Did the committee approve Mia's promotion case?"), sent, SIMILAR) == []
    assert weigh(question("Did we submit Mia's promotion case?"), sent, SIMILAR)


def test_what_has_the_name_alone_of_a_question_does_not_answer_it() -> None:
    other = candidate("Check with Tom first.", people=frozenset({"tom"}))
    assert weigh(question("What did Tom draw on the ferry?"), [other], SIMILAR) == []


def test_what_is_measured_too_low_could_not_answer() -> None:
    (found,) = weigh(question("When is the panel?"), [candidate("The panel is on 4 April.")], SIMILAR)
    assert could_answer(question("When is the panel?"), found.measures)
    assert not could_answer(question("When is the panel?"), replace(found.measures, own=LEAST_OWN - 0.1))


def test_what_stands_beside_is_encoded_only_of_what_could_answer() -> None:
    encoded: list[str] = []

    def vectors(texts: Sequence[str]) -> Vectors:
        encoded.extend(texts)
        return HashingEmbedder().encode(texts)

    words = ["We talked about the weather.", "The panel is on 4 April.", "Tom sent the reading list."]
    beside = [f"{text} And what stands beside it." for text in words]
    about = [candidate(text, beside=near) for text, near in zip(words, beside, strict=True)]
    (found,) = weigh(question("When is the panel?"), about, Similarity(vectors))
    assert [text for text in encoded if text in beside] == [found.candidate.beside]
    assert "weather" not in encoded  # it names no day, so its single words need no vector either
    plain = Similarity(HashingEmbedder().encode)([question("When is the panel?").text], [found.candidate.beside])
    assert found.measures.window == pytest.approx(float(plain[0, 0]))


@pytest.mark.parametrize(
    ("asked", "words", "expected"),
    [
        ("What did we agree in March?", "We agreed to meet more often", 1.0),
        ("What did we agree in May?", "We agreed to meet more often", 0.0),
        ("What takes place in May?", "The town hall is on 12 May", 1.0),
        ("Why did we not speak on 24 February?", "We did not speak on 24 Feb, there was a fire", 1.0),
        ("What did we agree?", "We agreed to meet more often", 0.5),
        ("May I change my goals?", "We agreed to meet more often", 0.5),
    ],
)
def test_the_time_asked_about(asked: str, words: str, expected: float) -> None:
    assert when(question(asked), candidate(words)) == expected


@pytest.mark.parametrize(
    ("asked", "words", "expected"),
    [
        ("When is the panel?", "The panel is on 4 April", 1.0),
        ("When is the panel?", "The panel will be hard", 0.0),
        ("How long was it?", "we had 45 min", 1.0),
        ("How long was it?", "room 45", 0.0),
        ("How many came?", "about thirty people", 1.0),
        ("How many came?", "people came", 0.0),
        ("How many came?", "people came on 22 October at 14:00", 0.0),
        ("Why was it moved?", "it was moved because of the audit", 1.0),
        ("Why was it moved?", "it was moved, apologies", 0.0),
        ("Where do we meet?", "in the canteen", 1.0),
        ("Where do we meet?", "later", 0.0),
        ("Who is the interviewer?", "Tom runs it with Wendy", 1.0),
        ("What did we say?", "people came", 0.5),
    ],
)
def test_the_sort_of_thing_asked_for(asked: str, words: str, expected: float) -> None:
    assert fits(question(asked), candidate(words)) == expected


def test_no_candidates_weigh_nothing() -> None:
    assert weigh(question("When is the panel?"), [], SIMILAR) == []


def test_what_mentors_are_paid_is_not_told_by_a_number_beside_the_word_mentors() -> None:
    about = [
        candidate("25 minutes: mentors say aloud what they cannot keep."),
        candidate("Mentors get two hours a month."),
    ]
    assert weigh(question("How much are mentors paid?"), about, SIMILAR) == []
    assert weigh(question("How much are mentors paid?"), [candidate("Mentors are paid 40 euros.")], SIMILAR)


def test_how_something_went_is_told_by_what_speaks_of_it_itself() -> None:
    beside = candidate("Room booked for Friday.", around="The rehearsal. Room booked for Friday.")
    itself = candidate("The rehearsal was chaos, room booked twice for Friday.")
    asked = question("How did our rehearsal on Friday go?")
    assert weigh(asked, [beside], SIMILAR) == []
    assert weigh(asked, [itself], SIMILAR)


def test_a_town_alone_answers_where_and_the_name_in_the_question_does_not() -> None:
    assert fits(question("Where did they put the sheds?"), candidate("Sheds: done, Lincoln, Grimsby.")) == 1.0
    assert fits(question("Where did Lincoln put the sheds?"), candidate("Sheds: done, Lincoln, all.")) == 0.0
