"""The suites by name. To add one: a module with a function from `Run` to `Measured`, and its line here."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from evals.figures import Measured, Outcome, Run, SuiteSkipped


@dataclass(frozen=True)
class Suite:
    """`place` is `module:function`: a suite's module is imported when it runs, and not before."""

    name: str
    asks: str
    place: str

    def run(self, run: Run) -> Outcome:
        """Measure. A suite that cannot run here is an outcome, anything else that goes wrong an error."""
        started = time.perf_counter()
        module, _, function = self.place.partition(":")
        measure: Callable[[Run], Measured] = getattr(importlib.import_module(module), function)
        try:
            measured, skipped = measure(run), ""
        except SuiteSkipped as reason:
            measured, skipped = Measured(()), str(reason)
        return Outcome(self.name, measured, time.perf_counter() - started, run.limit, skipped)


SUITES: Mapping[str, Suite] = {
    suite.name: suite
    for suite in (
        Suite("scifact", "Does search rank the right document first?", "evals.scifact:measure"),
        Suite("locomo", "Do the first words found in notes hold the evidence?", "evals.locomo:measure"),
        Suite("ingest", "How fast is ingestion, how large? Is a second run idle?", "evals.ingestion:measure"),
        Suite("search", "How fast is search, and how near to exact?", "evals.searching:measure"),
        Suite("drafts", "How fast are drafts? Do they give anything away?", "evals.drafting:measure"),
    )
}
"""In the order they run."""
