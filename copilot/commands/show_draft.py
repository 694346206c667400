"""A draft on a terminal: the text with source marks, then what is missing, what review found, the sources."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from copilot.commands.show_answer import show_answer
from copilot.commands.show_goal import show_goal
from copilot.draft import Citation, CitationKind, Draft, DraftStatus, Sentence, Support
from copilot.showing import SourceNumbers, basis_of, findings_to_show, is_blank, quoted_words, spent, written_by

_MARKS = {"error": ("✗", "red"), "warn": ("!", "yellow"), "hint": ("·", "dim")}


def show_draft(draft: Draft, console: Console) -> None:
    """Print the draft to be read; citations are numbered in the order in which they are first used."""
    if draft.kind == "ask":
        show_answer(draft, console)
        return
    sources = SourceNumbers()
    if draft.status is DraftStatus.DRAFTED:
        _body(draft, sources, console)
    _questions(draft, console)
    _findings(draft, console)
    _sources(sources, console)
    _footer(draft, console)


def _body(draft: Draft, sources: SourceNumbers, console: Console) -> None:
    if draft.kind == "goal":
        show_goal(draft, lambda one: _marked(one, draft, sources), console)
        return
    letter = draft.kind == "outreach"
    last = len(draft.blocks) - 1
    for number, block in enumerate(draft.blocks):
        if block.heading and not letter:
            minutes = f"  [dim]{block.minutes} min[/]" if block.minutes else ""
            console.print(f"\n[bold]{escape(block.heading)}[/]{minutes}")
        said = [_marked(one, draft, sources) for one in block.sentences]
        if letter and block.heading == "Subject":
            console.print(Text.assemble(("Subject: ", "bold"), said[0]))
        elif letter and number != last:
            console.print()
            console.print(Text(" ").join(said))
        elif letter:
            console.print()
            for line in said:
                console.print(line)
        else:
            points = Table.grid(padding=(0, 1))
            for one, line in zip(block.sentences, said, strict=True):
                points.add_row(" •" if block.heading and not one.leads_in else "", line)
            console.print(points)


def _marked(one: Sentence, draft: Draft, sources: SourceNumbers) -> Text:
    style = ""
    if one.support is Support.UNSUPPORTED:
        style = "red"
    elif one.id in draft.held_back:
        style = "dim italic"
    elif is_blank(one):
        style = "yellow"
    text = Text(one.text, style=style)
    marks = sources.marks(one.citations)
    if marks:
        text.append(f" [{marks}]", style="cyan")
    if one.support is Support.UNSUPPORTED:
        text.append(" ← no source says this", style="red")
    if one.id in draft.held_back:
        text.append(f" ← private, held back ({one.id})", style="magenta")
    return text


def _questions(draft: Draft, console: Console) -> None:
    if not draft.questions:
        return
    console.print("\n[bold]Missing, and asked rather than made up[/]")
    for question in draft.questions:
        console.print(f"  [yellow]?[/] {escape(question.text)} [dim]({escape(question.id)})[/]")
        console.print(Padding(Text(question.why, style="dim"), (0, 0, 0, 4)))
        if question.evidence:
            console.print(
                Padding(Text(f"{_place(question.evidence)}: “{question.evidence.quote}”", style="dim"), (0, 0, 0, 4))
            )


def _findings(draft: Draft, console: Console) -> None:
    findings = findings_to_show(draft)
    if not findings:
        return
    console.print("\n[bold]Review[/]")
    told = Counter(finding.message for finding in findings)
    for finding in {one.message: one for one in findings}.values():
        mark, colour = _MARKS[finding.severity.value]
        times = f" [dim]({told[finding.message]} times)[/]" if told[finding.message] > 1 else ""
        console.print(f"  [{colour}]{mark}[/] {escape(finding.message)}{times}")
        if basis := basis_of(finding):
            console.print(Padding(Text(basis, style="dim"), (0, 0, 0, 4)))


def _footer(draft: Draft, console: Console) -> None:
    if draft.held_back:
        console.print(
            f"\n[magenta]{len(draft.held_back)} sentence(s) rest on private notes and are left out; add one with "
            f"--include-private ID.[/]"
        )
    if draft.fallback_reason:
        console.print(f"\n[yellow]Put together without a model.[/] {escape(draft.fallback_reason)}")
    took = spent(draft.usage) or f"{draft.usage.seconds:.1f} s"
    console.print(
        f"\n[dim]As of {draft.as_of.isoformat()}. {escape(written_by(draft))}, {took}. No reader was sent anything.[/]"
    )


def _place(citation: Citation) -> str:
    parts = [citation.document or citation.kind.value.capitalize()]
    inner = (citation.heading or "").removeprefix(citation.document or "").lstrip(" ›")
    if inner:
        parts.append(inner)
    if citation.date:
        parts.append(citation.date.isoformat())
    return ", ".join(parts)


def _sources(numbers: SourceNumbers, console: Console) -> None:
    if not numbers.cited:
        return
    console.print("\n[bold]Sources[/]")
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", width=4)
    for citation in numbers.cited:
        number = Text(str(numbers.of(citation)), style="cyan")
        if citation.kind is CitationKind.FEEDBACK:
            table.add_row(number, Text(citation.document, style="bold"))
            continue
        table.add_row(number, Text.assemble((_place(citation), "bold"), f": “{quoted_words(citation)}”"))
    console.print(table)
