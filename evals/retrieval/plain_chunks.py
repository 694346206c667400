"""Chunks of a fixed size, as a plain chain cuts them: LangChain's RecursiveCharacterTextSplitter, written out.

Its package is none of ours, and what we are compared with must not change under us. On QMSum's meetings the chunks
are the same as those of langchain-text-splitters 1.1.3.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

SIZE = 1000
OVERLAP = 200
"""In characters, as in most examples of such chains."""
_SEPARATORS = ("\n\n", "\n", " ", "")


def plain_chunks(text: str, size: int = SIZE, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Where the chunks stand in the text, in order; without white space at their ends."""
    found: list[tuple[int, int]] = []
    at, before = 0, 0
    for chunk in _split(text, _SEPARATORS, size, overlap):
        at = text.find(chunk, max(0, at + before - overlap))
        before = len(chunk)
        found.append((at, at + before))
    return found


def _split(text: str, separators: Sequence[str], size: int, overlap: int) -> list[str]:
    place = next(place for place, each in enumerate(separators) if each in text)
    further = separators[place + 1 :]
    chunks: list[str] = []
    fitting: list[str] = []
    for piece in _pieces(text, separators[place]):
        if len(piece) < size:
            fitting.append(piece)
            continue
        chunks += _merged(fitting, size, overlap)
        fitting = []
        chunks += _split(piece, further, size, overlap) if further else [piece]
    return chunks + _merged(fitting, size, overlap)


def _pieces(text: str, separator: str) -> list[str]:
    """The text cut before each separator."""
    if not separator:
        return list(text)
    return [piece for piece in re.split(f"(?={re.escape(separator)})", text) if piece]


def _merged(pieces: Sequence[str], size: int, overlap: int) -> list[str]:
    """Pieces joined while they fit; each chunk begins with the last pieces of the one before, up to `overlap`."""
    chunks: list[str] = []
    current: list[str] = []
    total = 0
    for piece in pieces:
        if total + len(piece) > size and current:
            chunks.append("".join(current).strip())
            while total > overlap or (total + len(piece) > size and total > 0):
                total -= len(current.pop(0))
        current.append(piece)
        total += len(piece)
    chunks.append("".join(current).strip())
    return [chunk for chunk in chunks if chunk]
