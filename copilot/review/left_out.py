"""Notes without what must not be handled in them: the paragraph of a troubled sentence is left out, the rest is used.

What is left out becomes empty lines of the same length, so every other word keeps its place and can be cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from copilot.actions.statements import Statement, statements
from copilot.models import Note
from copilot.review.trouble import find_trouble

REACH = 6
"""So many statements before and after a troubled one, in its paragraph, go with it: they tell of the same thing."""


@dataclass(frozen=True)
class Spared:
    """`notes` as they may be used. `touched`: ids of those with something left out, `empty`: with nothing left."""

    notes: tuple[Note, ...]
    touched: frozenset[str]
    empty: frozenset[str]


def without_trouble(notes: Iterable[Note]) -> Spared:
    """The notes, in order, without what speaks of trouble; a note with such a title is left out whole."""
    kept, touched, empty = [], set(), set()
    for note in notes:
        places = left_out(note)
        text = note.text
        for start, end in places:
            text = text[:start] + "\n" * (end - start) + text[end:]
        kept.append(replace(note, text=text) if places else note)
        if places:
            touched.add(note.id)
            if not text.strip() or find_trouble(note.title):
                empty.add(note.id)
    return Spared(tuple(kept), frozenset(touched), frozenset(empty))


def left_out(note: Note) -> list[tuple[int, int]]:
    """The places of the note that must not be handled, in order, start and end."""
    if find_trouble(note.title):
        return [(0, len(note.text))]
    parts = statements(note.text)
    found: list[tuple[int, int]] = []
    for span in find_trouble(note.text):
        hit = [place for place, part in enumerate(parts) if part.start < span.end and span.start < part.end]
        if not hit:
            # A heading or a bare line, which is no statement: it goes alone.
            start = note.text.rfind("\n", 0, span.start) + 1
            end = note.text.find("\n", span.end)
            found.append((start, len(note.text) if end < 0 else end))
            continue
        first, last = hit[0], hit[-1]
        while first > max(hit[0] - REACH, 0) and _together(note.text, parts[first - 1], parts[first]):
            first -= 1
        while last < min(hit[-1] + REACH, len(parts) - 1) and _together(note.text, parts[last], parts[last + 1]):
            last += 1
        found.append((min(parts[first].start, span.start), max(parts[last].end, span.end)))
    return _joined(found)


def _together(text: str, one: Statement, other: Statement) -> bool:
    """Whether the two stand in one paragraph: no empty line between them, and not each a list line of its own."""
    return not other.listed and re.search(r"\n[ \t]*\n", text[one.end : other.start]) is None


def _joined(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
