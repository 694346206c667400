"""The arithmetic of pictures: where a value lies, which values an axis names, how many values fall where."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LOG_FROM = 20.0
"""An axis whose largest value is that many times its smallest is drawn by powers."""


@dataclass(frozen=True)
class Scale:
    """Values `low` to `high` on pixels `start` to `end`; `log`: equal factors are equally far apart."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def at(self, value: float) -> float:
        """The pixel of a value; what lies outside is drawn at the edge."""
        low, high, value = (math.log10(one) if self.log else one for one in (self.low, self.high, value))
        share = (value - low) / (high - low) if high > low else 0.5
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)


def scale_of(values: Sequence[float], start: float, end: float, *, from_zero: bool, may_log: bool = False) -> Scale:
    """A scale on which all the values lie, with round ends; `from_zero`: zero is on it, unless it goes by powers."""
    low, high = min(values), max(values)
    if may_log and low > 0 and high / low >= LOG_FROM:
        return Scale(low, high, start, end, log=True)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (low - 1, high + 1) if low else (0.0, 1.0)
    step = _step(low, high, 4)
    return Scale(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, start, end)


def ticks(scale: Scale, about: int = 4) -> list[float]:
    """Round values on the scale for its axis: multiples of 1, 2 or 5 times a power of ten, or 1, 2 and 5 themselves."""
    if scale.log:
        first, last = math.floor(math.log10(scale.low)), math.ceil(math.log10(scale.high))
        powers = [10.0**power for power in range(first, last + 1)]
        # A corpus of 1,005 passages is meant as a thousand: a power just beside an end is named there.
        inside = [one for one in powers if scale.low * 0.98 <= one <= scale.high * 1.02]
        if len(inside) >= 2:
            return inside
        finer = [factor * power for power in powers for factor in (1, 2, 5)]
        return [one for one in finer if scale.low * 0.999 <= one <= scale.high * 1.001]
    step = _step(scale.low, scale.high, about)
    first = math.ceil(scale.low / step - 1e-9)
    last = math.floor(scale.high / step + 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def counts(values: Sequence[float], low: float, high: float, bins: int) -> list[int]:
    """How many of the values fall into each of `bins` equal parts of low to high; the last part holds its upper end."""
    found = [0] * bins
    width = (high - low) / bins
    for value in values:
        if low <= value <= high:
            found[min(int((value - low) / width), bins - 1) if width else 0] += 1
    return found


def short(value: float) -> str:
    """A number for an axis or a label: 0.25, 12, 1.5k, 100k, 2M."""
    for factor, letter in ((1e6, "M"), (1e3, "k")):
        if abs(value) >= factor:
            return f"{value / factor:.3g}{letter}"
    return f"{value:.3g}"


def _step(low: float, high: float, about: int) -> float:
    rough = (high - low) / max(about, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
