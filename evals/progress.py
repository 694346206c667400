"""What is measured right now: a bar where somebody looks, a line a suite where a file does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from evals.registry import Suite


def watched(suites: Sequence[Suite], console: Console) -> Iterator[Suite]:
    """The suites one after the other, each shown on the console while it runs."""
    if not console.is_terminal:
        for suite in suites:
            console.print(f"{suite.name}: {suite.asks}", highlight=False, markup=False)
            yield suite
        return
    columns = (
        SpinnerColumn(),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[suite]}: {task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=len(suites), suite="")
        for suite in suites:
            progress.update(task, description=suite.asks, suite=suite.name)
            yield suite
            progress.advance(task)
