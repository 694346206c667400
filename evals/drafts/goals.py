"""Raw goals of our own: is what they lack seen and asked for once each, with nothing made up or quoted in vain?"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from copilot.actions.dates import find_dates
from copilot.app import Copilot
from copilot.beginning import Beginning
from copilot.draft import Draft, Origin
from copilot.models import Role, Viewer
from evals.figures import Figure, Measured, Run, Table, at_least, at_most
from evals.hashing_embedder import HashingEmbedder
from evals.workspace import open_copilot

CASES = "cases/goals.yaml"
DIMENSIONS = ("specific", "measurable", "time_bound", "hard_enough", "obstacle", "if_then", "check_date")

_NUMBER = re.compile(
    r"\d+|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|"
    r"half|twice|dozen)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july|august|september|"
    r"october|november|december|"
    r"spring|summer|autumn|winter|easter|christmas|tomorrow|(?-i:May))\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\((\d{1,2}) ([A-Z][a-z]+) (20\d\d)\)")
_YEAR_BEHIND = re.compile(r"\b([A-Za-z]{3})[a-z]*((?: \d{1,2}(?:st|nd|rd|th)?)?) (20\d\d)\b")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Case(BaseModel):
    """A raw goal and what it lacks; `cases/goals.yaml` explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    text: str
    missing: tuple[str, ...]
    unsure: tuple[str, ...] = ()
    answers: Mapping[str, str] = {}
    missing_after: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Refined:
    """A case with its draft before any answer, and after."""

    case: Case
    before: Draft
    after: Draft | None


def measure(run: Run) -> Measured:
    """Drafted by the façade, as the command line does it, without the encoder: nothing here hangs on it."""
    with resources.as_file(resources.files("evals") / CASES) as path:
        as_of, cases = load(path)
    with open_copilot(run.scratch / "goals", HashingEmbedder) as copilot:
        begun = copilot.begin(Beginning("Ada Lind", Role.MENTEE, "Bo Marsh", since=as_of, today=as_of))
        viewer = copilot.viewer(begun.programme, begun.me)
        refined = [refine(copilot, viewer, case, as_of) for case in cases[: run.limit]]
    return Measured(
        figures(refined, as_of), {"cases": len(refined), "as_of": as_of.isoformat()}, (), tables(refined, as_of)
    )


def load(path: Path) -> tuple[date, list[Case]]:
    """The day the cases are read as of, and the cases. Raises pydantic's ValidationError for a wrong one."""
    whole = yaml.safe_load(path.read_text("utf-8"))
    return whole["as_of"], [Case.model_validate(one) for one in whole["goals"]]


def refine(copilot: Copilot, viewer: Viewer, case: Case, as_of: date) -> Refined:
    before = copilot.draft(viewer, "goal", {"goal": case.text}, as_of)
    answered = {"goal": case.text, "answers": dict(case.answers)}
    after = copilot.draft(viewer, "goal", answered, as_of) if case.missing_after is not None else None
    return Refined(case, before, after)


def figures(refined: Sequence[Refined], as_of: date) -> tuple[Figure, ...]:
    """Shares right over all decisions and for each dimension; counts of what must never happen."""
    before = {
        one: [right(r.case.missing, r.before.missing, one) for r in refined if one not in r.case.unsure]
        for one in DIMENSIONS
    }
    after = [
        right(r.case.missing_after or (), r.after.missing, one)
        for r in refined
        for one in DIMENSIONS
        if r.after is not None and one not in r.case.unsure
    ]
    decisions = [one for found in before.values() for one in found]
    return (
        Figure(
            "missing dimensions seen",
            _share(decisions),
            target=at_least(0.9),
            note=f"{sum(decisions)} of {len(decisions)} decisions on {len(refined)} goals of our own",
        ),
        *(Figure(f"  {one}", _share(found), note=f"{sum(found)} of {len(found)}") for one, found in before.items()),
        Figure(
            "still missing after answers", _share(after), target=at_least(0.9), note=f"{sum(after)} of {len(after)}"
        ),
        Figure(
            "numbers and days nobody gave",
            sum(len(invented(r.case, draft, as_of)) for r in refined for draft in _drafts(r)),
            target=at_most(0),
            note=f"in {sum(len(_drafts(r)) for r in refined)} drafts",
        ),
        Figure(
            "missing dimensions without just one question",
            sum(len(unasked(draft)) for r in refined for draft in _drafts(r)),
            target=at_most(0),
        ),
        Figure("answers that say nothing, quoted", sum(len(quoted(r)) for r in refined), target=at_most(0)),
    )


