"""`mentor feedback import`: a survey's answers come in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from copilot.commands.flags import Command, Group, invocation
from copilot.commands.output import say, say_json
from copilot.errors import BatchFailed

if TYPE_CHECKING:
    from rich.console import Console


@click.group(cls=Group)
def feedback() -> None:
    """What people say of the programme, for its staff; `mentor draft feedback` shows the themes."""


@feedback.command("import", cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--map",
    "mapping",
    multiple=True,
    required=True,
    metavar="FIELD=COLUMN",
    help="Which column holds what; may be repeated. Fields: respondent, role, relationship, period, question, rating, "
    "comment, consent. FIELD=:value is the same for every row (period=:2026-H1). comment=COLUMN,COLUMN takes several, "
    "each with its header as the question. The beginning of a column's name will do.",
)
@click.option("--rows-are-people", is_flag=True, help="No column says who answered: each row is another person.")
@click.option("--replace", is_flag=True, help="Delete what the same periods held before and the file does not.")
def import_(file: Path, mapping: tuple[str, ...], rows_are_people: bool, replace: bool) -> None:
    """Bring in a survey's answers from a CSV FILE. The same file again changes nothing. Staff only."""
    call = invocation()
    with call.open() as copilot:
        done = copilot.import_feedback(
            call.viewer(copilot), file, mapping, rows_are_people=rows_are_people, replace=replace
        )
    failed = [{"line": one.line, "reason": one.reason} for one in done.bad]
    summary: dict[str, object] = {
        "added": done.added,
        "unchanged": done.unchanged,
        "repeated": done.repeated,
        "removed": done.removed,
        "respondents": done.respondents,
        "silent": done.silent,
        "blank": done.blank,
        "trouble": list(done.trouble),
        "failed": failed,
    }

    def render(console: Console) -> None:
        console.print(
            f"{done.added} added, {done.unchanged} unchanged, {done.removed} removed, from {done.respondents} people; "
            f"{done.repeated} said twice, {done.silent} say nothing, {done.blank} rows without an answer."
        )
        for one in done.bad:
            console.print(f"  line {one.line} {one.reason}", markup=False, soft_wrap=True)
        if done.trouble:
            lines = ", ".join(str(line) for line in done.trouble)
            console.print(
                f"Please read yourself, no report will show it: line {lines} may speak of harm, harassment or a crime.",
                style="yellow",
            )

    if failed and call.flags.as_json:
        error = BatchFailed(f"{len(failed)} rows could not be read.")
        what = {
            "code": error.code,
            "message": error.message,
            "location": f"line {failed[0]['line']}",
            "next": "See `failed` for the reason of each; the other rows are in.",
        }
        say_json({**summary, "error": what})
    else:
        say(summary, render)
    if failed:
        click.get_current_context().exit(BatchFailed.exit_code)
