"""Trouble in comments and notes: what is found of lines that speak of it, and how often a harmless one is taken for it.

Lines of ours (`cases/trouble.yaml`), and as harmless ones the comments of public surveys, where people rarely tell a
survey of harm: a false alarm there may now and then be right. By wordings alone, as in notes, and by wordings and
meaning together, as in comments.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import chain
from pathlib import Path

import yaml

from copilot.models import Feedback
from copilot.review.trouble import find_trouble
from copilot.similarity import Similarity
from copilot.themes.codebook import codebook
from copilot.themes.report import sorted_comments
from evals.figures import Figure, Measured, Run, Table, Target, at_least, at_most
from evals.workspace import encoder
from ingest.kept_vectors import KeptVectors

_TEXTS_KEPT = 20_000
_SURVEYED = 500
_SHORTEST = 4
_SURVEYS = ("ols", "cncf", "edurabsa")
_SPLITS = ("after", "held_out", "tune")
_SAID_OF = {
    "after": "written last; 1 and 6 of 30 before a last widening",
    "held_out": "written first, by whoever wrote the wordings",
    "tune": "looked at meanwhile",
}


@dataclass(frozen=True)
class Line:
    """A labelled line. `split`: see the file."""

    text: str
    trouble: bool
    split: str
    language: str


def load_lines() -> list[Line]:
    """The lines of `cases/trouble.yaml`."""
    text = (resources.files("evals") / "cases" / "trouble.yaml").read_text(encoding="utf-8")
    labelled = yaml.safe_load(text)
    return [
        Line(entry["text"], kind == "trouble", split, entry["lang"])
        for kind in ("trouble", "harmless")
        for split, entries in labelled[kind].items()
        for entry in entries
    ]


def by_wording(texts: Sequence[str]) -> list[bool]:
    """Which texts hold a wording of trouble."""
    return [bool(find_trouble(text)) for text in texts]


def measure(run: Run) -> Measured:
    """Our lines and, where it is there, a sample of public survey comments. `limit` cuts the latter."""
    lines = load_lines()
    surveyed = _surveyed(run)
    with encoder(run) as embedder:
        similar = Similarity(KeptVectors(lambda: embedder, _TEXTS_KEPT).of)

        def by_meaning(texts: Sequence[str]) -> list[bool]:
            rows = [Feedback(f"t{number}", f"p{number}", text) for number, text in enumerate(texts)]
            apart = {one.comment.respondent for one in sorted_comments(rows, codebook(), similar) if one.set_apart}
            return [row.respondent in apart for row in rows]

        ways = {"wordings": by_wording, "wordings and meaning": by_meaning}
        figures = [figure for way, find in ways.items() for figure in _figures(lines, surveyed, way, find)]
        wrong = list(_wrong(lines, by_meaning))
    return Measured(
        tuple(figures),
        {"lines": len(lines), "comments of surveys": len(surveyed)},
        tuple(folder for each in _SURVEYS if (folder := run.data / "feedback" / each).exists()),
        tables=(Table("lines judged wrongly", ("split", "line", "is"), tuple(wrong)),),
    )


def _figures(
    lines: Sequence[Line], surveyed: Sequence[str], way: str, find: Callable[[Sequence[str]], list[bool]]
) -> Iterator[Figure]:
    for split in _SPLITS:
        for trouble in (True, False):
            found = find([line.text for line in lines if line.split == split and line.trouble == trouble])
            what = "trouble found" if trouble else "false alarms"
            yield Figure(
                f"{what}, {split}, by {way}",
                sum(found) / len(found),
                target=_target(split, trouble),
                note=f"{sum(found)} of {len(found)}, {_SAID_OF[split]}",
            )
    if surveyed:
        found = find(surveyed)
        yield Figure(
            f"false alarms in surveys, by {way}",
            sum(found) / len(found),
            target=at_most(0.02),
            note=f"{sum(found)} of {len(found)} comments",
        )


def _target(split: str, trouble: bool) -> Target | None:
    """Kept for the lines that are no surprise any more: a change that loses them is a step back."""
    if split == "after":
        return None
    return at_least(0.9) if trouble else at_most(0.2)


def _wrong(lines: Sequence[Line], find: Callable[[Sequence[str]], list[bool]]) -> Iterator[tuple[str, str, str]]:
    for line, found in zip(lines, find([line.text for line in lines]), strict=True):
        if found != line.trouble:
            yield line.split, line.text, "trouble, missed" if line.trouble else "harmless, found"


def _surveyed(run: Run) -> list[str]:
    """Comments of public surveys, a fixed sample; none where the data is missing."""
    folders = [run.data / "feedback" / each for each in _SURVEYS]
    texts = sorted(set(chain(_cells(folders[0]), _cells(folders[1]), _reviews(folders[2]))))
    size = min(run.limit or _SURVEYED, len(texts))
    return random.Random(0).sample(texts, size)


def _cells(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.csv")):
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            for row in csv.reader(file):
                yield from (cell for cell in row if len(cell.split()) >= _SHORTEST)


def _reviews(folder: Path) -> Iterator[str]:
    path = folder / "reviews-half.json"
    if path.exists():
        yield from (review["text"] for review in json.loads(path.read_text(encoding="utf-8")))
