"""The suites by name, and the groups they are asked for by.

To add one: a module with a function from `Run` to `Measured`, and its line here.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evals.figures import Measured, Outcome, Run, SuiteSkipped

GROUPS: Mapping[str, str] = {
    "retrieval": "Is what helps found, and found first?",
    "grounding": "Is what no source says seen?",
    "drafts": "Do drafts say what they should, and ask for what is missing?",
    "ask": "Are questions answered, and only where something answers them?",
    "actions": "Is what people owe found in their notes?",
    "leaks": "Does anything private get out, whatever a note or a model says?",
    "themes": "Are themes of feedback true, and people safe in them?",
    "speed": "How fast is it, and how does that grow?",
}
"""What a group asks; its suites are those that name it."""

TIMED = "speed"
"""The group whose figures depend on the machine; the others are of quality."""


class NoSuchSuite(Exception):
    """A name that is neither a suite nor a group; the message names all there are."""


@dataclass(frozen=True)
class Suite:
    """`place` is `module:function`: a suite's module is imported when it runs, and not before.

    `groups`: those it belongs to, none for suites that only run by their own name or among all. A suite bears a
    group's name only where it is the whole of that group, so that no name means two things.
    `needs_data`: whether it skips where the public data is missing. `by_name`: it takes long, and runs only when it is
    named itself, or with `--all`. `quick`: on our own cases alone and within seconds, so every run of the tests holds it
    against the baseline.
    """

    name: str
    asks: str
    place: str
    groups: tuple[str, ...] = ()
    needs_data: bool = True
    by_name: bool = False
    quick: bool = False

    @property
    def of_quality(self) -> bool:
        """Whether it says how good the product is, rather than how fast or how sturdy."""
        return any(group != TIMED for group in self.groups)

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


def chosen(names: Sequence[str], suites: Mapping[str, Suite], *, long_ones: bool, quality: bool = False) -> list[Suite]:
    """The suites that these names stand for, each once, in the order of `suites`; of no names: all.

    A group stands for its suites, but for those that only run when named (`by_name`), unless `long_ones`. `quality`
    leaves only suites of quality. Raises NoSuchSuite.
    """
    unknown = [name for name in names if name not in suites and name not in GROUPS]
    if unknown:
        raise NoSuchSuite(
            f"There is no suite {', '.join(map(repr, unknown))}. Groups: {', '.join(GROUPS)}. Suites: {', '.join(suites)}."
        )
    named = set(names)
    return [
        suite
        for suite in suites.values()
        if (suite.of_quality or not quality)
        and (suite.name in named or (_of(suite, named) and (long_ones or not suite.by_name)))
    ]


def left_out(names: Sequence[str], suites: Mapping[str, Suite]) -> list[str]:
    """The long suites of the named groups, or of all, that only run when they are named."""
    run = chosen(names, suites, long_ones=False)
    return [suite.name for suite in chosen(names, suites, long_ones=True) if suite not in run]


def _of(suite: Suite, named: set[str]) -> bool:
    return not named or not named.isdisjoint(suite.groups)


SUITES: Mapping[str, Suite] = {
    suite.name: suite
    for suite in (
        Suite(
            "scifact",
            "Does search rank the right document first?",
            "evals.retrieval.scifact:measure",
            groups=("retrieval",),
        ),
        Suite(
            "locomo",
            "Do the first words found in notes hold the evidence?",
            "evals.retrieval.locomo:measure",
            groups=("retrieval",),
        ),
        Suite(
            "qmsum",
            "Do the first words found in a long meeting hold the matter?",
            "evals.retrieval.qmsum:measure",
            groups=("retrieval",),
        ),
        Suite(
            "first-five",
            "Are our own questions' answers found first?",
            "evals.retrieval.own_questions:measure",
            groups=("retrieval",),
            needs_data=False,
        ),
        Suite(
            "peers",
            "What do others' retrievers find in the same documents?",
            "evals.retrieval.beside_peers:measure",
            groups=("retrieval",),
            by_name=True,
        ),
        Suite(
            "ingest",
            "How fast is ingestion, how large? Is a second run idle?",
            "evals.speed.ingestion:measure",
            groups=("speed",),
        ),
        Suite(
            "search",
            "How fast is search, and how near to exact?",
            "evals.speed.searching:measure",
            groups=("speed",),
        ),
        Suite(
            "questions",
            "Are questions answered, and declined where nothing says?",
            "evals.answers.asking:measure",
            groups=("ask",),
            needs_data=False,
        ),
        Suite(
            "few-questions",
            "The same of each fourth question, for every run of the tests",
            "evals.answers.asking:measure_few",
            groups=("ask",),
            needs_data=False,
            quick=True,
        ),
        Suite(
            "actions",
            "Is what people owe found in their notes, with whose it is and by when?",
            "evals.actions.owed:measure",
            groups=("actions",),
            needs_data=False,
            quick=True,
        ),
        Suite(
            "goals",
            "Is what a raw goal lacks seen, and nothing made up?",
            "evals.drafts.goals:measure",
            groups=("drafts",),
            needs_data=False,
            quick=True,
        ),
        Suite(
            "canaries",
            "Do drafts give away a private note, or cite what is not theirs?",
            "evals.leaks.given_away:measure",
            groups=("leaks",),
            needs_data=False,
        ),
        Suite(
            "own",
            "Do drafts say what our own cases expect?",
            "evals.drafts.own_cases:measure",
            groups=("drafts",),
            needs_data=False,
        ),
        Suite(
            "drafting",
            "How fast are drafts beside the public guidance? Do they give anything away?",
            "evals.drafts.drafting:measure",
            groups=("drafts", "speed"),
        ),
        Suite(
            "grounding",
            "Is what no source says seen?",
            "evals.grounding.checking:measure",
            groups=("grounding",),
            needs_data=False,
        ),
        Suite(
            "feedback",
            "Are themes of feedback true, and is nobody to be found in them?",
            "evals.themes.feedback:measure",
            groups=("themes",),
        ),
        Suite(
            "trouble",
            "Is trouble in a comment seen, and nothing harmless taken for it?",
            "evals.themes.trouble:measure",
            groups=("themes",),
            needs_data=False,
        ),
        Suite("files", "Is every real file read, or refused with a reason?", "evals.inputs.files:measure"),
        Suite("odd", "Are odd texts kept as they are, wherever they are typed?", "evals.inputs.odd_texts:measure"),
        Suite(
            "api", "Does the API keep to its document, whatever is asked?", "evals.inputs.api:measure", needs_data=False
        ),
        Suite(
            "load",
            "Do thirty people at once get answers soon?",
            "evals.speed.load:measure",
            groups=("speed",),
            needs_data=False,
        ),
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
            groups=("speed",),
            needs_data=False,
        ),
        Suite(
            "precision",
            "Does search find the same in 16-bit numbers?",
            "evals.retrieval.precisions:measure",
            groups=("retrieval",),
            by_name=True,
        ),
        Suite(
            "growth",
            "What becomes of speed as a corpus grows?",
            "evals.speed.growth:measure",
            groups=("speed",),
            by_name=True,
        ),
        Suite(
            "attacks",
            "Does a model do what notes, guidance or comments tell it?",
            "evals.leaks.attacks:measure",
            groups=("leaks",),
            by_name=True,
        ),
        Suite(
            "leaving",
            "What leaves for a model elsewhere, and what must not?",
            "evals.leaks.leaving_text:measure",
            groups=("leaks",),
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
            groups=("ask",),
            by_name=True,
        ),
        Suite("crash", "Is anything lost when the process is killed?", "evals.crashes.crash:measure", needs_data=False),
    )
}
"""In the order they run."""
