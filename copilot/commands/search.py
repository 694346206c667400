"""`mentor search`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from copilot.commands.flags import Command, invocation
from copilot.commands.output import say

if TYPE_CHECKING:
    from rich.console import Console


@click.command(cls=Command)
@click.argument("words", nargs=-1, required=True)
@click.option("-k", "count", type=click.IntRange(1, 100), default=None, help="How many hits (default 10).")
@click.option("--kind", type=click.Choice(["note", "guidance"]), help="Notes or guidance alone.")
@click.option(
    "--within", type=click.IntRange(1, 5000), help="As much as fits into so many words: the lines that tell most."
)
def search(words: tuple[str, ...], count: int | None, kind: str | None, within: int | None) -> None:
    """Find passages in the notes and the guidance you may read, best first."""
    from ingest.models import DocumentKind

    call = invocation()
    with call.open() as copilot:
        viewer, as_of = call.viewer(copilot), call.as_of(copilot)
        kinds = frozenset(DocumentKind) if kind is None else frozenset({DocumentKind(kind)})
        hits = copilot.search(viewer, " ".join(words), as_of, k=count, kinds=kinds, words=within)
        weak = copilot.weak_hits(" ".join(words), hits)
    found = [
        {
            "passage": hit.passage.id,
            "kind": hit.passage.kind.value,
            "document": hit.document_title,
            "heading": " › ".join(hit.passage.heading_path),
            "date": hit.passage.day,
            "source": hit.source,
            "author": hit.author,
            "subject": hit.passage.subject,
            "text": hit.passage.text,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "score": hit.score,
            "weak": hit.passage.id in weak,
        }
        for hit in hits
    ]

    def render(console: Console) -> None:
        from rich.text import Text

        if not hits:
            console.print("Nothing here says.")
        elif len(weak) == len(hits):
            console.print(Text("All of these are weak: they have little to do with your words.\n"))
        for number, hit in enumerate(hits, start=1):
            day = f", {hit.passage.day}" if hit.passage.day else ""
            headings = [part for part in hit.passage.heading_path if part != hit.document_title]
            path = "".join(f" › {part}" for part in headings)
            title = (f"{number}. {hit.document_title}", "bold")
            mark = "weak, " if hit.passage.id in weak else ""
            console.print(Text.assemble(title, f"{path}{day}  ", (f"{mark}{hit.source}", "dim")))
            console.print(Text(hit.passage.text.strip() + "\n"))

    say({"hits": found}, render)
