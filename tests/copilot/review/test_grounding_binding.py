"""A right name told of the wrong thing is seen; a person told of in other words is not."""

from __future__ import annotations

import datetime as dt

import pytest

from copilot.review.grounding import Context, KnownPerson, Source, ground

LENA, OSCAR = "Lena Brandt", "Oscar Mendes"
CONTEXT = Context(
    (KnownPerson(LENA, "", "mentee"), KnownPerson(OSCAR, "", "mentor"), KnownPerson("Oscar Ruiz")),
    LENA,
    dt.date(2026, 5, 11),
    OSCAR,
)
NOTE = (
    "Oscar called at six. Ruth from the archive found the missing boxes; Kaspar, the porter, only carried them up. "
    "Dr Heyer pays for the scanner, the city for the paper. Quote from Jonna: 1,300 for the hall. "
    "Kaspar's van is broken, he asked me for the number of my garage. Thursdays are bad for Nils. "
    "Oscar R. has the keys and will open the hall on Monday."
)


def named_wrongly(told: str, note: str = NOTE) -> bool:
    source = Source(note, date=dt.date(2026, 5, 4), author=LENA, surroundings=note)
    return "name" in {one.kind for one in ground(told, [source], CONTEXT).problems}


@pytest.mark.parametrize(
    "told",
    [
        "It was Kaspar who came upon the boxes that had gone missing.",
        "The scanner is on the bill of Ruth, who has paid.",
        "For the hall Nils quoted 1,300.",
        "As his van has broken down, Nils would like the number of my garage.",
        "Opening the hall falls to Nils, who has the keys.",
    ],
)
def test_another_name_of_the_note_is_seen(told: str) -> None:
    assert named_wrongly(told)


@pytest.mark.parametrize(
    "told",
    [
        "It was Ruth who came upon the boxes that had gone missing.",
        "The porter, Kaspar, did no more than carry the boxes upstairs.",
        "Dr Heyer is the one who bears the cost of the scanner.",
        "For the hall Jonna quoted 1,300.",
        "As his van has broken down, Kaspar would like the number of my garage.",
        "Opening the hall falls to Oscar R., who has the keys.",
        "You rang at six.",
    ],
)
def test_the_right_one_is_not(told: str) -> None:
    assert not named_wrongly(told)


def test_days_of_the_week_are_nobodys_names() -> None:
    assert not named_wrongly("We meet on Saturdays.", "We meet each Saturday.")
    assert named_wrongly("We meet on Fridays.", "We meet each Saturday.")


def test_in_a_talk_turn_by_turn_names_are_those_spoken_to() -> None:
    talk = "Ana: Bela, shall I bring the red tent?\nBela: Yes, Ana, and the stove."
    assert not named_wrongly("Ana offers to bring the red tent.", talk)
