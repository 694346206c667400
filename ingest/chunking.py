"""Text to passages: heading- and sentence-aware, pure.

How a text is cut:
- A section is what stands under one heading. A passage stays within the section of one heading of level 1-3;
  deeper headings (`####` on) stand inside passages. Exception: neighbouring sections under the same parent
  that are tiny (below `min_tokens`) share a passage, which then begins at its first heading's line.
- `heading_path` holds the headings above all of the passage: for one section its own path, for several
  what they have in common.
- Blocks (paragraph, list item, table, code) are kept whole where they fit; else they are cut between
  sentences (lines of code, rows of a table); a sentence too long for a passage of its own is cut between
  clauses, then between words, and a "word" without end at characters.
- A passage has at least one letter or digit; headings alone, and rules, make none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.sentences import sentences_of
from ingest.structure import BlockKind, blocks

CountTokens = Callable[[Sequence[str]], Sequence[int]]


@dataclass(frozen=True)
class ChunkingConfig:
    """Sizes in tokens.

    `max_tokens`: no passage is longer. The default leaves 30 of a 254-token window to the headings and
    title that are put before a passage when it is embedded. `target_tokens`: a passage is closed once the
    next block would take it beyond. `min_tokens`: shorter pieces are joined to a neighbour of their section.
    `characters_per_token`: a text counts as at least one token for so many characters, since tokenizers
    count a long run without spaces as one unknown word.
    Raises ValueError unless 0 < min < target <= max.
    """

    max_tokens: int = 224
    target_tokens: int = 180
    min_tokens: int = 40
    characters_per_token: int = 12

    def __post_init__(self) -> None:
        if not 0 < self.min_tokens < self.target_tokens <= self.max_tokens:
            raise ValueError("sizes must be 0 < min_tokens < target_tokens <= max_tokens")
        if self.characters_per_token < 1:
            raise ValueError("characters_per_token must be at least 1")


@dataclass(frozen=True)
class Chunk:
    """`text` is exactly `source[start:end]`; `ordinal` counts from 0."""

    text: str
    heading_path: tuple[str, ...]
    start: int
    end: int
    ordinal: int


PASSAGE_HEADING_LEVEL = 3
"""Headings down to this level separate passages; deeper ones stand inside them."""

_CLAUSE = re.compile(r"(?<=[,;:)—–])\s+|(?<!\s)\s+(?=\()")
_WORD_GAP = re.compile(r"\s+")
_HAS_WORD = re.compile(r"\w")


@dataclass(frozen=True)
class _Piece:
    """A sentence, or a part of one that is too long, or a heading's line.

    `path`: the headings above it, all levels. `opens`: it is the first of its block.
    """

    start: int
    end: int
    cost: int
    path: tuple[str, ...] = ()
    opens: bool = False
    heading: bool = False
    rule: bool = False


@dataclass
class _Section:
    """What stands under one heading of level 1-3, or under several neighbours' that are tiny."""

    path: tuple[str, ...]
    heading: _Piece | None = None
    pieces: list[_Piece] = field(default_factory=list)


def chunk(text: str, *, count_tokens: CountTokens, config: ChunkingConfig) -> list[Chunk]:
    """The passages of `text`, in order, without overlap.

    Together they hold every letter and digit that is not in a heading. `count_tokens` is called once with
    all sentences, and again only for sentences that are too long. It must be additive at white space (the
    count of a text is at most the sum of its parts'), as word-piece tokenizers are.
    """
    chunks: list[Chunk] = []
    for section in _merge_tiny(_sections(text, count_tokens, config), config):
        for pieces in _pack(section, config):
            kept = _trimmed(pieces, text)
            if kept:
                start, end = kept[0].start, kept[-1].end
                chunks.append(Chunk(text[start:end], _common_path(kept), start, end, len(chunks)))
    return chunks


