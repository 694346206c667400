"""Every page in a real browser: barriers by axe-core's rules, and odd words that must stay words.

Each walk is made light at 1440 px and dark at 380 px, the mentee's and the others' alike, on a fresh copy of the sample. On
every stop: no serious or critical barrier, no other host asked, no error in the console, no exception, nothing too wide.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evals.figures import Figure, Measured, Run, SuiteSkipped, Table, at_least, at_most
from evals.looks.browser import NARROW, WIDE, Barrier, View, app_on, barriers, broken, browsing, chromium, served, tab
from evals.looks.page_texts import NASTY, Tried, show_texts, type_texts
from evals.looks.page_walks import WALKS
from evals.workspace import open_copilot, sample_file

VIEWS: Sequence[View] = (WIDE, NARROW)


def measure(run: Run) -> Measured:
    """Barriers and breaches over all walks and views, then odd words typed and shown."""
    if chromium() is None:
        raise SuiteSkipped("there is no Chromium here; install one to try the pages in.")
    sample = run.scratch / "sample"
    with open_copilot(sample) as copilot, sample_file() as file:
        copilot.import_programme(file)
        copilot.corpus.wait_for_index()
    stops, found, wrong = _walked(run, sample)
    tried = _typed(run, sample)
    grave = [row for row in found if row[2].is_grave]
    rows = Counter((one.rule, one.impact, one.where, one.why) for _, _, one in found)
    places = {(one.rule, one.where): f"{view}, {stop}" for view, stop, one in reversed(found)}
    return Measured(
        (
            Figure("looks at pages", stops, target=at_least(1), note=", ".join(f"{view}" for view in VIEWS)),
            Figure("serious or critical barriers", len(grave), target=at_most(0)),
            Figure("lesser barriers", len(found) - len(grave)),
            Figure(
                "breaches on the way", len(wrong), target=at_most(0), note="other hosts, console, exceptions, width"
            ),
            Figure("odd words typed or shown", tried.tried, target=at_least(1)),
            Figure("of them that broke something", len(tried.wrong), target=at_most(0)),
        ),
        settings={"views": [str(view) for view in VIEWS], "walks": list(WALKS)},
        tables=tuple(
            table
            for table in (
                Table(
                    "barriers",
                    ("impact", "rule", "times", "first at", "where", "why"),
                    tuple(
                        (impact, rule, str(times), places[rule, where], where, why)
                        for (rule, impact, where, why), times in rows.most_common()
                    ),
                ),
                Table("breaches", ("where", "what"), tuple(wrong)),
                Table("odd words", ("what",), tuple((each,) for each in tried.wrong)),
            )
            if table.rows
        ),
    )


def _walked(run: Run, sample: Path) -> tuple[int, list[tuple[View, str, Barrier]], list[tuple[str, str]]]:
    stops, found, wrong = 0, [], []
    for view in VIEWS:
        folder = shutil.copytree(sample, run.scratch / f"walked-{view.width}")
        with served(app_on(folder)) as origin, browsing() as browser:
            for name, walk in list(WALKS.items())[: run.limit]:
                with tab(browser, origin, view) as (page, watch):
                    for stop in walk(page, run.scratch):
                        stops += 1
                        found += [(view, f"{name}: {stop}", one) for one in barriers(page)]
                        said = [*watch.take(), *broken(page)]
                        wrong += [(f"{view}, {name}: {stop}", each) for each in said]
    return stops, found, wrong


def _typed(run: Run, sample: Path) -> Tried:
    """Our own nasty words in every field; the Big List, where it is there, stored and shown on every page."""
    tried = Tried()
    folder = shutil.copytree(sample, run.scratch / "typed")
    with served(app_on(folder)) as origin, browsing() as browser:
        for text in NASTY[: run.limit]:
            with tab(browser, origin, NARROW) as (page, watch):
                type_texts(page, watch, text, tried)
    file = run.data / "attacks" / "naughty-strings.json"
    listed: list[str] = json.loads(file.read_text("utf-8")) if file.exists() else []
    show_texts([*NASTY, *listed][: run.limit], run.scratch / "shown", tried)
    return tried
