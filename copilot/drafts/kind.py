"""What a kind of draft is: its brief, gaps, query plan and sections. Adding a kind is adding a file."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from copilot.actions import Correction, Plan, TrackedAction
from copilot.brief import Brief
from copilot.draft import Citation, DraftAction, Origin, Question
from copilot.models import Person, Relationship, Stage
from copilot.records import Records
from copilot.retrieve import Evidence, Query
from copilot.themes.report import ThemeReport

Similarity = Callable[[Sequence[str], Sequence[str]], npt.NDArray[np.float32]]
"""Cosine similarities of two lists of texts, shape (len(a), len(b))."""


@dataclass(frozen=True)
class Line:
    """A sentence to be, with what it rests on."""

    text: str
    origin: Origin
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Section:
    heading: str
    lines: tuple[Line, ...]
    minutes: int | None = None


@dataclass(frozen=True)
class Material:
    """What a kind may draw on: already narrowed to the viewer, the audience's relationship and the day.

    `records` hold only what is about `relationship` (or about none); `directory` is who may be named.
    """

    brief: Brief
    viewer: Person
    audience: tuple[str, ...]
    records: Records
    directory: Mapping[str, Person]
    relationship: Relationship | None
    tracked: tuple[TrackedAction, ...] = ()
    plans: tuple[Plan, ...] = ()
    corrections: tuple[Correction, ...] = ()
    troubled: frozenset[str] = frozenset()
    """Ids of notes of which nothing may be quoted, summarised or advised on, for they speak of trouble."""
    touched: frozenset[str] = frozenset()
    """Ids of notes that speak of trouble at all: `records` hold them without that part."""
    stage: Stage | None = None
    """The relationship's stage, None without one."""
    answers: Mapping[str, str] = field(default_factory=dict)
    seed: int = 0
    report: ThemeReport | None = None
    """What may be seen of feedback, for the kind that is about it; no kind is given the comments."""

    @property
    def as_of(self) -> date:
        return self.records.as_of

    def name(self, person: str | None) -> str:
        """What the person is called in a draft: the first name, or the whole one where the two of a pair share it."""
        if person is None:
            return ""
        if person not in self.directory:
            return person
        known = self.directory[person]
        pair = self.relationship.members if self.relationship else ()
        others = [self.directory[one] for one in pair if one != person and one in self.directory]
        shared = person in pair and any(one.first_name == known.first_name for one in others)
        return known.name if shared else known.first_name

    def chance(self, salt: str) -> random.Random:
        """A source of variety that gives the same draft for the same brief, day and seed."""
        return random.Random(f"{self.seed}|{salt}|{self.viewer.id}|{self.as_of}|{self.brief.model_dump_json()}")


class Kind(Protocol):
    """One kind of draft. Implementations are modules' singletons; they hold no state."""

    @property
    def name(self) -> str: ...

    @property
    def brief(self) -> type[Brief]: ...

    def gaps(self, material: Material) -> list[Question]:
        """What the brief and the records leave open; blocking ones first."""
        ...

    def plan(self, material: Material) -> list[Query]:
        """What to look for, by name."""
        ...

    def sections(self, material: Material, evidence: Evidence, similar: Similarity) -> list[Section]:
        """The draft's sections, without empty ones."""
        ...

    def actions(self, material: Material) -> list[DraftAction]:
        """The actions the draft carries, in the order of the agenda."""
        ...

    def facts(self, material: Material) -> Mapping[str, Any]:
        """What the kind's checks need to know of the brief (minutes, type, stage)."""
        ...
