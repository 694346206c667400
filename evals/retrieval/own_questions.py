"""Our own questions (`cases/ask.yaml`) put to search: does a passage that answers stand among the first five?

Asked as the viewer, on the sample programme, as of its own day. A passage answers if it is of one of the case's sources
and, where the case says what must be said, says it. Questions that only a record answers (a goal, an action, who is whose
mentor) are no business of search and left out, as are those nothing answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from copilot.repository.guidance import LIBRARY, OWN
from evals.answers.asking import CASES, Case, load
from evals.figures import Figure, Measured, Run, Table, at_least
from evals.workspace import encoder, open_copilot, sample_file
from ingest.models import Hit

FIRST = 5
_DEEP = 50
_NOTE = "note:"


def measure(run: Run) -> Measured:
    """The share of the questions with an answering passage among the first five. `limit` cuts them."""
    with resources.as_file(resources.files("evals") / CASES) as path:
        cases = load(path)
    with encoder(run) as embedder, open_copilot(run.scratch / "own", lambda: embedder) as copilot:
        with sample_file() as sample:
            programme = copilot.import_programme(sample).programme.id
        as_of = copilot.as_of(programme)
        asked = [case for case in cases if case.answered and any(map(_is_text, case.answer_in))][: run.limit]
        embedder.encode([case.question for case in asked])
        places = [
            place(case, copilot.search(copilot.viewer(programme, case.viewer), case.question, as_of, k=_DEEP))
            for case in asked
        ]
    found = [at is not None and at <= FIRST for at in places]
    rows = tuple(
        (case.id, case.viewer, case.question, str(at or f"beyond {_DEEP}"))
        for case, at, is_found in zip(asked, places, found, strict=True)
        if not is_found
    )
    return Measured(
        (
            Figure(
                "answering passage among the first five",
                sum(found) / len(found) if found else float("nan"),
                target=at_least(0.95),
                note=f"{sum(found)} of {len(found)}",
            ),
            Figure(
                "mean of 1 / the place of the first",
                sum(1 / at for at in places if at) / len(places) if places else float("nan"),
            ),
        ),
        {"first": FIRST},
        tables=(Table("not found", ("case", "viewer", "question", "place"), rows),) if rows else (),
    )


_TEXTS = ("n-", "guide-", "library:")
"""How the ids of notes and guidance begin; goals, actions and pairs have others."""


def _is_text(source: str) -> bool:
    return source.startswith(_TEXTS)


def place(case: Case, hits: Sequence[Hit]) -> int | None:
    """Where the first passage that answers stands, from 1; None where none of the hits does."""
    return next((at for at, hit in enumerate(hits, start=1) if answers(case, hit)), None)


def answers(case: Case, hit: Hit) -> bool:
    """Whether the hit is of one of the case's sources and says one of the things that must be said, if any."""
    text = _plain(hit.passage.text)
    says = not case.must_say or any(_plain(words) in text for words in case.must_say)
    return says and _source(hit) in case.answer_in


def _source(hit: Hit) -> str:
    """The source as the cases name it: a note's or guidance's id, or `library:<card>`."""
    if hit.source.startswith(LIBRARY):
        return f"library:{Path(hit.source).stem}"
    return hit.source.removeprefix(_NOTE).removeprefix(OWN)


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()
