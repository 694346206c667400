"""What became of each commitment: later notes close, move, drop or correct it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from copilot.actions.item import LIVE, ActionUpdate, Item
from copilot.actions.story import Story
from copilot.models import Action, ActionStatus, Note, Person, Relationship
from copilot.records import Quote


@dataclass(frozen=True)
class TrackedAction:
    """An action as it stands on the day: current owner, due date and status.

    `source` holds the words it came from (None for one whose note is not visible); `updates` what later
    notes changed, oldest first. `accepted`: a person has taken it on, so it has a stored record.
    `stated`: as its own note has it, or as it is stored, without what other notes changed: its readers are
    that note's, so this is what may be stored. `covers`: ids of proposals that are this same action.
    """

    action: Action
    source: Quote | None
    stated: Action
    updates: tuple[ActionUpdate, ...] = ()
    accepted: bool = False
    covers: frozenset[str] = frozenset()


def current(tracked: Sequence[TrackedAction]) -> list[TrackedAction]:
    """Only what is still owed: open and proposed, in the order given."""
    return [each for each in tracked if each.action.status in LIVE]


def track_actions(
    notes: Sequence[Note],
    accepted: Sequence[Action],
    relationship: Relationship | None,
    people: Mapping[str, Person],
    as_of: date,
) -> list[TrackedAction]:
    """Every commitment of one relationship and what became of it by `as_of`.

    Args:
        notes: those the caller may see; notes of other relationships and later ones are left out.
        accepted: stored actions, whatever their status; each takes the place of the proposal it came from.
            Done and dropped ones are so from the day they were decided on.
        relationship: None for notes about no relationship.

    Returns:
        accepted open ones first, then proposals, each by due date with undated ones last; closed ones after.
    """
    subject = relationship.id if relationship else None
    seen = sorted(
        (note for note in notes if note.date <= as_of and note.relationship == subject),
        key=lambda note: note.date,
    )
    stored = tuple(action for action in accepted if action.relationship == subject)
    # None of the notes is later than the day, so they and not the day decide.
    return list(_tracked_in(tuple(seen), stored, relationship, tuple(people.items())))


@lru_cache(maxsize=512)
def _tracked_in(
    seen: tuple[Note, ...],
    stored: tuple[Action, ...],
    relationship: Relationship | None,
    known: tuple[tuple[str, Person], ...],
) -> tuple[TrackedAction, ...]:
    """The same notes are read again by every page and draft until somebody writes another."""
    people = dict(known)
    story = Story(seen, relationship, people)
    dated = {note.id for note in seen}
    for action in stored:
        if action.note not in dated:
            story.ledger.adopt(action, None)
    for note in seen:
        story.settle(note.date)
        story.read(note)
        for action in stored:
            if action.note == note.id:
                story.ledger.adopt(action, note)
    story.settle(None)
    return tuple(sorted((_tracked(item) for item in story.ledger.items), key=_order))


def _tracked(item: Item) -> TrackedAction:
    return TrackedAction(
        item.action,
        item.source,
        item.stated or item.action,
        tuple(item.updates),
        item.accepted,
        frozenset(item.covers),
    )


def _order(tracked: TrackedAction) -> tuple[int, bool, date, date, int, str]:
    """Open, proposed, closed; by due date; undated ones as their notes tell them."""
    rank = {ActionStatus.OPEN: 0, ActionStatus.PROPOSED: 1}.get(tracked.action.status, 2)
    due = tracked.action.due
    source = tracked.source
    told, place = (source.date, source.start) if source else (date.min, 0)
    return rank, due is None, due or date.max, told, place, tracked.action.id
