"""What a decision does to the sample programme: the status of one action, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import copilot
from copilot import programme_file
from copilot.actions import TrackedAction, current, track_actions
from copilot.models import Action, ActionStatus

SAMPLE = programme_file.load(Path(copilot.__file__).parent / "sample" / "programme.yaml")
PEOPLE = {person.id: person for person in SAMPLE.people}
DAY = date(2026, 11, 20)
VIEWS = [(pair.id, member) for pair in SAMPLE.relationships for member in pair.members]
CLOSED = [ActionStatus.DONE, ActionStatus.DROPPED]


def view(pair: str, member: str, accepted: Sequence[Action]) -> list[TrackedAction]:
    relationship = next(each for each in SAMPLE.relationships if each.id == pair)
    notes = [note for note in SAMPLE.notes if note.visibility == "shared" or note.author == member]
    seen = {note.id for note in notes if note.date <= DAY}
    return track_actions(notes, [each for each in accepted if each.note in seen], relationship, PEOPLE, DAY)


def with_(action: Action) -> list[Action]:
    return [*(each for each in SAMPLE.actions if each.id != action.id), action]


@pytest.mark.parametrize("stored", SAMPLE.actions, ids=lambda action: action.id)
@pytest.mark.parametrize("status", CLOSED)
@pytest.mark.parametrize("decided", [DAY, None])
def test_nothing_about_a_closed_action_is_proposed_again(
    stored: Action, status: ActionStatus, decided: date | None
) -> None:
    for pair, member in VIEWS:
        if pair != stored.relationship:
            continue
        before = view(pair, member, SAMPLE.actions)
        as_seen = next(each.action for each in before if each.action.id == stored.id)
        for content in (stored, as_seen):
            after = view(pair, member, with_(replace(content, status=status, decided=decided)))
            expected = {each.action.id for each in current(before)} - {stored.id}
            assert {each.action.id for each in current(after)} == expected
            assert next(each for each in after if each.action.id == stored.id).action.status is status


@pytest.mark.parametrize(("pair", "member"), VIEWS)
def test_a_decision_on_any_of_them_changes_no_other_and_accepting_none(pair: str, member: str) -> None:
    before = view(pair, member, SAMPLE.actions)
    owed = {each.action.id: replace(each.action, status=ActionStatus.OPEN) for each in current(before)}
    for each in current(before):
        for status in (ActionStatus.OPEN, *CLOSED):
            after = view(pair, member, with_(replace(each.stated, status=status, decided=DAY)))
            still = {
                other.action.id: replace(other.action, status=ActionStatus.OPEN, decided=None)
                for other in current(after)
            }
            expected = dict(owed)
            if status in CLOSED:
                del expected[each.action.id]
            assert still == expected
