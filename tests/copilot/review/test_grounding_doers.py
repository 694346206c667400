"""Who did it: seen through pronouns, dropped subjects, commands and other words, and never guessed."""

from __future__ import annotations

import datetime as dt

import pytest

from copilot.review.grounding import Context, KnownPerson, Source, ground

LENA, OSCAR = "Lena Brandt", "Oscar Mendes"
PAIR = (KnownPerson(LENA, "", "mentee"), KnownPerson(OSCAR, "", "mentor"))
NOTE = (
    "Oscar thinks I should not reply but wait for the ruling. Maybe Ruth from the archive helps; she saw my index in "
    "Ulm. Asked her to fetch me the old cards. She is going to put me in touch with Petra at the trust. "
    "Bram (my brother, not Bram from work) came along. He will ring the printer about the red covers. "
    "I want to bring Oscar together with Ilse, who runs the press. He advised a spare lamp, mine is broken."
)


def flagged(told: str, note: str = NOTE, viewer: str = LENA, author: str | None = LENA) -> bool:
    context = Context(PAIR, viewer, dt.date(2026, 5, 11), OSCAR if viewer == LENA else LENA)
    source = Source(
        note,
        "note" if author else "guidance",
        date=dt.date(2026, 5, 4) if author else None,
        author=author,
        surroundings=note,
    )
    return "roles" in {one.kind for one in ground(told, [source], context).problems}


@pytest.mark.parametrize(
    "told",
    [
        "You think I should wait for the ruling.",
        "What I made in Ulm, the index, was seen by Ruth.",
        "I asked Ruth to fetch me the old cards.",
        "Ruth is going to put me in touch with Petra at the trust.",
        "Bram came along.",
        "I want to bring you together with Ilse, who runs the press.",
        "You advised me to have a spare lamp, and you were right: mine is broken.",
        "It is Ruth who saw my index.",
    ],
)
def test_the_doer_told_rightly_is_not_flagged(told: str) -> None:
    assert not flagged(told)


@pytest.mark.parametrize(
    "told",
    [
        "I think you should wait for the ruling.",
        "Petra is the one who saw my index.",
        "You asked me to fetch you the old cards.",
        "I am going to put you in touch with Petra at the trust.",
        "A call to the printer about the red covers is up to me.",
        "It is Ilse who wants to bring you together with me.",
    ],
)
def test_somebody_else_told_as_the_doer_is_flagged(told: str) -> None:
    assert flagged(told)


def test_a_name_told_after_the_pronoun_is_not_who_it_stands_for() -> None:
    note = "Maybe Ruth helps; she saw my index. I would rather try Sunna first."
    assert flagged("Sunna has seen my index.", note)
    assert not flagged("Ruth has seen my index.", note)


def test_what_somebody_is_let_do_is_theirs() -> None:
    rule = "Write the step down, and let the mentee send it to the mentor within three days."
    assert not flagged("I should send you the step within three days.", rule, author=None)
    assert flagged("You should send me the step within three days.", rule, author=None)


def test_he_and_she_are_never_the_writer() -> None:
    note = "Ruth and Petra came. I explain the survey to her students."
    assert flagged("I explain the survey to my students.", note)
    assert not flagged("I explain the survey to Petra's students.", note)


def test_initials_and_short_names_are_the_partners() -> None:
    note = "O. passed the test with 88. Osc was glad. His boss gives him the sweeping."
    assert not flagged("You passed the test with 88.", note)
    assert flagged("I passed the test with 88.", note)


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ("I do the rota, and Ivo does the driving.", True),
        ("You do the rota.", False),
        ("The minutes have yet to come from you.", True),
        ("The minutes have yet to come from me.", False),
    ],
)
def test_a_doing_told_by_a_noun_is_somebodys(told: str, holds: bool) -> None:
    assert flagged(told, "Ivo drives, I do the rota. Oscar owes me the minutes.") is not holds


def test_who_somebody_is_stands_between_commas() -> None:
    note = "Oscar rang. Jonas, his brother, drives the van, so we are safe."
    assert not flagged("Jonas drives the van.", note)
    assert flagged("I drive the van.", note)


def test_to_have_a_thing_is_not_to_read_it() -> None:
    note = "I'll read her report draft when it is there. She is away until the ferry runs."
    assert not flagged("Once I have a draft of the report, you are going to read it.", note, author=OSCAR)
    assert flagged("You are away until the ferry runs.", note, author=OSCAR)
