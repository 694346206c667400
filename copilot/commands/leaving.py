"""`mentor forget`: a person's everything, deleted for good."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from copilot.commands.flags import Command, invocation
from copilot.commands.output import aside, say
from copilot.errors import BriefError

if TYPE_CHECKING:
    from rich.console import Console

    from copilot.app import Copilot
    from copilot.leaving import Belongings
    from copilot.models import Viewer


@click.command(cls=Command)
@click.option("--yes", is_flag=True, help="Do not ask; for scripts.")
def forget(yes: bool) -> None:
    """Delete all that is a person's (--as PERSON): notes, goals, actions, kept drafts, their own feedback.

    What others wrote and shared stays theirs. Take it with you first: `mentor export --as PERSON FILE`.
    """
    call = invocation()
    if call.flags.person is None:
        raise BriefError("Whose? That must be said.", location="--as", next_step="Name the person with --as PERSON.")
    with call.open() as copilot:
        viewer = copilot.viewer(call.programme(copilot), call.flags.person)
        going = copilot.belongings(viewer)
        if not yes:
            _ask(viewer, going)
        done = copilot.forget(viewer)
        copies = _copies(copilot)
    told = {**_counted(going), "person": viewer.person.id, "stale_drafts": len(done.stale), "still_held_by": copies}

    def render(console: Console) -> None:
        console.print(f"Forgotten: {_listed(going)}.", markup=False, soft_wrap=True)
        console.print(_what_became(viewer, going), markup=False, soft_wrap=True)
        if done.stale:
            count = "One kept draft" if len(done.stale) == 1 else f"{len(done.stale)} kept drafts"
            console.print(f"{count} of others lost the words that rested on it.")
        kept = f", and {', '.join(copies)}" if copies else ""
        console.print(f"Backups and exports made before still hold it{kept}: delete them too.", soft_wrap=True)

    say(told, render)


def _ask(viewer: Viewer, going: Belongings) -> None:
    """Have the id typed. Raises BriefError when something else is; nothing was deleted then."""
    screen = aside()
    screen.print(f"This deletes for good: {_listed(going)}.", markup=False, soft_wrap=True)
    screen.print(_what_became(viewer, going), markup=False, soft_wrap=True)
    typed = click.prompt(f"Type {viewer.person.id} to go on", default="", show_default=False, err=True)
    if typed.strip() != viewer.person.id:
        raise BriefError(
            "That is not the person's id; nothing was deleted.",
            location="--as",
            next_step=f"Run it again and type {viewer.person.id}, or pass --yes.",
        )


def _counted(going: Belongings) -> dict[str, int]:
    names = ("notes", "goals", "actions", "drafts", "feedback", "relationships")
    return {name: len(getattr(going, name)) for name in names}


def _listed(going: Belongings) -> str:
    one = {"feedback": "feedback comment"}
    counts = [
        f"{count} {one.get(name, name.removesuffix('s'))}{'s' if count != 1 else ''}"
        for name, count in _counted(going).items()
        if count
    ]
    return ", ".join(counts) or "nothing was kept"


def _what_became(viewer: Viewer, going: Belongings) -> str:
    if going.programme:
        return f"Nobody else has kept anything in {viewer.programme}: the whole workspace goes, guidance included."
    if going.person:
        return f"{viewer.person.name} is taken off the list of people."
    return (
        f"The name {viewer.person.name} stays, because others have kept notes, goals, actions, feedback or drafts "
        "about a relationship with them; title, roles and contact data go."
    )


def _copies(copilot: Copilot) -> list[str]:
    """Copies of the database that we made ourselves and that lie in the data folder."""
    database = copilot.settings.database_path
    return [str(path) for path in sorted(Path(database.parent).glob("before-restore.db"))]
