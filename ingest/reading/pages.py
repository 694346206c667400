"""Text from laid-out pages back to paragraphs: lines joined, hyphens and ligatures undone."""

from __future__ import annotations

import re
from itertools import pairwise

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": None}
)
_SPACES = re.compile(r"[ \t\u00a0]+")
_BULLET = re.compile(r"^[•●○▪■◦‣⁃∙·–][ \t]*(?=\S)")
_ITEM = re.compile(r"^(?:[-*+]|\d{1,3}[.)]|\(?[a-z][.)])[ \t]")
_PAGE_NUMBER = re.compile(r"^[\W_]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[\W_]*$", re.IGNORECASE)
_WRAPPED_SHARE = 0.6
"""A line at least this share of its paragraph's longest was broken by the margin, not by the author."""


def flowing(text: str) -> str:
    """`text` with each paragraph on one line, page breaks as blank lines, page numbers dropped.

    A paragraph that a page break or wide line spacing cut in two is joined again. Table rows stay.
    """
    paragraphs: list[str] = []
    for page in text.translate(_LIGATURES).split("\f"):
        for block in _blocks(page):
            joined = _join(block)
            if paragraphs and _goes_on(paragraphs[-1], joined):
                paragraphs[-1] = _glue(paragraphs[-1], joined)
            else:
                paragraphs.append(joined)
    return "\n\n".join(paragraphs)


def _blocks(page: str) -> list[list[str]]:
    lines = [
        line.strip() if line.lstrip().startswith("|") else _SPACES.sub(" ", line).strip() for line in page.split("\n")
    ]
    numbered = [index for index, line in enumerate(lines) if line]
    if numbered and _PAGE_NUMBER.match(lines[numbered[-1]]):
        lines[numbered[-1]] = ""
    if len(numbered) > 1 and _PAGE_NUMBER.match(lines[numbered[0]]):
        lines[numbered[0]] = ""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(_BULLET.sub("- ", line))
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _join(lines: list[str]) -> str:
    longest = max(map(len, lines))
    paragraph = [lines[0]]
    for before, line in pairwise(lines):
        fixed = line.startswith("|") or before.startswith("|") or _ITEM.match(line)
        if not fixed and (len(before) >= _WRAPPED_SHARE * longest or line[0].islower()):
            paragraph[-1] = _glue(paragraph[-1], line)
        else:
            paragraph.append(line)
    return "\n".join(paragraph)


def _goes_on(before: str, after: str) -> bool:
    return after[0].islower() and (before[-1].isalpha() or before[-1] in ",;-") and not before.startswith("|")


def _glue(before: str, after: str) -> str:
    if len(before) > 1 and before[-1] == "-" and before[-2].isalpha() and after[0].islower():
        return before[:-1] + after
    return f"{before} {after}"
