"""What people owe, read out of notes: which commitments are found, whose they are and by when, in notes of our own.

What is judged is what an agenda would show: the proposals that still stand on the day of a case's last note
(`copilot.actions`), so a thing done, dropped or moved meanwhile counts as it is by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from copilot.actions import current, track_actions
from copilot.actions.wording import content_stems
from copilot.models import Action, Note, Person, Relationship, RelationshipKind, Visibility
from evals.figures import Better, Figure, Measured, Run, Table

CASES = "cases/actions.yaml"
LOTS = {
    CASES: "",
    "cases/actions_second.yaml": ", second lot",
    "cases/actions_third.yaml": ", third lot",
    "cases/actions_fourth.yaml": ", fourth lot",
    "cases/actions_fifth.yaml": ", fifth lot",
    "cases/actions_sixth.yaml": ", sixth lot",
    "cases/actions_seventh.yaml": ", seventh lot",
    "cases/actions_eighth.yaml": ", eighth lot",
}
"""Files of cases, and how their figures' names end."""
HALVES = {"report_on": "half to report", "work_on": "half to work on"}
_SINCE = date(2025, 12, 1)


class Pair(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: RelationshipKind
    mentor: str
    mentee: str


class Case(BaseModel):
    """Notes of a pair and what is owed after the last of them; `cases/actions.yaml` explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    pair: str
    notes: tuple[tuple[str, date, str], ...]
    owed: tuple[tuple[str | date | None, ...], ...]
    may: tuple[str, ...] = ()


class Labelled(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    people: dict[str, str]
    pairs: dict[str, Pair]
    work_on: tuple[Case, ...]
    report_on: tuple[Case, ...]


@dataclass(frozen=True)
class Owed:
    """What somebody owes, as labelled: any of `wordings` would do, all its words must be there."""

    who: str | None
    due: date | Literal["unsure"] | None
    wordings: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """A case against what was found. `right` pairs labels with what was found for them; `needless` is wrong."""

    case: Case
    right: tuple[tuple[Owed, Action], ...]
    missed: tuple[Owed, ...]
    needless: tuple[Action, ...]


def measure(run: Run) -> Measured:
    """Precision and recall over both halves of each lot of cases, each by itself. `limit` cuts each half."""
    found: list[Figure] = []
    cases: dict[str, int] = {}
    mistakes: list[Judged] = []
    for lot, ending in LOTS.items():
        with resources.as_file(resources.files("evals") / lot) as path:
            labelled = load(path)
        halves = {"report_on": labelled.report_on, "work_on": labelled.work_on}
        for half, name in HALVES.items():
            if not halves[half]:
                continue
            judged = [judge(case, owing(labelled, case)) for case in halves[half][: run.limit]]
            found.extend(figures(judged, f"{name}{ending}"))
            cases[f"{name}{ending}"] = len(judged)
            mistakes.extend(judged if half == "work_on" else ())
    return Measured(tuple(found), {"cases": cases}, tables=tuple(_tables(mistakes)))


def load(path: Path) -> Labelled:
    """The labelled notes. Raises pydantic's ValidationError for a wrong one."""
    return Labelled.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def owing(labelled: Labelled, case: Case) -> list[Action]:
    """What the product says is still owed on the day of the case's last note."""
    people = {key: Person(key, name) for key, name in labelled.people.items()}
    pair = labelled.pairs[case.pair]
    relationship = Relationship(case.pair, pair.kind, pair.mentor, pair.mentee, _SINCE)
    notes = [
        Note(f"{case.id}-{number}", author, day, words, case.pair, visibility=Visibility.SHARED)
        for number, (author, day, words) in enumerate(case.notes)
    ]
    tracked = track_actions(notes, (), relationship, people, as_of=notes[-1].date)
    return [one.action for one in current(tracked)]


def judge(case: Case, found: Sequence[Action]) -> Judged:
    """Each label with at most one of the found, so that most labels have one, and of these most with owner and day right."""
    wanted = [_owed(row) for row in case.owed]
    pairs = _best(wanted, list(found))
    taken = [action for _, action in pairs]
    held = [owed for owed, _ in pairs]
    return Judged(
        case,
        tuple(pairs),
        tuple(owed for owed in wanted if owed not in held),
        tuple(one for one in found if one not in taken and not any(_says(one, words) for words in case.may)),
    )


def figures(judged: Sequence[Judged], half: str) -> tuple[Figure, ...]:
    """Precision, recall, and of what was found: whose it is and by when. A share of nothing is NaN."""
    found = [pair for one in judged for pair in one.right]
    needless, missed = (
        sum(map(len, rows)) for rows in zip(*((one.needless, one.missed) for one in judged), strict=True)
    )
    dated = [(owed, action) for owed, action in found if owed.due != "unsure"]
    whole = sum(owner_right(owed, action) and day_right(owed, action) for owed, action in found)
    harmless = [one for one in judged if not one.case.owed]
    quiet = sum(not one.needless for one in harmless)

    def share(name: str, right: int, of: int) -> Figure:
        value = right / of if of else float("nan")
        return Figure(f"{name}, {half}", value, note=f"{right} of {of}", better=Better.HIGHER)

    return (
        share("found that is owed (precision)", len(found), len(found) + needless),
        share("owed that is found (recall)", len(found), len(found) + missed),
        share("owed that is found, owner and day right", whole, len(found) + missed),
        share("owner right, of those found", sum(owner_right(*pair) for pair in found), len(found)),
        share("day right, of those found with one label", sum(day_right(*pair) for pair in dated), len(dated)),
        share("notes where nothing is owed, and nothing found", quiet, len(harmless)),
    )


def owner_right(owed: Owed, action: Action) -> bool:
    return action.owner == owed.who


def day_right(owed: Owed, action: Action) -> bool:
    """Whether the day is the labelled one, none included; any will do where readers differ."""
    return owed.due in ("unsure", action.due)


def _owed(row: Sequence[str | date | None]) -> Owed:
    who, due, *wordings = row
    if not (who is None or isinstance(who, str)) or not (due is None or due == "unsure" or isinstance(due, date)):
        raise ValueError(f"{row} is not [who, due, words, …]")
    sure: date | None = due if isinstance(due, date) else None
    return Owed(who, "unsure" if due == "unsure" else sure, tuple(map(str, wordings)))


def _best(wanted: Sequence[Owed], found: Sequence[Action]) -> list[tuple[Owed, Action]]:
    """The pairing with the most pairs, then with the most owners and days right; the few labels of a note are all tried."""
    if not wanted:
        return []
    first, rest = wanted[0], wanted[1:]
    ways = [_best(rest, found)]
    for place, action in enumerate(found):
        if any(_says(action, words) for words in first.wordings):
            ways.append([(first, action), *_best(rest, [*found[:place], *found[place + 1 :]])])
    return max(ways, key=lambda way: (len(way), sum(owner_right(*pair) + day_right(*pair) for pair in way)))


def _says(action: Action, words: str) -> bool:
    return content_stems(words) <= content_stems(action.text)


def _tables(judged: Iterable[Judged]) -> Iterator[Table]:
    rows = tuple(row for one in judged for row in _mistakes(one))
    if rows:
        yield Table("wrong, in the halves to work on", ("case", "what", "who", "day", "words"), rows)


def _mistakes(one: Judged) -> Iterator[tuple[str, ...]]:
    for owed in one.missed:
        yield one.case.id, "missed", owed.who or "both", str(owed.due or ""), owed.wordings[0]
    for action in one.needless:
        yield one.case.id, "not owed", action.owner or "", str(action.due or ""), action.text
    for owed, action in one.right:
        if not owner_right(owed, action):
            yield one.case.id, f"not {owed.who or 'both'}", action.owner or "", str(action.due or ""), action.text
        if not day_right(owed, action):
            yield one.case.id, f"not {owed.due or 'undated'}", action.owner or "", str(action.due or ""), action.text
