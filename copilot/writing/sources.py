"""The labelled points of one prompt: the Composer's lines, and a few further sentences of the evidence.

A line is a point where a model may say it in other words. What must be right to the letter (greeting, times, open
actions), what stands for words still missing, and what not every reader may see is no point: it stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from copilot.answers.candidates import note_of
from copilot.draft import Citation, CitationKind, Origin
from copilot.drafts import citing, goal_writer, lifting
from copilot.drafts.kind import Line, Section
from copilot.records import Quote
from copilot.retrieve import Piece
from copilot.writing.orders import gives_an_order
from copilot.writing.writer import Commission
from ingest.models import DocumentKind

_LETTER = {Origin.BRIEF: "B", Origin.NOTE: "N", Origin.GUIDANCE: "G", Origin.RECORD: "R"}
MOST_CHARACTERS = 1900
"""Some 450 tokens: what is over is not shown, and stands as the Composer wrote it."""
_LONGEST_POINT = 400
_TOPIC, _QUESTION = "topic: ", "; question: "
_LEAST, _MOST = 4, 40
"""Words of a sentence that says something by itself."""
_TO_A_MODEL = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|above|prior|earlier|all|any|your|these|those)\b.{0,40}"
    r"\b(?:instruction|prompt|rule|message|direction|context|point)|\bsystem\s*(?:prompt|message|note|override|:)|"
    r"\b(?:you are|act as|pretend to be)\s+(?:now\s+)?(?:an?\s+)?(?:ai|assistant|chatbot|language model|dan)\b|"
    r"\b(?:assistant|chatgpt|language model|llm|ai model)\b\s*[:,]|\bnew instructions?\b|\b(?:in|of) (?:this|the) prompt\b|"
    r"\b(?:respond|reply|answer|output|print|say|write) (?:only |exactly |nothing but |with only )|<\|[^|>]*\|>|\[/?INST\]|"
    r"!\[[^\]]*\]\(",
    re.IGNORECASE | re.DOTALL,
)
"""Text that speaks to a model, not to people."""
_TOKENS = re.compile(r"<\|[^|>]*\|>|\[/?INST\]|</?s>")


@dataclass(frozen=True)
class Point:
    """One labelled point. `place` is the section and line it may be said in place of; None for further evidence.

    `typed` are the words of the brief that it stands for: they may not get lost.
    """

    label: str
    text: str
    origin: Origin
    citations: tuple[Citation, ...]
    place: tuple[int, int] | None = None
    line: Line | None = None
    typed: tuple[str, ...] = ()
    heading: str = ""


def fenced(text: str) -> str:
    """The text on one line, with nothing in it that could close a fence or speak in another's voice."""
    plain = "".join(" " if ord(one) < 32 or 0x7F <= ord(one) < 0xA0 else one for one in _TOKENS.sub(" ", text))
    return " ".join(plain.replace("<", "‹").replace(">", "›").replace("```", "'''").split())


def without_topic(text: str) -> str:
    """A question without the topic it was asked to fit, where a model repeats that."""
    return text.partition(_QUESTION)[2] or text


def shown(points: Sequence[Point]) -> str:
    """The points as a model reads them, a line each, under their headings."""
    lines: list[str] = []
    heading = ""
    for point in points:
        if point.heading != heading:
            heading = point.heading
            lines.append(f"{fenced(heading)}:")
        general = heading and point.origin is Origin.GUIDANCE
        told = f"{_TOPIC}{fenced(heading)}{_QUESTION}{point.text}" if general else point.text
        lines.append(f"{point.label} {told}")
    return "\n".join(lines)


def speaks_to_a_model(text: str) -> bool:
    """Whether the text tells a model, or whoever writes, what to do."""
    plain = "".join(one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) != "Cf")
    return _TO_A_MODEL.search(plain) is not None or gives_an_order(plain)


