"""`mentor actions list|accept|drop|done`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from copilot.commands.flags import Group, invocation
from copilot.commands.output import say
from copilot.commands.short_ids import shortest
from copilot.models import ActionStatus

if TYPE_CHECKING:
    from rich.console import Console


@click.group(cls=Group)
def actions() -> None:
    """What someone owes: found in notes as proposals, until you accept or drop them."""


@actions.command("list")
@click.option("--relationship", metavar="ID|NAME", help="Only what is about this one, or with this partner.")
@click.option("--all", "everything", is_flag=True, help="Done and dropped ones too.")
@click.option(
    "--csv",
    "table_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also write them to a file for a spreadsheet.",
)
@click.option("--force", is_flag=True, help="Write over the file named with --csv, if there is one.")
def list_(relationship: str | None, everything: bool, table_file: Path | None, force: bool) -> None:
    """Open actions, then proposals, by due date."""
    if table_file is not None:
        from copilot.whole_file import keep_what_stands

        keep_what_stands(table_file, force=force)
    call = invocation()
    with call.open() as copilot:
        viewer, as_of = call.viewer(copilot), call.as_of(copilot)
        tracked = copilot.actions(viewer, as_of, relationship=call.about(copilot, viewer, relationship))
        names = {key: person.first_name for key, person in copilot.directory(viewer).items()}
    live = {ActionStatus.OPEN, ActionStatus.PROPOSED}
    shown = [each for each in tracked if everything or each.action.status in live]
    if table_file is not None:
        from copilot.exports.actions_file import actions_csv
        from copilot.whole_file import write_whole

        write_whole(table_file, actions_csv(shown))
    rows = [
        {
            "id": one.action.id,
            "owner": one.action.owner,
            "due": one.action.due,
            "status": one.action.status.value,
            "text": one.action.text,
            "relationship": one.action.relationship,
            "note": one.action.note,
            "quote": one.source.text if one.source else one.action.quote,
            "said_on": one.source.date if one.source else None,
            "updates": [
                {
                    "kind": str(update.kind),
                    "date": update.quote.date,
                    "note": update.quote.note,
                    "quote": update.quote.text,
                    "due": update.due,
                }
                for update in one.updates
            ],
        }
        for one in shown
    ]

    def render(console: Console) -> None:
        from rich.table import Table
        from rich.text import Text

        if not shown:
            console.print("Nothing is owed.")
            return
        short = shortest([one.action.id for one in tracked])
        table = Table("id", "owner", "due", "status", "what", box=None, header_style="bold")
        for one in shown:
            action = one.action
            overdue = action.due is not None and action.due < as_of and action.status in live
            due = Text("" if action.due is None else str(action.due), style="red" if overdue else "")
            owner = "" if action.owner is None else names.get(action.owner, action.owner)
            table.add_row(Text(short[action.id]), Text(owner), due, action.status.value, Text(action.text))
        console.print(table)

    say({"as_of": as_of, "actions": rows}, render)


@actions.command()
@click.argument("identifier", metavar="ID")
def accept(identifier: str) -> None:
    """Take a proposal on: it is open from now on."""
    _decide(identifier, ActionStatus.OPEN)


@actions.command()
@click.argument("identifier", metavar="ID")
def drop(identifier: str) -> None:
    """It will not be done, or was never meant: not shown again."""
    _decide(identifier, ActionStatus.DROPPED)


@actions.command()
@click.argument("identifier", metavar="ID")
def done(identifier: str) -> None:
    """It is done."""
    _decide(identifier, ActionStatus.DONE)


def _decide(identifier: str, status: ActionStatus) -> None:
    call = invocation()
    with call.open() as copilot:
        action = copilot.decide(call.viewer(copilot), call.as_of(copilot), identifier, status)
    say(
        {"id": action.id, "status": action.status.value, "text": action.text},
        lambda console: console.print(f"{action.status}: {action.text}", markup=False),
    )