def _sections(text: str, count_tokens: CountTokens, config: ChunkingConfig) -> list[_Section]:
    found = [(block, sentences_of(text, block)) for block in blocks(text)]
    spans = [span for _, block_spans in found for span in block_spans]
    costs = iter(_costs(text, spans, count_tokens, config))
    above: list[tuple[int, str]] = []
    path: tuple[str, ...] = ()
    sections = [_Section(())]
    for block, block_spans in found:
        if block.kind is BlockKind.HEADING:
            while above and above[-1][0] >= block.level:
                above.pop()
            above.append((block.level, " ".join(block.title.split())))
            path = tuple(title for _, title in above if title)
            line = _Piece(block.start, block.end, next(costs), path, opens=True, heading=True)
            if block.level <= PASSAGE_HEADING_LEVEL or line.cost > config.max_tokens:
                sections.append(_Section(path, line))
            else:
                sections[-1].pieces.append(line)
            continue
        opens, rule = True, block.kind is BlockKind.RULE
        for start, end in block_spans:
            cost = next(costs)
            whole = [_Piece(start, end, cost)]
            fits = cost <= config.max_tokens
            for part in whole if fits else _split_sentence(text, start, end, count_tokens, config):
                sections[-1].pieces.append(replace(part, path=path, opens=opens, rule=rule))
                opens = False
    return [section for section in sections if any(_counts(piece, text) for piece in section.pieces)]


def _counts(piece: _Piece, text: str) -> bool:
    return not piece.heading and _HAS_WORD.search(text, piece.start, piece.end) is not None


