"""What happened in one relationship, by day: notes, actions, goals, as far as one viewer may read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from copilot.actions.tracking import TrackedAction
from copilot.models import Visibility
from copilot.records import Records


class EntryKind(StrEnum):
    NOTE = "note"
    ACTION = "action"
    GOAL = "goal"


@dataclass(frozen=True)
class TimelineEntry:
    """One thing on its day: a note's, a goal's, or the day an action was said or accepted. `who` wrote or owes it."""

    day: date
    kind: EntryKind
    id: str
    who: str | None
    text: str
    title: str = ""
    status: str = ""
    visibility: Visibility | None = None
    due: date | None = None


def timeline(seen: Records, tracked: Sequence[TrackedAction], relationship: str) -> list[TimelineEntry]:
    """Everything of the relationship in `seen`, oldest first; on one day notes come first, then what they brought.

    An action stands on the day its words were said, else on the day it was decided on, else on the day it is due,
    else on the day the relationship began.
    """
    pair = seen.relationships[relationship]
    entries = [
        TimelineEntry(one.date, EntryKind.NOTE, one.id, one.author, one.text, one.title, one.kind, one.visibility)
        for one in seen.notes
        if one.relationship == relationship
    ]
    entries += [
        TimelineEntry(one.date, EntryKind.GOAL, one.id, one.owner, one.text, "", one.status, one.visibility)
        for one in seen.goals
        if one.relationship == relationship
    ]
    for each in tracked:
        action = each.action
        if action.relationship == relationship:
            said = each.source.date if each.source else action.decided
            day = said or min(action.due or pair.started, seen.as_of)
            entries.append(
                TimelineEntry(
                    day, EntryKind.ACTION, action.id, action.owner, action.text, "", action.status, None, action.due
                )
            )
    order = list(EntryKind)
    return sorted(entries, key=lambda one: (one.day, order.index(one.kind), one.id))
