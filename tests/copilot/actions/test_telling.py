"""The present tense as a promise, and what the next words add to one: a day for it, or for the whole row."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.actions import find_actions
from copilot.models import Note
from tests.copilot.actions.labelled import PAIRS, PEOPLE

DAY = date(2026, 9, 1)  # a Tuesday


def owed(said: str, by: str = "daniel") -> list[tuple[str | None, str, str]]:
    found = find_actions(Note("n", by, DAY, said, "main"), PAIRS["main"], PEOPLE)
    return [(one.action.owner, str(one.action.due or ""), one.action.text) for one in found]


@pytest.mark.parametrize(
    ("said", "who", "due", "text"),
    [
        ("Amara tells the board on Monday.", "amara", "2026-09-07", "tell the board"),
        ("I archive the old files afterwards.", "daniel", "", "archive the old files afterwards"),
        ("I'm handing in the form on Friday.", "daniel", "2026-09-04", "hand in the form"),
        ("Good talk (calling the clinic on Thursday).", "daniel", "2026-09-03", "call the clinic"),
        ("We agreed that Amara asks two colleagues.", "amara", "", "ask two colleagues"),
    ],
)
def test_the_present_tense_promises_beside_a_day_or_a_word_that_looks_ahead(
    said: str, who: str, due: str, text: str
) -> None:
    assert owed(said) == [(who, due, text)]


def test_a_clause_beside_a_promise_is_one_too() -> None:
    assert owed("I'll collect the forms, Tom Becker counts them.") == [
        ("daniel", "", "collect the forms"),
        ("tom", "", "count them"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Amara writes the minutes every Monday.",
        "Amara tells me about her team.",
        "Amara presents at the all-hands on 9 September.",
        "I'm reading a book about rivers.",
        "He always sends the list late. He usually prints it on Friday.",
        "Does Amara send the list on Friday?",
        "I'll book the room. Helen Fraser writes mails that nobody reads.",
    ],
)
def test_a_habit_a_story_or_an_event_is_none(said: str) -> None:
    assert [text for _, _, text in owed(said) if "book the room" not in text] == []


def test_a_day_alone_is_for_the_whole_row_before_it_and_stands_in_its_quote() -> None:
    said = "To do:\n- Amara: the poster\n- me: the flyer by 3 Sept\n- Amara: the banner\nAll before 14 September."
    found = find_actions(Note("n", "daniel", DAY, said, "main"), PAIRS["main"], PEOPLE)
    assert [(one.action.text, one.action.due) for one in found] == [
        ("the poster", date(2026, 9, 14)),
        ("the flyer", date(2026, 9, 3)),
        ("the banner", date(2026, 9, 14)),
    ]
    assert "14 September" in found[0].quote.text
    assert said[found[0].quote.start : found[0].quote.end] == found[0].quote.text


def test_getting_to_it_gives_the_promise_before_it_its_day() -> None:
    assert owed("I'll proofread her chapter, I get to it by 10 September.") == [
        ("daniel", "2026-09-10", "proofread Amara's chapter".replace("Amara's", "her"))
    ]


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("Amara will send the plan before we meet again (22.9.).", "2026-09-22"),
        ("Amara will send the plan before we meet on the 22nd.", "2026-09-22"),
        ("Amara will send the plan before she goes on leave (Friday).", "2026-09-04"),
        ("Amara will send the plan on Thursday evening.", "2026-09-03"),
        ("Amara will send chapter 2.3 of the plan.", ""),
    ],
)
def test_days_in_brackets_and_times_of_day(said: str, due: str) -> None:
    ((_, day, text),) = owed(said)
    assert day == due
    assert text in ("send the plan", "send chapter 2.3 of the plan")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Amara, if you read this: don't forget the photos.", [("amara", "", "the photos")]),
        ("Half a page to Amara by Sunday.", [("daniel", "2026-09-06", "half a page to Amara")]),
        (
            "Amara to confirm by Friday. Slides then by the 28th.",
            [("amara", "2026-09-04", "confirm"), ("amara", "2026-09-28", "slides")],
        ),
        ("Promised Amara the spreadsheet.", [("daniel", "", "give Amara the spreadsheet")]),
        (
            "List: d - numbers for Q3 / a - name of that coach",
            [("daniel", "", "numbers for Q3"), ("amara", "", "name of that coach")],
        ),
        (
            "Before that: finish the review, send Amara the messy version.",
            [("daniel", "", "finish the review"), ("daniel", "", "send Amara the messy version")],
        ),
        (
            "We agreed that Amara would take the minutes and that I would bring the template.",
            [("amara", "", "take the minutes"), ("daniel", "", "bring the template")],
        ),
        (
            "1. update the profile\n2. coffee with Tom\n\nAll before 14 September.",
            [("daniel", "2026-09-14", "update the profile"), ("daniel", "2026-09-14", "coffee with Tom")],
        ),
        ("Amara asked for notes. Will do on the train tonight.", []),
        ("I promised nothing. He promised the moon.", []),
        ("Amara flies back on the 20th. We close in January.", []),
        ("I introduced them, they'll take it from there.", []),
    ],
)
def test_steps_without_a_plain_promise(said: str, expected: list[tuple[str, str, str]]) -> None:
    assert owed(said) == expected


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("Amara will send the paper. I need it by Friday.", "2026-09-04"),
        ("Amara will send the paper. By Monday please, I'd like to read it once more.", "2026-09-07"),
        ("Amara will send the paper. No hurry (deadline: before she flies, 21 Sept).", "2026-09-21"),
        ("I send the form by the 12th. Amara will send the paper, same day.", "2026-09-12"),
        ("Amara will send the paper - end of next week.", "2026-09-11"),
        ("Amara will send the paper. Could I have it by Friday?", ""),
        ("Amara will send the paper. I need a break by Friday.", ""),
        ("Amara will send the paper. The board meeting is on 9 Sept.", ""),
    ],
)
def test_the_day_may_stand_in_the_words_after_the_promise(said: str, due: str) -> None:
    assert [day for who, day, text in owed(said) if "paper" in text] == [due]
