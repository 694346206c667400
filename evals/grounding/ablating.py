"""What each rule catches and what it costs, and what the score loses without each feature: `evals grounding --ablate`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copilot.review.grounding.features import NAMES
from evals.figures import Table
from evals.grounding.held_out import HeldOut
from evals.grounding.public_sets import Claim
from evals.metrics import auc


@dataclass(frozen=True)
class Ruled:
    """Whether a sentence is supported, and the kinds of problem that were found, warnings left out."""

    supported: bool
    kinds: frozenset[str]


def of_rules(name: str, sentences: Sequence[Ruled]) -> Table:
    """For each kind of problem: altered sentences caught and true ones flagged, and those by nothing else."""
    true = [one.kinds for one in sentences if one.supported]
    altered = [one.kinds for one in sentences if not one.supported]
    kinds = sorted({kind for one in (*true, *altered) for kind in one})

    def row(kind: str) -> tuple[str, ...]:
        counts = [f"{sum(kind in one for one in of)} ({sum(one == {kind} for one in of)})" for of in (altered, true)]
        return (kind, *counts)

    whole = ("any", *(f"{sum(map(bool, of))} of {len(of)}" for of in (altered, true)))
    return Table(
        f"{name}: what each rule does (by nothing else)",
        ("rule", "altered, caught", "true, flagged"),
        (whole, *map(row, kinds)),
    )


def of_features(held_out: HeldOut, sets: Sequence[tuple[str, Sequence[Claim]]]) -> Table:
    """AUC on each set with the costs fitted without that feature, and without the talk at hand."""
    rows = []
    for out in ("", *NAMES):
        scores = held_out.scores(without={out} - {""})
        rows.append(
            (
                out or "nothing",
                *(
                    f"{auc([one.supported for one in claims], of):.3f}"
                    for (_, claims), of in zip(sets, scores, strict=True)
                ),
            )
        )
    return Table("AUC without a feature", ("left out", *(name for name, _ in sets)), tuple(rows))