def _costs(text: str, spans: Sequence[tuple[int, int]], count_tokens: CountTokens, config: ChunkingConfig) -> list[int]:
    if not spans:
        return []
    counts = count_tokens([text[start:end] for start, end in spans])
    return [
        max(count, -(-(end - start) // config.characters_per_token))
        for count, (start, end) in zip(counts, spans, strict=True)
    ]


def _split_sentence(
    text: str, start: int, end: int, count_tokens: CountTokens, config: ChunkingConfig
) -> Iterator[_Piece]:
    """A sentence that is too long, as pieces that fit, each as long as it can be."""
    parts = _cut(start, end, _CLAUSE, text)
    costs = _costs(text, parts, count_tokens, config)
    words: list[tuple[int, int]] = []
    for (first, last), cost in zip(parts, costs, strict=True):
        words.extend([(first, last)] if cost <= config.max_tokens else _cut(first, last, _WORD_GAP, text))
    costs = _costs(text, words, count_tokens, config)
    fitting: list[_Piece] = []
    for (first, last), cost in zip(words, costs, strict=True):
        if cost <= config.max_tokens:
            fitting.append(_Piece(first, last, cost))
        else:
            fitting.extend(_slices(text, first, last, count_tokens, config))
    yield from _joined(fitting, config)


def _cut(start: int, end: int, gap: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    parts = []
    for found in gap.finditer(text, start, end):
        if found.start() > start:
            parts.append((start, found.start()))
        start = found.end()
    if start < end:
        parts.append((start, end))
    return parts


def _slices(text: str, start: int, end: int, count_tokens: CountTokens, config: ChunkingConfig) -> list[_Piece]:
    """A run without white space, cut at characters; each slice fills a passage, so no sum is relied on."""
    size = config.max_tokens
    pending = [(first, min(first + size, end)) for first in range(start, end, size)]
    done: list[_Piece] = []
    while pending:
        costs = _costs(text, pending, count_tokens, config)
        halves = []
        for (first, last), cost in zip(pending, costs, strict=True):
            if cost <= config.max_tokens or last - first == 1:
                done.append(_Piece(first, last, config.max_tokens))
            else:
                middle = (first + last) // 2
                halves += [(first, middle), (middle, last)]
        pending = halves
    return sorted(done, key=lambda piece: piece.start)


def _joined(pieces: Sequence[_Piece], config: ChunkingConfig) -> Iterator[_Piece]:
    current: _Piece | None = None
    for piece in pieces:
        if current is None:
            current = piece
            continue
        cost = current.cost + piece.cost + _gap_cost(current, piece, config)
        if cost <= config.max_tokens:
            current = _Piece(current.start, piece.end, cost)
        else:
            yield current
            current = piece
    if current is not None:
        yield current


def _gap_cost(before: _Piece, after: _Piece, config: ChunkingConfig) -> int:
    """White space is no token, but a page of it does not belong inside a passage."""
    return (after.start - before.end) // config.characters_per_token


def _cost(pieces: Sequence[_Piece], config: ChunkingConfig) -> int:
    gaps = sum(_gap_cost(a, b, config) for a, b in pairwise(pieces))
    return sum(piece.cost for piece in pieces) + gaps


def _merge_tiny(sections: Sequence[_Section], config: ChunkingConfig) -> list[_Section]:
    """Neighbouring tiny sections with the same parent as one, their heading lines among the pieces."""
    merged: list[_Section] = []
    parent: tuple[str, ...] | None = None  # of the last one in `merged`, None unless it may take more
    for section in sections:
        tiny = section.heading is not None and _cost(section.pieces, config) < config.min_tokens
        if tiny and section.path[:-1] == parent:
            together = [*_with_heading(merged[-1]), *_with_heading(section)]
            if _cost(together, config) <= config.target_tokens:
                merged[-1] = _Section(parent, None, together)
                continue
        merged.append(section)
        parent = section.path[:-1] if tiny else None
    return merged


def _with_heading(section: _Section) -> list[_Piece]:
    return section.pieces if section.heading is None else [section.heading, *section.pieces]


def _pack(section: _Section, config: ChunkingConfig) -> Iterator[list[_Piece]]:
    """The passages of a section: blocks added while they fit, long blocks cut between sentences."""
    groups: list[list[_Piece]] = []
    current: list[_Piece] = []
    spent = 0

    def close() -> None:
        nonlocal current, spent
        if current:
            groups.append(current)
        current, spent = [], 0

    for block in _by_block(section.pieces):
        cost = _cost(block, config)
        joined = spent + cost + (_gap_cost(current[-1], block[0], config) if current else 0)
        short = spent < config.min_tokens
        if joined <= (config.max_tokens if short else config.target_tokens):
            current.extend(block)
            spent = joined
            continue
        if cost <= config.max_tokens or not short:
            close()
        if cost <= config.max_tokens:
            current, spent = list(block), cost
            continue
        for piece in block:  # after a short lead-in, which stays with the block's beginning
            more = piece.cost + (_gap_cost(current[-1], piece, config) if current else 0)
            limit = config.max_tokens if spent < config.min_tokens else config.target_tokens
            if current and spent + more > limit:
                close()
                more = piece.cost
            current.append(piece)
            spent += more
    close()
    yield from _join_short(groups, config)


def _by_block(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces by block; a heading goes with the block below it."""
    block: list[_Piece] = []
    for piece in pieces:
        if piece.opens and block and not block[-1].heading:
            yield block
            block = []
        block.append(piece)
    if block:
        yield block


def _join_short(groups: Sequence[list[_Piece]], config: ChunkingConfig) -> list[list[_Piece]]:
    joined: list[list[_Piece]] = []
    for group in groups:
        if joined:
            together = [*joined[-1], *group]
            short = min(_cost(joined[-1], config), _cost(group, config)) < config.min_tokens
            if short and _cost(together, config) <= config.max_tokens:
                joined[-1] = together
                continue
        joined.append(group)
    return joined


def _trimmed(pieces: Sequence[_Piece], text: str) -> list[_Piece]:
    """`pieces` without rules at the ends and headings at the end; empty if no words are left."""
    if not any(_counts(piece, text) for piece in pieces):
        return []
    first, last = 0, len(pieces)
    while pieces[first].rule:
        first += 1
    while pieces[last - 1].rule or pieces[last - 1].heading:
        last -= 1
    return list(pieces[first:last])


def _common_path(pieces: Sequence[_Piece]) -> tuple[str, ...]:
    paths = {piece.path for piece in pieces if not piece.heading}
    shared = min(paths, key=len)
    while any(path[: len(shared)] != shared for path in paths):
        shared = shared[:-1]
    return shared
