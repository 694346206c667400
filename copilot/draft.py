"""The draft as outsiders see it (`schema: 1` of docs/interfaces.md), and nothing else."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Day = date
"""A field named `date` would hide the type."""


class DraftModel(BaseModel):
    model_config = ConfigDict(extra="forbid", validate_assignment=True)


class Origin(StrEnum):
    BRIEF = "brief"
    NOTE = "note"
    GUIDANCE = "guidance"
    RECORD = "record"
    CONNECTIVE = "connective"


class CitationKind(StrEnum):
    NOTE = "note"
    GUIDANCE = "guidance"
    GOAL = "goal"
    ACTION = "action"
    PERSON = "person"
    RELATIONSHIP = "relationship"
    BRIEF = "brief"
    FEEDBACK = "feedback"


class Citation(DraftModel):
    """A source with the quoted words.

    `id` names the passage, record or brief field; `document` the note's or guidance's title.
    `start` and `end` are the quote's place in the document's text; null for records and briefs.
    """

    kind: CitationKind
    id: str
    document: str = ""
    heading: str = ""
    date: Day | None = None
    quote: str
    start: int | None = None
    end: int | None = None


class Support(StrEnum):
    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    NOT_NEEDED = "not_needed"


class Sentence(DraftModel):
    id: str
    text: str
    origin: Origin
    citations: list[Citation] = Field(default_factory=list)
    support: Support = Support.NOT_NEEDED
    private: bool = False

    @property
    def leads_in(self) -> bool:
        """Whether it only introduces the points below it: then it is none of them."""
        return self.origin is Origin.CONNECTIVE and self.text.endswith(":")


class Block(DraftModel):
    heading: str = ""
    minutes: int | None = None
    sentences: list[Sentence] = Field(default_factory=list)


class Question(DraftModel):
    """A gap. `id` is the brief's field, or says which planned thing has no outcome."""

    id: str
    text: str
    why: str
    evidence: Citation | None = None
    blocking: bool = False


class Severity(StrEnum):
    ERROR = "error"
    WARN = "warn"
    HINT = "hint"


class Finding(DraftModel):
    """What review says. `source` and `strength` name the evidence the check rests on."""

    check: str
    severity: Severity
    sentence: str | None = None
    message: str
    source: str = ""
    strength: str = ""


class DraftAction(DraftModel):
    id: str
    owner: str | None
    due: date | None
    status: Literal["open", "proposed", "done"]
    text: str
    citation: Citation | None = None


class Theme(DraftModel):
    label: str
    people: int
    share: float
    sentiment: str
    summary: str
    citations: list[Citation] = Field(default_factory=list)


class Usage(DraftModel):
    seconds: float = 0.0
    tokens_in: int = 0
    tokens_out: int = 0


class DraftStatus(StrEnum):
    DRAFTED = "drafted"
    QUESTIONS = "questions"
    DECLINED = "declined"


class Draft(DraftModel):
    schema_version: Literal[1] = Field(default=1, alias="schema")
    kind: str
    status: DraftStatus
    as_of: date
    viewer: str
    audience: list[str]
    writer: str = "composer"
    fallback_reason: str | None = None
    text: str = ""
    blocks: list[Block] = Field(default_factory=list)
    held_back: list[str] = Field(default_factory=list)
    questions: list[Question] = Field(default_factory=list)
    findings: list[Finding] = Field(default_factory=list)
    actions: list[DraftAction] = Field(default_factory=list)
    missing: list[str] = Field(default_factory=list)
    themes: list[Theme] = Field(default_factory=list)
    suppressed: bool = False
    usage: Usage = Field(default_factory=Usage)

    model_config = ConfigDict(extra="forbid", validate_assignment=True, populate_by_name=True)

    def sentences(self) -> list[Sentence]:
        """Every sentence in order."""
        return [sentence for block in self.blocks for sentence in block.sentences]
