"""Fits `copilot/review/grounding/weights.json`: `python -m evals.grounding.train [--summedits ../shared/data/grounding/summedits]`.

A logistic regression whose costs may not be below 0, on three things in equal weight: sentences made by rule from our own
texts, the working halves of our own set, and SummEdits (Apache-2.0). WiCE and the halves to report on are never seen. The
suite's figures on SummEdits are therefore of what was fitted on, and flatter.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize  # type: ignore[import-untyped]

from copilot.review.grounding import examine
from copilot.review.grounding.features import NAMES, Features
from copilot.review.grounding.model import Context, Source
from copilot.review.grounding.weighing import Weights
from evals.grounding.as_reviewed import context_of, sources_of
from evals.grounding.made_sentences import made_sentences
from evals.grounding.own_set import Half, load_half
from evals.grounding.public_sets import Claim, summedits

Floats = npt.NDArray[np.float64]
_OUT = Path("copilot/review/grounding/weights.json")
_RIDGE = 0.01
SUMMEDITS = ("summedits_samsum.json", "summedits_sales_call.json")


@dataclass(frozen=True)
class Examples:
    """Rows of features with labels; `about` groups rows that share a source, `weight` is of the whole."""

    rows: Floats
    labels: npt.NDArray[np.bool_]
    about: tuple[str, ...]

    def without(self, about: Collection[str]) -> Examples:
        kept = np.array([one not in about for one in self.about], dtype=bool)
        return Examples(self.rows[kept], self.labels[kept], tuple(one for one in self.about if one not in about))


def values(sentence: str, sources: Sequence[Source], context: Context) -> Floats:
    """A sentence's features in the order of `NAMES`."""
    return np.array(examine(sentence, sources, context)[0].values())


def features_of(claim: Claim) -> list[Features]:
    """Of each of the claim's sentences."""
    return [examine(one, (claim.source,), claim.context)[0] for one in claim.sentences]


def of_claims(claims: Sequence[Claim], found: Sequence[Sequence[Features]]) -> Examples:
    """Claims as rows: what is missing, by `found` (`features_of` each), is added up over their sentences."""
    rows = np.array([np.sum([one.values() for one in own], axis=0) for own in found])
    return Examples(rows, np.array([one.supported for one in claims]), tuple(one.about for one in claims))


def own_examples() -> list[Examples]:
    """Made sentences, and the working halves."""
    nobody = Claim("", "", (), Source(""), True).context
    made = made_sentences()
    work = [one for half in Half if not half.reports for one in load_half(half)]
    return [
        Examples(
            np.array([values(one.text, (Source(one.source, "guidance"),), nobody) for one in made]),
            np.array([one.supported for one in made]),
            ("made",) * len(made),
        ),
        Examples(
            np.array([values(one.sentence, sources_of(one), context_of(one)) for one in work]),
            np.array([one.supported for one in work]),
            ("work",) * len(work),
        ),
    ]


def fit(parts: Sequence[Examples], without: Collection[str] = ()) -> Weights:
    """Weights for the parts, each counting as much as any other; features named in `without` cost nothing."""
    rows = np.concatenate([one.rows for one in parts])
    signs = np.where(np.concatenate([one.labels for one in parts]), 1.0, -1.0)
    share = np.concatenate([np.full(len(one.labels), 1 / len(one.labels)) for one in parts]) / len(parts)
    spread = rows.std(axis=0) + 1e-9
    used = np.array([name not in without for name in NAMES], dtype=float)
    scaled = rows / spread * used

    def loss(at: Floats) -> tuple[float, Floats]:
        margin = signs * (at[-1] - scaled @ at[:-1])
        slope = -share * signs / (1 + np.exp(margin))
        worth = float((share * np.logaddexp(0, -margin)).sum() + _RIDGE * (at[:-1] ** 2).sum())
        return worth, np.concatenate([-(scaled * slope[:, None]).sum(axis=0) + 2 * _RIDGE * at[:-1], [slope.sum()]])

    bounds = [(0.0, None)] * len(NAMES) + [(None, None)]
    found = minimize(loss, np.zeros(len(NAMES) + 1), jac=True, bounds=bounds, method="L-BFGS-B").x
    costs = found[:-1] / spread * used
    return Weights(
        round(float(found[-1]), 3), {name: round(float(cost), 3) for name, cost in zip(NAMES, costs, strict=True)}
    )


@click.command()
@click.option(
    "--summedits", "folder", type=click.Path(path_type=Path), default=Path("../shared/data/grounding/summedits")
)
def main(folder: Path) -> None:
    """Fit and write the weights."""
    sets = [summedits(folder / name) for name in SUMMEDITS]
    parts = [*own_examples(), *(of_claims(claims, [*map(features_of, claims)]) for claims in sets)]
    fitted = fit(parts)
    written = {"made_by": "python -m evals.grounding.train", "base": fitted.base, "cost": fitted.cost}
    _OUT.write_text(json.dumps(written, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
