"""The figures as they were when somebody last looked and agreed: what a run is held against.

Quality only: a figure is held if which way is better is known (`Figure.direction`) and it has no unit, for times, speeds
and memory say as much about the machine; shares, counts and ratios within a run are left. Held are runs without a language model and without `--limit`, on the same data.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.figures import Better, Figure, Outcome

FILE = Path(__file__).with_name("baseline.json")
SHARE_NOISE = 0.002
"""How far a share may drop unless its suite says otherwise. The same code on the same data gives the same share on the
same machine; another processor, or another number of threads, rounds vectors a little otherwise."""


_ROUNDED = 1e-5
"""The file holds five places: that much is no change."""


class Held(BaseModel):
    """A figure of the baseline. `better` None: kept for showing before and after, and not held against anything."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: float | None
    """None where nothing could be counted."""
    better: Better | None = None
    noise: float = 0.0


class SuiteBaseline(BaseModel):
    """A suite's figures by name, and the SHA-256 of the data they were measured on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    data: dict[str, str] = {}
    figures: dict[str, Held]


class Baseline(BaseModel):
    """All suites of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    suites: dict[str, SuiteBaseline] = {}


class Standing(StrEnum):
    """Where a figure stands against the baseline."""

    SAME = "same"
    BETTER = "better"
    WITHIN = "within noise"
    """Worse by no more than the noise."""
    DROPPED = "dropped"
    GONE = "gone"
    """It was held, and is not measured any more."""
    SHOWN = "not held"


@dataclass(frozen=True)
class Change:
    """A figure then and now; `now` is None for one that is gone, NaN for one that could not be counted."""

    suite: str
    figure: str
    before: Held
    now: float | None
    standing: Standing

    @property
    def failed(self) -> bool:
        return self.standing in (Standing.DROPPED, Standing.GONE)

    def __str__(self) -> str:
        if self.now is None:
            return f"{self.suite}: “{self.figure}” was {_number(self.before.value)} and is not measured any more."
        return (
            f"{self.suite}: “{self.figure}” was {_number(self.before.value)} and is {_number(self.now)}; "
            f"{self.before.better} is better, and {self.before.noise:g} would be noise."
        )


@dataclass(frozen=True)
class Comparison:
    """A run against the baseline. `aside` says of suites that were not compared why."""

    changes: tuple[Change, ...]
    aside: Mapping[str, str]

    @property
    def failed(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.failed)

    def of(self, suite: str, figure: str) -> Change | None:
        """How the figure changed, None if it was not compared."""
        return next((one for one in self.changes if (one.suite, one.figure) == (suite, figure)), None)


def load(file: Path = FILE) -> Baseline:
    """The baseline of a file, an empty one if there is none. Raises pydantic's ValidationError for a wrong one."""
    return Baseline.model_validate_json(file.read_text("utf-8")) if file.exists() else Baseline()


def save(baseline: Baseline, file: Path = FILE) -> None:
    """Write it so that a change of one figure is a change of one line."""
    lines = []
    for suite, held in sorted(baseline.suites.items()):
        figures = [
            f"        {json.dumps(name, ensure_ascii=False)}: {_line(one)}" for name, one in held.figures.items()
        ]
        data = json.dumps(held.data, ensure_ascii=False)
        body = ",\n".join(figures)
        lines.append(
            f'    {json.dumps(suite)}: {{\n      "data": {data},\n      "figures": {{\n{body}\n      }}\n    }}'
        )
    suites = ",\n".join(lines)
    file.write_text(f'{{\n  "suites": {{\n{suites}\n  }}\n}}\n', "utf-8")


def updated(
    baseline: Baseline, outcomes: Iterable[Outcome], data: Mapping[str, Mapping[str, str]], known: Collection[str]
) -> Baseline:
    """The baseline with these suites' figures in place of their old ones; others that are `known` keep theirs.

    `data`: the hashes of each suite's data. Noise is what the figure states, else what the file has for it, else
    `SHARE_NOISE` for shares and none for counts.
    """
    suites = {name: held for name, held in baseline.suites.items() if name in known}
    for outcome in outcomes:
        if outcome.skipped:
            continue
        before = suites[outcome.suite].figures if outcome.suite in suites else {}
        figures = {
            figure.name: _held(figure, before.get(figure.name))
            for figure in outcome.measured.figures
            if not figure.timed
        }
        suites[outcome.suite] = SuiteBaseline(data=dict(data.get(outcome.suite, {})), figures=figures)
    return Baseline(suites=suites)


def compared(baseline: Baseline, outcomes: Iterable[Outcome], data: Mapping[str, Mapping[str, str]]) -> Comparison:
    """Each figure against the one of the same name; suites that were skipped, or on other data, are put aside."""
    changes: list[Change] = []
    aside: dict[str, str] = {}
    for outcome in outcomes:
        held = baseline.suites.get(outcome.suite)
        if outcome.skipped or held is None:
            continue
        if outcome.limit is not None:
            aside[outcome.suite] = "a run with --limit is compared with nothing"
        elif held.data != dict(data.get(outcome.suite, {})):
            aside[outcome.suite] = "its data is not the baseline's"
        else:
            now = {figure.name: figure.value for figure in outcome.measured.figures}
            for name, before in held.figures.items():
                if name in now or before.better is not None:
                    value = now.get(name)
                    changes.append(Change(outcome.suite, name, before, value, standing(before, value)))
    return Comparison(tuple(changes), aside)


def standing(before: Held, now: float | None) -> Standing:
    """Where a value stands against the one held. A value that cannot be counted any more has dropped."""
    if before.better is None:
        return Standing.SHOWN
    if now is None:
        return Standing.GONE
    if before.value is None:
        return Standing.SAME if math.isnan(now) else Standing.BETTER
    if math.isnan(now):
        return Standing.DROPPED
    gain = now - before.value if before.better is Better.HIGHER else before.value - now
    if abs(gain) <= _ROUNDED:
        return Standing.SAME
    if gain > 0:
        return Standing.BETTER
    return Standing.WITHIN if -gain <= before.noise + _ROUNDED else Standing.DROPPED


def _held(figure: Figure, before: Held | None) -> Held:
    value = None if math.isnan(figure.value) else round(figure.value, 5)
    if figure.direction is None or figure.unit:
        return Held(value=value)
    if figure.noise is not None:
        noise = figure.noise
    elif before is not None and before.better is not None:
        noise = before.noise
    else:
        noise = SHARE_NOISE if value is not None and 0 < value <= 1 else 0.0
    return Held(value=value, better=figure.direction, noise=noise)


def _line(held: Held) -> str:
    if held.better is None:
        return json.dumps({"value": held.value})
    return json.dumps({"value": held.value, "better": held.better.value, "noise": held.noise})


def _number(value: float | None) -> str:
    return "nothing" if value is None or math.isnan(value) else f"{value:.4g}"
