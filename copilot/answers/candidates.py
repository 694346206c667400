"""Everything that could answer a question: statements of notes, sentences of guidance, goals, accepted actions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from copilot.actions import Plan, find_actions
from copilot.actions.outcomes import moves_plainly
from copilot.actions.statements import Statement, statements
from copilot.draft import Citation, CitationKind
from copilot.drafts import citing
from copilot.models import Note, Person
from copilot.records import Quote, Records
from copilot.retrieve import Piece
from copilot.review.grounding.words import IRREGULAR
from ingest.models import Hit
from ingest.sentences import sentences

_LONGEST_QUOTE = 45
"""Words. A statement is quoted with the rest of its paragraph up to so many, so that it can be understood."""
_REACH = 2
"""So many statements before and after one tell what it is about."""
_PLANS = re.compile(
    r"\b(?:will|shall|going\s+to|gonna|want(?:s)?\s+to|need(?:s)?\s+to|have\s+to|has\s+to|must|should|pencilled\s+in|"
    r"to\s+discuss|is\s+to|are\s+to)\b|[’']ll\b|\bto-?do\b|\[ \]|^\W*(?:I|we)\s+(?:must|talk|send|look)\b|"
    r"\b(?-i:[A-Z]\w+)\s+to\s+[a-z]{3,}|"
    r"\b(?:am|is|are|[’'](?:m|s|re))\s+(?:\w+ing)\b[^.]*\bon\s+\d",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|went|been|did|didn[’']t|wasn[’']t|\w{2,}ed)\b", re.IGNORECASE)
_EXPECTED = re.compile(
    r"\b(?:was|were)\s+(?:meant|supposed|to\s+be|due)\b|\bnow\s+it[’']s\s+(?:in|on)\b|\bdate\s+not\s+known\b",
    re.IGNORECASE,
)
_AWAITED = re.compile(
    r"\b(?:not|never|[^\W_]+n[’']?t)\b[^.;]*\byet\b|\byet\s+to\b|\bstill\s+(?:not|[^\W_]+n[’']?t)\b", re.IGNORECASE
)
_NO_NEWS = frozenset("agreed planned decided asked needed supposed pencilled wanted expected booked scheduled".split())
_MARKS = re.compile(r"^(?:[-*+•]|\d+[.)])\s+(?:\[[ xX]\]\s+)?|^>\s*|^#+\s*|\*\*")
_UNSPOKEN = ("How sure we are", "Sources", "Words you could use")
"""Sections of our cards that speak of the card, or in somebody else's voice."""


@dataclass(frozen=True)
class Candidate:
    """Words that may answer.

    `text` is what is weighed, `beside` the same with its neighbours, `around` where the names it leaves out may
    stand. `quote` is a note's place, with as much of its paragraph as can be quoted. `people` are ids of those it is
    about by its own record. `planned`: it only says what is to come. `core` is the one statement weighed. `awaited`:
    it says that something has not happened yet. `told_around`: `around` without the plans in it, None for what is no
    note. `title`: the headings above guidance.
    """

    kind: CitationKind
    text: str
    beside: str
    around: str
    citation: Citation
    people: frozenset[str]
    planned: bool = False
    quote: Quote | None = None
    author: str | None = None
    core: Quote | None = None
    awaited: bool = False
    told_around: str | None = None
    title: str = ""

    @property
    def whole(self) -> str:
        """Its own words, for guidance with the headings above them: there the headings tell what it is about."""
        return f"{self.title} {self.text}" if self.title else self.text

    def near(self, *, told: bool) -> str:
        """Where the words it leaves out may stand; `told`: in what is told alone, no plan."""
        return self.around if self.told_around is None or not told else self.told_around


def of_notes(
    records: Records, directory: Mapping[str, Person], hits: Sequence[Hit], plans: Sequence[Plan]
) -> list[Candidate]:
    """Every statement of those notes that search found; `plans` are all that the notes expect."""
    notes = {note_of(hit) for hit in hits}
    expected = frozenset((plan.quote.note, plan.quote.start) for plan in plans)
    found: list[Candidate] = []
    for note in records.notes:
        if note.id in notes:
            pair = records.relationships.get(note.relationship or "")
            promised = {one.quote.start for one in find_actions(note, pair, directory) if not one.done_at_once}
            ahead = expected | {(note.id, start) for start in promised}
            found += _of_note(note, records, ahead)
    return found


def note_of(hit: Hit) -> str:
    """The id of the note that a hit is a passage of."""
    return hit.passage.document_id.rpartition(":note:")[2]


def of_guidance(pieces: Iterable[Piece]) -> Iterator[Candidate]:
    """Every sentence of the passages that says something, with the card's title and headings around it."""
    for piece in pieces:
        passage = piece.passage
        if any(one in passage.heading_path for one in _UNSPOKEN):
            continue
        title = " ".join([piece.hit.document_title, *passage.heading_path])
        spans = [
            (start, end)
            for start, end in sentences(passage.text)
            if not passage.text[start:end].startswith("#") and len(passage.text[start:end].split()) > 2
        ]
        for place, (start, end) in enumerate(spans):
            first, last = spans[max(place - 1, 0)][0], spans[min(place + 1, len(spans) - 1)][1]
            begin, stop = _guidance_paragraph(passage.text, spans, place)
            yield Candidate(
                CitationKind.GUIDANCE,
                _one_line(_MARKS.sub("", passage.text[start:end], count=1)),
                _one_line(f"{title}. {passage.text[first:last]}"),
                f"{title} {passage.text}",
                citing.guidance(piece, passage.text[begin:stop], passage.start + begin),
                frozenset(),
                title=title,
            )


