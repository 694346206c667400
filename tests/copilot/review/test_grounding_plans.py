"""What is only planned is not told as happened, in whatever words; what happened is."""

from __future__ import annotations

import datetime as dt

import pytest

from copilot.review.grounding import Context, KnownPerson, Source, ground

LENA, OSCAR = "Lena Brandt", "Oscar Mendes"
CONTEXT = Context(
    (KnownPerson(LENA, "", "mentee"), KnownPerson(OSCAR, "", "mentor")), LENA, dt.date(2026, 5, 11), OSCAR
)
NOTE = (
    "Oscar read the grant plan and thinks the budget is thin. I'll ask Dr Vance for two more weeks and rewrite the aims "
    "by the 20th. He is going to introduce me to Petra at the trust. He promised to go over my tables and to read the "
    "appendix. I have to reply to the council, and I owe Oscar the cost sheet. Bought new boots, the old ones broke. "
    "We meet again on the 18th, he brings the old reviews. He calls the printer. Need to find out who pays for the room."
)


def flagged(told: str, note: str = NOTE) -> bool:
    source = Source(note, date=dt.date(2026, 5, 4), author=LENA, surroundings=note)
    return "planned_told_as_happened" in {one.kind for one in ground(told, [source], CONTEXT).problems}


@pytest.mark.parametrize(
    "told",
    [
        "Dr Vance has had a request from me for two more weeks.",
        "I have rewritten the aims.",
        "You have gone over my tables.",
        "You managed to look at my tables.",
        "You have read the appendix.",
        "I have replied to the council.",
        "You have got the cost sheet from me.",
        "You brought me the old reviews.",
        "You have called the printer.",
        "I have found out who pays for the room.",
    ],
)
def test_a_plan_told_as_done_is_flagged(told: str) -> None:
    assert flagged(told)


@pytest.mark.parametrize(
    "told",
    [
        "You read my grant plan and found the budget thin.",
        "I bought new boots, since the old ones had broken.",
        "I've got a reply to write to the council.",
        "Nobody has found out yet who pays for the room.",
        "You were going to go over my tables.",
        "A printer called by you is one thing I hope for.",
        "There is a cost sheet that you are due from me, and I have not written it.",
    ],
)
def test_a_plan_told_as_one_is_not(told: str) -> None:
    assert not flagged(told)


def test_a_call_is_what_phoning_somebody_comes_to() -> None:
    note = "I am going to phone the two schools that dropped out."
    assert flagged("The two schools that dropped out have had a call from me.", note)
    assert not flagged("The two schools that dropped out get a call from me.", note)


def test_what_broke_elsewhere_does_not_make_a_broken_promise_of_a_plan() -> None:
    note = "The heater broke. I plan to tell the parents about the cancelled trip on Monday."
    assert flagged("I have broken the news of the cancelled trip to the parents.", note)


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ("Before we go through my talk, Kees will have read it.", True),
        ("Kees from the guild has read my talk.", False),
        ("We looked at my talk for the guild.", False),
    ],
)
def test_a_notes_present_may_be_still_to_come(told: str, holds: bool) -> None:
    assert flagged(told, "Next time we look at my talk for the guild; Kees from the guild reads it first.") is not holds
