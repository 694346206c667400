"""Numbers that no source says but that follow from two that it does: what is left, how many times, what share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from copilot.review.grounding.quantities import Quantity
from copilot.review.grounding.words import same_meaning

_LEFT = re.compile(
    r"\b(?:left|leav\w*|remain\w*|rest|others?|missing|to go|to come|outstanding|unpaid|undone|not yet|still to|apart|difference)\b"
    r"|\b(?:down|up|rose|rise|risen|fell|fallen|gr[eo]wn?|shrunk|dropped|cut|short|\w+er) by #"
    r"|# (?:\w+ )?(?:down|up|short(?! of time)|(?:more|fewer|less|\w{2,}er)(?: \w+)? than)\b",
    re.I,
)
"""Beside a number (`#`): it is what two others leave between them."""
_TOGETHER = re.compile(r"\b(?:total\w*|altogether|together|in all|all told|sum|combined|overall)\b", re.I)
_NEXT_TO = 4
"""So many words beside a number tell what it is of others."""
_OF = re.compile(r"\bof (?:the|my|our|your|his|her|their|all) $", re.I)
"""Before a number: it is the whole of two parts."""
_TIMES = re.compile(r"\W*(?:times )?(?:as (?:many|much|\w+)|more|the|what)\b|-?fold\b", re.I)
_BOUND = re.compile(r"\b(?:(?P<over>more than|over|above|at least)|(?P<under>less than|under|nearly|almost))\W*$", re.I)
_ROUGHLY = re.compile(
    r"\b(?:about|around|roughly|some|nearly|almost|over|under|more than|less than|just|only)\W*$", re.I
)
_EXACT, _ROUGH = 0.02, 0.08
"""How far a share may be from the fraction that stands for it, said outright and said roughly."""


def follows(quantity: Quantity, sentence: str, offered: Sequence[Quantity]) -> bool:
    """Whether two of the sources' numbers give the sentence's one, in the way its words say."""
    place = sentence.find(quantity.text)
    before, after = sentence[:place], sentence[place + len(quantity.text) :]
    if quantity.unit == "share":
        allowed = _ROUGH if _ROUGHLY.search(before) else _EXACT
        percent = [one.value / 100 for one in offered if one.unit == "%"]
        return any(abs(share - quantity.value) <= allowed for share in (*percent, *_shares(offered)))
    if _TIMES.match(after) and (quantity.unit == "times" or "times" in after[:8] or "fold" in after[:6]):
        return any(_so_many_times(large / small, quantity.value, before) for small, large in _pairs(offered) if small)
    shares = [one.value for one in offered if one.unit == "share"]
    if any(share * one.value == quantity.value for share in shares for one in offered if _of_a_kind(one, quantity)):
        return True
    beside = _beside(before, after)
    apart, together = _LEFT.search(beside), _TOGETHER.search(beside) or _OF.search(before)
    if quantity.unit == "ordinal" or not (apart or together):
        return False
    alike = [one for one in offered if _of_a_kind(one, quantity)]
    return any(
        (apart and abs(large - small - quantity.value) < 1e-9) or (together and large + small == quantity.value)
        for small, large in _pairs(alike)
    )


def _beside(before: str, after: str) -> str:
    """The words next to a number, up to a comma or stop."""
    left = re.split(r"[,;:.()]", before)[-1].split()[-_NEXT_TO:]
    return " ".join([*left, "#", *re.split(r"[,;:.()]", after)[0].split()[:_NEXT_TO]])


def _so_many_times(ratio: float, times: float, before: str) -> bool:
    bound = _BOUND.search(before)
    if bound and bound["over"]:
        return times <= ratio < times + 1
    if bound:
        return times - 1 < ratio < times
    return abs(ratio - times) <= (0.25 if _ROUGHLY.search(before) else 0.05)


def _pairs(offered: Sequence[Quantity]) -> Iterator[tuple[float, float]]:
    """Two values that may be set against each other, the smaller first."""
    for one, other in combinations(offered, 2):
        if _of_a_kind(one, other):
            alike = one.unit == other.unit
            small, large = sorted(it.value if alike or it.written is None else it.written for it in (one, other))
            yield small, large


def _shares(offered: Sequence[Quantity]) -> Iterator[float]:
    """What part of the larger the smaller is, and what part is missing."""
    for small, large in _pairs(offered):
        if large:
            yield small / large
            yield 1 - small / large


def _of_a_kind(one: Quantity, other: Quantity) -> bool:
    if "ordinal" in (one.unit, other.unit) or (one.unit != other.unit and "" not in (one.unit, other.unit)):
        return False
    return not one.noun or not other.noun or same_meaning(one.noun, other.noun)
