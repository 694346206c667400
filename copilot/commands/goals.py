"""`mentor goals add|list|done|drop`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from copilot.commands.flags import Day, Group, invocation
from copilot.commands.output import say
from copilot.models import GoalStatus, Visibility

if TYPE_CHECKING:
    from rich.console import Console

    from copilot.models import Goal


@click.group(cls=Group)
def goals() -> None:
    """Your goals. `mentor draft goal` makes one sharper."""


@goals.command()
@click.argument("text")
@click.option(
    "--relationship", metavar="ID|NAME", help="What it is about (default: your only relationship; none for none)."
)
@click.option(
    "--visibility",
    type=click.Choice(["private", "shared"]),
    default="private",
    show_default=True,
    help="Who may read it: you, or both of you.",
)
@click.option("--date", "day", type=Day(), metavar="DATE", help="When it was set (default: today).")
def add(text: str, relationship: str | None, visibility: str, day: date | None) -> None:
    """Keep a goal in your own words. Prints its id."""
    call = invocation()
    with call.open() as copilot:
        viewer = call.viewer(copilot)
        kept = copilot.add_goal(
            viewer,
            text,
            day=day or call.as_of(copilot),
            relationship=call.about(copilot, viewer, relationship),
            visibility=Visibility(visibility),
        )
    say(_told(kept), lambda console: console.print(kept.id, markup=False))


@goals.command("list")
@click.option("--relationship", metavar="ID|NAME", help="Only what is about this one.")
@click.option("--all", "everything", is_flag=True, help="Reached and dropped ones too.")
def list_(relationship: str | None, everything: bool) -> None:
    """Goals you may read, oldest first."""
    call = invocation()
    with call.open() as copilot:
        viewer, as_of = call.viewer(copilot), call.as_of(copilot)
        kept = copilot.goals(viewer, as_of, call.about(copilot, viewer, relationship))
        names = {key: person.first_name for key, person in copilot.directory(viewer).items()}
    shown = [one for one in kept if everything or one.status is GoalStatus.ACTIVE]

    def render(console: Console) -> None:
        from rich.table import Table
        from rich.text import Text

        if not shown:
            console.print("No goals yet. Keep one with `mentor goals add TEXT`.")
            return
        table = Table("id", "date", "whose", "for", "status", "goal", box=None, header_style="bold")
        for one in shown:
            owner = names.get(one.owner, one.owner)
            words = Text(" ".join(one.text.split()))
            table.add_row(Text(one.id), str(one.date), Text(owner), one.visibility.value, one.status.value, words)
        console.print(table)

    say({"as_of": as_of, "goals": [_told(one) for one in shown]}, render)


@goals.command()
@click.argument("identifier", metavar="ID")
def done(identifier: str) -> None:
    """It is reached."""
    _decide(identifier, GoalStatus.ACHIEVED)


@goals.command()
@click.argument("identifier", metavar="ID")
def drop(identifier: str) -> None:
    """You no longer want it."""
    _decide(identifier, GoalStatus.DROPPED)


def _decide(identifier: str, status: GoalStatus) -> None:
    call = invocation()
    with call.open() as copilot:
        decided = copilot.decide_goal(call.viewer(copilot), call.as_of(copilot), identifier, status)
    say(_told(decided), lambda console: console.print(f"{decided.status}: {decided.text}", markup=False))


def _told(one: Goal) -> dict[str, object]:
    return {
        "id": one.id,
        "relationship": one.relationship,
        "owner": one.owner,
        "visibility": one.visibility.value,
        "date": one.date,
        "status": one.status.value,
        "text": one.text,
    }
