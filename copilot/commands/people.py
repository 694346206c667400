"""`mentor people`: whom one may know of, or who can be named with --as."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from copilot.commands.flags import Command, invocation
from copilot.commands.output import say, table_of

if TYPE_CHECKING:
    from rich.console import Console


@click.command(cls=Command)
def people() -> None:
    """You, your partners and the programme's staff; without --as, who can be named with it."""
    from copilot.own_pairs import told as told_of_pair

    call = invocation()
    with call.open() as copilot:
        programme = call.programme(copilot)
        viewer = call.keeper(copilot)
        known = copilot.people(programme, viewer)
        relationships = copilot.relationships(viewer) if viewer else ()
    names = {one.id: one.name for one in known}
    rows = [
        {
            "id": one.id,
            "name": one.name,
            "known_as": one.known_as,
            "title": one.title,
            "roles": sorted(role.value for role in one.roles),
        }
        for one in known
    ]
    pairs = [told_of_pair(item) for item in relationships]

    def render(console: Console) -> None:
        from rich.text import Text

        table = table_of("id", "name", "roles", "title", ids=[one.id for one in known])
        for one in known:
            table.add_row(Text(one.id), Text(one.name), ", ".join(sorted(one.roles)), Text(one.title))
        console.print(table)
        for item in relationships:
            ends = f", ends {item.ends}" if item.ends else ""
            mentor, mentee = names.get(item.mentor, item.mentor), names.get(item.mentee, item.mentee)
            told = f" ({item.kind}): {mentor} mentors {mentee}, since {item.started}{ends}"
            console.print(Text.assemble("\n", (item.id, "bold"), told))

    say({"people": rows, "relationships": pairs}, render)