def points_of(commission: Commission, may_leave: Callable[[Citation], bool]) -> tuple[Point, ...]:
    """The points of the prompt in the draft's order, within the budget.

    `may_leave` says of a citation whether its source may be shown to the model at all.
    """
    counts: dict[str, int] = {}
    found: list[Point] = []
    room = MOST_CHARACTERS

    def shows(citation: Citation) -> bool:
        return not commission.closed(citation) and may_leave(citation) and not speaks_to_a_model(citation.quote)

    def add(text: str, origin: Origin, citations: tuple[Citation, ...], **further: object) -> None:
        nonlocal room
        plain = fenced(text)
        if len(plain) > min(room, _LONGEST_POINT) or speaks_to_a_model(text):
            return
        if not all(map(shows, citations)):
            return
        letter = _LETTER[origin]
        counts[letter] = counts.get(letter, 0) + 1
        found.append(Point(f"{letter}{counts[letter]}", plain, origin, citations, **further))  # type: ignore[arg-type]
        room -= len(plain) + 5

    for place, line in _open_lines(commission):
        typed = tuple(one.quote for one in line.citations if one.kind is CitationKind.BRIEF)
        if commission.kind == "goal":
            typed = ()  # its days are told in full in the line
        if commission.kind == "feedback" and place[0]:  # a theme: to be spoken of at the top, where it stays as it is
            if not place[1]:
                add(_counted(line), line.origin, line.citations)
            continue
        section = commission.sections[place[0]]
        # A heading is made of the words of its lines: it goes only where all of them may.
        whole = all(shows(one) for each in section.lines for one in each.citations)
        heading = section.heading if commission.kind == "agenda" and whole else ""
        if (
            commission.kind == "agenda" and line.origin is not Origin.GUIDANCE
        ):  # told, so that a question can be about it
            add(line.text, line.origin, line.citations, heading=heading)
            continue
        add(line.text, line.origin, line.citations, place=place, line=line, typed=typed, heading=heading)
    return tuple(found)


def points_of_answer(
    answer: Sequence[Section], near: Sequence[Section], may_leave: Callable[[Citation], bool]
) -> tuple[Point, ...]:
    """The quotes of an answer, then what is near it, each with who said it when; nothing twice, within the budget."""
    counts: dict[str, int] = {}
    found: list[Point] = []
    seen: set[str] = set()
    room = MOST_CHARACTERS
    for section in (*answer, *near):
        for line in section.lines:
            text = fenced(f"{section.heading}: {line.text}")
            key = line.citations[0].quote if line.citations else ""
            if not key or any(key in other or other in key for other in seen) or len(text) > room:
                continue
            if speaks_to_a_model(line.text) or not all(may_leave(one) for one in line.citations):
                continue
            letter = _LETTER.get(line.origin, "R")
            counts[letter] = counts.get(letter, 0) + 1
            found.append(Point(f"{letter}{counts[letter]}", text, line.origin, line.citations))
            seen.add(key)
            room -= len(text) + 5
    return tuple(found)


def has_open_lines(commission: Commission) -> bool:
    """Whether anything could be said in other words, whoever may see it."""
    return any(True for _ in _open_lines(commission))


def found_sentences(
    commission: Commission, pieces: Sequence[Piece], query: str, most: int = 3
) -> list[tuple[str, Citation]]:
    """The sentences of the passages nearest to the query, as far as the draft's records hold them."""
    lines = [one for one in _sentences_of(commission, pieces) if _LEAST <= len(one[0].split()) <= _MOST]
    if not lines:
        return []
    scores = commission.similar([query], [text for text, _ in lines])[0]
    return [lines[at] for at in sorted(range(len(lines)), key=lambda at: -float(scores[at]))[:most]]


def _sentences_of(commission: Commission, pieces: Sequence[Piece]) -> Iterator[tuple[str, Citation]]:
    material = commission.material
    for piece in pieces:
        if piece.passage.kind is DocumentKind.GUIDANCE:
            yield from ((one.text, one.citation) for one in lifting.statements([piece]))
            continue
        note = material.records.note(note_of(piece.hit))
        if note is None or note.id in material.troubled:
            continue
        for one in lifting.statements([piece]):
            start = note.text.find(one.text)
            if start >= 0:  # what must not be handled is left out of the records' text
                quote = Quote(note.id, note.date, one.text, start, start + len(one.text))
                yield one.text, citing.note(quote, material.records)


def _open_lines(commission: Commission) -> Iterator[tuple[tuple[int, int], Line]]:
    """The lines that a model may say in other words, each with its place."""
    sections = commission.sections
    for number, section in enumerate(sections):
        if not _is_open(commission.kind, number, section, len(sections)):
            continue
        for at, line in enumerate(section.lines):
            if line.origin is not Origin.CONNECTIVE and line.citations:
                yield (number, at), line


def _is_open(kind: str, number: int, section: Section, of: int) -> bool:
    match kind:
        case "outreach":
            return section.heading != "Subject" and 1 < number < of - 1
        case "agenda":
            made_by_code = ("Open actions", "First steps", "Before you part")
            return bool(section.heading) and not section.heading.startswith(made_by_code)
        case "goal":
            return section.heading not in (goal_writer.BEFORE, goal_writer.TAKE_ALONG)
        case "feedback":
            counted = {one.kind for line in section.lines for one in line.citations} == {CitationKind.FEEDBACK}
            return counted and of > 1 and section.heading not in ("Not shown", "How to read this")
    return False


def _counted(line: Line) -> str:
    """A theme's name and its counts, without what it covers."""
    counts = re.split(r"; it covers:|:", line.text)[0]
    return f"{line.citations[0].heading}: {counts[:1].lower()}{counts[1:]}"
