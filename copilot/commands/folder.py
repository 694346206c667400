"""`mentor rebuild`, `backup`, `restore`, `doctor`: the data folder itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from copilot.commands.flags import Command, invocation
from copilot.commands.output import say

if TYPE_CHECKING:
    from rich.console import Console


@click.command(cls=Command)
def rebuild() -> None:
    """Build the search index anew from the database."""
    with invocation().open() as copilot:
        count = copilot.rebuild()
    say({"passages": count}, lambda console: console.print(f"Rebuilt from {count} passages."))


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write a copy of the database to FILE, a new one. Works while the app is running."""
    from copilot.folder import back_up

    back_up(invocation().settings(), file)
    say({"file": str(file)}, lambda console: console.print(f"Written to {file}.", markup=False))


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put the database of a backup FILE in place; the one before is kept aside."""
    from copilot.folder import restore as put_back

    call = invocation()
    aside = put_back(call.settings(), file, embedder=call.embedder)
    kept = f" The one before is kept as {aside}." if aside else ""
    say(
        {"restored": str(file), "kept": str(aside) if aside else None},
        lambda console: console.print(f"Restored from {file}.{kept}", markup=False),
    )


@click.command(cls=Command)
def doctor() -> None:
    """Check the folder, the database, the index and the encoder."""
    from copilot.folder import examine

    call = invocation()
    checks = examine(call.settings(), embedder=call.embedder)
    bad = [check for check in checks if not check.fine]

    def render(console: Console) -> None:
        for check in checks:
            mark = "[green]✓[/]" if check.fine else "[red]✗[/]"
            console.print(f"{mark} [bold]{check.name}[/]: ", end="")
            console.print(check.message, markup=False)
            if check.next_step:
                console.print(f"    {check.next_step}", markup=False, style="dim")

    say(
        {
            "fine": not bad,
            "checks": [
                {"name": check.name, "fine": check.fine, "message": check.message, "next": check.next_step}
                for check in checks
            ],
        },
        render,
    )
    if bad:
        click.get_current_context().exit(1)
