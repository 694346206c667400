"""Is a sentence what its sources say? The check of grounding on our own sentences and on public sets."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from copilot.review.grounding import WARNINGS, Context, Source, Verdict, ground
from evals.figures import Figure, Measured, Run, SuiteSkipped, Table, Target, at_least, at_most
from evals.grounding.ablating import Ruled, of_features, of_rules
from evals.grounding.as_reviewed import context_of, sources_of
from evals.grounding.held_out import HeldOut
from evals.grounding.own_set import Altered, Half, OwnSentence, load_half
from evals.grounding.public_sets import Claim, EditedSentence, edited_sentences, summedits, wice
from evals.metrics import auc, percentile

Check = Callable[[str, Sequence[Source], Context], Verdict]
"""`ground`, or what is tried in its place."""

_PUBLIC: tuple[tuple[str, tuple[str, str, str], Callable[[Path], list[Claim]], Target | None], ...] = (
    ("WiCE, chunks", ("grounding", "wice", "oracle-chunks-claim-dev.jsonl"), wice, at_least(0.81)),
    ("WiCE, whole pages", ("grounding", "wice", "claim-dev.jsonl"), wice, None),
)
_FITTED: Mapping[str, tuple[tuple[str, str, str], Target]] = {
    "SummEdits samsum": (("grounding", "summedits", "summedits_samsum.json"), at_least(0.66)),
    "SummEdits sales calls": (("grounding", "summedits", "summedits_sales_call.json"), at_least(0.76)),
}
"""What the weights we ship were fitted on, among others: asked with weights fitted without the talk at hand."""
_GROUPS: Mapping[str, tuple[tuple[Altered, ...], Target | None]] = {
    "names, numbers, dates, negation": (
        (Altered.NAME, Altered.NUMBER, Altered.DATE, Altered.NEGATION),
        at_least(0.92),
    ),
    "roles, planned told as happened": ((Altered.ROLES, Altered.PLANNED_TOLD_AS_HAPPENED), at_least(0.85)),
    "added details": ((Altered.ADDED_DETAIL,), at_least(0.75)),
    "added events": ((Altered.ADDED_EVENT,), None),
}
_SECONDS = 0.015


@dataclass(frozen=True)
class Judged:
    """A sentence of our own set with the verdict on it and how long that took, warm."""

    sentence: OwnSentence
    verdict: Verdict
    seconds: float


def measure(run: Run) -> Measured:
    """Shares caught and flagged of our own set, by half; AUC on public sets where they are there."""
    figures: list[Figure] = []
    tables: list[Table] = []
    files: list[Path] = []
    worked: list[Judged] = []
    for half in Half:
        judged = judge(load_half(half)[: run.limit], ground)
        worked = judged if half is Half.WORK else worked
        figures += own_figures(half, judged)
        tables.append(failures(half, judged))
    for name, place, load, target in _PUBLIC:
        try:
            file = run.input(*place)
        except SuiteSkipped:
            continue
        files.append(file)
        figures.append(auc_figure(name, load(file)[: run.limit], ground, target))
    try:
        fitted_on = [run.input(*place) for place, _ in _FITTED.values()]
    except SuiteSkipped:
        fitted_on = []
    if fitted_on:
        found, more = _on_talks(run, fitted_on)
        figures += found
        tables += more
    if run.ablate:
        tables.append(of_rules("work", [_ruled(one.sentence.supported, one.verdict) for one in worked]))
    return Measured(tuple(figures), {"check": "no model"}, (*files, *fitted_on), tuple(tables))


def _on_talks(run: Run, files: Sequence[Path]) -> tuple[list[Figure], list[Table]]:
    """The sets of `_FITTED`: AUC, each claim with weights fitted without its talk, and sentence by sentence."""
    sets = {name: summedits(file)[: run.limit] for name, file in zip(_FITTED, files, strict=True)}
    held_out = HeldOut(list(sets.values()))
    figures = []
    for (name, claims), scores in zip(sets.items(), held_out.scores(), strict=True):
        labels = [one.supported for one in claims]
        note = f"{sum(labels)} of {len(labels)} supported; weights fitted without the talk"
        figures.append(Figure(f"{name}: AUC", auc(labels, scores), target=_FITTED[name][1], note=note))
    ruled = [_ruled_edited(one) for file in files for one in edited_sentences(file)[: run.limit]]
    for label, of in (("true sentences flagged", True), ("altered ones caught", False)):
        figures.append(_share(f"SummEdits: {label}", [bool(one.kinds) for one in ruled if one.supported is of]))
    tables = [of_rules("SummEdits", ruled), of_features(held_out, list(sets.items()))] if run.ablate else []
    return figures, tables


def _ruled(supported: bool, verdict: Verdict) -> Ruled:
    return Ruled(supported, frozenset(problem.kind for problem in verdict.problems) - WARNINGS)


def _ruled_edited(one: EditedSentence) -> Ruled:
    return _ruled(one.claim.supported, ground(one.text, (one.claim.source,), one.claim.context))


def judge(sentences: Sequence[OwnSentence], check: Check) -> list[Judged]:
    """A verdict on each. What a process does once (tables, patterns) is done before the clock starts."""
    if sentences:
        check(sentences[0].sentence, sources_of(sentences[0]), context_of(sentences[0]))
    judged = []
    for one in sentences:
        sources, context = sources_of(one), context_of(one)
        started = time.process_time()
        verdict = check(one.sentence, sources, context)
        judged.append(Judged(one, verdict, time.process_time() - started))
    return judged


def own_figures(half: Half, judged: Sequence[Judged]) -> list[Figure]:
    """True sentences flagged and altered ones caught, by group. Only the half that reports has targets."""
    reports = half is Half.REPORT
    true = [one for one in judged if one.sentence.supported]
    figures = [
        _share(f"{half}: true sentences flagged", [not one.verdict.supported for one in true], reports, at_most(0.05))
    ]
    for name, (kinds, target) in _GROUPS.items():
        caught = [not one.verdict.supported for one in judged if one.sentence.altered in kinds]
        figures.append(_share(f"{half}: {name}, caught", caught, reports, target))
    times = [one.seconds * 1000 for one in judged]
    figures.append(
        Figure(
            f"{half}: a sentence, mean",
            sum(times) / max(len(times), 1),
            "ms",
            at_most(_SECONDS * 1000),
            f"95th percentile {percentile(times, 0.95):.1f}",
        )
    )
    return figures


def _share(name: str, hits: Sequence[bool], judged: bool = False, target: Target | None = None) -> Figure:
    share = sum(hits) / len(hits) if hits else float("nan")
    return Figure(name, share, target=target if judged else None, note=f"{sum(hits)} of {len(hits)}")


def failures(half: Half, judged: Sequence[Judged]) -> Table:
    """Ids, what was done to the sentence and what the check said; its words stand in the cases' file."""
    rows = tuple(
        (
            one.sentence.id,
            one.sentence.altered or "true",
            one.sentence.closeness,
            ", ".join(dict.fromkeys(problem.kind for problem in one.verdict.problems)),
            f"{one.verdict.score:.2f}",
        )
        for one in judged
        if one.verdict.supported is not one.sentence.supported
    )
    return Table(f"{half}: judged wrongly", ("sentence", "altered", "closeness", "said", "score"), rows)


def claim_score(claim: Claim, check: Check) -> float:
    """A claim is as well supported as its worst sentence."""
    return min(check(one, (claim.source,), claim.context).score for one in claim.sentences)


def auc_figure(name: str, claims: Sequence[Claim], check: Check, target: Target | None) -> Figure:
    """AUC of the claims' scores, as the check gives them."""
    labels = [one.supported for one in claims]
    value = auc(labels, [claim_score(one, check) for one in claims])
    return Figure(f"{name}: AUC", value, target=target, note=f"{sum(labels)} of {len(labels)} supported")
