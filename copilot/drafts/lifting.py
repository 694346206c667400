"""Single sentences of guidance that can stand in a draft: a question to ask, a piece of advice."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from copilot.draft import Citation, Origin
from copilot.drafts import citing
from copilot.drafts.kind import Line, Similarity
from copilot.retrieve import Piece
from ingest.sentences import sentences

_LEAD = re.compile(r"^(?:\s*(?:[-*+•]|\d+[.)])\s+(?:\[[ xX]\]\s+)?|\s*>\s*)+")
_LEANS = re.compile(
    r"^(?:and|but|or|so|then|also|this|that|these|those|it|they|he|she|such|here|there|for example|"
    r"e\.g|i\.e|what about|how about it|why\?|really)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[|{}<>`]|\]\(|https?://|\*\*|__|::")
_ASKS_SOMEONE = re.compile(r"\b(?:you|your|yours|we|us|our|each of us)\b", re.IGNORECASE)
_OPENS_A_QUESTION = re.compile(
    r"(?:what|which|at which|on which|how|when|where|who|whom|whose|why|is|are|was|were|do|does|did|can|could|would|will|shall|should|have|"
    r"has|had|may|might|in what|in which|to what|on a scale|looking back|if you)\b",
    re.IGNORECASE,
)
_DEICTIC = re.compile(r"\b(?:the rest|above|below|the former|the latter|the other one|as before)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:i|my|me|mine)\b|\bI['’]", re.IGNORECASE)
_IMPERATIVE = frozenset(
    """
    agree ask begin book choose close decide end finish fix give hold keep leave let listen look make name note
    offer open pick plan put read return review say send set share spend start stop take talk tell thank treat try use
    wait write
    """.split()
)
OWN_GUIDANCE = "guidance:"
"""What the source of guidance that the programme wrote itself begins with."""
_NEARLY = 0.06
"""Candidates whose cosine similarity is within this of the best count as as good."""
_QUESTION_WORDS = (5, 24)
_ADVICE_WORDS = (6, 30)


@dataclass(frozen=True)
class Lifted:
    """A sentence of guidance with its place."""

    text: str
    piece: Piece
    citation: Citation

    def line(self) -> Line:
        return Line(self.text, Origin.GUIDANCE, (self.citation,))


def questions(pieces: Iterable[Piece]) -> list[Lifted]:
    """Questions in the passages that one person could ask another aloud as they stand."""
    return [one for one in _sentences(pieces) if one.text.endswith("?") and _askable(one)]


def advice(pieces: Iterable[Piece]) -> list[Lifted]:
    """Imperative sentences in the passages that stand alone."""
    return [one for one in _sentences(pieces) if one.text.endswith(".") and _advises(one)]


def statements(pieces: Iterable[Piece]) -> list[Lifted]:
    """Every sentence of the passages that stands on one line."""
    return list(_sentences(pieces))


def likely(text: str) -> list[str]:
    """The lines of a guidance text that drafts will often weigh: its questions and its advice."""
    return [
        line
        for _, line in _lines(text)
        if line.endswith("?") or (line.endswith(".") and line.split()[0].lower() in _IMPERATIVE)
    ]


def best(
    candidates: Sequence[Lifted],
    topic: str,
    similar: Similarity,
    used: set[str],
    chance: random.Random,
    *,
    least: float = 0.0,
) -> Lifted | None:
    """An unused candidate near in meaning to the topic, or None where nothing reaches `least`.

    Among those nearly as near as the nearest, `chance` decides, so that not every draft asks the same.
    The choice is added to `used`, so that no line appears twice in a draft.
    """
    free = [one for one in candidates if one.text not in used]
    if not free:
        return None
    scores = similar([topic], [one.text for one in free])[0]
    near = float(scores.max())
    if near < least:
        return None
    chosen = chance.choice(
        [one for one, score in zip(free, scores, strict=True) if score >= max(near - _NEARLY, least)]
    )
    used.add(chosen.text)
    return chosen


def _sentences(pieces: Iterable[Piece]) -> Iterable[Lifted]:
    seen = set()
    for piece in pieces:
        for offset, text in _lines(piece.passage.text):
            if text not in seen:
                seen.add(text)
                yield Lifted(text, piece, citing.guidance(piece, text, piece.passage.start + offset))


def _lines(body: str) -> Iterable[tuple[int, str]]:
    """Sentences that stand on one line, without the mark of their list, with where they begin."""
    for start, end in sentences(body):
        lead = _LEAD.match(body[start:end])
        offset = start + (lead.end() if lead else 0)
        text = body[offset:end].rstrip()
        if text and "\n" not in text and not _MARKUP.search(text) and text[0] not in "\"“'‘([":
            yield offset, text


def _askable(one: Lifted) -> bool:
    words = one.text.split()
    return (
        _QUESTION_WORDS[0] <= len(words) <= _QUESTION_WORDS[1]
        and bool(_ASKS_SOMEONE.search(one.text))
        and not _FIRST_PERSON.search(one.text)
        and not _LEANS.match(one.text)
        and words[0][0].isupper()
        and bool(_OPENS_A_QUESTION.match(one.text))
        and _meant_to_be_lifted(one.piece, "Questions worth asking")
    )


def _advises(one: Lifted) -> bool:
    words = one.text.split()
    return (
        _ADVICE_WORDS[0] <= len(words) <= _ADVICE_WORDS[1]
        and words[0].lower() in _IMPERATIVE
        and not _DEICTIC.search(one.text)
        and _meant_to_be_lifted(one.piece, "Try this")
        and not _FIRST_PERSON.search(one.text)
    )


def _meant_to_be_lifted(piece: Piece, heading: str) -> bool:
    """Our cards say which of their lines stand alone, and a programme's own guidance is meant for its sessions.

    Whatever else was read in may be about anything: of that, only what stands in a list of questions is lifted.
    """
    if piece.hit.tags:
        return heading in piece.passage.heading_path
    if piece.hit.source.startswith(OWN_GUIDANCE):
        return True
    return heading.startswith("Questions") and any("question" in one.lower() for one in piece.passage.heading_path)
