"""`mentor note add|list|show|remove`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copilot.commands.flags import Day, Group, invocation
from copilot.commands.output import aside, say, table_of
from copilot.commands.rescue import rescued
from copilot.errors import BriefError, InvalidInput

if TYPE_CHECKING:
    from rich.console import Console

    from copilot.models import Action, Note

_BEGINNING = 80
"""So many characters of a note without a title are shown in the list."""


@click.group(cls=Group)
def note() -> None:
    """Your notes."""


@note.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--author", metavar="PERSON", help="Whose note it is (default: who asks).")
@click.option("--relationship", metavar="ID|NAME", help="What it is about (default: your only relationship).")
@click.option("--date", "day", type=Day(), metavar="DATE", help="When it happened (default: today).")
@click.option(
    "--visibility",
    type=click.Choice(["private", "shared"]),
    help="Who may read it: you, or both of you (default: private; for a note kept before, as it was).",
)
@click.option("--title", help="A few words that name it.")
@click.option("--kind", type=click.Choice(["session", "reflection"]), default="session", show_default=True)
def add(
    file: Path | None,
    author: str | None,
    relationship: str | None,
    day: date | None,
    visibility: str | None,
    title: str | None,
    kind: str,
) -> None:
    """Keep a note: the text of FILE, or of standard input. Prints the note's id."""
    from copilot.models import NoteKind, Visibility

    call = invocation()
    typed = file is None or str(file) == "-"
    text = _from_terminal() if typed else _from_file(file or Path())
    with rescued(text if typed else "", call.flags.data), call.open() as copilot:
        programme = call.programme(copilot)
        person = author or call.flags.person or copilot.me(programme)
        if person is None:
            raise BriefError("Whose note is it?", location="--author", next_step="Name its author with --author.")
        viewer = copilot.viewer(programme, person)
        added = copilot.add_note(
            viewer,
            text,
            day=day or call.as_of(copilot),
            relationship=call.about(copilot, viewer, relationship),
            visibility=None if visibility is None else Visibility(visibility),
            title=title,
            kind=NoteKind(kind),
        )
    say(_told(added), lambda console: console.print(added.id, markup=False))
    if added.relationship is not None and added.visibility is Visibility.PRIVATE and not call.flags.as_json:
        aside().print(
            "Private: it stays out of an agenda that you both read; add it again with --visibility shared to share it.",
            style="dim",
            soft_wrap=True,
        )


@note.command("list")
@click.option("--relationship", metavar="ID|NAME", help="Only what is about this one.")
def list_(relationship: str | None) -> None:
    """The notes you may read, oldest first."""
    call = invocation()
    with call.open() as copilot:
        viewer, as_of = call.viewer(copilot), call.as_of(copilot)
        kept = copilot.notes(viewer, as_of, call.about(copilot, viewer, relationship))
        names = {key: person.first_name for key, person in copilot.directory(viewer).items()}

    def render(console: Console) -> None:
        from rich.text import Text

        if not kept:
            console.print("No notes yet. Keep one with `mentor note add`.")
            return
        table = table_of("id", "date", "by", "for", "how it begins", ids=[one.id for one in kept])
        for one in kept:
            begins = one.title or " ".join(one.text.split())[:_BEGINNING]
            by = names.get(one.author, one.author)
            table.add_row(Text(one.id), str(one.date), Text(by), one.visibility.value, Text(begins))
        console.print(table)

    say({"as_of": as_of, "notes": [_told(one) for one in kept]}, render)


@note.command()
@click.argument("identifier", metavar="ID")
def show(identifier: str) -> None:
    """Print a note as it was written."""
    call = invocation()
    with call.open() as copilot:
        one = copilot.note(call.viewer(copilot), identifier)
    say({**_told(one), "text": one.text}, lambda console: console.print(one.text, markup=False, soft_wrap=True))


@note.command()
@click.argument("identifier", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask; for scripts.")
def remove(identifier: str, yes: bool) -> None:
    """Delete a note of yours for good, with the actions that were accepted, done or dropped from it."""
    call = invocation()
    with call.open() as copilot:
        viewer = call.viewer(copilot)
        going = copilot.note(viewer, identifier)
        owed = list(copilot.actions_from(viewer, going.id))
        if not yes and going.author == viewer.person.id and sys.stdin.isatty() and not call.flags.as_json:
            _ask(going, owed)
        gone = copilot.remove_note(viewer, identifier)

    def render(console: Console) -> None:
        with_it = f" with {_counted(owed)}" if owed else ""
        console.print(f"Removed {gone.id}{with_it}. Backups and exports made before still hold it.", markup=False)

    say({"removed": gone.id, "actions": [one.id for one in owed]}, render)


def _ask(going: Note, owed: Sequence[Action]) -> None:
    """Have it confirmed. Raises click.Abort when it is not; nothing was deleted then."""
    screen = aside()
    screen.print(f"This deletes for good: {going.id} of {going.date}.", markup=False, soft_wrap=True)
    if owed:
        screen.print(f"{_counted(owed).capitalize()} came from it and go too:", markup=False)
    for one in owed:
        screen.print(f"  {one.status.value}: {one.text}", markup=False, soft_wrap=True)
    click.confirm("Go on?", abort=True, err=True)


def _counted(owed: Sequence[Action]) -> str:
    return "one action" if len(owed) == 1 else f"{len(owed)} actions"


def _told(one: Note) -> dict[str, object]:
    return {
        "id": one.id,
        "relationship": one.relationship,
        "author": one.author,
        "date": one.date,
        "visibility": one.visibility.value,
        "kind": one.kind.value,
        "title": one.title,
    }


def _from_terminal() -> str:
    if sys.stdin.isatty():
        click.echo("Write or paste the note, then end with Ctrl-D on a line of its own.", err=True)
    typed = sys.stdin.buffer.read()
    try:
        return typed.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What older programs pipe; better a wrong accent than a lost note.
        return typed.decode("cp1252", "replace")


def _from_file(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise InvalidInput(
            f"{file} cannot be read: {reason}.", location=str(file), next_step="Check the file."
        ) from error
