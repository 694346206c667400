"""The labelled sentences as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from copilot.review.grounding import Context, KnownPerson, Source

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """`holds` is supported by the sources; `altered` is not, by one change of `kind`."""

    id: str
    kind: str
    held: bool
    sources: tuple[Source, ...]
    context: Context
    holds: str
    altered: str


def cases(name: str = "grounding_cases.yaml") -> list[Case]:
    """Every labelled case of a file in this folder."""
    data = yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))
    return [_case(entry, data) for entry in data["cases"]]


def _case(entry: dict[str, Any], data: dict[str, Any]) -> Case:
    pair = data["pairs"][entry["pair"]]
    known_as = data["known_as"]
    people = [KnownPerson(name, known_as.get(name, ""), role) for role, name in pair.items()]
    people += [KnownPerson(name) for name in data["staff"]]
    people += [
        KnownPerson(name, known_as.get(name, ""))
        for other in data["pairs"].values()
        if other is not pair
        for name in other.values()
    ]
    sources = tuple(Source(**{**source, "dates": tuple(source.get("dates", ()))}) for source in entry["sources"])
    context = Context(tuple(people), entry.get("viewer", pair["mentor"]), entry["as_of"])
    return Case(
        entry["id"],
        entry["kind"],
        bool(entry.get("held")),
        sources,
        context,
        entry["holds"],
        entry["altered"],
    )


def trouble_cases(name: str = "trouble_cases.yaml") -> tuple[list[tuple[str, str]], list[str]]:
    """Pairs of kind and sentence that speak of trouble, and everyday sentences that do not."""
    data = yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))
    return [(kind, text) for kind, texts in data["trouble"].items() for text in texts], data["everyday"]
