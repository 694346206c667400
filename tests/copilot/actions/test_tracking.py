"""Stories of several notes: what is owed at the end, and which words say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from copilot.actions import Kind, TrackedAction, current, track_actions
from copilot.actions.wording import content_stems
from copilot.models import Action, ActionStatus, Note, Visibility
from tests.copilot.actions.labelled import PAIRS, PEOPLE

STORIES = yaml.safe_load(Path(__file__).with_name("stories.yaml").read_text(encoding="utf-8"))


def tell(
    *notes: tuple[str, str, str], accepted: tuple[Action, ...] = (), as_of: str = "2026-12-31"
) -> list[TrackedAction]:
    return track_actions(
        [
            Note(f"n{place}", author, date.fromisoformat(day), text, "main", visibility=Visibility.SHARED)
            for place, (author, day, text) in enumerate(notes, start=1)
        ],
        accepted,
        PAIRS["main"],
        PEOPLE,
        date.fromisoformat(as_of),
    )


def run(story: dict[str, Any]) -> list[TrackedAction]:
    notes = [
        Note(f"n{place}", author, day, text, "main", visibility=Visibility.SHARED)
        for place, (author, day, text) in enumerate(story["notes"], start=1)
    ]
    accepted = [
        Action(key, "main", owner, text, due, ActionStatus(status), f"n{place}")
        for key, owner, due, status, text, place in story.get("accepted", [])
    ]
    as_of = story.get("as_of", notes[-1].date + timedelta(days=1))
    return track_actions(notes, accepted, PAIRS["main"], PEOPLE, as_of)


def fits(tracked: TrackedAction, want: list[Any]) -> bool:
    action = tracked.action
    status = action.status.value if len(want) > 3 else None
    return (
        action.owner == want[0]
        and action.due == want[1]
        and content_stems(want[2]) <= content_stems(action.text)
        and status == (want[3] if len(want) > 3 else None)
    )


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])
def test_what_is_owed_at_the_end_of_the_story(story: dict[str, Any]) -> None:
    tracked = run(story)
    owed = current(tracked)
    closed = [each for each in tracked if each not in owed]
    for wanted, found in ((story.get("open", []), owed), (story.get("closed", []), closed)):
        shown = [(each.action.owner, str(each.action.due), each.action.text, each.action.status) for each in found]
        assert len(found) == len(wanted), shown
        for want in wanted:
            assert any(fits(each, want) for each in found), (want, shown)


def test_a_move_cites_the_later_words() -> None:
    tracked = tell(
        ("daniel", "2026-11-02", "I'll run a mock interview with her by 13 Nov."),
        ("amara", "2026-11-09", "Short note. We pushed the mock interview to 27 Nov."),
    )
    (update,) = tracked[0].updates
    assert (update.kind, update.due) == (Kind.MOVED, date(2026, 11, 27))
    assert update.quote.note == "n2"
    assert update.quote.text == "We pushed the mock interview to 27 Nov."
    assert tracked[0].source is not None
    assert tracked[0].source.note == "n1"


def test_accepted_come_first_then_by_due_date_with_undated_last_and_closed_ones_after() -> None:
    accepted = (
        Action("a1", "main", "amara", "Book the lab", None, ActionStatus.OPEN, None),
        Action("a2", "main", "amara", "Write the summary", date(2026, 12, 1), ActionStatus.OPEN, None),
        Action("a3", "main", "amara", "Pay the fee", date(2026, 1, 1), ActionStatus.DONE, None),
    )
    tracked = tell(
        ("daniel", "2026-11-02", "I'll read the proposal. I'll send the budget by 5 Nov."), accepted=accepted
    )
    assert [each.action.text for each in tracked] == [
        "Write the summary",
        "Book the lab",
        "send the budget",
        "read the proposal",
        "Pay the fee",
    ]
    assert [each.accepted for each in tracked] == [True, True, False, False, True]


def test_a_note_about_another_pair_changes_nothing() -> None:
    notes = [
        Note("n1", "daniel", date(2026, 9, 1), "I'll send the reading list.", "main"),
        Note("n2", "daniel", date(2026, 9, 5), "Reading list arrived, thanks.", "peer"),
    ]
    (tracked,) = track_actions(notes, (), PAIRS["main"], PEOPLE, date(2026, 10, 1))
    assert tracked.action.status is ActionStatus.PROPOSED


def test_ids_stay_the_same_over_runs_and_over_edits_elsewhere_in_the_note() -> None:
    (one,) = tell(("daniel", "2026-09-01", "I'll send the reading list."))
    (other,) = tell(("daniel", "2026-09-01", "Good chat about her plans.\n\nI'll send the reading list."))
    assert one.action.id == other.action.id


def test_an_action_stored_as_done_gets_the_words_that_say_so() -> None:
    stored = Action("a1", "main", "amara", "Shadow a roadmap review", date(2026, 9, 17), ActionStatus.DONE, "n1")
    (tracked,) = tell(
        ("daniel", "2026-09-01", "Amara to shadow a roadmap review by 17 Sept."),
        ("amara", "2026-09-15", "Shadowed the roadmap review on the 12th."),
        accepted=(stored,),
    )
    assert [update.quote.note for update in tracked.updates] == ["n2"]


def test_an_owner_named_by_a_later_note_is_cited() -> None:
    (tracked,) = tell(
        ("daniel", "2026-09-01", "Next steps\n- book the demo room by 20 Sept"),
        ("amara", "2026-09-08", "I'll book the demo room by 20 Sept."),
    )
    assert tracked.stated.owner is None
    assert tracked.action.owner == "amara"
    (update,) = tracked.updates
    assert (update.kind, update.quote.note, update.due) == (Kind.ASSIGNED, "n2", None)
    assert update.quote.text == "I'll book the demo room by 20 Sept."


def test_what_a_later_note_says_is_not_in_what_the_own_note_states() -> None:
    (tracked,) = tell(
        ("daniel", "2026-11-02", "I'll run a mock interview with her by 13 Nov."),
        ("amara", "2026-11-09", "We pushed the mock interview to 27 Nov."),
    )
    assert (tracked.action.due, tracked.stated.due) == (date(2026, 11, 27), date(2026, 11, 13))


def test_accepting_changes_nothing_but_the_status() -> None:
    notes = (
        ("daniel", "2026-11-02", "I wrote the case outline. I'll send it to her by 13 Nov."),
        ("amara", "2026-11-09", "The case outline: pushed to 27 Nov."),
    )
    for before in tell(*notes):
        stored = replace(before.stated, status=ActionStatus.OPEN, decided=date(2026, 11, 20))
        after = next(each for each in tell(*notes, accepted=(stored,)) if each.action.id == stored.id)
        assert (after.action.due, after.action.owner) == (before.action.due, before.action.owner)
        assert after.updates == before.updates
        assert after.accepted


@pytest.mark.parametrize("status", [ActionStatus.DONE, ActionStatus.DROPPED])
@pytest.mark.parametrize("owner", ["daniel", "amara"])
@pytest.mark.parametrize("decided", [date(2026, 9, 20), None])
def test_a_closed_action_leaves_no_proposal_behind_whoever_it_was_given_to(
    status: ActionStatus, owner: str, decided: date | None
) -> None:
    stored = Action("a1", "main", owner, "Ask Helen about the training budget", None, status, "n1", decided=decided)
    (tracked,) = tell(
        ("daniel", "2026-09-01", "I'll ask Helen about the training budget."),
        ("amara", "2026-09-10", "The training budget with Helen: moved to 30 Sept."),
        accepted=(stored,),
    )
    assert (tracked.action.id, tracked.action.status) == ("a1", status)


def test_a_decision_covers_the_proposals_it_took_the_place_of() -> None:
    (proposed,) = tell(("daniel", "2026-09-01", "I'll send the reading list."))
    stored = Action("a1", "main", "daniel", "Send the reading list", None, ActionStatus.DROPPED, "n1")
    (tracked,) = tell(("daniel", "2026-09-01", "I'll send the reading list."), accepted=(stored,))
    assert tracked.covers == {proposed.action.id}


def test_what_is_promised_anew_after_the_decision_is_a_new_proposal() -> None:
    stored = Action(
        "a1", "main", "daniel", "Send the status report", None, ActionStatus.DONE, "n1", decided=date(2026, 9, 10)
    )
    tracked = tell(
        ("daniel", "2026-09-01", "I'll send the status report."),
        ("daniel", "2026-09-22", "I'll send the status report by 30 Sept."),
        accepted=(stored,),
    )
    assert [(each.action.status, each.action.note) for each in tracked] == [
        (ActionStatus.PROPOSED, "n2"),
        (ActionStatus.DONE, "n1"),
    ]


def test_what_is_done_does_not_swallow_another_task_about_the_same_thing() -> None:
    told = tell(
        ("amara", "2026-09-30", "Good first talk. I'll send Daniel my CV by 9 October."),
        (
            "amara",
            "2026-10-28",
            "- CV sent on the 7th, Daniel had read it\n- I will rewrite the CV summary until 6 November",
        ),
    )
    assert [(one.action.text, one.action.due, one.action.status) for one in told] == [
        ("rewrite the CV summary", date(2026, 11, 6), ActionStatus.PROPOSED),
        ("send Daniel Amara’s CV", date(2026, 10, 9), ActionStatus.DONE),
    ]


@pytest.mark.parametrize(
    "later",
    [
        "The proposal is half there. I will finish it by 18 November instead of 4 November.",
        "The one-page proposal is half there; I will finish it by 18 November.",
    ],
)
def test_finishing_it_is_the_action_that_the_words_before_name(later: str) -> None:
    notes = (
        ("amara", "2026-10-28", "I will write a one-page proposal by 4 November."),
        ("amara", "2026-11-04", later),
    )
    (one,) = tell(*notes)
    assert (one.action.text, one.action.due) == ("write a one-page proposal", date(2026, 11, 18))
    (sent,) = tell(*notes, ("amara", "2026-11-17", "Sent the full proposal on 16 November."))
    assert sent.action.status is ActionStatus.DONE


@pytest.mark.parametrize(
    ("author", "later"),
    [
        ("daniel", "Sent the full proposal on 16 November."),
        ("amara", "Sent the budget proposal on 16 November."),
        ("amara", "Sent a proposal for lunch on 16 November."),
        ("amara", "Have not sent the full proposal yet."),
    ],
)
def test_another_thing_or_anothers_sending_does_not_close_what_was_to_be_written(author: str, later: str) -> None:
    (one,) = tell(
        ("amara", "2026-10-28", "I will write a one-page proposal by 4 November."), (author, "2026-11-17", later)
    )
    assert one.action.status is ActionStatus.PROPOSED


def test_asking_her_is_the_earlier_promise_to_ask_whom_the_sentence_before_names() -> None:
    (one,) = tell(
        ("amara", "2026-11-04", "I will ask Helen for last year's calibration costs by 11 November."),
        (
            "amara",
            "2026-11-18",
            "Still haven't asked Helen for the calibration costs, she was away. "
            "I will ask her on 24 November at our one-to-one.",
        ),
    )
    assert (one.action.text, one.action.due) == (
        "ask Helen for last year's calibration costs",
        date(2026, 11, 24),
    )
