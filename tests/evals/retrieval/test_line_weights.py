"""Weights of lines, fitted on lines made up so that the answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from copilot.excerpts import Line
from evals.retrieval.line_weights import fit, logistic
from tests.copilot.test_excerpts import hit


def line(score: float, own: float = 0.0, *, speaker: bool = False, asks: bool = False, month: bool = False) -> Line:
    return Line(
        hit("A line.", score=score),
        start=0,
        end=7,
        own=own,
        speaker=speaker,
        asks=asks,
        answers=0.0,
        month=month,
        time=False,
        note=0.0,
        before=0.0,
        after=0.0,
    )


def test_the_weights_are_those_the_marks_were_drawn_with() -> None:
    random = np.random.default_rng(5)
    rows = random.random((20_000, 2))
    marks = random.random(20_000) < 1 / (1 + np.exp(-(rows @ [4.0, -2.0] - 1.0)))
    assert logistic(rows, marks.astype(float)) == pytest.approx([4.0, -2.0, -1.0], abs=0.2)


def test_what_evidence_has_more_of_gets_a_weight_above_zero_and_what_it_lacks_one_below() -> None:
    random = np.random.default_rng(7)
    lines, marks = [], []
    for _ in range(2_000):
        score, own = random.random(2)
        speaker, asks, month = (bool(each) for each in random.random(3) < 0.5)
        lines.append(line(score, own, speaker=speaker, asks=asks, month=month))
        marks.append(bool(random.random() < 1 / (1 + np.exp(-(4 * score + 2 * own + speaker - asks + month - 4)))))
    found = fit(lines, marks)
    assert found.own == pytest.approx(0.5, abs=0.15)
    assert found.speaker == pytest.approx(0.25, abs=0.1)
    assert found.asks == pytest.approx(-0.25, abs=0.1)
    assert found.month == pytest.approx(0.25, abs=0.1)


def test_without_evidence_there_is_nothing_to_fit() -> None:
    with pytest.raises(ValueError, match="no line"):
        fit([line(0.5)], [False])
    with pytest.raises(ValueError, match="do not speak"):
        fit([line(0.1), line(0.2), line(0.9)], [True, True, False])
