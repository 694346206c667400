"""A whole programme as plain values: what a programme file holds and what the database gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from copilot.draft import Draft
from copilot.edits import Edits
from copilot.models import Action, Feedback, Goal, Note, Person, Programme, Relationship
from copilot.written import Written


@dataclass(frozen=True)
class Guidance:
    """A handbook or card of the programme's own. `id` is unique within the programme."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Version:
    """Which version of which working draft a stored draft is: its number, from 1; when (UTC) and how it came about."""

    of: str
    number: int
    made: datetime
    change: str


@dataclass(frozen=True)
class StoredDraft:
    """A draft its author kept. `stale`: a note it quoted is gone or no longer open to its readers."""

    id: str
    author: str
    draft: Draft
    relationship: str | None = None
    stale: bool = False
    version: Version | None = None
    """None for a draft kept by itself."""

    @property
    def known_as(self) -> str:
        """The id its author knows it by: the working draft's, or its own."""
        return self.version.of if self.version else self.id


class WorkingStatus(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class WorkingDraft:
    """A draft its author works on: what they typed, and the latest of its versions. Times are UTC.

    `brief` and `answers` are as typed; `included` are the ids of private sentences that may leave with it.
    """

    id: str
    author: str
    kind: str
    as_of: date
    created: datetime
    updated: datetime
    latest: StoredDraft
    status: WorkingStatus = WorkingStatus.OPEN
    seed: int = 0
    version: int = 1
    brief: Mapping[str, object] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    included: tuple[str, ...] = ()
    edits: Edits = field(default_factory=Edits)
    written: Written | None = None
    """What a language model wrote of this brief and these answers; None where none did, or it lost a source."""

    @property
    def draft(self) -> Draft:
        """The latest version."""
        return self.latest.draft

    @property
    def stale(self) -> bool:
        """Whether the latest version lost what it rested on."""
        return self.latest.stale


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
    working: tuple[WorkingDraft, ...] = ()
    """What was typed into the drafts whose versions are among `drafts`."""
