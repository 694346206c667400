"""A draft as a sheet of paper: every sentence's source one glance away, what has none marked, findings beside it.

Pure: a draft in, HTML out, everything in it escaped. Hovering, focusing or tapping a sentence shows its sources.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from copilot.draft import Block, Citation, CitationKind, Draft, Finding, Origin, Sentence, Severity, Support
from copilot.exports.layout import Shape, parts

_KINDS = {
    CitationKind.NOTE: "Note",
    CitationKind.GUIDANCE: "Guidance",
    CitationKind.GOAL: "Goal",
    CitationKind.ACTION: "Action",
    CitationKind.PERSON: "Person",
    CitationKind.RELATIONSHIP: "Relationship",
    CitationKind.BRIEF: "You wrote",
    CitationKind.FEEDBACK: "Feedback",
}
_SEVERITY = {Severity.ERROR: "Put right", Severity.WARN: "Look at this", Severity.HINT: "Hint"}
_RECORDS = (CitationKind.PERSON, CitationKind.RELATIONSHIP)
_POINTER = re.compile(r"\. See question “[a-z_]+”\.(\]?)$")
_FLAG = re.compile(r" \(--[^)]*\)")
"""What is said for the command line: a question's name, a flag. A page has the question itself, and no flags."""
BEFORE, _BELOW = "Before", "A question to take along"


def paper_html(draft: Draft) -> str:
    """The whole draft. A goal stands beside what it was before."""
    numbers = _Numbers(draft)
    findings = _by_sentence(draft.findings)
    if draft.kind == "goal" and any(block.heading == BEFORE for block in draft.blocks):
        return _goal(draft, numbers, findings)
    body = "".join(_part(part.shape, part.title, part.sentences, draft, numbers, findings) for part in parts(draft))
    return f'<article class="mc-paper">{body}</article>'


def general_findings(draft: Draft) -> list[Finding]:
    """Those about no sentence that is on the paper, and not only saying what a question asks for."""
    there = {sentence.id for sentence in draft.sentences()}
    asked = {f"goal-{question.id.replace('_', '-')}" for question in draft.questions}
    return [one for one in draft.findings if one.sentence not in there and one.check not in asked]


def findings_html(findings: Sequence[Finding]) -> str:
    """Findings one below the other, each with what it rests on."""
    return "".join(_finding(one, full=True) for one in findings)


def on_page(text: str) -> str:
    """The words of a draft or a finding without what only the command line needs."""
    return _FLAG.sub("", _POINTER.sub(lambda found: found[1] or ".", text))


def place_of(citation: Citation) -> str:
    """A source as people name it: kind, document, day."""
    parts_ = [_KINDS[citation.kind]]
    if citation.document and citation.kind in (CitationKind.NOTE, CitationKind.GUIDANCE, CitationKind.FEEDBACK):
        parts_.append(citation.document)
    if citation.date:
        parts_.append(f"{citation.date.day} {citation.date:%B %Y}")
    return " · ".join(parts_)


class _Numbers:
    """Numbers sources as they are used first. A record that only names people needs none beside a note."""

    def __init__(self, draft: Draft) -> None:
        self._known: dict[tuple[str, str, str], int] = {}
        self.held_back = frozenset(draft.held_back)

    def of(self, citation: Citation) -> int:
        return self._known.setdefault((citation.kind.value, citation.id, citation.quote), len(self._known) + 1)


def _goal(draft: Draft, numbers: _Numbers, findings: Mapping[str, Sequence[Finding]]) -> str:
    def side(blocks: Sequence[Block]) -> str:
        return "".join(
            _part(Shape.POINTS, block.heading, block.sentences, draft, numbers, findings) for block in blocks
        )

    before = [block for block in draft.blocks if block.heading == BEFORE]
    below = [block for block in draft.blocks if block.heading == _BELOW]
    after = [block for block in draft.blocks if block not in before and block not in below]
    return (
        f'<article class="mc-paper"><div class="mc-sides"><div class="mc-before">{side(before)}</div>'
        f"<div>{side(after)}</div></div>{side(below)}</article>"
    )


