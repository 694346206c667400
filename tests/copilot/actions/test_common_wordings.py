"""Plain wordings of what is owed: a duty still open, a verb that leaves its subject out, one's part of the work."""

from __future__ import annotations

import pytest

from tests.copilot.actions.test_telling import owed


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("I've to hand the key back by Friday.", [("daniel", "2026-09-04", "hand the key back")]),
        ("I've got to ring the landlord.", [("daniel", "", "ring the landlord")]),
        ("I'd better email the warden about it.", [("daniel", "", "email the warden about it")]),
        ("She'll have to sign it herself, no later than the 11th.", [("amara", "2026-09-11", "sign it herself")]),
        ("Amara still has to return the ladder.", [("amara", "", "return the ladder")]),
        ("By Friday I'll have found a tenor.", [("daniel", "2026-09-04", "have found a tenor")]),
        ("I'd better sleep more. She still has to grow. I've a cold.", []),
        ("She'll need to plan her week.", []),
    ],
)
def test_a_duty_counts_with_its_day_or_where_it_is_still_to_be_done(
    said: str, expected: list[tuple[str | None, str, str]]
) -> None:
    assert owed(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("I know a printer and will ask for a price.", [("daniel", "", "ask for a price")]),
        ("Amara has a free day and will paint the hall.", [("amara", "", "paint the hall")]),
        ("She slept badly. Will send me both photos by Friday.", [("amara", "2026-09-04", "send Dan both photos")]),
        ("I have looked round, Tesfaye has a drill and will keep it until the 16th.", []),
    ],
)
def test_a_will_without_a_subject_is_whose_it_can_be(said: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert owed(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "Note to self after today:\n- oil the loom\n- Amara has two spare reeds, she'll bring them",
            [("daniel", "", "oil the loom"), ("amara", "", "bring them")],
        ),
        (
            "To do:\n- oil the loom\n- Amara: ask the guild if I can borrow a reed",
            [("daniel", "", "oil the loom"), ("amara", "", "ask the guild if I can borrow a reed")],
        ),
        ("Notes to self:\n- oil the loom", [("daniel", "", "oil the loom")]),
        ("My part: call the guild and ask for a reed.", [("daniel", "", "call the guild and ask for a reed")]),
        ("Amara's part is asking the guild for a reed.", [("amara", "", "ask the guild for a reed")]),
        ("The next step for her is the entry form, by the 18th.", [("amara", "2026-09-18", "the entry form")]),
        ("My job: I'm a weaver. His part is a joy.", []),
    ],
)
def test_ones_part_of_the_work_is_owed(said: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert owed(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "Rehearsal on Saturday. Before that I have to tune the harp.",
            [("daniel", "2026-09-05", "tune the harp")],
        ),
        ("Before that Amara writes the programme, by the 11th.", [("amara", "2026-09-11", "write the programme")]),
        ("I'll tune the harp before the month is out.", [("daniel", "2026-09-30", "tune the harp")]),
        (
            "I copy the score, which is due on the 15th, and Amara will print the songs.",
            [("amara", "", "print the songs"), ("daniel", "2026-09-15", "copy the score")],
        ),
        (
            "I'm printing the songs for her, she'll mail me the order by the 16th.",
            [("amara", "2026-09-16", "mail Dan the order")],
        ),
        (
            "Amara will give them the songs, and they want a photo of me by the 20th.",
            [("amara", "", "give them the songs"), ("daniel", "2026-09-20", "give them a photo of them")],
        ),
        ("The hall needs my form by Friday.", [("daniel", "2026-09-04", "give the hall their form")]),
        ("By that he means a choir. The hall needs a roof by Friday.", []),
    ],
)
def test_a_day_belongs_to_what_it_is_said_of(said: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert owed(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "Amara would like me to speak at the fair on 12 October, I've said yes.",
            [("daniel", "2026-10-12", "speak at the fair")],
        ),
        ("Amara would like me to speak at the fair on 12 October.", []),
        ("Amara recommends earplugs. She'll lend me a pair.", [("amara", "", "lend Dan a pair")]),
        ("I copy the score every morning. I'll send her a recording.", [("daniel", "", "send Amara a recording")]),
    ],
)
def test_a_wish_counts_once_it_was_said_yes_to_and_advice_or_a_habit_never(
    said: str, expected: list[tuple[str | None, str, str]]
) -> None:
    assert owed(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("She gets the slides from me by Friday.", [("daniel", "2026-09-04", "give Amara the slides")]),
        (
            "Now to tell the caretaker, Monday first thing.",
            [("daniel", "2026-09-07", "tell the caretaker first thing")],
        ),
        (
            "I'm sending Amara the plan. I'm asking my brother for a van.",
            [("daniel", "", "send Amara the plan"), ("daniel", "", "ask their brother for a van")],
        ),
        ("She's asking the right questions. I'm sending fewer mails. I'm already booking the hall.", []),
        ("Now to bed. I reminded her to eat.", []),
    ],
)
def test_what_comes_next_is_owed_by_whoever_does_it(said: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert owed(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Have to copy the score by Friday.", [("daniel", "2026-09-04", "copy the score")]),
        ("Got to copy the score by Friday.", [("daniel", "2026-09-04", "copy the score")]),
        ("Going to copy the score on Friday.", [("daniel", "2026-09-04", "copy the score")]),
        ("Copying the score this weekend.", [("daniel", "", "copy the score this weekend")]),
        ("Amara will be ringing the hall tomorrow.", [("amara", "2026-09-02", "ring the hall")]),
        ("Amara's texting me the number tonight.", [("amara", "2026-09-01", "text Dan the number")]),
        ("Also: send Amara the score.", [("daniel", "", "send Amara the score")]),
        ("Amara's job until Friday: read the score.", [("amara", "2026-09-04", "read the score")]),
        ("Amara's turn to book the hall.", [("amara", "", "book the hall")]),
        (
            "I need to find out about the hall before we meet again.",
            [("daniel", "", "find out about the hall before we meet again")],
        ),
        ("I'll see about a piano.", [("daniel", "", "see about a piano")]),
        (
            "Fee form (each of us, by 22/9), locker key (Amara).",
            [(None, "2026-09-22", "fee form"), ("amara", "", "locker key")],
        ),
        ("Have to say the score is hard. Also: a fine day. Her turn to shine. Going to be late.", []),
    ],
)
def test_short_ways_of_saying_it(said: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert owed(said) == expected


@pytest.mark.parametrize(
    "said",
    [
        "The oak is dry and will warp by Friday.",
        "My aunt has a plan and will show it on Friday.",
        "I'm sending mixed signals. She's bringing a lot of joy to the choir.",
        "Note to self: she hates being rushed.",
        "Going to work was hard.",
        "She'll have to live with it. I have to say I was moved.",
        "Before that I worked in a bank.",
    ],
)
def test_what_is_only_told_is_not_owed(said: str) -> None:
    assert owed(said) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("A: ring the hall by Friday.", [("amara", "2026-09-04", "ring the hall")]),
        ("Amara -> ring the hall by Friday.", [("amara", "2026-09-04", "ring the hall")]),
        ("Amara, by Friday: ring the hall.", [("amara", "2026-09-04", "ring the hall")]),
        ("She gets my score by Friday.", [("daniel", "2026-09-04", "give Amara Dan’s score")]),
        ("Each of us will copy a page by Friday.", [(None, "2026-09-04", "copy a page")]),
        ("It's my job to ring the hall.", [("daniel", "", "ring the hall")]),
        ("Need to ring the hall.", [("daniel", "", "ring the hall")]),
        (
            "Amara has two jobs until Friday: finish the poster and ring the hall.",
            [("amara", "2026-09-04", "finish the poster"), ("amara", "2026-09-04", "ring the hall")],
        ),
        ("Need to think. It's my job to worry. Amara has two jobs: nurse and singer.", []),
    ],
)
def test_whose_it_is_stands_before_the_step(said: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert owed(said) == expected
