"""A document's Markdown as HTML of ours: what it says is shown, what it would do is not.

No image is loaded, no HTML of the document's own runs, and only links to the web and to mail stay links.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from copilot.own_guidance import Heading

MOST = 9_000
"""So many characters of a document are shown at once, if it has headings to be parted at."""
_LINKS = ("https://", "http://", "mailto:")


@dataclass(frozen=True)
class Part:
    """A stretch of a document, from a heading on: its place in the text."""

    title: str
    start: int
    end: int


def parts_of(text: str, headings: Sequence[Heading], title: str) -> list[Part]:
    """The document whole, or, if it is long, in stretches that begin at headings and have half of `MOST` at least."""
    parts: list[Part] = []
    begun, name = 0, title
    for heading in headings if len(text) > MOST else ():
        if heading.start - begun >= MOST // 2:
            parts.append(Part(name, begun, heading.start))
            begun, name = heading.start, heading.title
    return [*parts, Part(name, begun, len(text))]


def to_html(text: str, title: str, found: tuple[int, int] | None = None) -> str:
    """The text for people to read. `found`, a place in it, is marked; a first heading that repeats `title` is left out.

    Headings have the ids `s-0`, `s-1` … in their order.
    """
    tokens = _parser().parse(text)
    tokens = _without_title(tokens, title)
    _number(tokens)
    if found is not None:
        _mark(tokens, text.count("\n", 0, found[0]), text.count("\n", 0, max(found[0], found[1] - 1)) + 1)
    parser = _parser()
    return f'<div class="mc-read">{parser.renderer.render(tokens, parser.options, {})}</div>'


def contents_html(headings: Sequence[str]) -> str:
    """The way to each heading that `to_html` numbered."""
    rows = "".join(f'<li><a href="#s-{place}">{html.escape(name)}</a></li>' for place, name in enumerate(headings))
    return f'<details class="mc-toc"><summary>In this document</summary><ul>{rows}</ul></details>'


def headings_in(text: str, title: str) -> list[str]:
    """The words of the headings that `to_html` numbers, in order."""
    tokens = _without_title(_parser().parse(text), title)
    return [after.content for one, after in pairwise(tokens) if one.type == "heading_open"]


def _parser() -> MarkdownIt:
    return _Parser("commonmark", {"html": False}).enable("table").disable("image")


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return url.casefold().startswith(_LINKS)


def _without_title(tokens: list[Token], title: str) -> list[Token]:
    if len(tokens) > 2 and tokens[0].type == "heading_open" and _same(tokens[1].content, title):
        return tokens[3:]
    return tokens


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _number(tokens: Sequence[Token]) -> None:
    """Below the page's own heading; links leave this tab alone."""
    place = 0
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            level = min(4, max(2, int(token.tag[1])))
            token.tag = f"h{level}"
            if token.type == "heading_open":
                token.attrSet("id", f"s-{place}")
                place += 1
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("target", "_blank")
                child.attrSet("rel", "noopener noreferrer nofollow")


def _mark(tokens: Sequence[Token], first: int, last: int) -> None:
    """Give the innermost blocks in the lines `first` to before `last` a class."""
    for token in tokens:
        inner = token.type in ("paragraph_open", "heading_open", "fence", "code_block", "tr_open")
        if inner and token.map is not None and token.map[0] < last and token.map[1] > first:
            token.attrJoin("class", "found")
    # A tight list's paragraphs are not drawn: its items are marked in their place.
    for number, token in enumerate(tokens[:-1]):
        if token.type == "list_item_open" and tokens[number + 1].hidden:
            within = token.map is not None and token.map[0] < last and token.map[1] > first
            if within:
                token.attrJoin("class", "found")
