"""What a command says: JSON for programs, words for people, progress and errors beside it."""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from copilot.errors import CopilotError
from ingest.errors import FileTooLarge, FolderInUse, IngestError, UnreadableFile, UnsupportedFile

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_SHOW_PROGRESS_AFTER = 2.0
_USUAL_ID = 20
"""Characters of an id that we make of a day and a hash; one from a programme file may have more."""


def console() -> Console:
    """Where results go, for people.

    Stored text is never markup: print it as a `Text`, escaped, or with `markup=False`.
    """
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, emoji=False)


def aside() -> Console:
    """Where progress and errors go."""
    from rich.console import Console

    return Console(file=sys.stderr, highlight=False, emoji=False)


class _Aside(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        click.echo(click.style(record.getMessage(), dim=record.levelno < logging.WARNING), err=True)


@contextmanager
def logs_aside() -> Iterator[None]:
    """Our packages' warnings in the block go to standard error, a line each.

    So does the wait for the encoder where somebody watches: a script's log would hold it with every command.
    """
    handler = _Aside()
    ours = [logging.getLogger(name) for name in ("copilot", "ingest")]
    encoder = logging.getLogger("ingest.embedding")
    before = encoder.level
    if sys.stderr.isatty():
        encoder.setLevel(logging.INFO)
    for logger in ours:
        logger.addHandler(handler)
    try:
        yield
    finally:
        encoder.setLevel(before)
        for logger in ours:
            logger.removeHandler(handler)


def table_of(*names: str, whole: Collection[str] = ("id",), ids: Iterable[str] = ()) -> Table:
    """A plain table with these columns; what stands in a `whole` one is never cut: an id must be typed.

    On a narrow terminal it is folded; `ids` of the usual length keep a line each all the same.
    """
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    for name in names:
        table.add_column(name, overflow="fold" if name in whole else "ellipsis")
        if name == "id":
            table.columns[-1].min_width = min(max(map(len, ids), default=0), _USUAL_ID)
    return table


def say_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def say(value: object, render: Callable[[Console], None]) -> None:
    """The result: `value` as JSON where that was asked for, else whatever `render` prints."""
    from copilot.commands.flags import invocation

    if invocation().flags.as_json:
        say_json(value)
    else:
        render(console())


def described(error: CopilotError | IngestError) -> tuple[dict[str, object], int]:
    """The error as docs/interfaces.md writes it, and the exit code."""
    if isinstance(error, CopilotError):
        code, exit_code, location = error.code, error.exit_code, error.location
    elif isinstance(error, FolderInUse):
        code, exit_code, location = "folder_in_use", 5, None
    elif isinstance(error, UnsupportedFile | FileTooLarge | UnreadableFile):
        code, exit_code, location = "invalid_input", 3, None
    else:
        code, exit_code, location = "error", 1, None
    described: dict[str, object] = {
        "code": code,
        "message": error.message,
        "location": location,
        "next": error.next_step,
    }
    problems = getattr(error, "problems", ())
    if problems:
        described["problems"] = list(problems)
    return described, exit_code


def say_error(described: dict[str, object], *, as_json: bool) -> None:
    """The error, where its reader looks for it."""
    if as_json:
        say_json({"error": described})
        return
    from rich.text import Text

    screen = aside()
    screen.print(Text.assemble(("mentor: ", "bold red"), str(described["message"])), soft_wrap=True)
    problems = described.get("problems")
    if isinstance(problems, list) and len(problems) > 1:
        for problem in problems:
            screen.print(Text(f"  {problem}"), soft_wrap=True)
    if described["next"]:
        screen.print(Text(str(described["next"]), style="dim"), soft_wrap=True)


@contextmanager
def progress(doing: str) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on the terminal for what takes longer than two seconds; call it with step, done and total."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    screen = aside()
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=screen,
        transient=True,
    )
    task = bar.add_task(doing, total=None)
    started = time.monotonic()
    shown = False

    def report(step: str, done: int, total: int) -> None:
        nonlocal shown
        if not shown and screen.is_terminal and time.monotonic() - started > _SHOW_PROGRESS_AFTER:
            bar.start()
            shown = True
        bar.update(task, description=f"{doing} ({step})", completed=done, total=total)

    try:
        yield report
    finally:
        if shown:
            bar.stop()
