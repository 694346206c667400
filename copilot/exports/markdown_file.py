"""A draft as Markdown (CommonMark), in which no character of the text is taken for mark-up."""

from __future__ import annotations

import re

from copilot.draft import Draft, Sentence
from copilot.exports.characters import lines, one_line
from copilot.exports.layout import Part, Shape, parts
from copilot.exports.sources import Sources, sources_of

_ANYWHERE = re.compile(r"[\\`*\[\]<>~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
"""What begins or ends mark-up inside a line, also in GitHub's flavour. A `_` between letters never does."""
_AT_START = re.compile(r"^(?:[#+=:-]|\d{1,9}(?=[.)]))")
"""What makes a line a heading, a list item, a rule or the underline of a heading."""


def markdown(draft: Draft) -> bytes:
    """The draft as Markdown, UTF-8, with the sources it carries at the end."""
    sources = sources_of(draft)
    written = [_part(part, sources) for part in parts(draft)]
    if sources.listed:
        listed = (f"{number}. {escaped(str(source))}" for number, source in enumerate(sources.listed, start=1))
        written.append("\n".join(["## Sources", "", *listed]))
    return ("\n\n".join(written) + "\n").encode() if written else b""


def escaped(text: str) -> str:
    """One line of text that renders as it stands."""
    line = _ANYWHERE.sub(lambda found: f"\\{found.group()}", one_line(text))
    start = _AT_START.match(line)
    if start is None:
        return line
    # A number is no punctuation, so what follows it is escaped.
    return f"{start.group()}\\{line[start.end() :]}" if start.group().isdigit() else f"\\{line}"


def _part(part: Part, sources: Sources) -> str:
    said = [_sentence(one, sources) for one in part.sentences]
    match part.shape:
        case Shape.SUBJECT:
            return f"**Subject:** {said[0]}"
        case Shape.PARAGRAPH:
            return " ".join(said)
        case Shape.LINES:
            return "\\\n".join(said)
        case Shape.POINTS:
            points = "\n".join(map(_point, part.sentences, said)).lstrip("\n")
            return f"## {escaped(part.title)}\n\n{points}"


def _point(sentence: Sentence, said: str) -> str:
    """A line of a list; what leads in stands by itself, or it would go on from the point above."""
    return f"\n{said}\n" if sentence.leads_in else "- " + said.replace("\n", "\n  ")


def _sentence(sentence: Sentence, sources: Sources) -> str:
    return "\\\n".join(map(escaped, lines(sentence.text))) + sources.marks[sentence.id]
