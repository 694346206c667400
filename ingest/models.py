"""The words of ingestion: Scope, Document, Passage (docs/architecture.md)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ScopeKind(StrEnum):
    PROGRAMME = "programme"
    RELATIONSHIP = "relationship"
    PERSON = "person"


@dataclass(frozen=True, order=True)
class Scope:
    """Who may read a text. Written `programme:<id>`, `relationship:<id>` or `person:<id>`."""

    kind: ScopeKind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, value: str) -> Scope:
        """The scope that `str()` wrote. Raises ValueError for anything else."""
        kind, _, identifier = value.partition(":")
        if not identifier:
            raise ValueError(f"not a scope: {value!r}")
        return cls(ScopeKind(kind), identifier)

    @classmethod
    def programme(cls, identifier: str) -> Scope:
        return cls(ScopeKind.PROGRAMME, identifier)

    @classmethod
    def relationship(cls, identifier: str) -> Scope:
        return cls(ScopeKind.RELATIONSHIP, identifier)

    @classmethod
    def person(cls, identifier: str) -> Scope:
        return cls(ScopeKind.PERSON, identifier)


class DocumentKind(StrEnum):
    GUIDANCE = "guidance"
    NOTE = "note"


def content_id(*parts: str, length: int = 20) -> str:
    """A stable id from content: the first `length` hex digits of SHA-256 over the parts."""
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()[:length]


@dataclass(frozen=True)
class Document:
    """Text that came in, as Markdown or plain text.

    `id` is unique within a database and stable over edits: for a note the note's key, for guidance a
    key made from its source. `day` is a note's date; guidance has none and is always visible.
    `tags` holds what guidance says of itself in its front matter (topic, audience, stage).
    """

    id: str
    programme: str
    kind: DocumentKind
    title: str
    text: str
    scope: Scope
    source: str
    subject: str | None = None
    author: str | None = None
    day: date | None = None
    tags: tuple[str, ...] = field(default=())

    @property
    def content_hash(self) -> str:
        """Changes when anything that passages depend on changes."""
        return content_id(
            self.programme,
            self.kind,
            self.title,
            self.text,
            str(self.scope),
            self.subject or "",
            self.author or "",
            self.day.isoformat() if self.day else "",
            self.source,
            *self.tags,
            length=32,
        )


@dataclass(frozen=True)
class Passage:
    """The unit of search and citation. `text` is `document.text[start:end]`.

    `heading_path` are the headings above it, outermost first. Scope, subject, day and kind are its
    document's: they are written on the passage because every search filters by them.
    """

    id: str
    document_id: str
    programme: str
    kind: DocumentKind
    ordinal: int
    text: str
    heading_path: tuple[str, ...]
    start: int
    end: int
    scope: Scope
    subject: str | None
    day: date | None


@dataclass(frozen=True)
class Filter:
    """What a search may see. Part of every query, never applied after it.

    `scopes`: the scopes that may be read (an empty set finds nothing).
    `subjects`: None for any subject; else a passage's subject must be in the set (None in the set
    stands for "about no relationship").
    `as_of`: passages dated later are invisible. `kinds`: guidance, notes or both.
    """

    programme: str
    scopes: frozenset[Scope]
    as_of: date
    subjects: frozenset[str | None] | None = None
    kinds: frozenset[DocumentKind] = frozenset(DocumentKind)


@dataclass(frozen=True)
class Scored:
    """A passage id with a score; higher is better. Scores of different rankers do not compare."""

    passage_id: str
    score: float


@dataclass(frozen=True)
class Hit:
    """A passage as re-read from the database, with what a citation needs of its document."""

    passage: Passage
    document_title: str
    source: str
    author: str | None
    tags: tuple[str, ...]
    score: float
