"""The labelled snippets of cases.yaml and how well `find_actions` does on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from copilot.actions.finding import find_actions
from copilot.actions.found import FoundAction
from copilot.actions.wording import content_stems
from copilot.models import Note, Person, Relationship, RelationshipKind, Visibility

PEOPLE = {
    person.id: person
    for person in (
        Person("daniel", "Daniel Osei", known_as="Dan"),
        Person("amara", "Amara Nwosu"),
        Person("priya-d", "Priya Desai"),
        Person("sam", "Sam O'Neil"),
        Person("helen", "Helen Fraser"),
        Person("tom", "Tom Becker"),
        Person("priya-r", "Priya Raman"),
    )
}
PAIRS = {
    "main": Relationship("main", RelationshipKind.TRADITIONAL, "daniel", "amara", date(2026, 5, 1)),
    "peer": Relationship("peer", RelationshipKind.PEER, "priya-d", "sam", date(2026, 5, 1)),
}
ALLOWED_EXTRA_WORDS = 3


@dataclass(frozen=True)
class Outcome:
    case: str
    wanted: int
    found: int
    right: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


def load(part: str) -> list[dict[str, Any]]:
    path = Path(__file__).with_name("cases.yaml")
    cases: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))[part]
    return cases


def judge(case: dict[str, Any]) -> Outcome:
    pair = case.get("pair", "main")
    note = Note(
        case["id"],
        case["by"],
        case["day"],
        case["text"],
        pair,
        visibility=Visibility(case.get("visibility", "shared")),
    )
    found = find_actions(note, PAIRS[pair], PEOPLE)
    for each in found:
        assert note.text[each.quote.start : each.quote.end] == each.quote.text
    left = list(found)
    missed = []
    for want in case["want"]:
        match = next((each for each in left if _fits(each, want)), None)
        if match is None:
            missed.append(str(want))
        else:
            left.remove(match)
    return Outcome(
        case["id"],
        len(case["want"]),
        len(found),
        len(case["want"]) - len(missed),
        tuple(missed),
        tuple(f"{each.action.owner}, {each.action.due}, {each.action.text}" for each in left),
    )


def _fits(found: FoundAction, want: list[Any]) -> bool:
    owner, due, phrase = want[:3]
    expected, got = content_stems(phrase), content_stems(found.action.text)
    return (
        found.action.owner == owner
        and found.action.due == due
        and expected <= got
        and len(got - expected) <= ALLOWED_EXTRA_WORDS
        and found.done_at_once == (len(want) > 3)
    )


def precision_recall(outcomes: list[Outcome]) -> tuple[float, float]:
    right = sum(outcome.right for outcome in outcomes)
    return right / sum(outcome.found for outcome in outcomes), right / sum(outcome.wanted for outcome in outcomes)
