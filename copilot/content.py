"""A whole programme as plain values: what a programme file holds and what the database gives back."""

from __future__ import annotations

from dataclasses import dataclass

from copilot.draft import Draft
from copilot.models import Action, Feedback, Goal, Note, Person, Programme, Relationship


@dataclass(frozen=True)
class Guidance:
    """A handbook or card of the programme's own. `id` is unique within the programme."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class StoredDraft:
    """A draft its author kept. `stale`: a note it quoted is gone or no longer open to its readers."""

    id: str
    author: str
    draft: Draft
    relationship: str | None = None
    stale: bool = False


@dataclass(frozen=True)
class ProgrammeContent:
    """Everything that belongs to one programme, or to one person in it."""

    programme: Programme
    people: tuple[Person, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    goals: tuple[Goal, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    notes: tuple[Note, ...] = ()
    actions: tuple[Action, ...] = ()
    drafts: tuple[StoredDraft, ...] = ()
    feedback: tuple[Feedback, ...] = ()
