"""Steps noted as fields of a line, and duties told without a promise."""

from __future__ import annotations

import pytest

from tests.copilot.actions.test_telling import owed


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "Who | what | when\nAmara | cost sheet | 31 Sept\nDan | word with Helen | 11 Sept",
            [("daniel", "2026-09-11", "word with Helen")],  # there is no 31st
        ),
        ("| Amara | cost sheet | Friday |", [("amara", "2026-09-04", "cost sheet")]),
        ("- Budget v3 – me – 28.9.\n- Off-site – Amara – parked", [("daniel", "2026-09-28", "budget v3")]),
        (
            "CV (Amara, Fri), cover letter (Amara, tbc), references (me).",
            [("amara", "2026-09-04", "CV"), ("amara", "", "cover letter"), ("daniel", "", "references")],
        ),
        ("Ready by then: a summary of the merger (me).", [("daniel", "", "a summary of the merger")]),
        ("She saw her old lead (Helen). A long talk (Amara) and a short one.", []),
        ("Thanks - Dan", []),
        ("Lunch (good), coffee (bad).", []),
    ],
)
def test_a_line_of_fields_is_a_step(said: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert owed(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Amara asked me for two names by Monday.", [("daniel", "2026-09-07", "give Amara two names")]),
        ("Amara asked me for two names. I'm on it.", [("daniel", "", "give Amara two names")]),
        ("Amara wants the second draft by Friday.", [("daniel", "2026-09-04", "give Amara the second draft")]),
        ("Need Amara's answer by tomorrow.", [("amara", "2026-09-02", "give Dan their answer")]),
        (
            "Amara is responsible for the room, I'm responsible for snacks.",
            [("amara", "", "see to the room"), ("daniel", "", "see to snacks")],
        ),
        ("I've taken on the newsletter for October.", [("daniel", "", "take on the newsletter for October")]),
        ("Remind me to return her drill!", [("daniel", "", "return her drill")]),
        ("Let's each bring one photo next time.", [(None, "", "bring one photo next time")]),
        (
            "The slides should be with the printer by the 12th - that's Amara.",
            [("amara", "2026-09-12", "have the slides with the printer")],
        ),
        ("The form has to be sent to Dan by Friday.", [("amara", "2026-09-04", "have the form sent to Dan")]),
        ("The flyer is mine.", [("daniel", "", "the flyer")]),
        ("My draft is due on the 25th.", [("daniel", "2026-09-25", "draft")]),
        ("Outstanding: my time sheet, Amara's essay.", [("daniel", "", "time sheet"), ("amara", "", "essay")]),
        ("Amara: leave it with me, I'll have a word with the dean.", [("amara", "", "have a word with the dean")]),
        (
            "Amara's task until we meet on the 18th is to list her questions.",
            [("amara", "2026-09-18", "list her questions")],
        ),
    ],
)
def test_a_duty_needs_no_promise(said: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert owed(said) == expected


@pytest.mark.parametrize(
    "said",
    [
        "Amara asked me for advice. Hard to say.",
        "Amara asked me for two names. I know nobody.",
        "Amara wants the world. Amara wants to sleep.",
        "My name is Dan and I'm responsible for the north.",
        "The idea is mine. The choice is hers.",
        "The slides should be better. The talk should be on Friday.",
        "Let's see. Let's not worry.",
        "He'll sleep on it.",
        "Tips:\n- ask one question\n- wait for the answer",
    ],
)
def test_what_sounds_alike_is_no_duty(said: str) -> None:
    assert owed(said) == []


def test_a_list_of_doings_that_names_a_day_is_its_authors() -> None:
    assert owed("- ask Helen for the template\n- book the room by Friday") == [
        ("daniel", "", "ask Helen for the template"),
        ("daniel", "2026-09-04", "book the room"),
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "She needs to bring her passport and I have to sign a form.",
            [("amara", "", "bring her passport"), ("daniel", "", "sign a form")],
        ),
        (
            "Amara hasn't returned the key, I haven't reviewed her budget. Both by Friday.",
            [("amara", "2026-09-04", "return the key"), ("daniel", "2026-09-04", "review her budget")],
        ),
        (
            "It's agreed: I write to the board, Amara gets the two signatures. Deadline 29 Sept for both.",
            [("daniel", "2026-09-29", "write to the board"), ("amara", "2026-09-29", "get the two signatures")],
        ),
        ("I have to sleep more.", []),
        ("Amara hasn't returned the key, I haven't reviewed her budget.", []),
    ],
)
def test_what_two_owe_in_one_sentence_and_its_day_after_it(
    said: str, expected: list[tuple[str | None, str, str]]
) -> None:
    assert owed(said) == expected
