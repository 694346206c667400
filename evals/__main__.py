"""`python -m evals`: measure, print a table, write JSON."""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from evals.figures import Run
from evals.registry import SUITES
from evals.report import as_json, show


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("suites", nargs=-1, type=click.Choice(list(SUITES)), metavar="[SUITE]...")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("../shared/data"),
    show_default=True,
    help="The folder of public data sets; a suite whose data is missing is skipped.",
)
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="Write the outcome here.")
@click.option("--limit", type=click.IntRange(min=1), help="So many cases a suite: a try-out, judged by no target.")
@click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep vectors and the large workspace here for the next run.",
)
@click.option("--ablate", is_flag=True, help="Measure variants too: fusion, passage sizes.")
@click.option(
    "--sample",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write 100 random sentences of drafts with their sources here, for a human reader.",
)
@click.option("--people", type=click.IntRange(min=1), default=30, show_default=True, help="`load`: how many at once.")
@click.option("--seconds", type=click.FloatRange(min=1), default=180, show_default=True, help="`load`: how long.")
@click.option("--model", default="none", show_default=True, metavar="SPEC", help="The language model to ask.")
def main(
    suites: tuple[str, ...],
    data: Path,
    json_file: Path | None,
    limit: int | None,
    cache: Path | None,
    ablate: bool,
    sample: Path | None,
    people: int,
    seconds: float,
    model: str,
) -> None:
    """Measure the product on public data: all suites but the longest, or those named.

    Exits with 1 if a figure misses its target, 2 for an unknown suite.
    """
    started = datetime.now(UTC)
    progress = Console(stderr=True)
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="evals-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder) / "scratch"
        scratch.mkdir()
        kept = (cache or Path(folder) / "cache").absolute()
        run = Run(data, kept, scratch, limit, ablate, sample, people, seconds, model)
        usual = [name for name, suite in SUITES.items() if not suite.by_name]
        for name in dict.fromkeys(suites) or usual:
            progress.print(f"{name}: {SUITES[name].asks}")
            outcomes.append(SUITES[name].run(run))
    show(Console(), outcomes)
    if json_file is not None:
        written = json.dumps(as_json(outcomes, run, started), indent=2, ensure_ascii=False)
        json_file.write_text(f"{written}\n", "utf-8")
    sys.exit(1 if any(outcome.missed for outcome in outcomes) else 0)


if __name__ == "__main__":
    main()