def _guidance_paragraph(text: str, spans: Sequence[tuple[int, int]], place: int) -> tuple[int, int]:
    """The sentence with its paragraph or list line, as long as that is short, without the mark before it."""
    first = last = place

    def short(start: int, end: int) -> bool:
        between = text[spans[start][0] : spans[end][1]]
        return "\n" not in between and len(between.split()) <= _LONGEST_QUOTE

    while last + 1 < len(spans) and short(first, last + 1):
        last += 1
    while first > 0 and short(first - 1, last):
        first -= 1
    lead = _MARKS.match(text[spans[first][0] : spans[last][1]])
    return spans[first][0] + (lead.end() if lead else 0), spans[last][1]


def of_records(records: Records, directory: Mapping[str, Person]) -> Iterator[Candidate]:
    """Goals and accepted actions, as their records say them."""
    for goal in records.goals:
        who = directory[goal.owner].first_name if goal.owner in directory else ""
        members = _members(records, goal.relationship)
        around = f"goal of {who}: {goal.text} ({goal.status.value})"
        yield Candidate(
            CitationKind.GOAL,
            _one_line(goal.text),
            _one_line(around),
            around,
            citing.goal(goal),
            frozenset({goal.owner, *members}),
            author=goal.owner,
        )
    for action in records.actions:
        owner = directory.get(action.owner or "")
        members = _members(records, action.relationship)
        citation = citing.action(action, owner)
        yield Candidate(
            CitationKind.ACTION,
            action.text,
            _one_line(citation.quote),
            citation.quote,
            citation,
            frozenset({*members, *({action.owner} if action.owner else ())}),
            planned=action.status.value in ("open", "proposed"),
            author=action.owner,
        )


def _members(records: Records, relationship: str | None) -> tuple[str, ...]:
    pair = records.relationships.get(relationship or "")
    return pair.members if pair else ()


def _of_note(note: Note, records: Records, plans: Collection[tuple[str, int]]) -> Iterator[Candidate]:
    parts = statements(note.text)
    pair = records.relationships.get(note.relationship or "")
    people = frozenset({note.author, *(pair.members if pair else ())})
    ahead = [(note.id, part.start) in plans or _only_plans(part.text) for part in parts]
    for place, part in enumerate(parts):
        quote = citing.unmarked(part.quote(note))
        before, after = parts[max(place - 1, 0)], parts[min(place + 1, len(parts) - 1)]
        near = range(max(place - _REACH, 0), min(place + _REACH + 1, len(parts)))
        told = [parts[each].text for each in near if each == place or not ahead[each]]
        span = _paragraph(note, parts, place)
        yield Candidate(
            CitationKind.NOTE,
            _one_line(quote.text),
            _one_line(note.text[before.start : after.end]),
            f"{note.title}. {' '.join(parts[each].text for each in near)}",
            citing.note(span, records),
            people,
            planned=ahead[place],
            quote=span,
            author=note.author,
            core=quote,
            awaited=_AWAITED.search(part.text) is not None,
            told_around=f"{note.title}. {' '.join(told)}",
        )


def in_paragraph(note: Note, quote: Quote) -> Quote:
    """The quote with what stands beside it in its paragraph or list line, as long as that is short."""
    parts = statements(note.text)
    place = next((at for at, part in enumerate(parts) if part.start < quote.end and quote.start < part.end), None)
    return quote if place is None else _paragraph(note, parts, place)


def _only_plans(text: str) -> bool:
    """Whether the words look ahead, and nothing in them is told as done."""
    if _EXPECTED.search(text) or moves_plainly(text):
        return True
    if not _PLANS.search(text):
        return False
    told = {match.group().lower() for match in _PAST.finditer(text)} - _NO_NEWS
    told |= {word for word in re.findall(r"\w+", text.lower()) if word in IRREGULAR and word not in ("got", "set")}
    return not told


def _paragraph(note: Note, parts: Sequence[Statement], place: int) -> Quote:
    first = last = place

    def words(start: int, end: int) -> int:
        return len(note.text[parts[start].start : parts[end].end].split())

    def joined(one: int, other: int) -> bool:
        between = note.text[parts[one].end : parts[other].start]
        return "\n" not in between.strip(" ") and not parts[other].listed

    while last + 1 < len(parts) and joined(last, last + 1) and words(first, last + 1) <= _LONGEST_QUOTE:
        last += 1
    while first > 0 and joined(first - 1, first) and words(first - 1, last) <= _LONGEST_QUOTE:
        first -= 1
    start, end = parts[first].start, parts[last].end
    return citing.unmarked(Quote(note.id, note.date, note.text[start:end], start, end))


def _one_line(text: str) -> str:
    return " ".join(text.split())
