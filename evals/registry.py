"""The suites by name. To add one: a module with a function from `Run` to `Measured`, and its line here."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from evals.figures import Measured, Outcome, Run, SuiteSkipped


@dataclass(frozen=True)
class Suite:
    """`place` is `module:function`: a suite's module is imported when it runs, and not before.

    `needs_data`: whether it skips where the public data is missing. `by_name`: it takes long, and runs only when named.
    """

    name: str
    asks: str
    place: str
    needs_data: bool = True
    by_name: bool = False

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
        Suite("scifact", "Does search rank the right document first?", "evals.retrieval.scifact:measure"),
        Suite("locomo", "Do the first words found in notes hold the evidence?", "evals.retrieval.locomo:measure"),
        Suite("ingest", "How fast is ingestion, how large? Is a second run idle?", "evals.speed.ingestion:measure"),
        Suite("search", "How fast is search, and how near to exact?", "evals.speed.searching:measure"),
        Suite(
            "ask",
            "Are questions answered, and declined where nothing says?",
            "evals.answers.asking:measure",
            needs_data=False,
        ),
        Suite(
            "goals",
            "Is what a raw goal lacks seen, and nothing made up?",
            "evals.drafts.goals:measure",
            needs_data=False,
        ),
        Suite("grounding", "Is what no source says seen?", "evals.grounding.checking:measure", needs_data=False),
        Suite("drafts", "How fast are drafts? Do they give anything away?", "evals.drafts.drafting:measure"),
        Suite(
            "feedback",
            "Are themes of feedback true, and is nobody to be found in them?",
            "evals.themes.feedback:measure",
        ),
        Suite(
            "trouble",
            "Is trouble in a comment seen, and nothing harmless taken for it?",
            "evals.themes.trouble:measure",
            needs_data=False,
        ),
        Suite("files", "Is every real file read, or refused with a reason?", "evals.inputs.files:measure"),
        Suite("odd", "Are odd texts kept as they are, wherever they are typed?", "evals.inputs.odd_texts:measure"),
        Suite(
            "api", "Does the API keep to its document, whatever is asked?", "evals.inputs.api:measure", needs_data=False
        ),
        Suite("load", "Do thirty people at once get answers soon?", "evals.speed.load:measure", needs_data=False),
        Suite(
            "pages",
            "Are the pages open to everyone, and words only words?",
            "evals.looks.pages:measure",
            needs_data=False,
        ),
        Suite(
            "start",
            "How soon is a new user at a page, and at a first draft?",
            "evals.speed.start:measure",
            needs_data=False,
        ),
        Suite(
            "attacks",
            "Does a model do what notes, guidance or comments tell it?",
            "evals.leaks.attacks:measure",
            by_name=True,
        ),
        Suite(
            "leaving",
            "What leaves for a model elsewhere, and what must not?",
            "evals.leaks.leaving_text:measure",
            needs_data=False,
            by_name=True,
        ),
        Suite(
            "failures",
            "Is there a draft whatever becomes of the model?",
            "evals.models.failing_models:measure",
            needs_data=False,
            by_name=True,
        ),
        Suite(
            "models",
            "What does a language model add, and at what price? (--model)",
            "evals.models.model_drafts:measure",
            needs_data=False,
            by_name=True,
        ),
        Suite(
            "meetings",
            "The same over public meetings (--model)",
            "evals.models.public_meetings:measure",
            by_name=True,
        ),
        Suite(
            "unanswerable",
            "Is anything answered that nothing here answers?",
            "evals.answers.unanswerable:measure",
            by_name=True,
        ),
        Suite("crash", "Is anything lost when the process is killed?", "evals.crashes.crash:measure", needs_data=False),
    )
}
"""In the order they run."""
