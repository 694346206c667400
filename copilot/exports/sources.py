"""The sources of an exported draft, numbered in the order in which the text first uses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from copilot.draft import Citation, Draft
from copilot.exports.characters import one_line


@dataclass(frozen=True)
class Source:
    """One line of the list: where the words stand, and the words."""

    place: str
    quote: str

    def __str__(self) -> str:
        return f"{self.place}: “{self.quote}”"


@dataclass(frozen=True)
class Sources:
    """`marks` are each sentence's numbers, such as ` [1, 3]`, by its id; "" for one without a source."""

    marks: Mapping[str, str]
    listed: tuple[Source, ...]


def sources_of(draft: Draft) -> Sources:
    """The citations that the draft carries; the same words of the same place have one number."""
    numbers: dict[Source, int] = {}
    marks = {}
    for sentence in draft.sentences():
        used = [numbers.setdefault(_source(one), len(numbers) + 1) for one in sentence.citations]
        marks[sentence.id] = f" [{', '.join(map(str, dict.fromkeys(used)))}]" if used else ""
    return Sources(marks, tuple(numbers))


def _source(citation: Citation) -> Source:
    place = [one_line(citation.document) or citation.kind.value.capitalize()]
    if citation.heading and citation.heading != citation.document:
        place.append(one_line(citation.heading))
    if citation.date:
        place.append(citation.date.isoformat())
    return Source(", ".join(place), one_line(citation.quote))
