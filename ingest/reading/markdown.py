"""Markdown files: the markup of site generators out, the words kept.

Every pattern here is linear on one line or anchored, so no file can make it slow.
"""

from __future__ import annotations

import html
import re

_SPECIAL = re.compile(
    r"^[ \t>]{0,12}(?P<fence>`{3,}|~{3,})[ \t]*+(?P<info>[^\n`]*+)$"
    r"|(?P<comment><!--)"
    r"|<(?P<tag>script|style|svg)\b[^<>]*>"
    r"|\{%-?\s*(?P<liquid>comment)\b[^{}\n]*%\}",
    re.MULTILINE | re.IGNORECASE,
)
_DIRECTIVE = re.compile(r"\{([\w:.+-]+)\}[ \t]*(.*)")


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_DIRECTIVES_OF_CODE = _names("code code-block code-cell sourcecode math mermaid r python bash julia ojs sql dot")
_DIRECTIVES_WITHOUT_WORDS = _names("toctree tableofcontents contents bibliography include image raw eval-rst")
_DIRECTIVE_OPTIONS = re.compile(
    r"\A(?:[ \t]*---\n(?:(?![ \t]*---$).*\n)*[ \t]*---\n|(?:[ \t]*:[\w-]+:.*\n)+)", re.MULTILINE
)
_LIQUID = re.compile(
    r"\{%[^%{}]*(?:%(?!\})[^%{}]*)*%\}"  # tags: {% include x %}
    r"|\{\{[<%][^{}\n]*[%>]\}\}"  # Hugo: {{< figure >}}
    r"|\{\{[^{}\n]*[.|][^{}\n]*\}\}"  # {{ site.url }}, but not the {{name}} of a template letter
)
_ATTRIBUTES = re.compile(
    r"^[ \t>]*\{:[^{}\n]*\}[ \t]*$|(?<![ \t])[ \t]*(?:\{:[^{}\n]*\}|\{[#.][a-zA-Z][^{}\n]*\})", re.MULTILINE
)
_DIV_FENCE = re.compile(r"^[ \t]*:{3,}([^\n]*)$", re.MULTILINE)
_MDX_LINE = re.compile(r"^(?:import|export)\b[^\n]*(?:['\"][^\n]*|\{)$", re.MULTILINE)
_ROLE = re.compile(r"\{[\w:.-]+\}`([^`<\n]*)(?:<[^`<>\n]*>)?`")

_BREAKING_TAGS = _names(
    "br p div tr ul ol table thead tbody section details summary figure figcaption center dl dt dd hr"
)
_HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INLINE_TAGS = _names(
    "a span b i u em strong sub sup small big img picture source font iframe aside abbr input button label "
    "kbd mark video audio header footer nav main article blockquote cite colgroup col link meta th td html "
    "head body"
)
_TAGS = sorted({*_BREAKING_TAGS, *_INLINE_TAGS, *_HEADING_TAGS, "li"}, key=len, reverse=True)
_TAG = re.compile(rf"<(/?)({'|'.join(_TAGS)})\b(?![:@.])(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*>", re.IGNORECASE)
_EMPTY_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(\s*\)")
_DATA_IMAGE = re.compile(r"!\[([^\[\]\n]*)\]\(data:[^()\s]*\)")
_DATA_REFERENCE = re.compile(r"^[ \t]{0,3}\[[^\[\]\n]*\]:[ \t]*<?data:[^\n]*$", re.MULTILINE)
_LABEL_LINE = re.compile(r"^\([\w:.-]+\)=[ \t]*$|^[-*] TOC[ \t]*$", re.MULTILINE)
_MANY_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_FIRST_HEADING = re.compile(r"^#[ \t]+(\S[^\n]*)|^(\S[^\n]*)\n=+[ \t]*$", re.MULTILINE)
_TITLE_MARKUP = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?|[*_`]{1,3}(?=\w)|(?<=[\w.!?)])[*_`]{1,3}")
_TITLE_CHARACTERS = 200


