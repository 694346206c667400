"""What speaks for a line (`copilot.excerpts.Weights`), fitted on lines of which it is known whether they are evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from copilot.excerpts import Line, Weights

Numbers = NDArray[np.float64]
_STEPS = 12
_RIDGE = 0.01


def fit(lines: Sequence[Line], evidence: Sequence[bool]) -> Weights:
    """Logistic regression's weights, as shares of the weight of a line's passage's score.

    Raises ValueError where no line is evidence, or a passage's score does not speak for its lines.
    """
    if not any(evidence):
        raise ValueError("no line is evidence")
    passage, *others, _ = logistic(measures(lines), np.array(evidence, float)).tolist()
    if passage <= 0:
        raise ValueError("the passages' scores do not speak for their lines")
    return Weights(*(weight / passage for weight in others))


def measures(lines: Sequence[Line]) -> Numbers:
    """A row a line: its passage's score, then what `Weights` weighs, in order."""
    names = [each.name for each in fields(Weights)]
    rows = [(line.hit.score, *(getattr(line, name) for name in names)) for line in lines]
    return np.array(rows, float).reshape(len(rows), 1 + len(names))


def logistic(rows: Numbers, marks: Numbers) -> Numbers:
    """The weights of the columns, and at the end the bias, of least loss with a light ridge; by Newton's steps."""
    with_bias = np.hstack([rows, np.ones((len(rows), 1))])
    weights = np.zeros(with_bias.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(with_bias @ weights, -30, 30)))
        slope = with_bias.T @ (chance - marks) + _RIDGE * weights
        curve = (with_bias * (chance * (1 - chance))[:, None]).T @ with_bias + _RIDGE * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    return weights
