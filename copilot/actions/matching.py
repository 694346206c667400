"""Whether two wordings speak of the same thing: overlap of stems, rare ones counting more."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

from copilot.actions.wording import content_stems, doings, words

SAME = 0.6
"""Two commitments sharing this much of the shorter one's weight are one."""
TOPIC = 0.5
"""A statement holding this much of an action's weight is about it."""


_ASIDE = re.compile(
    r"\s*[,(;]\s*|\s+[-–—]\s+|\s+(?:on\s+what|on\s+how|if|whether|who|which|what|how|"
    r"so\s+that|because)\s+|\s+and\s+\w+\s+(?:it|them)\b"
)


_HAVE_DONE = re.compile(
    r"^(?:get|have)\s+(?P<what>.+?)\s+(?P<doing>signed(?=\s+off)|[a-z]{3,}ed|done|written|sent|made)\b", re.IGNORECASE
)
"""To get something done is the doing that is named last: "get the forms signed off"."""


_SAID_BY_ITS_OWNER = re.compile(r"^I(?:\s+will|[’']ll)?\s+(?=[a-z])")


_IN_TOUCH = re.compile(r"^(?:put|get)\s+(.{2,40}?)\s+in\s+touch\s+with\b")


class Rarity:
    """How much a stem tells, from the statements of a relationship's notes.

    Names of the two members are left out: they are in nearly everything.
    """

    def __init__(self, texts: Iterable[str], members: frozenset[str]) -> None:
        self._counts: Counter[str] = Counter()
        self._total = 1
        for text in texts:
            self._counts.update(content_stems(text))
            self._total += 1
        self._members = members

    def stems(self, text: str) -> frozenset[str]:
        return content_stems(text) - self._members

    def topic(self, phrase: str) -> tuple[str, frozenset[str]]:
        """An action's verb and the stems of what it is about (up to its first comma or bracket)."""
        phrase = _IN_TOUCH.sub(r"introduce \1 to", _SAID_BY_ITS_OWNER.sub("", phrase))
        first = words(phrase)[0] if words(phrase) else ""
        had = _HAVE_DONE.match(phrase)
        if had is not None:
            first, phrase = had["doing"], f"{had['doing']} {had['what']}"
        plain = phrase[len(first) :] if (doings(first) or had is not None) else phrase
        short = self.stems(_ASIDE.split(plain)[0])
        chosen = short or self.stems(plain)
        return first, frozenset(each for each in chosen if not each.isdigit()) or chosen

    def weight(self, stems: Iterable[str]) -> float:
        return sum(math.log(1 + self._total / (1 + self._counts[each])) for each in stems)

    def coverage(self, wanted: frozenset[str], given: frozenset[str]) -> float:
        """The share of `wanted`'s weight that is in `given`, from 0 to 1."""
        if not wanted:
            return 0.0
        shared = {each for each in wanted if each in given or akin(each, given)}
        return self.weight(shared) / self.weight(wanted)

    def likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The shared weight against the lighter side's, from 0 to 1."""
        if not one or not other:
            return 0.0
        lighter, heavier = sorted((one, other), key=self.weight)
        return self.coverage(lighter, heavier)


def akin(one: str, others: Iterable[str]) -> bool:
    """Whether the stem, or one of its family that the stemmer keeps apart ("intro", "introduc"), is there."""
    family = one[:4]
    for other in others:
        if one == other:
            return True
        if len(family) == 4 and other.startswith(family):
            short, long = (one, other) if len(one) <= len(other) else (other, one)
            if long.startswith(short) and len(long) - len(short) <= 4:
                return True
    return False
