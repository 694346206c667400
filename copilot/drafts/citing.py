"""Citations of every sort of source, each with the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from copilot.draft import Citation, CitationKind
from copilot.models import Action, Goal, Note, Person, Relationship
from copilot.records import Quote, Records
from copilot.retrieve import Piece

_LIST_MARK = re.compile(r"^\s*(?:(?:[-*+•–>]|\d{1,2}[.)])\s+)+")


def note_title(note: Note) -> str:
    return note.title or f"{note.kind.value.capitalize()} note"


def note(quote: Quote, records: Records) -> Citation:
    """The quoted words of a note, without the list mark before them."""
    quote = unmarked(quote)
    source = records.note(quote.note)
    return Citation(
        kind=CitationKind.NOTE,
        id=quote.note,
        document=note_title(source) if source else "",
        date=quote.date,
        quote=quote.text,
        start=quote.start,
        end=quote.end,
    )


def unmarked(quote: Quote) -> Quote:
    """The same words without the bullet, number or checkbox they stand after."""
    mark = _LIST_MARK.match(quote.text)
    if not mark or mark.end() == len(quote.text):
        return quote
    return Quote(quote.note, quote.date, quote.text[mark.end() :], quote.start + mark.end(), quote.end)


def guidance(piece: Piece, text: str, start: int) -> Citation:
    """`text` in the piece's passage, `start` being its place in the document."""
    return Citation(
        kind=CitationKind.GUIDANCE,
        id=piece.passage.id,
        document=piece.hit.document_title,
        heading=" › ".join(piece.passage.heading_path),
        quote=text,
        start=start,
        end=start + len(text),
    )


def brief(field: str, value: object) -> Citation:
    """What the person typed into a field of the brief."""
    return Citation(kind=CitationKind.BRIEF, id=field, document="Brief", quote=str(value))


EDIT = "edit"
"""Where a citation of the brief names no field of it: what the person typed into the draft itself."""


def edit(text: str) -> Citation:
    """What the person typed into the draft."""
    return Citation(kind=CitationKind.BRIEF, id=EDIT, document="Your edit", quote=text)


def is_edit(citation: Citation) -> bool:
    """Whether the words were typed into the draft."""
    return citation.kind is CitationKind.BRIEF and citation.id == EDIT


def person(someone: Person) -> Citation:
    """A person's record: name and title, no contact data."""
    words = [someone.name]
    if someone.known_as and someone.known_as not in someone.name:
        words.append(f"known as {someone.known_as}")
    if someone.title:
        words.append(someone.title)
    return Citation(kind=CitationKind.PERSON, id=someone.id, document="People", quote=", ".join(words))


def named(directory: Mapping[str, Person], *identifiers: str | None) -> tuple[Citation, ...]:
    """The records of those people whom the viewer may know of."""
    return tuple(person(directory[one]) for one in identifiers if one and one in directory)


def relationship(pair: Relationship, mentor: Person, mentee: Person) -> Citation:
    """A relationship's record: who is mentor and mentee, since when, until when."""
    ends = f", ends {_long(pair.ends)}" if pair.ends else ""
    return Citation(
        kind=CitationKind.RELATIONSHIP,
        id=pair.id,
        document="Relationships",
        date=pair.started,
        quote=f"mentor {mentor.name}, mentee {mentee.name}, {pair.kind.value} mentoring, "
        f"started {_long(pair.started)}{ends}",
    )


def goal(record: Goal) -> Citation:
    """A goal's record: its words and its status."""
    return Citation(
        kind=CitationKind.GOAL,
        id=record.id,
        document="Goals",
        date=record.date,
        quote=f"{record.text.strip()} ({record.status.value})",
    )


def action(record: Action, owner: Person | None) -> Citation:
    """A stored action's record: what, who, when."""
    parts = [record.text]
    if owner:
        parts.append(f"owner {owner.name}")
    if record.due:
        parts.append(f"due {_long(record.due)}")
    return Citation(
        kind=CitationKind.ACTION,
        id=record.id,
        document="Actions",
        date=record.due,
        quote=f"{', '.join(parts)} ({record.status.value})",
    )


def _long(value: date) -> str:
    return f"{value.day} {value:%B %Y}"
