"""Our own questions on the sample programme: is the passage that answers one among the first five that search finds?

The questions are those of `cases/ask.yaml` that something answers in a note or in guidance; the passage that answers is
one of a document the case names which holds all that must be said, or, where nothing must be said word for word, any of it.
Records (goals, actions, people) are not searched, so a question that only they answer is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import resources

from copilot import programme_file
from evals.answers.asking import CASES, Case, load
from evals.figures import Distribution, Figure, Measured, Run, Table, at_least
from evals.workspace import encoder, open_copilot, sample_file
from ingest.models import Hit

FIRST = 5
_DEEP = 50


def measure(run: Run) -> Measured:
    """The share of questions with an answering passage among the first five, and their mean reciprocal rank."""
    with resources.as_file(resources.files("evals") / CASES) as path:
        cases = [one for one in load(path) if one.answered and searched(one)][: run.limit]
    ranks: list[tuple[Case, int | None]] = []
    with sample_file() as sample, encoder(run) as embedder:
        titles = {one.id: one.title for one in programme_file.load(sample).guidance}
        embedder.encode([one.question for one in cases])
        with open_copilot(run.scratch / "own-notes", lambda: embedder) as copilot:
            programme = copilot.import_programme(sample).programme.id
            as_of = copilot.as_of(programme)
            for case in cases:
                found = copilot.search(copilot.viewer(programme, case.viewer), case.question, as_of, k=_DEEP)
                ranks.append((case, first_right(case, found, titles)))
    return Measured(
        (
            Figure(
                f"answering passage among the first {FIRST}",
                sum(rank is not None and rank <= FIRST for _, rank in ranks) / len(ranks),
                target=at_least(0.95),
                note=f"{sum(rank is not None and rank <= FIRST for _, rank in ranks)} of {len(ranks)} questions",
            ),
            Figure("mean reciprocal rank", sum(1 / rank if rank else 0.0 for _, rank in ranks) / len(ranks)),
        ),
        {"cases": len(cases), "ranked": _DEEP},
        tables=_tables(ranks),
        distributions=(
            Distribution("rank of the answering passage", {"questions": [float(rank) for _, rank in ranks if rank]}),
        ),
    )


def searched(case: Case) -> bool:
    """Whether search could find what answers it: a note, a handbook or a card."""
    return any(_is_text(source) for source in case.answer_in)


def first_right(case: Case, found: Sequence[Hit], titles: dict[str, str]) -> int | None:
    """The rank, from 1, of the first passage that answers; None where there is none."""
    return next((rank for rank, hit in enumerate(found, start=1) if answers(case, hit, titles)), None)


def answers(case: Case, hit: Hit, titles: dict[str, str]) -> bool:
    """Whether the passage is of a document that answers, and says all that must be said."""
    text = _flat(hit.passage.text)
    return any(_is_of(source, hit, titles) for source in case.answer_in) and all(
        _flat(words) in text for words in case.must_say
    )


def _is_text(source: str) -> bool:
    return source.startswith(("n-", "library:", "guide-"))


def _is_of(source: str, hit: Hit, titles: dict[str, str]) -> bool:
    if source.startswith("library:"):
        return _flat(hit.document_title).removeprefix("the ") == source.removeprefix("library:").replace("-", " ")
    if source.startswith("guide-"):
        return hit.document_title == titles.get(source)
    return hit.source == f"note:{source}"


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()


def _tables(ranks: Sequence[tuple[Case, int | None]]) -> tuple[Table, ...]:
    rows = tuple(
        (case.id, case.viewer, case.question, str(rank or f"not among {_DEEP}"))
        for case, rank in ranks
        if rank is None or rank > FIRST
    )
    return (Table("not among the first five", ("case", "viewer", "question", "rank"), rows),) if rows else ()
