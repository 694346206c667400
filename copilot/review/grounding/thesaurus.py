"""What words mean the same, nearly the same, or the opposite: `thesaurus.txt`, made by `evals.grounding.make_thesaurus`.

Its words are stems as `words.stem` makes them, so a change of stemming means making the file anew.

A file of our own words would know too few of them, and the encoder's vectors do not tell `butter` from `margarine`, or
`agree` from `refuse`, any better than `buy` from `purchase`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from importlib import resources

_FILE = "thesaurus.txt"
_TOO_GENERAL = 40
"""A set with more neighbours than this ("act", "change") makes nothing near to anything."""


class Nearness(IntEnum):
    """How a word stands to the words of a source, the best that was found."""

    NONE = 0
    OPPOSITE = 1
    NEAR = 2
    """One step more general, more special, or similar."""
    SAME = 3


@dataclass(frozen=True)
class Thesaurus:
    """`sets` of a stem are numbers of sets of synonyms; `near` gives the neighbours of such a number."""

    sets: dict[str, frozenset[int]]
    near: dict[int, frozenset[int]]
    opposites: dict[str, frozenset[str]]
    part: dict[str, str]
    """The usual part of speech of a stem: n, v, a or r."""


@dataclass(frozen=True)
class Offered:
    """What a source's words offer: their stems and the sets of synonyms these stand in."""

    stems: frozenset[str]
    sets: frozenset[int]
    near: frozenset[int]


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    """The whole file, read once: some tenths of a second, 15 MB."""
    section = ""
    sets: dict[str, set[int]] = {}
    near: dict[int, set[int]] = {}
    opposites: dict[str, set[str]] = {}
    part: dict[str, str] = {}
    number = -1
    text = resources.files("copilot.review.grounding").joinpath(_FILE).read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("["):
            section = line.strip("[]")
            continue
        fields = line.split()
        if section == "words":
            for word in fields[1:]:
                part[word] = fields[0]
        elif section == "same":
            number += 1
            for field in fields[1:]:
                if field.isdigit():
                    near.setdefault(number, set()).add(int(field))
                    near.setdefault(int(field), set()).add(number)
                else:
                    sets.setdefault(field, set()).add(number)
        else:
            one, other = fields
            opposites.setdefault(one, set()).add(other)
            opposites.setdefault(other, set()).add(one)
    return Thesaurus(
        {word: frozenset(numbers) for word, numbers in sets.items()},
        {key: frozenset(numbers) for key, numbers in near.items() if len(numbers) <= _TOO_GENERAL},
        {word: frozenset(others) for word, others in opposites.items()},
        part,
    )


def offered(stems: Iterable[str]) -> Offered:
    """What those stems offer; stems may be joined by `_`."""
    known = thesaurus()
    own = frozenset(stems)
    sets = frozenset().union(*(known.sets.get(one, frozenset()) for one in own))
    near = frozenset().union(*(known.near.get(one, frozenset()) for one in sets))
    return Offered(own, sets, near)


def nearness(word: str, to: Offered) -> Nearness:
    """How a stem stands to what is offered, by the thesaurus alone: spelling is not looked at."""
    if word in to.stems:
        return Nearness.SAME
    known = thesaurus()
    sets = known.sets.get(word, frozenset())
    if sets & to.sets:
        return Nearness.SAME
    if known.opposites.get(word, frozenset()) & to.stems:
        return Nearness.OPPOSITE
    return Nearness.NEAR if sets & to.near else Nearness.NONE


def part_of_speech(word: str) -> str:
    """n, v, a or r, as the stem is mostly used; empty where nobody knows it: names, mostly."""
    return thesaurus().part.get(word, "")
