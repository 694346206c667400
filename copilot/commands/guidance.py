"""`mentor guidance add|list|remove`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from copilot.commands.flags import Group, invocation
from copilot.commands.output import say, table_of

if TYPE_CHECKING:
    from rich.console import Console


@click.group(cls=Group)
def guidance() -> None:
    """What everyone in the programme may read: handbooks, rules, advice."""


@guidance.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--id", "identifier", metavar="ID", help="Its id (default: from the file's name).")
@click.option("--title", metavar="TITLE", help="Its title (default: the file's own).")
def add(file: Path, identifier: str | None, title: str | None) -> None:
    """Add FILE as the programme's own guidance, or update it. Prints its id."""
    call = invocation()
    with call.open() as copilot:
        added = copilot.guidance_add(
            call.programme(copilot), file, viewer=call.keeper(copilot), identifier=identifier, title=title
        )
    say({"id": added.id, "title": added.title}, lambda console: console.print(added.id, markup=False))


@guidance.command("list")
def list_() -> None:
    """All guidance: the programme's own, ingested files, and our library's cards."""
    call = invocation()
    with call.open() as copilot:
        listed = copilot.guidance_list(call.programme(copilot))
    rows = [{"id": one.id, "title": one.title, "source": one.source} for one in listed]

    def render(console: Console) -> None:
        from rich.text import Text

        columns = ("id", "title", "source")
        table = table_of(*columns, whole=columns)
        for one in listed:
            table.add_row(Text(one.id), Text(one.title), Text(one.source))
        console.print(table)

    say({"guidance": rows}, render)


@guidance.command()
@click.argument("identifier", metavar="ID")
def remove(identifier: str) -> None:
    """Remove guidance by its id, as `mentor guidance list` shows it."""
    call = invocation()
    with call.open() as copilot:
        copilot.guidance_remove(call.programme(copilot), identifier, viewer=call.keeper(copilot))
    say({"removed": identifier}, lambda console: console.print(f"Removed {identifier}.", markup=False))
