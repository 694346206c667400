"""Does a sentence say yes where its sources say no, or the other way round?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from copilot.review.grounding.denials import Clause, denied, denies, held, read_clause, read_on, spoken
from copilot.review.grounding.model import Problem
from copilot.review.grounding.opposites import opposed, opposite_denied, welcomed
from copilot.review.grounding.thesaurus import part_of_speech
from copilot.review.grounding.words import SCAFFOLD_STEMS, clauses, same_meaning

_NOT_BUT = re.compile(r"\bnot\b(?=[^.;,]{0,40} but (?:on|at|in|with|to|for|by|from|only|just)\b)", re.I)
"""The negator of "not on Friday but on Monday", which denies no more than the day."""
_AGAINST = frozenset({"agains"})
_PREDICATES = frozenset({"v", "a", "r", ""})
"""Parts of speech of what may be denied by itself: not of a thing, of which something else is denied."""
_LEAST_SHARED = 0.25
"""Less than this share of a clause's telling words in a source's clause, and the two speak of different things."""


def check_negation(sentence: str, texts: Iterable[str]) -> list[Problem]:
    """Problems of kind `negation`: a clause denies what its closest source clause says, or says the opposite."""
    said = [one for text in texts for one in read_on(clauses(text))]
    every = frozenset().union(*(other.content for other in said))
    problems = []
    for clause in clauses(_NOT_BUT.sub("", sentence)):
        told = read_clause(clause)
        rivals = _closest(told, said)
        if not rivals or _denied_elsewhere(told, said):
            continue
        if all(_contradicts(told, other) for other in rivals):
            problems.append(Problem("negation", f"“{clause}” against “{rivals[0].text}”"))
        elif all(opposed(told, other, every) for other in rivals):
            problems.append(Problem("negation", f"“{clause}” says the opposite of “{rivals[0].text}”"))
        elif other := _only_denied(told, said) or welcomed(told, said):
            problems.append(Problem("negation", f"“{clause}” against “{other.text}”"))
    return problems


def _closest(told: Clause, said: Sequence[Clause]) -> list[Clause]:
    """The source clauses that share most with a clause, if they can those that speak of what it denies.

    None where they share little.
    """
    shared = [held(told.content, other.content) for other in said]
    best = max(shared, default=0)
    if not best or best < len(told.content) * _LEAST_SHARED:
        return []
    rivals = [other for other, count in zip(said, shared, strict=True) if count == best]
    # a mere name of something says nothing of it
    rivals = [other for other in rivals if len(other.content) > 1 or other.denials]
    return [other for other in rivals if denies(told, other)] or rivals


def _contradicts(told: Clause, source: Clause) -> bool:
    """Whether one of two clauses denies what the other says, and no other word may make up for it."""
    if told.unreal or source.unreal or told.turned ^ source.turned or opposite_denied(told, source):
        return False
    if len(told.content) < 2 and any(one.elliptic for one in told.denials):
        return False
    if told.bounded != source.bounded or (told.pending and source.planned):
        return False
    mine, theirs = denies(told, source), denied(source, told)
    if mine % 2 == theirs % 2:
        return False
    # a denial in words that the other does not have may be the same in other words
    return len(told.denials) == mine or mine > theirs


def _denied_elsewhere(told: Clause, said: Sequence[Clause]) -> bool:
    """Whether all that a clause denies is denied by other clauses of the sources."""
    return bool(told.denials) and all(
        any(
            spoken(mine.head, theirs.scope) and not _contradicts(told, other)
            for other in said
            for theirs in other.denials
        )
        for mine in told.denials
    )


def _only_denied(told: Clause, said: Sequence[Clause]) -> Clause | None:
    """The source clause that denies a verb or quality of a clause which no source says otherwise."""
    if told.denials or told.unreal or told.turned - _AGAINST:
        return None
    for word in told.content - SCAFFOLD_STEMS:
        speaking = [other for other in said if any(same_meaning(word, one) for one in other.content)]
        if (
            speaking
            and part_of_speech(word) in _PREDICATES
            and all(
                other.turned - told.turned <= _AGAINST
                and other.bounded == told.bounded
                and any(one.head == word and one.negator != "no" for one in other.denials)
                for other in speaking
            )
        ):
            return speaking[0]
    return None
