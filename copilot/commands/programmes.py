"""`mentor init`, `import`, `export`, `ingest`: how a programme and its guidance come in and go out."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copilot.commands.flags import Command, Day, invocation
from copilot.commands.output import progress, say, say_json
from copilot.errors import BatchFailed, BriefError

if TYPE_CHECKING:
    from rich.console import Console


@click.command(cls=Command)
@click.option("--name", metavar="NAME", help="Your name.")
@click.option("--role", type=click.Choice(["mentee", "mentor"]), help="What you are in it.")
@click.option("--partner", metavar="NAME", help="Your mentor's or mentee's name.")
@click.option("--since", type=Day(), metavar="DATE", help="When it began (default: today).")
@click.option("--ends", type=Day(), metavar="DATE", help="When it is planned to end.")
@click.option("--kind", type=click.Choice(["traditional", "peer", "reverse"]), help="(Default: traditional.)")
def init(
    name: str | None,
    role: str | None,
    partner: str | None,
    since: date | None,
    ends: date | None,
    kind: str | None,
) -> None:
    """Make a workspace of your own, by a few questions or these flags; again for a further partner.

    Again with the same partner, it changes what a flag names and keeps the rest.
    """
    from copilot.beginning import PROGRAMME, Beginning
    from copilot.models import RelationshipKind, Role

    call = invocation()
    if sys.stdin.isatty() and not call.flags.as_json:
        name = name or click.prompt("Your name", err=True)
        role = role or click.prompt("You are the", type=click.Choice(["mentee", "mentor"]), err=True)
        other = "mentor" if role == "mentee" else "mentee"
        partner = partner or click.prompt(f"Your {other}'s name", err=True)
        since = since or click.prompt(
            "Since when (Enter: today, or what is kept already)",
            default="",
            show_default=False,
            value_proc=lambda typed: Day().convert(typed, None, None) if typed.strip() else None,
            err=True,
        )
    said = (("--name", name), ("--role", role), ("--partner", partner))
    missing = [flag for flag, value in said if not value]
    if name is None or role is None or partner is None or missing:
        raise BriefError(
            f"Not enough to begin with: {', '.join(missing)} missing.",
            location=missing[0],
            next_step="Give the flags, or run `mentor init` on a terminal to be asked.",
        )
    with call.open() as copilot:
        begun = copilot.begin(
            Beginning(
                name=name,
                role=Role(role),
                partner=partner,
                since=since,
                ends=ends,
                kind=None if kind is None else RelationshipKind(kind),
                programme=call.flags.programme or PROGRAMME,
                today=call.flags.today or date.today(),
            )
        )

    def render(console: Console) -> None:
        from rich.text import Text

        ready = ("Ready. You are ", (begun.me, "bold"), f", with {begun.partner} in ", (begun.relationship, "bold"))
        console.print(Text.assemble(*ready, "."))
        console.print("Next: `mentor note add`, paste a note, then `mentor draft agenda`.")

    say(
        {"programme": begun.programme, "me": begun.me, "partner": begun.partner, "relationship": begun.relationship},
        render,
    )


@click.command("import", cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Delete what is not in the file.")
def import_(file: Path, replace: bool) -> None:
    """Bring in a programme FILE (YAML); what has the same id is updated."""
    call = invocation()
    with call.open() as copilot, progress("Importing") as report:
        content = copilot.import_programme(file, replace=replace, progress=report)
    counts = {
        name: len(getattr(content, name))
        for name in ("people", "relationships", "goals", "guidance", "notes", "actions", "drafts", "feedback")
    }

    def render(console: Console) -> None:
        from rich.text import Text

        told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        console.print(Text.assemble((content.programme.id, "bold"), f": {told or 'nothing yet'}."))

    say({"programme": content.programme.id, **counts}, render)


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--force", is_flag=True, help="Write over FILE, whatever it holds.")
def export(file: Path, force: bool) -> None:
    """Write the programme to FILE (- for standard output); with --as, only what is that person's.

    A FILE that is there is only written over if it is an earlier export of the same.
    """
    from copilot.earlier_export import is_earlier_export
    from copilot.whole_file import keep_what_stands, write_whole

    call = invocation()
    with call.open() as copilot:
        programme = call.programme(copilot)
        text = copilot.exported(programme, viewer=call.keeper(copilot))
    if str(file) != "-":
        keep_what_stands(file, force=force or is_earlier_export(file, text))
        write_whole(file, text.encode())
        say(
            {"programme": programme, "file": str(file)},
            lambda console: console.print(f"Written to {file}.", markup=False),
        )
    elif call.flags.as_json:
        say_json({"programme": programme, "text": text})
    else:
        click.echo(text, nl=False)


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
def ingest(paths: tuple[Path, ...]) -> None:
    """Read files and folders as guidance for everyone in the programme."""
    call = invocation()
    started = time.monotonic()
    with call.open() as copilot, progress("Reading") as report:
        result = copilot.ingest(call.programme(copilot), list(paths), progress=report, viewer=call.keeper(copilot))
    seconds = time.monotonic() - started
    failed = [{"path": str(each.path), "reason": each.reason, "next": each.next_step} for each in result.failed]
    summary = {
        "read": result.read,
        "unchanged": result.unchanged,
        "removed": result.removed,
        "failed": failed,
        "passages_added": result.passages_added,
        "passages_removed": result.passages_removed,
        "seconds": round(seconds, 2),
    }

    def render(console: Console) -> None:
        console.print(
            f"{result.read} read, {result.unchanged} unchanged, {result.removed} removed, "
            f"{len(failed)} failed; {result.passages_added} passages more, {result.passages_removed} fewer, "
            f"in {seconds:.1f} s."
        )
        for each in failed:
            console.print(f"  {each['reason']} {each['next']}", markup=False, soft_wrap=True)

    if failed and call.flags.as_json:
        error = BatchFailed(f"{len(failed)} files could not be read.")
        say_json(
            {
                **summary,
                "error": {
                    "code": error.code,
                    "message": error.message,
                    "location": failed[0]["path"],
                    "next": "See `failed` for the reason of each; the rest was read.",
                },
            }
        )
        click.get_current_context().exit(BatchFailed.exit_code)
    say(summary, render)
    if failed:
        click.get_current_context().exit(BatchFailed.exit_code)
