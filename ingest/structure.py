"""The blocks of a Markdown or plain text, by line: pure, one pass, linear.

Only what chunking and sentences need: no inline markup, no nesting beyond a list item's own lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class BlockKind(Enum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"


@dataclass(frozen=True)
class Block:
    """`text[start:end]`, trimmed of white space, never empty.

    `level` and `title` are a heading's (1-6, without its marks). An item is one list entry with the lines
    that belong to it. A turn of a transcript ("Ann: …") is a paragraph. A table is its rows, code its fences and lines.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    title: str = ""


_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")
_ATX = re.compile(r"(#{1,6})(?:[ \t]+(.*))?$")
_ITEM = re.compile(
    r"(?:>[ \t]?)*(?:[-*+•‣▪◦][ \t]+|\d{1,4}[.)][ \t]+|[a-zA-Z]\)[ \t]+|(?:\[[ xX✓]\]|[☐☑☒✓✔✗✘])[ \t]*)(?=\S)"
)
_NAME = r"[^\W\d_a-z][\w.'’-]{0,30}"
_SPEAKER = re.compile(rf"(?:[(\[]?\d{{1,2}}(?::\d{{2}}){{1,2}}[)\]]?[ \t]+)?{_NAME}(?:[ \t]{_NAME}){{0,2}}:[ \t]")
"""A line of a transcript: a name, perhaps after the time, and a colon."""
_RULE = re.compile(r"(?:[-*_=][ \t]*+){3,}$")
_SETEXT = re.compile(r"(=+|-{2,})$")
_SETEXT_CHARACTERS = 100
"""A longer line above dashes, or one that ends like a sentence, is a paragraph above a rule."""


_HEADING_INDENT = 3


@dataclass
class _Open:
    """A block that may take further lines."""

    kind: BlockKind
    start: int
    end: int
    lines: int = 1
    fence: str = ""
    spoken: bool = False


def blocks(text: str) -> Iterator[Block]:
    """The blocks in order. Every character that is not white space is in exactly one."""
    current: _Open | None = None
    position = 0
    for line in _lines(text):
        stripped = line.strip()
        start = position + len(line) - len(line.lstrip())
        end = start + len(stripped)
        position += len(line)
        if current is not None and current.kind is BlockKind.CODE and current.fence:
            if stripped:
                current.end = end
            if stripped.startswith(current.fence) and not stripped.strip(current.fence[0]):
                yield _closed(current)
                current = None
            continue
        if not stripped:
            if current is not None:
                yield _closed(current)
                current = None
            continue
        if current is not None and current.kind is BlockKind.PARAGRAPH and current.lines == 1:
            underline = _SETEXT.match(stripped)
            short = current.end - current.start <= _SETEXT_CHARACTERS
            if underline and short and text[current.end - 1] not in ".,;:?!":
                level = 1 if stripped[0] == "=" else 2
                title = text[current.start : current.end]
                yield Block(BlockKind.HEADING, current.start, end, level, title)
                current = None
                continue
        kind, fence, heading = _kind_of(stripped, current)
        if heading is not None and start - (position - len(line)) > _HEADING_INDENT:
            kind, heading = None, None  # a comment in indented code
        spoken = kind is None and heading is None and _SPEAKER.match(stripped) is not None
        if spoken and current is not None and _turn_ends(current, text):
            kind = BlockKind.PARAGRAPH
        if current is not None and kind is None:
            current.end = end
            current.lines += 1
            continue
        if current is not None:
            yield _closed(current)
            current = None
        if heading is not None:
            yield Block(BlockKind.HEADING, start, end, len(heading[1]), (heading[2] or "").rstrip("# \t"))
        elif kind is BlockKind.RULE:
            yield Block(kind, start, end)
        else:
            current = _Open(kind or BlockKind.PARAGRAPH, start, end, fence=fence, spoken=spoken)
    if current is not None:
        yield _closed(current)


def _turn_ends(current: _Open, text: str) -> bool:
    """Whether a speaker's name below `current` opens a turn of its own: after another's, or a full stop."""
    return current.kind is BlockKind.PARAGRAPH and (current.spoken or text[current.end - 1] in '.!?…"”)')


def _kind_of(stripped: str, current: _Open | None) -> tuple[BlockKind | None, str, re.Match[str] | None]:
    """What a line opens (None: it goes on with `current`, or opens a paragraph)."""
    first = stripped[0]
    if first in "`~" and (fence := _FENCE.match(stripped)) is not None:
        return BlockKind.CODE, fence[1], None
    if first == "#" and (heading := _ATX.match(stripped)) is not None:
        return BlockKind.HEADING, "", heading
    if first in "-*_=" and _RULE.match(stripped):
        return BlockKind.RULE, "", None
    if first == "|":
        goes_on = current is not None and current.kind is BlockKind.TABLE
        return None if goes_on else BlockKind.TABLE, "", None
    if _ITEM.match(stripped):
        return BlockKind.ITEM, "", None
    if current is not None and current.kind is BlockKind.TABLE:
        return BlockKind.PARAGRAPH, "", None
    return None, "", None


def _closed(block: _Open) -> Block:
    return Block(block.kind, block.start, block.end)


def _lines(text: str) -> Iterator[str]:
    position = 0
    while (found := text.find("\n", position)) >= 0:
        yield text[position : found + 1]
        position = found + 1
    if position < len(text):
        yield text[position:]
