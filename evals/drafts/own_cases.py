"""Our own cases, each drafted in its workspace and looked at by every evaluator; with `--model` written by that too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from copilot.app import Copilot
from copilot.draft import Draft
from evals.drafts.own_case import APART, KINDS, OwnCase, load, workspaces
from evals.evaluators import EVALUATORS, Judgement
from evals.figures import Distribution, Figure, Measured, Run, Table, Target, at_least, at_most
from evals.workspace import encoder, open_copilot
from ingest.embedding import TextEmbedder

TARGETS: Mapping[str, Target] = {
    "facts present": at_least(0.95),
    "forbidden absent": at_least(1.0),
    "private absent": at_least(1.0),
    "questions asked": at_least(0.9),
    "open actions in order": at_least(0.95),
}
"""For the Composer. What has none here is reported."""
TOO_MUCH_TWICE = 0.1
"""A share of repetition that is listed as a failure."""
GRADE = "reading level"
_HIGHER_IS_NO_BETTER = ("repetition", GRADE)


@dataclass(frozen=True)
class Judged:
    """A case, its draft, and what each evaluator that applies says of it."""

    case: OwnCase
    draft: Draft
    judgements: Mapping[str, Judgement]


def measure(run: Run) -> Measured:
    """The figures of the Composer's drafts, and beside them those of the model's."""
    cases = [case for kind in KINDS for case in load(kind)[: run.limit]]
    unseen = [case for part in APART for kind in KINDS for case in load(kind, part)[: run.limit]]
    with encoder(run) as embedder:
        composed = list(judge(cases, run.scratch / "own", embedder))
        apart = list(judge(unseen, run.scratch / "apart", embedder))
        asked = list(judge(cases, run.scratch / "own-model", embedder, run.model)) if run.model != "none" else []
    figures = [figure(name, composed, TARGETS.get(name)) for name in EVALUATORS]
    figures.insert(0, Figure("forbidden and private words that stand in drafts", _forbidden(composed), "", at_most(0)))
    figures += [figure(name, apart, None, ", cases kept apart") for name in TARGETS]
    figures += [figure(name, asked, None, f" ({run.model})") for name in EVALUATORS if asked]
    tables = [by_kind("the Composer's drafts by kind", composed), failures("where the Composer fails", composed)]
    tables.append(failures("where it fails on the cases kept apart", apart))
    if asked:
        tables += [by_kind(f"{run.model} by kind", asked), failures(f"where {run.model} fails", asked)]
    return Measured(
        tuple(figures),
        {"cases": len(cases), "kept apart": len(unseen), "model": run.model},
        tuple(workspaces().values()),
        tuple(tables),
        distributions=distributions(composed),
    )


def judge(cases: Iterable[OwnCase], folder: Path, embedder: TextEmbedder, model: str | None = None) -> Iterator[Judged]:
    """Each case drafted and judged, in order; a workspace is opened once, in a folder of its own below `folder`."""
    files = workspaces()
    with ExitStack() as stack:
        opened: dict[str, Copilot] = {}
        for case in cases:
            if case.workspace not in opened:
                copilot = stack.enter_context(open_copilot(folder / case.workspace, lambda: embedder))
                copilot.import_programme(files[case.workspace])
                opened[case.workspace] = (
                    copilot if model is None else copilot.set_to(model=model, results=copilot.settings.results)
                )
            draft = drafted(opened[case.workspace], case)
            found = {name: evaluate(case, draft) for name, evaluate in EVALUATORS.items()}
            yield Judged(case, draft, {name: one for name, one in found.items() if one is not None})


def drafted(copilot: Copilot, case: OwnCase) -> Draft:
    """The case's draft, made through the façade as its author would have it made."""
    programme = copilot.programme().id
    viewer = copilot.viewer(programme, case.by)
    return copilot.draft(viewer, case.kind, case.brief, copilot.as_of(programme, case.day))


def share(name: str, judged: Sequence[Judged]) -> float | None:
    """The mean of an evaluator: of its scores, of what holds, or of what is labelled `right`; None if none applies."""
    values = [one.judgements[name].value for one in judged if name in one.judgements]
    if not values:
        return None
    return mean(float(value == "right") if isinstance(value, str) else float(value) for value in values)


def figure(name: str, judged: Sequence[Judged], target: Target | None, behind: str = "") -> Figure:
    count = sum(name in one.judgements for one in judged)
    value = share(name, judged)
    return Figure(f"{name}{behind}", float("nan") if value is None else value, "", target, f"{count} drafts")


def distributions(judged: Sequence[Judged]) -> tuple[Distribution, ...]:
    """How long drafts are, by kind, and at which school grade messages read."""
    words = {
        kind: [float(len(one.draft.text.split())) for one in judged if one.case.kind == kind and one.draft.text.strip()]
        for kind in KINDS
    }
    grades = [float(one.judgements[GRADE].value) for one in judged if GRADE in one.judgements]
    return (
        Distribution("length of drafts", words, "words"),
        Distribution("reading level of messages", {"school grade": grades}),
    )


def by_kind(title: str, judged: Sequence[Judged]) -> Table:
    """A line an evaluator, a column a kind."""
    rows = []
    for name in EVALUATORS:
        shares = [share(name, [one for one in judged if one.case.kind == kind]) for kind in KINDS]
        rows.append((name, *("–" if value is None else f"{value:.3f}" for value in shares)))
    return Table(title, ("evaluator", *KINDS), tuple(rows))


def failures(title: str, judged: Sequence[Judged]) -> Table:
    """Each case and evaluator that is not content, and what was missing."""
    rows = [
        (one.case.id, one.case.by, name, "; ".join(judgement.missing) or str(judgement.value))
        for one in judged
        for name, judgement in one.judgements.items()
        if failed(name, judgement)
    ]
    return Table(title, ("case", "by", "evaluator", "what was missing"), tuple(rows))


def failed(name: str, judgement: Judgement) -> bool:
    """Whether it belongs among the failures: not all, not right, or too much said twice."""
    if isinstance(judgement.value, str):
        return judgement.value != "right"
    if name in _HIGHER_IS_NO_BETTER:
        return name == "repetition" and judgement.value > TOO_MUCH_TWICE
    return float(judgement.value) < 1.0


def _forbidden(judged: Sequence[Judged]) -> int:
    names = ("forbidden absent", "private absent")
    return sum(len(one.judgements[name].missing) for one in judged for name in names if name in one.judgements)
