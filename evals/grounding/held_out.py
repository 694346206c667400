"""The score on SummEdits with weights that were fitted without the talk they are asked about."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from copilot.review.grounding.weighing import score
from evals.grounding.public_sets import Claim
from evals.grounding.train import features_of, fit, of_claims, own_examples

FOLDS = 5


class HeldOut:
    """Claims of several sets, read once, to be scored as often as like."""

    def __init__(self, sets: Sequence[Sequence[Claim]]) -> None:
        self._sets = sets
        self._found = [[features_of(claim) for claim in claims] for claims in sets]
        self._parts = [*own_examples(), *map(of_claims, sets, self._found)]
        talks = sorted({claim.about for claims in sets for claim in claims})
        self._fold_of = {talk: place % FOLDS for place, talk in enumerate(talks)}

    def scores(self, without: Collection[str] = ()) -> list[list[float]]:
        """For each set a score a claim, in order: its worst sentence's, by weights fitted on the other talks' claims.

        Features named in `without` cost nothing.
        """
        fitted = []
        for fold in range(FOLDS):
            out = {talk for talk, other in self._fold_of.items() if other == fold}
            fitted.append(fit([part.without(out) for part in self._parts], without))
        return [
            [
                min(score(one, fitted[self._fold_of[claim.about]]) for one in own)
                for claim, own in zip(claims, read, strict=True)
            ]
            for claims, read in zip(self._sets, self._found, strict=True)
        ]
