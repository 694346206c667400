"""How few people may not be seen: floors, rounding, and what may stand beside what. Pure.

The rules (docs/architecture.md): at least 10 people in a slice and 5 in a theme, counted as people, not
comments; whatever numbers of people a viewer sees, any two of them, and what is left when groups are taken
from each other, differ by 0 or by at least 5.

Numbers are therefore rounded *down* to fives and said as "at least". Official statistics do much the same:
HESA, the British agency for higher education statistics, rounds every count to a multiple of five. All
that is shown, shares included, is made from rounded numbers alone, so nothing finer can be worked out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass

SLICE_FLOOR = 10
"""So many people must have said something in what a report is about."""

THEME_FLOOR = 5
"""So many people must have spoken of a theme, and so many must be left where groups are subtracted."""

STEP = 5
"""Numbers of people are multiples of this; equal to `THEME_FLOOR`, or subtracting would undo the floor."""


@dataclass(frozen=True)
class Shown:
    """Numbers that may be seen. `people` is "at least"; `share` the least share of all it can be, 0 to 1."""

    people: int
    share: float


def rounded(people: int) -> int:
    """The number rounded down to fives; 0 for anything below the floor, so 4 and 0 are the same."""
    return people // STEP * STEP if people >= THEME_FLOOR else 0


def shown(people: int, of: int) -> Shown | None:
    """What may be seen of a theme with `people` in a slice of `of`; None where that is nothing.

    The share divides the least number of people by the greatest number the slice can have.
    """
    least = rounded(people)
    if least == 0 or of < SLICE_FLOOR:
        return None
    greatest = rounded(of) + STEP - 1
    return Shown(least, int(100 * least / greatest) / 100)


def safe_remainder(whole: Set[str], part: Set[str]) -> bool:
    """Whether taking `part` from `whole` leaves nobody, or enough people to hide in."""
    left = len(whole - part)
    return left == 0 or left >= THEME_FLOOR


def slice_may_be_shown(people: Set[str], beside: Collection[Set[str]], everyone: Set[str]) -> bool:
    """Whether a report on `people`, a group of `everyone` in a period, may be made.

    `beside` are the period's other groups, whose reports somebody may hold too. Enough people must be in
    it, and none of the groups, taken alone or together, may leave a few of `everyone` behind.
    """
    if len(people) < SLICE_FLOOR:
        return False
    groups = [people, *beside]
    together: set[str] = set().union(*groups)
    return all(safe_remainder(everyone, group) for group in groups if group) and safe_remainder(everyone, together)


def themes_that_may_be_shown(
    inside: Mapping[str, Set[str]], throughout: Mapping[str, Set[str]], beside: Collection[Mapping[str, Set[str]]] = ()
) -> frozenset[str]:
    """The themes a report on a group may show: theme → people who spoke of it.

    `throughout` counts the whole period, whose report shows every theme above the floor; `beside` the other
    groups. A group's theme is left out where the people who spoke of it elsewhere are one to four.
    """
    kept = set()
    for theme, people in inside.items():
        whole = throughout.get(theme, frozenset())
        others = [group.get(theme, frozenset()) for group in beside]
        together: set[str] = set(people).union(*others)
        if len(people) >= THEME_FLOOR and safe_remainder(whole, people) and safe_remainder(whole, together):
            kept.add(theme)
    return frozenset(kept)
