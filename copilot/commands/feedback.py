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

    from copilot.own_feedback import FeedbackImported


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _told(done: FeedbackImported) -> list[str]:
    """What became of the file: rows, answers, people, then what was left out and why."""
    kept = done.added + done.unchanged
    lines = [
        f"{_counted(done.rows, 'row')} read, {_counted(kept, 'answer')} kept from {_counted(done.respondents, 'person', 'people')}: "
        f"{done.added} new, {done.unchanged} there before."
    ]
    if done.silent:
        lines.append(
            f"Nothing is said (n/a, -) in {_counted(done.silent, 'answer')} of these; nobody is counted for that."
        )
    if done.repeated:
        lines.append(f"{_counted(done.repeated, 'answer')} left out: the same person said the same before.")
    if done.blank:
        lines.append(f"{_counted(done.blank, 'row')} left out: no answer in the columns that were named.")
    if done.removed:
        lines.append(f"{_counted(done.removed, 'answer')} of these periods removed: not in this file.")
    if done.bad:
        lines.append(f"{_counted(len(done.bad), 'row')} left out that cannot be used:")
        lines += [f"  line {one.line} {one.reason}" for one in done.bad]
    if done.mended:
        lines.append(f"{_counted(len(done.mended), 'row')} kept without their rating:")
        lines += [f"  line {one.line} has {one.reason}" for one in done.mended]
    return lines


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
        "rows": done.rows,
        "mended": [{"line": one.line, "reason": one.reason} for one in done.mended],
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
        for line in _told(done):
            console.print(line, markup=False, soft_wrap=True)
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
