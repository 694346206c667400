"""What a suite measures: figures, each with its target, and everything needed to repeat it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Verdict(StrEnum):
    MET = "met"
    MISSED = "missed"
    REPORTED = "reported"
    """There is no target."""
    PARTIAL = "partial run"
    """There is a target, but `--limit` made it incomparable."""


@dataclass(frozen=True)
class Target:
    """`value` is the least (or, if `at_most`, the greatest) figure that meets it."""

    value: float
    at_most: bool = False

    def met_by(self, figure: float) -> bool:
        """Whether the figure meets it; NaN never does."""
        return figure <= self.value if self.at_most else figure >= self.value

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.value:g}"


def at_least(value: float) -> Target:
    return Target(value)


def at_most(value: float) -> Target:
    return Target(value, at_most=True)


class Better(StrEnum):
    """Which way a figure should go."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True)
class Figure:
    """One number. `note` says what it does not: how many cases, the spread, what was left out.

    `better` makes a figure without a target one that the baseline holds. `noise`: how far it may go the wrong way
    before that counts as a change; None leaves it to the baseline (`evals/baseline.py`).
    """

    name: str
    value: float
    unit: str = ""
    target: Target | None = None
    note: str = ""
    better: Better | None = None
    noise: float | None = None

    @property
    def timed(self) -> bool:
        """Whether it is a time or a speed, which says as much about the machine as about the product."""
        return self.unit in ("s", "ms", "µs", "min") or self.unit.endswith("/s")

    @property
    def direction(self) -> Better | None:
        """Which way is better: as stated, or as the target has it; None where nobody said."""
        if self.better is not None or self.target is None:
            return self.better
        return Better.LOWER if self.target.at_most else Better.HIGHER


@dataclass(frozen=True)
class Table:
    """Rows beside the figures: failures, an ablation. They have no targets."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Distribution:
    """How single values lie, for a picture: a row of `parts` each has a name and its values, in any order."""

    title: str
    parts: Mapping[str, Sequence[float]]
    unit: str = ""


@dataclass(frozen=True)
class Curve:
    """How something grows, for a picture: each of `lines` has a name and its points (x, y), by rising x."""

    title: str
    x: str
    y: str
    lines: Mapping[str, Sequence[tuple[float, float]]]


@dataclass(frozen=True)
class Measured:
    """What a suite hands back. `settings` are those that decide its figures; `data` its input files.

    `distributions` and `curves` are what its pictures in the report are drawn from.
    """

    figures: tuple[Figure, ...]
    settings: Mapping[str, object] = field(default_factory=dict)
    data: tuple[Path, ...] = ()
    tables: tuple[Table, ...] = ()
    distributions: tuple[Distribution, ...] = ()
    curves: tuple[Curve, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """A suite's run. `skipped` says why there is no measurement, "" if there is one."""

    suite: str
    measured: Measured
    seconds: float
    limit: int | None = None
    skipped: str = ""

    def verdict(self, figure: Figure) -> Verdict:
        if figure.target is None:
            return Verdict.REPORTED
        if self.limit is not None:
            return Verdict.PARTIAL
        return Verdict.MET if figure.target.met_by(figure.value) else Verdict.MISSED

    @property
    def missed(self) -> tuple[Figure, ...]:
        """The figures that miss their targets."""
        return tuple(figure for figure in self.measured.figures if self.verdict(figure) is Verdict.MISSED)


class SuiteSkipped(Exception):
    """The suite cannot run here; the message says why and what would let it."""


@dataclass(frozen=True)
class Run:
    """How the suites are run.

    `data` holds the public data sets. `cache` keeps vectors and the workspace with the guidance between
    runs (a temporary folder, unless one is named); `scratch` is empty at the start and gone at the end.
    `limit` cuts each suite to so many cases. `ablate` also measures variants. `sample` is the file for
    a human reader. `people` are at the app at once for `seconds`, in the suite `load`. `model` is the language model that
    suites about models ask. `haiku` is the Python of an environment that has haiku.rag, for the suite `peers`.
    """

    data: Path
    cache: Path
    scratch: Path
    limit: int | None = None
    ablate: bool = False
    sample: Path | None = None
    people: int = 30
    seconds: float = 180.0
    model: str = "none"
    haiku: Path | None = None

    def input(self, *parts: str) -> Path:
        """A file or folder of the public data. Raises SuiteSkipped where it is missing."""
        path = self.data.joinpath(*parts)
        if not path.exists():
            raise SuiteSkipped(f"{path} is not there; name the folder that holds it with --data.")
        return path
