"""The words of the domain (docs/architecture.md): people, relationships, notes, goals, actions, viewers.

Everything here is frozen; ids are unique within a programme.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Literal

from ingest.models import Scope


class Role(StrEnum):
    MENTEE = "mentee"
    MENTOR = "mentor"
    STAFF = "staff"


class RelationshipKind(StrEnum):
    TRADITIONAL = "traditional"
    PEER = "peer"
    REVERSE = "reverse"


class Stage(StrEnum):
    FIRST = "first"
    MIDDLE = "middle"
    CLOSING = "closing"


class Visibility(StrEnum):
    PRIVATE = "private"
    SHARED = "shared"


class NoteKind(StrEnum):
    SESSION = "session"
    REFLECTION = "reflection"


class ActionStatus(StrEnum):
    PROPOSED = "proposed"
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class GoalStatus(StrEnum):
    ACTIVE = "active"
    ACHIEVED = "achieved"
    DROPPED = "dropped"


CLOSING_DAYS = 45
"""A relationship is closing within this many days of its planned end (docs/architecture.md)."""


@dataclass(frozen=True)
class Programme:
    id: str
    name: str
    kind: str = ""
    timezone: str = "UTC"
    as_of: date | None = None
    contact: str = ""


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    known_as: str = ""
    roles: frozenset[Role] = frozenset()
    title: str = ""
    email: str = ""
    phone: str = ""

    @property
    def first_name(self) -> str:
        """What others call the person: `known_as`, else the first word of the name."""
        return self.known_as or self.name.split()[0]


@dataclass(frozen=True)
class Relationship:
    id: str
    kind: RelationshipKind
    mentor: str
    mentee: str
    started: date
    ends: date | None = None

    @property
    def members(self) -> tuple[str, str]:
        return (self.mentor, self.mentee)

    def partner_of(self, person: str) -> str:
        """The other member's id. Raises ValueError for an outsider."""
        if person not in self.members:
            raise ValueError(f"{person} is not in {self.id}")
        return self.mentee if person == self.mentor else self.mentor

    def is_over(self, as_of: date) -> bool:
        """Whether its last day lies before that day."""
        return self.ends is not None and self.ends < as_of

    def stage(self, as_of: date, session_days: frozenset[date]) -> Stage:
        """First: no session note before the day; closing: within CLOSING_DAYS of the end; else middle."""
        if self.ends is not None and self.ends - as_of <= timedelta(days=CLOSING_DAYS):
            return Stage.CLOSING
        return Stage.MIDDLE if any(day < as_of for day in session_days) else Stage.FIRST


@dataclass(frozen=True)
class Note:
    id: str
    author: str
    date: date
    text: str
    relationship: str | None = None
    title: str = ""
    kind: NoteKind = NoteKind.SESSION
    visibility: Visibility = Visibility.PRIVATE

    @property
    def scope(self) -> Scope:
        """Shared notes are their relationship's; private ones (and those about none) their author's alone."""
        if self.visibility is Visibility.SHARED and self.relationship is not None:
            return Scope.relationship(self.relationship)
        return Scope.person(self.author)


@dataclass(frozen=True)
class Goal:
    id: str
    owner: str
    text: str
    date: date
    relationship: str | None = None
    visibility: Visibility = Visibility.PRIVATE
    status: GoalStatus = GoalStatus.ACTIVE

    @property
    def scope(self) -> Scope:
        if self.visibility is Visibility.SHARED and self.relationship is not None:
            return Scope.relationship(self.relationship)
        return Scope.person(self.owner)


@dataclass(frozen=True)
class Action:
    """Something someone owes. `note` is where it was found; `quote` the words it came from.

    A proposed action's `id` is made from its note and words, so it stays the same over runs, and
    accepting or dropping it can be remembered under that id. `decided`: the day it got its status from a
    person, None where no day is recorded (it came from a programme file, or nobody decided yet).
    """

    id: str
    relationship: str | None
    owner: str | None
    text: str
    due: date | None = None
    status: ActionStatus = ActionStatus.OPEN
    note: str | None = None
    quote: str = ""
    decided: date | None = None


@dataclass(frozen=True)
class Feedback:
    id: str
    respondent: str
    text: str
    role: str = ""
    relationship: str | None = None
    period: str = ""
    question: str = ""
    rating: float | None = None
    consent: bool = False


class SessionKind(StrEnum):
    BROWSER = "browser"
    TOKEN = "token"
    """For a program: it stays until it is revoked or its day comes."""


@dataclass(frozen=True)
class Session:
    """Somebody signed in. `id` names it to be revoked; the secret itself is kept by its holder alone."""

    id: str
    programme: str
    person: str
    kind: SessionKind
    label: str
    created: datetime
    seen: datetime
    expires: datetime


@dataclass(frozen=True)
class User:
    """A person who can sign in with a password."""

    programme: str
    person: str
    password: str = field(repr=False)
    """Its hash."""
    disabled: bool
    changed: datetime


@dataclass(frozen=True)
class Preferences:
    """What a person allows and wants of language models. `private_may_leave`: their private notes may be sent to one elsewhere.

    `unsupported`: a sentence that no source says is marked or left out; None: as the app is set.
    """

    private_may_leave: bool = False
    unsupported: Literal["flag", "drop"] | None = None


@dataclass(frozen=True)
class SentEntry:
    """One request to a language model: everything but its text. `local`: it stayed on this computer.

    `purpose` is what for (a kind of draft); `characters` were sent; `outcome` is `answered`, `cut`, or what went wrong.
    """

    at: datetime
    model: str
    host: str
    local: bool
    purpose: str
    characters: int
    tokens_in: int
    tokens_out: int
    seconds: float
    outcome: str


@dataclass(frozen=True)
class ModelUse:
    """Sums over all requests of a programme to one model."""

    model: str
    requests: int
    characters: int
    tokens_in: int
    tokens_out: int
    seconds: float


@dataclass(frozen=True)
class Viewer:
    """The person asking, with the scopes they may read. Made only by `access.py`."""

    person: Person
    programme: str
    scopes: frozenset[Scope]
    relationships: frozenset[str]
