"""The score on SummEdits with weights that were fitted without the talk they are asked about."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.review.grounding.weighing import score
from evals.grounding.public_sets import Claim
from evals.grounding.train import features_of, fit, of_claims, own_examples

FOLDS = 5


def held_out_scores(sets: Sequence[Sequence[Claim]]) -> list[list[float]]:
    """For each set a score a claim, in order: its worst sentence's, by weights fitted on the other talks' claims."""
    found = [[features_of(claim) for claim in claims] for claims in sets]
    parts = [*own_examples(), *map(of_claims, sets, found)]
    talks = sorted({claim.about for claims in sets for claim in claims})
    fold_of = {talk: place % FOLDS for place, talk in enumerate(talks)}
    fitted = [
        fit([part.without({talk for talk, other in fold_of.items() if other == fold}) for part in parts])
        for fold in range(FOLDS)
    ]
    return [
        [min(score(one, fitted[fold_of[claim.about]]) for one in own) for claim, own in zip(claims, read, strict=True)]
        for claims, read in zip(sets, found, strict=True)
    ]
