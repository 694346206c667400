"""Words of a note or a goal that stand in what a person typed: such a sentence rests on it, whoever typed it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from copilot.draft import Citation, CitationKind
from copilot.models import Goal, Note
from copilot.review.grounding.words import STOP, stem
from ingest.models import Scope

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TELLING_RUN = 2
"""So many telling words in a row, neither of which any open text says, are a closed text's."""
_LONG_RUN = 4
"""So many are, however ordinary each is."""


@dataclass(frozen=True)
class _Said:
    """A telling word (no "the" or "we") and its place in the text as written."""

    stem: str
    start: int
    end: int


def pasted(
    text: str,
    records: Sequence[Note | Goal],
    readable: Collection[Scope],
    open_texts: Iterable[str],
) -> list[Citation]:
    """A citation of each note and goal whose words the text repeats, with the words.

    `records` are all that the author may read, `readable` what all readers may. From what is closed to them two
    telling words in a row are enough, if no open text says either; from anything, four in a row. One word alone is
    never enough, since a single word is nobody's.
    """
    typed = _said(text)
    opened = [_said(one) for one in (*open_texts, *(one.text for one in records if one.scope in readable))]
    known = {word.stem for one in opened for word in one}
    told = {run for one in opened for run in _runs(one, _LONG_RUN)}
    found = []
    for record in records:
        written = _said(record.text)
        closed = record.scope not in readable
        run = _longest(typed, written)
        if run is None:
            continue
        first, length = run
        words = written[first : first + length]
        long = length >= _LONG_RUN and not (closed and _runs(words, _LONG_RUN) <= told)
        telling = closed and _telling(typed, written, known)
        if long or telling:
            if telling and not long:
                first, length = telling
                words = written[first : first + length]
            found.append(_citation(record, words[0].start, words[-1].end))
    return found


def _said(text: str) -> list[_Said]:
    return [
        _Said(stem(match.group().replace("’", "'")), match.start(), match.end())
        for match in _WORD.finditer(text)
        if match.group().lower().replace("’", "'") not in STOP
    ]


def _runs(said: Sequence[_Said], size: int) -> frozenset[tuple[str, ...]]:
    stems = [one.stem for one in said]
    return frozenset(tuple(stems[at : at + size]) for at in range(len(stems) - size + 1))


def _longest(typed: Sequence[_Said], written: Sequence[_Said]) -> tuple[int, int] | None:
    """Where in `written` the longest run of words that `typed` shares begins, and its length; None below two."""
    best: tuple[int, int] | None = None
    lengths = [0] * (len(written) + 1)
    for one in typed:
        before = lengths
        lengths = [0] * (len(written) + 1)
        for at, other in enumerate(written, start=1):
            if one.stem == other.stem:
                lengths[at] = before[at - 1] + 1
                if lengths[at] >= _TELLING_RUN and lengths[at] > (best[1] if best else 0):
                    best = (at - lengths[at], lengths[at])
    return best


def _telling(typed: Sequence[_Said], written: Sequence[_Said], known: Collection[str]) -> tuple[int, int] | None:
    """The first two words in a row that both say and that are in no open text."""
    pairs = {pair for pair in _runs(typed, _TELLING_RUN) if not set(pair) & set(known)}
    stems = [one.stem for one in written]
    places = (at for at in range(len(stems) - 1) if (stems[at], stems[at + 1]) in pairs)
    return next(((at, _TELLING_RUN) for at in places), None)


def _citation(record: Note | Goal, start: int, end: int) -> Citation:
    quote = record.text[start:end]
    if isinstance(record, Note):
        title = record.title or f"{record.kind.value.capitalize()} note"
        return Citation(
            kind=CitationKind.NOTE,
            id=record.id,
            document=title,
            date=record.date,
            quote=quote,
            start=start,
            end=end,
        )
    return Citation(kind=CitationKind.GOAL, id=record.id, document="Goals", date=record.date, quote=quote)
