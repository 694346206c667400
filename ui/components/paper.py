"""A draft as a sheet of paper: every sentence's source one glance away, what has none marked, findings beside it.

Pure: a draft in, HTML out, everything in it escaped. Hovering, focusing or tapping a sentence shows its sources.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from copilot.draft import Block, Citation, CitationKind, Draft, Finding, Sentence, Severity, Support
from copilot.exports.layout import Shape, parts
from copilot.showing import SourceNumbers, basis_of, findings_to_show, goal_sides, is_blank, quoted_words, telling

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


def paper_html(draft: Draft) -> str:
    """The whole draft. A goal stands beside what it was before."""
    numbers = SourceNumbers()
    findings = _by_sentence(draft.findings)
    if draft.kind == "goal" and goal_sides(draft).before:
        return _goal(draft, numbers, findings)
    body = "".join(_part(part.shape, part.title, part.sentences, draft, numbers, findings) for part in parts(draft))
    return f'<article class="mc-paper">{body}</article>'


def general_findings(draft: Draft) -> list[Finding]:
    """Those to be shown that are about no sentence on the paper."""
    there = {sentence.id for sentence in draft.sentences()}
    return [one for one in findings_to_show(draft) if one.sentence not in there]


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


def _goal(draft: Draft, numbers: SourceNumbers, findings: Mapping[str, Sequence[Finding]]) -> str:
    def side(blocks: Sequence[Block]) -> str:
        return "".join(
            _part(Shape.POINTS, block.heading, block.sentences, draft, numbers, findings) for block in blocks
        )

    sides = goal_sides(draft)
    return (
        f'<article class="mc-paper"><div class="mc-sides"><div class="mc-before">{side(sides.before)}</div>'
        f"<div>{side(sides.after)}</div></div>{side(sides.below)}</article>"
    )


def _part(
    shape: Shape,
    title: str,
    sentences: Sequence[Sentence],
    draft: Draft,
    numbers: SourceNumbers,
    findings: Mapping[str, Sequence[Finding]],
) -> str:
    said = [sentence_html(one, draft, numbers) for one in sentences]
    notes = "".join(
        _finding(found)
        for one in sentences
        for found in findings.get(one.id, ())
        # A place to be filled says so itself, and hints wait in the card.
        if found.severity is not Severity.HINT and not is_blank(one)
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
            points = "".join(
                f'<li class="leads">{text}</li>' if one.leads_in else f"<li>{text}</li>"
                for one, text in zip(sentences, said, strict=True)
            )
            return f"<section>{heading}<ul>{points}</ul>{notes}</section>"


def sentence_html(one: Sentence, draft: Draft, numbers: SourceNumbers) -> str:
    """A sentence with the numbers of its sources, its marks, and a card that says where it comes from."""
    held = one.id in draft.held_back
    style = ["mc-s"]
    if one.support is Support.UNSUPPORTED:
        style.append("unsupported")
    if one.private:
        style.append("private")
    if held:
        style.append("held")
    if is_blank(one):
        style.append("blank")
    cited = numbers.marks(one.citations)
    marks = f"<sup>{cited}</sup>" if cited else ""
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


def _card(one: Sentence, numbers: SourceNumbers) -> str:
    rows = []
    # Who the people are needs no saying where something else is the source.
    for citation in [each for each in one.citations if each.kind not in _RECORDS] or one.citations:
        heading = citation.heading.rpartition(" › ")[2]
        under = f'<span class="mc-under">{escape(heading)}</span>' if heading and heading != citation.document else ""
        number = f"<sup>{numbers.of(citation)}</sup> " if citation in telling(one.citations) else ""
        rows.append(
            f'<span class="mc-source"><span class="mc-place">{number}{escape(place_of(citation))}</span>{under}'
            f"<q>{escape(quoted_words(citation))}</q></span>"
        )
    return "".join(rows)


def _finding(one: Finding, *, full: bool = False) -> str:
    basis = basis_of(one)
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
