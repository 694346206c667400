"""What grounding takes and returns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Similarity = Callable[[list[str], list[str]], Sequence[Sequence[float]]]
"""`similarity(sentences, texts)[i][j]`: cosine of sentence i and text j."""

WARNINGS = frozenset({"happened_told_as_planned"})
"""Kinds of problem that lower the score but leave a sentence supported."""


@dataclass(frozen=True)
class Source:
    """One cited source.

    `text` is the quoted words; `surroundings` the whole passage, used only to see who a pronoun is.
    `date` is the note's day; `dates` are the days a record itself holds (due, started, ends).
    `names` are the people a record stands for, e.g. `{"owner": "Amara Okafor"}`.
    """

    text: str
    kind: str = "note"
    date: dt.date | None = None
    author: str | None = None
    surroundings: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[dt.date, ...] = ()
    title: str = ""


@dataclass(frozen=True)
class KnownPerson:
    """A person the viewer may know of. `role` is theirs in the relationship: mentee, mentor or empty."""

    name: str
    known_as: str = ""
    role: str = ""


@dataclass(frozen=True)
class Context:
    """Who is who, and the day the draft is made as of.

    `viewer` is the display name behind "I" (and behind "you", unless `addressee` names another).
    """

    people: tuple[KnownPerson, ...]
    viewer: str
    as_of: dt.date
    addressee: str = ""


Vote = Callable[[str, Sequence[Source], Context], float | None]
"""`vote(sentence, sources, context)`: how sure a language model is that they say it, 0..1; None where it does not tell."""


@dataclass(frozen=True)
class Problem:
    """One reason to doubt a sentence. `kind` is stable; `detail` is for people."""

    kind: str
    detail: str


@dataclass(frozen=True)
class Verdict:
    """`score` is 0..1: the share of the sentence's content that its sources hold, less what is wrong."""

    supported: bool
    score: float
    problems: tuple[Problem, ...] = ()
