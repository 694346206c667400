"""Commitments in single notes: the labelled snippets, and what the phrases look like."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from copilot.actions import find_actions
from copilot.models import ActionStatus, Note, Visibility
from tests.copilot.actions.labelled import PAIRS, PEOPLE, judge, load, precision_recall


def found(text: str, author: str = "daniel", visibility: Visibility = Visibility.SHARED) -> list[Any]:
    note = Note("n1", author, date(2026, 10, 20), text, "main", visibility=visibility)
    return find_actions(note, PAIRS["main"], PEOPLE)


@pytest.mark.parametrize("case", load("develop") + load("held_out"), ids=lambda case: case["id"])
def test_the_snippet_yields_just_its_commitments(case: dict[str, Any]) -> None:
    outcome = judge(case)
    assert (outcome.missed, outcome.wrong) == ((), ())


def test_snippets_written_after_the_first_look_stay_mostly_right() -> None:
    precision, recall = precision_recall([judge(case) for case in load("second_held_out")])
    assert precision >= 0.9
    assert recall >= 0.75


def test_a_proposal_quotes_its_sentence_word_for_word() -> None:
    text = "Good chat.\n\nAmara to shadow a roadmap review by 17 Nov. Bye."
    (action,) = found(text)
    assert action.quote.text == "Amara to shadow a roadmap review by 17 Nov."
    assert text[action.quote.start : action.quote.end] == action.quote.text
    assert action.action.status is ActionStatus.PROPOSED
    assert action.action.note == "n1"


def test_the_phrase_reads_beside_its_owner_for_any_reader() -> None:
    (action,) = found("She promised to send me  her   slides by next Friday!")
    assert (action.action.owner, action.action.text) == ("amara", "send Dan her slides")


def test_an_unnamed_to_do_is_its_authors_and_an_unnamed_shared_step_nobodys() -> None:
    assert found("TODO: book room")[0].action.owner == "daniel"
    assert found("Action: book room")[0].action.owner is None
    assert found("Action: book room", visibility=Visibility.PRIVATE)[0].action.owner == "daniel"


def test_next_session_gives_the_day_when_the_note_names_it() -> None:
    (action,) = found("Amara to fill in the values sheet before our next session.\n\nNext session: 12 Nov, 16:00")
    assert action.action.due == date(2026, 11, 12)


def test_a_shared_first_name_outside_the_pair_is_nobody() -> None:
    (action,) = found("Priya to send the cards by Friday.")
    assert action.action.owner is None
    assert "Priya" in action.action.text


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\n", "?", "- [ ]", "TODO:", "Next steps:\n", "to to to", "I will", "[x]"]
)
def test_scraps_yield_nothing(text: str) -> None:
    assert found(text) == []


def owed(text: str) -> list[tuple[str | None, str, date | None]]:
    return [(one.action.owner, one.action.text, one.action.due) for one in found(text)]


def test_a_list_within_a_line_is_taken_item_by_item() -> None:
    text = "Actions: (1) Amara to send the deck by 6 Nov; (2) Daniel to book the room; (3) both to read chapter 2."
    assert owed(text) == [
        ("amara", "send the deck", date(2026, 11, 6)),
        ("daniel", "book the room", None),
        (None, "read chapter 2", None),
    ]
    assert [text[one.quote.start : one.quote.end] for one in found(text)][1] == "Daniel to book the room"
    assert owed("We saw two things: (1) Amara likes data; (2) Daniel talks a lot.") == []


def test_steps_under_a_name_are_that_persons_and_under_anything_else_nobodys() -> None:
    text = "Action items\n\nAmara\n- send slides\n- book room by 10 Nov\n\n{}\n- tired of the rota\n"
    mine = [("amara", "send slides", None), ("amara", "book room", date(2026, 11, 10))]
    assert owed(text.format("Mood")) == mine
    assert owed(text.format("**Daniel:**")) == [*mine, ("daniel", "tired of the rota", None)]


def test_a_list_line_with_a_name_and_a_day_is_owed_and_without_a_day_is_not() -> None:
    assert owed("- Amara: deck by 12 Nov\n- Daniel: not happy with the plan") == [("amara", "deck", date(2026, 11, 12))]


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("Amara to read the job doc before next time.\n\nnext 12 Nov 16:00", date(2026, 11, 12)),
        ("I'll bring an example next time\n\nnext: 12 Nov, 14:00", date(2026, 11, 12)),
        ("I'll show her the tool next session. Next: Nov 12, 8:00 ET", date(2026, 11, 12)),
        ("I'll bring an example next time. Next Thursday I'm away.", None),
    ],
)
def test_what_is_meant_for_the_next_session_is_due_on_its_day(said: str, due: date | None) -> None:
    (action,) = found(said)
    assert action.action.due == due


@pytest.mark.parametrize(
    ("said", "owner", "due", "text"),
    [
        (
            "Somebody has to book the room for the retro. I'll do it by Friday.",
            "daniel",
            date(2026, 10, 23),
            "book the room for the retro",
        ),
        (
            "The slides still need a chart. Amara will do it by 30 October.",
            "amara",
            date(2026, 10, 30),
            "do it: “The slides still need a chart”",
        ),
    ],
)
def test_a_promise_to_do_it_owes_what_the_sentence_before_says(said: str, owner: str, due: date, text: str) -> None:
    (one,) = found(said)
    assert (one.action.owner, one.action.due, one.action.text) == (owner, due, text)
    assert one.quote.text == said


@pytest.mark.parametrize(
    "said",
    [
        "It went well. I'll do it again by Friday.",
        "We laughed a lot. She'll do it.",
        "Should I book a room? She'll do it by Friday.",
        "The report is out of date. Her manager will do it by Friday.",
    ],
)
def test_a_promise_to_do_it_without_a_need_before_it_is_none(said: str) -> None:
    assert found(said) == []


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("I need to ask Tomas about the budget.", "ask Tomas about the budget"),
        ("I still have to send Helen the form.", "send Helen the form"),
        ("I must talk to Helen about the room.", "talk to Helen about the room"),
    ],
)
def test_an_authors_duty_towards_somebody_named_is_owed_without_a_day(said: str, text: str) -> None:
    (one,) = found(said)
    assert (one.action.owner, one.action.text) == ("daniel", text)


@pytest.mark.parametrize("said", ["I need to ask for help more often.", "I have to talk less.", "I should ask Tomas."])
def test_a_duty_towards_nobody_named_is_a_thought(said: str) -> None:
    assert found(said) == []


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("Amara will enrol in the internal SQL course, starts 12 January.", "enrol in the internal SQL course"),
        ("I'll join the panel, which is on 12 January.", "join the panel"),
        ("I'll send Peter my CV by Friday.", "send Peter Dan’s CV"),
        ("Dan will share his plan for her with Amara by Friday.", "share his plan for her with Amara"),
        ("I'll share my plan for her with Amara by Friday.", "share Dan’s plan for her with Amara"),
    ],
)
def test_a_phrase_is_whole_and_its_pronouns_are_nobody_elses(said: str, text: str) -> None:
    (one,) = found(said)
    assert one.action.text == text


@pytest.mark.parametrize(
    ("said", "text", "due"),
    [
        ("I will send the list by 18 November instead of 4 November.", "send the list", date(2026, 11, 18)),
        ("I will send the list not on 4 November but on 18 November.", "send the list", date(2026, 11, 18)),
        (
            "I will do two papers before we meet again. We moved our next call from 4 November to 18 November.",
            "do two papers",
            date(2026, 11, 18),
        ),
        (
            "I will move the workshop from 4 November to 18 November.",
            "move the workshop from 4 November to 18 November",
            None,
        ),
        (
            "I will put a plan for the weeks from 4 November to 18 November together by 2 November.",
            "put a plan for the weeks from 4 November to 18 November together",
            date(2026, 11, 2),
        ),
    ],
)
def test_a_day_given_up_is_never_when_something_is_due(said: str, text: str, due: date | None) -> None:
    (one,) = found(said)
    assert (one.action.text, one.action.due) == (text, due)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("Still have not asked Helen. I will ask her on 24 November.", "ask Helen"),
        ("I will put her in touch with Sanne by 25 November.", "put Amara in touch with Sanne"),
        ("Nadia Berg is new here. I will ask her for the slides by 25 November.", "“ask her for the slides”"),
        ("Helen met Tom. Amara will send him the list by 25 November.", "“send him the list”"),
        ("Amara’s manager is new. I will send him the list by 25 November.", "“send him the list”"),
        ("Talked to Helen. Amara will send her the list by 25 November.", "send Helen the list"),
    ],
)
def test_him_and_her_are_named_where_one_person_fits_and_quoted_where_nobody_can_tell(said: str, text: str) -> None:
    assert [one.action.text for one in found(said)] == [text]