def right(wanted: Collection[str], found: Collection[str], dimension: str) -> bool:
    """Whether a dimension was seen to be missing, or not to be, as it should."""
    return (dimension in wanted) == (dimension in found)


def invented(case: Case, draft: Draft, as_of: date) -> list[str]:
    """Numbers and words for days in the draft that stand in no word the person typed.

    A day in brackets, or a year behind a month, is theirs where the dates' own grammar finds just that day, or one of
    that month and year, in what they typed.
    """
    typed = "\n".join([case.text, *case.answers.values()])
    known = {one.lower() for pattern in (_NUMBER, _DAY) for one in pattern.findall(typed)}
    days = {
        mention.day for words in (case.text, *case.answers.values()) for mention in find_dates(_spelt(words), as_of)
    }
    months = {
        (_MONTHS[day.month - 1][:3], year) for day in days if day for year in (day.year, day.year + (day < as_of))
    }
    found = []
    for sentence in draft.sentences():
        if sentence.origin is Origin.GUIDANCE:
            continue
        for shown in _IN_BRACKETS.findall(sentence.text):
            day = date(int(shown[2]), _MONTHS.index(shown[1]) + 1, int(shown[0]))
            found += [] if day in days else [f"{sentence.id}: {day}"]
        words = _YEAR_BEHIND.sub(
            lambda shown: shown.group() if (shown[1].title(), int(shown[3])) not in months else shown[0][:-4],
            _IN_BRACKETS.sub(" ", sentence.text),
        )
        found += [
            f"{sentence.id}: {one}"
            for pattern in (_NUMBER, _DAY)
            for one in pattern.findall(words)
            if one.lower() not in known
        ]
    return found


def _spelt(words: str) -> str:
    """One case misspells a month; the dates' grammar knows only right ones."""
    return re.sub(r"novemeber", "november", words, flags=re.IGNORECASE)


def unasked(draft: Draft) -> list[str]:
    """Missing dimensions that no question, or more than one, asks for."""
    asked = [question.id for question in draft.questions]
    return [one for one in draft.missing if asked.count(one) != 1]


def quoted(one: Refined) -> list[str]:
    """Questions whose answer left them open and yet stands in the draft's text."""
    if one.after is None:
        return []
    empty = [name for name in one.case.missing_after or () if one.case.answers.get(name, "").strip()]
    said = [sentence.text.lower() for sentence in one.after.sentences() if sentence.origin is not Origin.CONNECTIVE]
    return [name for name in empty if any(one.case.answers[name].strip(" .").lower() in text for text in said)]


def tables(refined: Sequence[Refined], as_of: date) -> tuple[Table, ...]:
    """Wrong decisions, and whatever was made up."""
    wrong = [
        (r.case.id, "before", one, "seen as missing" if one in r.before.missing else "not seen", r.case.text)
        for r in refined
        for one in DIMENSIONS
        if one not in r.case.unsure and not right(r.case.missing, r.before.missing, one)
    ]
    wrong += [
        (
            r.case.id,
            "after",
            one,
            "seen as missing" if one in r.after.missing else "not seen",
            r.case.answers.get(one, ""),
        )
        for r in refined
        for one in DIMENSIONS
        if r.after is not None
        and one not in r.case.unsure
        and not right(r.case.missing_after or (), r.after.missing, one)
    ]
    wrong += [
        (r.case.id, "made up", "", what, "")
        for r in refined
        for draft in _drafts(r)
        for what in invented(r.case, draft, as_of)
    ]
    return (Table("wrong", ("goal", "when", "dimension", "what", "words"), tuple(wrong)),) if wrong else ()


def _drafts(one: Refined) -> list[Draft]:
    return [one.before, *([one.after] if one.after else [])]


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else float("nan")
