"""`mentor pair add|edit|end|list`: who meets whom, as the programme's staff keep it (`--as STAFF`)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from copilot.commands.flags import Day, Group, invocation
from copilot.commands.output import say, table_of

if TYPE_CHECKING:
    from rich.console import Console

    from copilot.models import Relationship
    from copilot.own_pairs import PairEdit

_KIND = click.option("--kind", type=click.Choice(["traditional", "peer", "reverse"]), help="(Default: traditional.)")
_SINCE = click.option("--since", type=Day(), metavar="DATE", help="When it began (default: today).")
_ENDS = click.option("--ends", type=Day(), metavar="DATE", help="Its last day, as planned.")


@click.group(cls=Group)
def pair() -> None:
    """For the programme's staff: who meets whom. Nothing of what was written is shown."""


@pair.command()
@click.argument("mentor")
@click.argument("mentee")
@click.option("--id", "identifier", metavar="ID", help="Its id (default: made of theirs).")
@_KIND
@_SINCE
@_ENDS
def add(
    mentor: str, mentee: str, identifier: str | None, kind: str | None, since: date | None, ends: date | None
) -> None:
    """Bring two people together, by their ids. Prints the relationship's id."""
    call = invocation()
    with call.open() as copilot:
        added = copilot.add_relationship(
            call.viewer(copilot), mentor, mentee, _said(kind, since, ends), identifier=identifier
        )
    say(_told(added), lambda console: console.print(added.id, markup=False))


@pair.command()
@click.argument("identifier", metavar="ID")
@_KIND
@_SINCE
@_ENDS
@click.option("--no-end", is_flag=True, help="It has no last day any more.")
def edit(identifier: str, kind: str | None, since: date | None, ends: date | None, no_end: bool) -> None:
    """Change its kind or days. Its two people stay: others are another relationship."""
    if ends is not None and no_end:
        raise click.UsageError("--ends and --no-end exclude each other.")
    call = invocation()
    with call.open() as copilot:
        changed = copilot.edit_relationship(call.viewer(copilot), identifier, _said(kind, since, ends, no_end=no_end))
    say(_told(changed), lambda console: console.print(f"Changed {changed.id}.", markup=False))


@pair.command()
@click.argument("identifier", metavar="ID")
@click.option("--on", "day", type=Day(), metavar="DATE", help="Its last day (default: today).")
def end(identifier: str, day: date | None) -> None:
    """End it. Nothing is deleted, and both keep what they can read; `edit --no-end` takes it up again."""
    call = invocation()
    with call.open() as copilot:
        changed = copilot.edit_relationship(
            call.viewer(copilot), identifier, _said(None, None, day or call.as_of(copilot))
        )
    told = f"{changed.id} ends on {changed.ends}. Nothing was deleted; both keep what they can read."
    say(_told(changed), lambda console: console.print(told, markup=False))


@pair.command("list")
def list_() -> None:
    """Every relationship of the programme."""
    call = invocation()
    with call.open() as copilot:
        found = copilot.programme_relationships(call.viewer(copilot))

    def render(console: Console) -> None:
        from rich.text import Text

        table = table_of("id", "kind", "mentor", "mentee", "since", "ends", ids=[one.id for one in found])
        for one in found:
            ends = "" if one.ends is None else str(one.ends)
            table.add_row(Text(one.id), one.kind.value, Text(one.mentor), Text(one.mentee), str(one.started), ends)
        console.print(table)

    say({"relationships": [_told(one) for one in found]}, render)


def _said(kind: str | None, since: date | None, ends: date | None, *, no_end: bool = False) -> PairEdit:
    from copilot.models import RelationshipKind
    from copilot.own_pairs import PairEdit

    return PairEdit(None if kind is None else RelationshipKind(kind), since, ends, no_end)


def _told(one: Relationship) -> dict[str, object]:
    from copilot.own_pairs import told

    return told(one)
