"""What is read out of a question."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.answers.advice import plainly
from copilot.answers.families import kin, root, spelt_out
from copilot.answers.question import Question, Wants, read_question
from copilot.models import Person, Relationship, RelationshipKind

INES = Person("ines", "Inês Duarte")
PEOPLE = {
    "ines": INES,
    "tom": Person("tom", "Tom Okafor"),
    "tom-b": Person("tom-b", "Tom Baker"),
    "wei": Person("wei", "Wei Chen"),
}
PAIRS = (Relationship("tom-ines", RelationshipKind.TRADITIONAL, "tom", "ines", date(2025, 1, 10)),)


def read(text: str) -> Question:
    return read_question(text, INES, PEOPLE, PAIRS, date(2025, 6, 1))


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("When is the panel?", Wants.DAY),
        ("Until when did the doctor tell me to rest?", Wants.DAY),
        ("which day did we settle on?", Wants.DAY),
        ("What can I do when meetings are cancelled?", Wants.OTHER),
        ("Who runs it when Tom is away?", Wants.PERSON),
        ("How long should a session be?", Wants.DURATION),
        ("How many weeks are left?", Wants.DURATION),
        ("How many people came?", Wants.AMOUNT),
        ("what's the salary for the post?", Wants.AMOUNT),
        ("What do mentees pay?", Wants.AMOUNT),
        ("So what did the new freezer cost?", Wants.AMOUNT),
        ("What do mentors pay for?", Wants.OTHER),
        ("What does my mentor owe me?", Wants.OTHER),
        ("Which one of us asks Helen?", Wants.PERSON),
        ("which days is the library open?", Wants.DAY),
        ("how quickly does the desk answer?", Wants.DURATION),
        ("What's a fair number of sessions?", Wants.AMOUNT),
        ("What stopped us from going?", Wants.REASON),
        ("What did we decide?", Wants.OTHER),
    ],
)
def test_the_sort_of_answer(text: str, wants: Wants) -> None:
    assert read(text).wants is wants


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        ("How did the panel go?", True),
        ("Did the committee approve it?", True),
        ("What did Marek answer?", True),
        ("How many people came to the talk?", True),
        ("What was I going to send?", False),
        ("What did we agree on?", False),
        ("What did I promise Tom?", False),
        ("When is the panel?", False),
        ("how many chapters of the blue folder had I marked by May", True),
        ("how many chapters of the blue folder will we mark by May", False),
    ],
)
def test_whether_it_asks_what_came_of_something(text: str, happened: bool) -> None:
    assert read(text).happened is happened


@pytest.mark.parametrize(
    ("text", "general"),
    [
        ("How do I end a mentorship well?", True),
        ("If somebody cancels, who finds a new date?", True),
        ("What belongs into an agreement?", True),
        ("How should I give feedback to Tom?", True),
        ("Tom never sends the agenda, what now?", True),
        ("Is it rude to ring Tom at the weekend?", True),
        ("How long should our last hour be?", True),
        ("Which form do we fill in?", True),
        ("Which form did we fill in?", False),
        ("Can Tom still come?", False),
        ("What did Tom say last week?", False),
        ("How many people are there in my team?", False),
    ],
)
def test_whether_guidance_may_answer(text: str, general: bool) -> None:
    assert read(text).general is general


def test_a_first_name_means_the_partner_before_another_of_that_name() -> None:
    assert [named.ids for named in read("What did tom say?").people] == [{"tom"}]


def test_a_name_is_known_without_its_accents_and_one_s_own_names_nobody() -> None:
    question = read_question("did ines reply?", PEOPLE["tom"], PEOPLE, PAIRS, date(2025, 6, 1))
    assert [named.ids for named in question.people] == [{"ines"}]
    assert read("What did Inês write?").people == ()


def test_other_capitals_are_strangers_and_months_acronyms_and_beginnings_are_not() -> None:
    question = read("Bring the HR mail of November to Marek in Hull")
    assert question.strangers == {"marek", "hull"}


def test_the_thing_asked_for() -> None:
    focus = read("Which university did Wei go to?").focus
    assert focus is not None
    assert focus.word == "university"
    assert read("What did Wei answer?").focus is None


def test_words_of_asking_weigh_little() -> None:
    weights = {term.word: term.weight for term in read("How much longer did the talk take?").terms}
    assert weights["talk"] == 1.0
    assert weights["much"] < 1.0


def test_families_join_other_words_for_the_same_and_forms_of_one() -> None:
    assert kin(root("sent"), root("sending")) == 1.0
    assert 0 < kin(root("salary"), root("pay")) < 1.0
    assert kin(root("salary"), root("bicycle")) == 0.0
    assert "cancel" in spelt_out("if somebody calls a session off")


@pytest.mark.parametrize(
    ("text", "wants"),
    [("Why was it moved?", Wants.REASON), ("Where do we meet?", Wants.PLACE), ("What is it about?", Wants.OTHER)],
)
def test_reasons_and_places_are_sorts_of_answers(text: str, wants: Wants) -> None:
    assert read(text).wants is wants


@pytest.mark.parametrize(
    ("text", "focus", "done"),
    [
        ("Which university did Tom go to?", "university", None),
        ("What did Tom say about my draft?", "draft", None),
        ("Did the committee approve it?", None, "approve"),
        ("Would Tom vote for me?", None, "vote"),
        ("How are we?", None, None),
        ("What's Marta's nickname?", "nickname", None),
        ("What is a good number?", None, None),
        ("How old is the boiler?", "old", None),
        ("How did our rehearsal go?", "rehearsal", None),
        ("How much are mentors paid?", "paid", None),
        ("How much is the fee?", "fee", None),
    ],
)
def test_the_very_thing_asked_for(text: str, focus: str | None, done: str | None) -> None:
    question = read(text)
    assert (question.focus.word if question.focus else None) == focus
    assert (question.done.word if question.done else None) == done


def test_a_change_of_plan_may_be_told_by_a_plan() -> None:
    assert read("Why was our meeting cancelled?").moved
    assert not read("How was our meeting?").moved


def test_the_times_a_question_names() -> None:
    asked = read("What did we agree on in May?").times
    assert asked.covers("We meet monthly.", date(2025, 5, 6))
    assert asked.covers("See you on 6 May.", date(2025, 4, 6))
    assert not asked.covers("We may meet.", date(2025, 4, 6))
    assert not read("May I change it?").times
    week = read("What did I promise this week?").times
    assert week.covers("I promise.", date(2025, 5, 28))
    assert not week.covers("I promise.", date(2025, 5, 20))


def test_what_people_pay_is_a_fact_that_only_the_programmes_own_guidance_may_hold() -> None:
    asked = read("What do mentees pay?")
    assert (asked.general, asked.rule) == (False, True)
    assert asked.focus is not None
    assert asked.focus.word == "pay"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Hi, could you tell me when the panel is, please?", "when the panel is"),
        ("do you remember who paid for lunch", "who paid for lunch"),
        ("So what did we settle? thx", "what did we settle?"),
        ("Tell me about the panel", "Tell me about the panel"),
        ("please?", "please?"),
    ],
)
def test_a_question_without_what_leads_to_it(text: str, plain: str) -> None:
    assert plainly(text) == plain


def test_a_name_of_a_department_is_no_stranger_and_weighs_as_a_word() -> None:
    asked = read("can the Estates team open this door?")
    assert asked.strangers == frozenset()
    assert {"estates", "team", "door"} <= {term.word for term in asked.terms}


def test_a_strangers_name_weighs_as_much_as_a_word_and_is_not_what_is_asked_for() -> None:
    asked = read("What is Marta like?")
    assert {term.word: term.weight for term in asked.terms}["marta"] == 1.0
    assert asked.focus is None or asked.focus.word != "marta"


def test_words_run_together_say_nothing() -> None:
    assert [term.word for term in read("I’ve a kettle they don't want").terms] == ["kettle", "want"]


def test_a_rule_is_about_nobody_and_nothing_past() -> None:
    assert read("how long should the last hour be?").rule
    assert not read("which days is Wei around?").rule
    assert not read("which days was it open?").rule
