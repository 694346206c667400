"""Our own questions (`cases/ask*.yaml`) put to search: does a passage that answers stand among the first five?

Asked as the viewer, on the sample programme, as of its own day. A passage answers if it is of one of the case's sources
and, where the case says what must be said, says it. Questions that only a record answers (a goal, an action, who is whose
mentor) are no business of search and left out, as are those nothing answers. The third lot is told apart: it is looked at
after a choice was made on the first two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from copilot.repository.guidance import LIBRARY, OWN
from evals.answers.asking import CASES, LATER_LOTS, Case, cases_in
from evals.figures import Better, Figure, Measured, Run, Table, at_least
from evals.workspace import encoder, open_copilot, sample_file
from ingest.models import Hit

FIRST = 5
_DEEP = 50
_NOTE = "note:"


def measure(run: Run) -> Measured:
    """The share of the questions with an answering passage among the first five. `limit` cuts each lot."""
    with encoder(run) as embedder, open_copilot(run.scratch / "own", lambda: embedder) as copilot:
        with sample_file() as sample:
            programme = copilot.import_programme(sample).programme.id
        as_of = copilot.as_of(programme)
        lots = {name: _of_texts(cases_in(file))[: run.limit] for name, file in {"": CASES, **LATER_LOTS}.items()}
        embedder.encode([case.question for lot in lots.values() for case in lot])
        found = {
            name: [
                Found(
                    case,
                    place(case, copilot.search(copilot.viewer(programme, case.viewer), case.question, as_of, k=_DEEP)),
                )
                for case in lot
            ]
            for name, lot in lots.items()
        }
    return Measured(
        tuple(figure for name, lot in found.items() for figure in _figures(lot, name)),
        {"first": FIRST},
        tables=tuple(table for name, lot in found.items() for table in _tables(lot, name)),
    )


@dataclass(frozen=True)
class Found:
    """Where the first passage that answers the case stands, from 1; None where none of those looked at does."""

    case: Case
    at: int | None

    @property
    def is_first(self) -> bool:
        return self.at is not None and self.at <= FIRST


def _of_texts(cases: Sequence[Case]) -> list[Case]:
    return [case for case in cases if case.answered and any(map(_is_text, case.answer_in))]


def _figures(found: Sequence[Found], lot: str) -> tuple[Figure, ...]:
    first = sum(one.is_first for one in found)
    return (
        Figure(
            f"answering passage among the first five{lot}",
            first / len(found) if found else float("nan"),
            target=None if lot else at_least(0.95),
            note=f"{first} of {len(found)}",
            better=Better.HIGHER,
        ),
        Figure(
            f"mean of 1 / the place of the first{lot}",
            sum(1 / one.at for one in found if one.at) / len(found) if found else float("nan"),
        ),
    )


def _tables(found: Sequence[Found], lot: str) -> tuple[Table, ...]:
    rows = tuple(
        (one.case.id, one.case.viewer, one.case.question, str(one.at or f"beyond {_DEEP}"))
        for one in found
        if not one.is_first
    )
    return (Table(f"not found{lot}", ("case", "viewer", "question", "place"), rows),) if rows else ()


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
