"""An answer on a terminal: the quotes, each with its source below it, wrapped to the width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from copilot.draft import Citation, CitationKind, Draft, DraftStatus, Sentence, Support
from copilot.showing import FOR_YOU_TO_JUDGE, NEAREST, quoted_words, spent, without_stars, written_by
from copilot.writing.plain_text import place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

_INDENT = (0, 0, 0, 2)
_SOURCE_INDENT = (0, 0, 0, 4)


def show_answer(draft: Draft, console: Console, near: Sequence[Citation] = ()) -> None:
    """Print the answer, what to know of it, and the question that is missing; what came near where nothing answers."""
    for question in draft.questions:
        console.print(Text.assemble(("? ", "yellow"), question.text))
    for place, block in enumerate(draft.blocks):
        if place:
            console.print()
        if block.heading:
            console.print(Text(block.heading, style="bold"))
        for sentence in block.sentences:
            if sentence.id in draft.held_back:
                continue
            console.print(Padding(Text(without_stars(sentence.text)), _INDENT if block.heading else 0, expand=False))
            for line in _sources(sentence):
                console.print(Padding(Text(line, style="dim"), _SOURCE_INDENT, expand=False))
            if sentence.support is Support.UNSUPPORTED:
                console.print(
                    Padding(Text("no source says this as it stands", style="red"), _SOURCE_INDENT, expand=False)
                )
    if near:
        console.print(Text(f"\n{NEAREST}", style="bold"))
        console.print(Text(FOR_YOU_TO_JUDGE, style="dim"))
        for citation in near:
            console.print()
            console.print(Padding(Text(f"“{quoted_words(citation)}”"), _INDENT, expand=False))
            console.print(Padding(Text(place_of(citation), style="dim"), _SOURCE_INDENT, expand=False))
    for finding in draft.findings:
        if finding.sentence is None:
            console.print()
            console.print(Text(finding.message, style="yellow" if finding.severity == "warn" else "dim"))
    if draft.fallback_reason:
        console.print(Text(f"\nQuoted, not written: {draft.fallback_reason}", style="yellow"))
    if draft.status is DraftStatus.DRAFTED:
        made = "quoted as it stands"
        if draft.writer != "composer":
            made = f"{written_by(draft).lower()[:1]}{written_by(draft)[1:]}, {spent(draft.usage)}"
        console.print(Text(f"\nAs of {draft.as_of.day} {draft.as_of:%B %Y}, {made}.", style="dim"))


def _sources(sentence: Sentence) -> list[str]:
    """One line a source: where it stands; with its words too, where the sentence does not quote them."""
    quoted = sentence.text.startswith("“") and len(sentence.citations) == 1
    people = {CitationKind.PERSON, CitationKind.RELATIONSHIP}
    shown = [one for one in sentence.citations if one.kind not in people] or sentence.citations[:1]
    return [place_of(one) if quoted else f"{place_of(one)}: “{quoted_words(one)}”" for one in shown]
