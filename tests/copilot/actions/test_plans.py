"""Planned is told apart from happened."""

from __future__ import annotations

from datetime import date

from copilot.actions import Plan, find_corrections, find_plans, unresolved
from copilot.models import Note
from tests.copilot.actions.labelled import PAIRS, PEOPLE

AS_OF = date(2026, 11, 20)


def notes(*told: tuple[str, str, str]) -> list[Note]:
    return [
        Note(f"n{place}", author, date.fromisoformat(day), text, "main")
        for place, (author, day, text) in enumerate(told, start=1)
    ]


def plans(*told: tuple[str, str, str]) -> list[Plan]:
    return find_plans(notes(*told), PAIRS["main"], PEOPLE, AS_OF)


def test_an_event_whose_day_has_passed_without_news_is_to_be_asked_about() -> None:
    found = plans(("amara", "2026-10-20", "I've got a panel talk on 4 Nov. Nervous."))
    assert [(plan.text, plan.day) for plan in unresolved(found, AS_OF)] == [("panel talk", date(2026, 11, 4))]


def test_an_event_still_to_come_is_not_asked_about() -> None:
    found = plans(("amara", "2026-10-20", "Interview w/ Helen on 4 Dec."))
    assert [plan.text for plan in found] == ["Interview with Helen"]
    assert unresolved(found, AS_OF) == []


def test_the_later_words_tell_the_outcome() -> None:
    (plan,) = plans(
        ("amara", "2026-10-20", "I'm presenting the churn numbers at the all-hands on the 9th."),
        ("amara", "2026-11-12", "Good mood. The all-hands presentation of the churn numbers went well."),
    )
    assert plan.outcome is not None
    assert plan.outcome.note == "n2"
    assert unresolved([plan], AS_OF) == []


def test_a_reminder_before_the_day_is_no_outcome() -> None:
    (plan,) = plans(
        ("amara", "2026-10-20", "I'm presenting the churn numbers on 9 Nov."),
        ("amara", "2026-11-01", "We practised presenting the churn numbers, she was nervous."),
    )
    assert plan.outcome is None


def test_a_moved_event_has_its_new_day_and_the_later_words() -> None:
    (plan,) = plans(
        ("amara", "2026-10-20", "Interview with Helen is on 4 Nov."),
        ("amara", "2026-10-28", "The interview with Helen moved to 25 Nov."),
    )
    assert (plan.day, plan.quote.note) == (date(2026, 11, 25), "n2")


def test_a_corrected_event_has_its_right_day() -> None:
    (plan,) = plans(
        ("daniel", "2026-10-21", "Panel is on 27 November."),
        ("daniel", "2026-11-04", "Correction to my last note: the panel is on 4 December, not 27 November."),
    )
    assert (plan.day, plan.quote.note) == (date(2026, 12, 4), "n2")


def test_the_next_session_and_promises_are_not_plans() -> None:
    assert plans(("daniel", "2026-10-20", "I'll send the talk outline by 4 Nov.\n\nNext session: 12 Nov")) == []


def test_what_was_told_as_past_is_no_plan() -> None:
    assert plans(("daniel", "2026-10-20", "She gave the talk on 12 Oct. The interview was on the 15th.")) == []


def test_a_correction_is_paired_with_what_it_corrects() -> None:
    (correction,) = find_corrections(
        notes(
            ("daniel", "2026-04-16", "Good session. The Q1 dwell figures come to 94 min."),
            (
                "daniel",
                "2026-09-17",
                "Correction: in my April note I wrote Q1 dwell figures, should have been Q4.",
            ),
        )
    )
    assert correction.wrong is not None
    assert correction.wrong.text == "The Q1 dwell figures come to 94 min."
    assert correction.right.note == "n2"


def test_one_day_denied_for_another_is_a_correction_where_it_was_written() -> None:
    (correction,) = find_corrections(
        notes(
            ("daniel", "2026-10-20", "The board meeting is on Tuesday."),
            ("daniel", "2026-10-21", "The board meeting is on Thursday, not Tuesday."),
        )
    )
    assert correction.wrong is not None
    assert correction.wrong.note == "n1"


def test_not_and_comma_alone_are_no_correction() -> None:
    assert (
        find_corrections(
            notes(
                ("daniel", "2026-10-20", "We need two pages."),
                ("daniel", "2026-10-27", "Two pages, not a CV, please."),
            )
        )
        == []
    )
