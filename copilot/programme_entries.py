"""The entries of a programme file (`mentoring-programme/1`): what each may hold, and its domain value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date
from typing import Annotated, Final, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    model_validator,
)

from copilot.content import StoredDraft, Version, WorkingDraft, WorkingStatus
from copilot.draft import Draft
from copilot.edits import Edits
from copilot.models import (
    Action,
    ActionStatus,
    Feedback,
    Goal,
    GoalStatus,
    Note,
    NoteKind,
    Person,
    Programme,
    Relationship,
    RelationshipKind,
    Role,
    Visibility,
)

FORMAT: Final = "mentoring-programme/1"
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _iso_day(value: object) -> object:
    # pydantic would also take seconds since 1970 and times of day; a date in a file is a date.
    if isinstance(value, str) and not _ISO_DAY.fullmatch(value.strip()):
        raise ValueError(f"{value!r} is not a date (write YYYY-MM-DD)")
    if not isinstance(value, str | date):
        raise ValueError(f"{value!r} is not a date (write YYYY-MM-DD)")
    return value.strip() if isinstance(value, str) else value


def _storable(value: str) -> str:
    # No database holds these: half of a surrogate pair has no UTF-8, and PostgreSQL refuses NUL.
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError("holds a character that cannot be stored (NUL or half of a surrogate pair)")
    return value


def _said(value: str) -> str:
    if not value.strip():
        raise ValueError("is blank")
    return value


Text = Annotated[str, AfterValidator(_storable)]
Said = Annotated[Text, AfterValidator(_said)]
"""Text that says something: not blank."""
Id = Annotated[Text, Field(min_length=1, max_length=120, pattern=r"^[^\s:]+$")]
"""No blanks and no colon, since scopes and document ids are written `kind:id`."""
Day = Annotated[date, BeforeValidator(_iso_day, json_schema_input_type=date)]


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, values: object) -> object:
        if isinstance(values, Mapping):
            return {key: value for key, value in values.items() if value is not None}
        return values


class ProgrammeEntry(Entry):
    id: Id
    name: Said
    kind: Text = ""
    timezone: Text = "UTC"
    as_of: Day | None = None
    contact: Text = ""

    def value(self) -> Programme:
        return Programme(self.id, self.name, self.kind, self.timezone, self.as_of, self.contact)


class PersonEntry(Entry):
    id: Id
    name: Said
    known_as: Text = ""
    roles: list[Role] = Field(default_factory=list)
    title: Text = ""
    email: Text = ""
    phone: Text = ""

    def value(self) -> Person:
        return Person(self.id, self.name, self.known_as, frozenset(self.roles), self.title, self.email, self.phone)


class RelationshipEntry(Entry):
    id: Id
    kind: RelationshipKind = RelationshipKind.TRADITIONAL
    mentor: Id
    mentee: Id
    started: Day
    ends: Day | None = None

    def value(self) -> Relationship:
        return Relationship(self.id, self.kind, self.mentor, self.mentee, self.started, self.ends)


class GoalEntry(Entry):
    id: Id
    relationship: Id | None = None
    owner: Id
    visibility: Visibility = Visibility.PRIVATE
    date: Day
    status: GoalStatus = GoalStatus.ACTIVE
    text: Said

    def value(self) -> Goal:
        return Goal(self.id, self.owner, self.text, self.date, self.relationship, self.visibility, self.status)


class GuidanceEntry(Entry):
    """Guidance with its text, or the file it is in, beside the programme file."""

    id: Id
    title: Text = ""
    text: Said | None = None
    file: Text | None = None

    @model_validator(mode="after")
    def _one_source(self) -> GuidanceEntry:
        if (self.text is None) == (self.file is None):
            raise ValueError("needs exactly one of text and file")
        return self


class NoteEntry(Entry):
    id: Id
    relationship: Id | None = None
    author: Id
    date: Day
    title: Text = ""
    kind: NoteKind = NoteKind.SESSION
    visibility: Visibility = Visibility.PRIVATE
    text: Said

    def value(self) -> Note:
        return Note(
            self.id,
            self.author,
            self.date,
            self.text,
            self.relationship,
            self.title,
            self.kind,
            self.visibility,
        )


class ActionEntry(Entry):
    id: Id
    relationship: Id | None = None
    owner: Id | None = None
    due: Day | None = None
    status: Literal["open", "done", "dropped"] = "open"
    note: Id | None = None
    text: Said

    def value(self) -> Action:
        return Action(self.id, self.relationship, self.owner, self.text, self.due, ActionStatus(self.status), self.note)


Moment = Annotated[AwareDatetime, AfterValidator(lambda moment: moment.astimezone(UTC))]
"""A time with its zone, as ISO 8601 writes it."""


class VersionEntry(Entry):
    """That a stored draft is a version of the working draft `of`: its number, when it was made and how."""

    of: Id
    number: Annotated[int, Field(ge=1)]
    made: Moment
    change: Text = ""


class WorkingEntry(Entry):
    """What was typed into a working draft; with its latest version."""

    status: WorkingStatus = WorkingStatus.OPEN
    created: Moment
    seed: int = 0
    brief: dict[str, JsonValue] = Field(default_factory=dict)
    answers: dict[str, str] = Field(default_factory=dict)
    included: list[str] = Field(default_factory=list)
    edits: Edits = Field(default_factory=Edits)


class DraftEntry(Entry):
    """A stored draft; in exports. `stale`: a note it quoted is gone or no longer open to its readers."""

    id: Id
    author: Id
    relationship: Id | None = None
    stale: bool = False
    version: VersionEntry | None = None
    working: WorkingEntry | None = None
    draft: Draft

    @model_validator(mode="after")
    def _typed_into_a_version(self) -> DraftEntry:
        if self.working is not None and self.version is None:
            raise ValueError("has `working` and no `version`; only a working draft's latest version has both")
        return self

    def value(self) -> StoredDraft:
        said = self.version
        version = Version(said.of, said.number, said.made, said.change) if said else None
        return StoredDraft(self.id, self.author, self.draft, self.relationship, self.stale, version)

    def typed(self) -> WorkingDraft | None:
        """What was typed into the working draft this is the latest version of."""
        latest = self.value()
        if self.working is None or latest.version is None:
            return None
        return WorkingDraft(
            id=latest.version.of,
            author=self.author,
            kind=self.draft.kind,
            as_of=self.draft.as_of,
            created=self.working.created,
            updated=latest.version.made,
            latest=latest,
            status=self.working.status,
            seed=self.working.seed,
            version=latest.version.number,
            brief=self.working.brief,
            answers=self.working.answers,
            included=tuple(self.working.included),
            edits=self.working.edits,
        )


class FeedbackEntry(Entry):
    id: Id
    respondent: Said
    role: Text = ""
    relationship: Id | None = None
    period: Text = ""
    question: Text = ""
    rating: float | None = Field(default=None, allow_inf_nan=False)
    consent: bool = False
    comment: Text = ""

    def value(self) -> Feedback:
        return Feedback(
            self.id,
            self.respondent,
            self.comment,
            self.role,
            self.relationship,
            self.period,
            self.question,
            self.rating,
            self.consent,
        )


class ProgrammeDocument(Entry):
    """A whole programme file."""

    format: Literal["mentoring-programme/1"] = FORMAT
    programme: ProgrammeEntry
    people: list[PersonEntry] = Field(default_factory=list)
    relationships: list[RelationshipEntry] = Field(default_factory=list)
    goals: list[GoalEntry] = Field(default_factory=list)
    guidance: list[GuidanceEntry] = Field(default_factory=list)
    notes: list[NoteEntry] = Field(default_factory=list)
    actions: list[ActionEntry] = Field(default_factory=list)
    drafts: list[DraftEntry] = Field(default_factory=list)
    feedback: list[FeedbackEntry] = Field(default_factory=list)
