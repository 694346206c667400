"""`python -m evals`: measure, print a table, write a report, hold the figures against the baseline."""

from __future__ import annotations

import json
import math
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from evals import baseline
from evals.figures import Outcome, Run
from evals.progress import watched
from evals.registry import GROUPS, SUITES, NoSuchSuite, Suite, chosen, left_out
from evals.report import as_json, hashes_of, show
from evals.report_page.page import page


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("suites", nargs=-1, metavar="[SUITE|GROUP]...")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("../shared/data"),
    show_default=True,
    help="The folder of public data sets; a suite whose data is missing is skipped.",
)
@click.option(
    "--report",
    "report_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page with pictures here, and the JSON beside it.",
)
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="Write the outcome here.")
@click.option("--all", "long_ones", is_flag=True, help="Take the long suites of the groups along, too.")
@click.option("--quality", is_flag=True, help="Leave out what is about speed and sturdiness.")
@click.option("--quick", is_flag=True, help="Only what runs within seconds on our own cases.")
@click.option(
    "--baseline",
    "baseline_file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=baseline.FILE,
    help="Figures to be held against, in place of the committed ones.",
)
@click.option("--update-baseline", is_flag=True, help="Write the figures of the suites that ran into the baseline.")
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
@click.option(
    "--haiku",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="PYTHON",
    help="`peers`: the Python of an environment that has haiku.rag.",
)
def main(
    suites: tuple[str, ...],
    data: Path,
    report_file: Path | None,
    json_file: Path | None,
    long_ones: bool,
    quality: bool,
    quick: bool,
    baseline_file: Path,
    update_baseline: bool,
    limit: int | None,
    cache: Path | None,
    ablate: bool,
    sample: Path | None,
    people: int,
    seconds: float,
    model: str,
    haiku: Path | None,
) -> None:
    """Measure the product on public data and on our own cases: all suites but the longest, or those named.

    Exits with 1 if a figure is worse than the baseline by more than its noise, or misses its target (times aside) where
    the baseline met it; with 2 for an unknown suite.
    """
    started = datetime.now(UTC)
    said = Console(stderr=True)
    wanted = _wanted(suites, long_ones=long_ones, quality=quality, quick=quick)
    if update_baseline and (limit is not None or model != "none"):
        raise click.UsageError("The baseline is of whole runs without a language model: leave out --limit and --model.")
    if not long_ones and (out := left_out(suites, SUITES)):
        said.print(f"Left out, for they take long: {', '.join(out)}. Name them, or give --all.", highlight=False)
    with tempfile.TemporaryDirectory(prefix="evals-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder) / "scratch"
        scratch.mkdir()
        kept = (cache or Path(folder) / "cache").absolute()
        run = Run(data, kept, scratch, limit, ablate, sample, people, seconds, model, haiku)
        outcomes = [suite.run(run) for suite in watched(wanted, said)]
    hashes = hashes_of(outcomes, data)
    before = baseline.load(baseline_file)
    comparison = baseline.compared(before, outcomes, hashes) if model == "none" else None
    show(Console(), outcomes, None if update_baseline else comparison)
    written = as_json(outcomes, run, started, hashes, comparison)
    if report_file is not None:
        report_file.write_text(page(outcomes, written, comparison), "utf-8")
    for file in (json_file, report_file.with_suffix(".json") if report_file is not None else None):
        if file is not None:
            file.write_text(f"{json.dumps(written, indent=2, ensure_ascii=False)}\n", "utf-8")
    if update_baseline:
        baseline.save(baseline.updated(before, outcomes, hashes, SUITES), baseline_file)
    sys.exit(_code(outcomes, None if update_baseline else comparison))


def _wanted(names: Sequence[str], *, long_ones: bool, quality: bool, quick: bool) -> list[Suite]:
    try:
        found = chosen(names, SUITES, long_ones=long_ones, quality=quality)
    except NoSuchSuite as reason:
        raise click.UsageError(str(reason)) from reason
    return [suite for suite in found if suite.quick or not quick]


def _code(outcomes: Sequence[Outcome], comparison: baseline.Comparison | None) -> int:
    if comparison is not None and comparison.failed:
        return 1
    for outcome in outcomes:
        for figure in outcome.missed:
            change = comparison.of(outcome.suite, figure.name) if comparison is not None else None
            assert figure.target is not None
            # What the baseline missed, too, is known; that it does not get worse was asked above.
            known = change is not None and not figure.target.met_by(_value(change.before))
            if not figure.timed and not known:
                return 1
    return 0


def _value(held: baseline.Held) -> float:
    return math.nan if held.value is None else held.value


main.epilog = f"Groups: {', '.join(GROUPS)}. Suites: {', '.join(SUITES)}."

if __name__ == "__main__":
    main()