def _part(
    shape: Shape,
    title: str,
    sentences: Sequence[Sentence],
    draft: Draft,
    numbers: _Numbers,
    findings: Mapping[str, Sequence[Finding]],
) -> str:
    said = [_sentence(one, draft, numbers) for one in sentences]
    notes = "".join(
        _finding(found)
        for one in sentences
        for found in findings.get(one.id, ())
        # A place to be filled says so itself, and hints wait in the card.
        if found.severity is not Severity.HINT and not _is_blank(one)
    )
    heading = f"<h3>{escape(title)}</h3>" if title and shape is not Shape.SUBJECT else ""
    match shape:
        case Shape.SUBJECT:
            return f'<p class="mc-subject"><b>Subject:</b> {said[0]}</p>{notes}'
        case Shape.PARAGRAPH:
            return f"{heading}<p>{' '.join(said)}</p>{notes}"
        case Shape.LINES:
            return f"{heading}<p>{'<br>'.join(said)}</p>{notes}"
        case Shape.POINTS:
            return f"<section>{heading}<ul>{''.join(f'<li>{one}</li>' for one in said)}</ul>{notes}</section>"


def _sentence(one: Sentence, draft: Draft, numbers: _Numbers) -> str:
    held = one.id in numbers.held_back
    style = ["mc-s"]
    if one.support is Support.UNSUPPORTED:
        style.append("unsupported")
    if one.private:
        style.append("private")
    if held:
        style.append("held")
    if _is_blank(one):
        style.append("blank")
    cited = dict.fromkeys(str(numbers.of(citation)) for citation in _telling(one.citations))
    marks = f"<sup>{', '.join(cited)}</sup>" if cited else ""
    tags = ""
    if one.support is Support.UNSUPPORTED:
        tags += '<span class="mc-tag amber">no source says this</span>'
    if held:
        tags += '<span class="mc-tag rose">private, held back</span>'
    elif one.private:
        tags += '<span class="mc-tag rose">private, included by you</span>'
    hints = "".join(_finding(found) for found in draft.findings if found.sentence == one.id)
    card = _card(one, numbers) + hints
    if not card:
        return f'<span class="{" ".join(style)}">{escape(on_page(one.text))}{tags}</span>'
    return (
        f'<span class="{" ".join(style)}" tabindex="0" role="group">{escape(on_page(one.text))}{marks}{tags}'
        f'<span class="mc-card" role="note">{card}</span></span>'
    )


def _is_blank(one: Sentence) -> bool:
    """Whether it only holds the place of the author's own words."""
    return one.origin is Origin.CONNECTIVE and one.text.startswith("[")


def _telling(citations: Sequence[Citation]) -> list[Citation]:
    records = {CitationKind.PERSON, CitationKind.RELATIONSHIP, CitationKind.BRIEF}
    return [one for one in citations if one.kind not in records] or list(citations)


def _card(one: Sentence, numbers: _Numbers) -> str:
    rows = []
    # Who the people are needs no saying where something else is the source.
    for citation in [each for each in one.citations if each.kind not in _RECORDS] or one.citations:
        heading = citation.heading.rpartition(" › ")[2]
        under = f'<span class="mc-under">{escape(heading)}</span>' if heading and heading != citation.document else ""
        number = f"<sup>{numbers.of(citation)}</sup> " if citation in _telling(one.citations) else ""
        rows.append(
            f'<span class="mc-source"><span class="mc-place">{number}{escape(place_of(citation))}</span>{under}'
            f"<q>{escape(' '.join(citation.quote.split()))}</q></span>"
        )
    return "".join(rows)


def _finding(one: Finding, *, full: bool = False) -> str:
    basis = ", ".join(part for part in (one.source, "" if one.strength in one.source else one.strength) if part)
    told = f'<span class="mc-basis">{escape(basis)}</span>' if basis else ""
    tag = "div" if full else "span"
    return (
        f'<{tag} class="mc-finding {one.severity.value}"><b>{_SEVERITY[one.severity]}</b> {escape(on_page(one.message))}{told}'
        f"</{tag}>"
    )


def _by_sentence(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for one in findings:
        if one.sentence:
            found.setdefault(one.sentence, []).append(one)
    return found
