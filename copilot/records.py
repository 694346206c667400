"""What one viewer may read on one day: the plain values that drafts are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from copilot.models import Action, Goal, Note, Person, Programme, Relationship, Stage


@dataclass(frozen=True)
class Quote:
    """Words in a note: `note.text[start:end] == text`."""

    note: str
    date: date
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Records:
    """Everything a viewer may read as of a day, oldest first; nothing dated after `as_of` is in it.

    `people` and `relationships` hold what the viewer may know of: themselves, their partners, staff.
    """

    programme: Programme
    as_of: date
    people: Mapping[str, Person]
    relationships: Mapping[str, Relationship]
    notes: tuple[Note, ...] = ()
    goals: tuple[Goal, ...] = ()
    actions: tuple[Action, ...] = ()

    def about(self, relationship: str | None) -> Records:
        """The same, narrowed to what is about `relationship` (or about none, for None)."""
        return Records(
            programme=self.programme,
            as_of=self.as_of,
            people=self.people,
            relationships=self.relationships,
            notes=tuple(note for note in self.notes if note.relationship == relationship),
            goals=tuple(goal for goal in self.goals if goal.relationship == relationship),
            actions=tuple(action for action in self.actions if action.relationship == relationship),
        )

    def note(self, identifier: str) -> Note | None:
        return next((note for note in self.notes if note.id == identifier), None)

    def stage(self, relationship: str) -> Stage:
        """The relationship's stage, from its session notes before the as-of day."""
        days = frozenset(
            note.date for note in self.notes if note.relationship == relationship and note.kind == "session"
        )
        return self.relationships[relationship].stage(self.as_of, days)
