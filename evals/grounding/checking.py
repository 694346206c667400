"""Is a sentence what its sources say? The check of grounding on our own sentences and on public sets."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from copilot.review.grounding import WARNINGS, Context, Source, Verdict, ground
from evals.figures import Figure, Measured, Run, SuiteSkipped, Table, Target, at_least, at_most
from evals.grounding.ablating import Ruled, of_features, of_rules
from evals.grounding.as_reviewed import context_of, sources_of
from evals.grounding.held_out import HeldOut
from evals.grounding.judged import Judged
from evals.grounding.own_set import Altered, Half, OwnSentence, load_half
from evals.grounding.public_sets import Claim, EditedSentence, edited_sentences, summedits, wice
from evals.grounding.with_model import TimedVote, talk_figures, voted_on, voting
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
_WITH_VOTE: Mapping[str, Target] = {"added details": at_least(0.88)}
_SECONDS = 0.015


def measure(run: Run) -> Measured:
    """Shares caught and flagged of our own set, by half; AUC on public sets where they are there.

    With `--model gguf:PATH` the same with that model's vote, on a sample of the public talks; with `--ablate` what each
    rule and each feature gives.
    """
    with voting(run.model, run.cache) if run.model.startswith("gguf:") else nullcontext() as vote:
        own = {half: judge(load_half(half)[: run.limit], ground) for half in Half}
        figures = [one for half, judged in own.items() for one in own_figures(half, judged)]
        tables = [failures(half, judged) for half, judged in own.items()]
        if vote is not None:
            figures += [
                one
                for half, judged in own.items()
                if half.reports or half is Half.WORK  # a vote takes seconds, and is chosen by on that half alone
                for one in own_figures(half, voted_on(judged, vote), voted=True)
            ]
        if run.ablate:
            tables += [
                of_rules(half.label, [_ruled(one.sentence.supported, one.verdict) for one in judged])
                for half, judged in own.items()
                if not half.reports
            ]
        files: list[Path] = []
        for name, place, load, target in _PUBLIC:
            try:
                file = run.input(*place)
            except SuiteSkipped:
                continue
            files.append(file)
            figures.append(auc_figure(name, load(file)[: run.limit], ground, target))
        try:
            talks = [run.input(*place) for place, _ in _FITTED.values()]
        except SuiteSkipped:
            talks = []
        if talks:
            found, more = _on_talks(run, talks, vote)
            figures += found
            tables += more
        if vote is not None:
            figures += vote.figures()
        return Measured(tuple(figures), {"model": run.model}, (*files, *talks), tuple(tables))


def _on_talks(run: Run, files: Sequence[Path], vote: TimedVote | None) -> tuple[list[Figure], list[Table]]:
    """The sets of `_FITTED`: AUC, each claim with weights fitted without its talk, and sentence by sentence."""
    sets = {name: summedits(file)[: run.limit] for name, file in zip(_FITTED, files, strict=True)}
    held_out = HeldOut(list(sets.values()))
    figures = []
    for (name, claims), scores in zip(sets.items(), held_out.scores(), strict=True):
        labels = [one.supported for one in claims]
        note = f"{sum(labels)} of {len(labels)} supported; weights fitted without the talk"
        figures.append(Figure(f"{name}: AUC", auc(labels, scores), target=_FITTED[name][1], note=note))
        if vote is not None:
            figures += talk_figures(name, claims, scores, vote)
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


def own_figures(half: Half, judged: Sequence[Judged], *, voted: bool = False) -> list[Figure]:
    """True sentences flagged and altered ones caught, by group. Only halves that report have targets.

    `voted`: the verdicts hold a model's vote, and the figures say so.
    """
    reports, name = half.reports, f"{half.label}, with a vote" if voted else half.label
    true = [one for one in judged if one.sentence.supported]
    figures = [
        _share(f"{name}: true sentences flagged", [not one.verdict.supported for one in true], reports, at_most(0.05))
    ]
    for group, (kinds, target) in _GROUPS.items():
        target = _WITH_VOTE.get(group, target) if voted else target
        caught = [not one.verdict.supported for one in judged if one.sentence.altered in kinds]
        figures.append(_share(f"{name}: {group}, caught", caught, reports, target))
    if voted:
        return figures
    times = [one.seconds * 1000 for one in judged]
    figures.append(
        Figure(
            f"{half.label}: a sentence, mean",
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
    return Table(f"{half.label}: judged wrongly", ("sentence", "altered", "closeness", "said", "score"), rows)


def claim_score(claim: Claim, check: Check) -> float:
    """A claim is as well supported as its worst sentence."""
    return min(check(one, (claim.source,), claim.context).score for one in claim.sentences)


def auc_figure(name: str, claims: Sequence[Claim], check: Check, target: Target | None) -> Figure:
    """AUC of the claims' scores, as the check gives them."""
    labels = [one.supported for one in claims]
    value = auc(labels, [claim_score(one, check) for one in claims])
    return Figure(f"{name}: AUC", value, target=target, note=f"{sum(labels)} of {len(labels)} supported")