def words_of(text: str, mdx: bool = False) -> str:
    """`text` without comments, scripts, template tags, attribute lists and HTML tags; code stays as it is.

    MyST and Quarto directives (```` ```{note} ````, `::: {.tip}`) degrade to their content. With `mdx`,
    its import and export lines go too.
    """
    out: list[str] = []
    position = 0
    unclosed: set[str] = set()
    while (found := _SPECIAL.search(text, position)) is not None:
        out.append(_prose(text[position : found.start()], mdx))
        if found["fence"] is not None:
            mark = f"{found['fence'][0]}{{{len(found['fence'])},}}"
            ending = re.compile(rf"^[ \t>]{{0,12}}{mark}[ \t]*$", re.MULTILINE).search(text, found.end())
            body_end, position = (ending.start(), ending.end()) if ending else (len(text), len(text))
            out.append(_fenced(text, found, body_end, position, mdx))
            continue
        position = _end_of_dropped(text, found, unclosed)
    out.append(_prose(text[position:], mdx))
    return _MANY_BLANK_LINES.sub("\n\n", "".join(out)).strip("\n")


def title_of(text: str) -> str | None:
    """The words of the first level-one heading outside code, None where there is none."""
    position = 0
    while (found := _FIRST_HEADING.search(text, position)) is not None:
        if text.count("\n```", 0, found.start()) % 2 == 0:
            return plain_title(found[1] or found[2])
        position = found.end()
    return None


def plain_title(heading: str) -> str | None:
    """A heading as one line without markup, at most 200 characters; None if nothing is left."""
    line = _TITLE_MARKUP.sub(r"\1", heading[: 4 * _TITLE_CHARACTERS].rstrip("# \t"))
    return " ".join(line.split())[:_TITLE_CHARACTERS].strip() or None


def without_data_images(text: str) -> str:
    """`text` with pictures that carry their own bytes reduced to their description."""
    return _DATA_REFERENCE.sub("", _DATA_IMAGE.sub(r"\1", text)) if "data:" in text else text


def _fenced(text: str, opening: re.Match[str], body_end: int, end: int, mdx: bool) -> str:
    """A fenced block: code as it stands, a directive as its title and content."""
    directive = _DIRECTIVE.match(opening["info"].strip())
    name = directive[1].lower() if directive else ""
    if directive is None or name in _DIRECTIVES_OF_CODE:
        return text[opening.start() : end]
    if name in _DIRECTIVES_WITHOUT_WORDS:
        return ""
    body = _DIRECTIVE_OPTIONS.sub("", text[opening.end() + 1 : body_end])
    title = "" if name in ("figure", "article-info") else directive[2].strip()
    return "\n\n".join(part for part in (title, words_of(body, mdx)) if part) + "\n"


def _end_of_dropped(text: str, opening: re.Match[str], unclosed: set[str]) -> int:
    """Where a comment, script or the like ends. One that never ends loses its opening alone.

    `unclosed` remembers what was looked for in vain, so a file full of openings is read once, not n times.
    """
    if opening["comment"]:
        closing = "-->"
    elif opening["liquid"]:
        closing = r"\{%-?\s*endcomment\s*-?%\}"
    else:
        closing = rf"</{opening['tag']}\s*>"
    if closing not in unclosed:
        ending = re.compile(closing, re.IGNORECASE).search(text, opening.end())
        if ending is not None:
            return ending.end()
        unclosed.add(closing)
    return opening.end()


def _prose(text: str, mdx: bool) -> str:
    if mdx:
        text = _MDX_LINE.sub("", text)
    if "{" in text:
        text = _ROLE.sub(r"\1", _ATTRIBUTES.sub("", _LIQUID.sub("", text)))
        text = _EMPTY_LINK.sub(r"\1", text)
    if ":::" in text:
        text = _DIV_FENCE.sub(_div_title, text)
    if "<" in text:
        text = _TAG.sub(_tag, text)
    text = without_data_images(_LABEL_LINE.sub("", text))
    return html.unescape(text) if "&" in text else text


def _div_title(line: re.Match[str]) -> str:
    directive = _DIRECTIVE.match(line[1].strip())
    return directive[2] if directive and directive[1].lower() != "figure" else ""


def _tag(found: re.Match[str]) -> str:
    closing, name = found[1], found[2].lower()
    if name in _HEADING_TAGS:
        return "\n\n" if closing else "\n\n" + "#" * int(name[1]) + " "
    if name == "li":
        return "" if closing else "\n- "
    if name in _BREAKING_TAGS:
        return "\n"
    return " " if name in ("td", "th") else ""
