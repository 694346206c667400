"""Words and phrases that say the opposite of each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from copilot.review.grounding.coverage import LIGHT
from copilot.review.grounding.denials import REACH, Clause, denied, denies, telling
from copilot.review.grounding.thesaurus import part_of_speech, thesaurus
from copilot.review.grounding.words import SCAFFOLD_STEMS, stem, tokens

_OPPOSITES = tuple(
    (stem(one), stem(other))
    for one, other in (
        pair.split()
        for pair in (
            "accept decline",
            "accept reject",
            "accept refuse",
            "agree disagree",
            "increase decrease",
            "more less",
            "early late",
            "like dislike",
            "easy hard",
            "easy difficult",
            "start stop",
            "start finish",
            "join leave",
            "win lose",
            "pass fail",
            "better worse",
            "good bad",
            "rise fall",
            "strong weak",
            "confident unsure",
            "happy unhappy",
            "public private",
            "first last",
            "arrive leave",
            "keep drop",
            "praise criticise",
            "enjoy hate",
            "internal external",
            "succeed fail",
            "open closed",
            "gain lose",
        )
    )
)

_BOTH_WAYS = _OPPOSITES + tuple((other, one) for one, other in _OPPOSITES)
_OPPOSITE_TALES = tuple(
    (re.compile(rf"\b(?:{one})\b", re.I), re.compile(rf"\b(?:{other})\b", re.I))
    for one, other in (
        (
            r"cancel\w*|call\w* (?:\w+ )?off|postpon\w+|put off|fell through",
            r"t(?:ook|aken?|akes) place|happen\w*|w(?:ent|as held|ere held)(?: ahead)?|as planned",
        ),
        (r"turn\w* (?:\w+ )?down|reject\w*|refus\w+", r"accept\w*|approv\w+|said yes|agree\w*|took (?:it|up)"),
    )
)
_FOR = re.compile(
    r"\bnothing against\b|\bnot mind\b|\b(?:happy|fine) (?:with|for|to)\b|\bin favour of\b|\ball for\b", re.I
)
_UNWANTED = re.compile(
    r"\b(?:do|does|did|would) not (?:want|like)\b|(?<!not )\bunhappy (?:with|about)\b|(?<!nothing )\bagainst\b", re.I
)
_TURNED_ABOUT = {"with": "without", "without": "with", "before": "after", "after": "before"}


@lru_cache(maxsize=4_096)
def opposites(word: str) -> frozenset[str]:
    """The stems that say the opposite of a stem: our own pairs, and the thesaurus's for words that say much."""
    own = frozenset(other for one, other in _BOTH_WAYS if one == word)
    return own if word in LIGHT or word in SCAFFOLD_STEMS else own | thesaurus().opposites.get(word, frozenset())


def opposite_denied(told: Clause, source: Clause) -> bool:
    """Whether one denies the opposite of what the other says: "not open" for "closed"."""
    return any(
        not opposites(denial.head).isdisjoint(other.content)
        for one, other in ((told, source), (source, told))
        for denial in one.denials
    )


def opposed(told: Clause, source: Clause, every: frozenset[str]) -> bool:
    """Whether a sentence's clause says a word and a source's clause its opposite, neither denied.

    A word that stands among `every` word of the sources is no opposite of theirs: "won one, lost two".
    """
    if denies(told, source) % 2 != denied(source, told) % 2 or opposite_denied(told, source):
        return False
    if _tells_the_opposite(told.text, source.text) or _turns_about(told.text, source.text):
        return True
    here, there = ({token.stem for token in tokens(part)} for part in (told.text, source.text))
    if any(a in here - every and b in there and b not in here and a not in there for a, b in _BOTH_WAYS):
        return True
    return not told.turned ^ source.turned and any(
        part_of_speech(word) == "a" and not (opposites(word) & there).issubset(here)
        for word in told.content - there - every
    )


def _tells_the_opposite(clause: str, other: str) -> bool:
    pair = ((clause, other), (other, clause))
    return any(one.search(a) and two.search(b) for one, two in _OPPOSITE_TALES for a, b in pair)


def _turns_about(clause: str, other: str) -> bool:
    """Whether one says "with" or "before" the same thing that the other says "without" or "after"."""
    here, there = _before_what(clause), _before_what(other)
    return any(
        (there_word, what) in there and (word, what) not in there
        for word, what in here
        if (there_word := _TURNED_ABOUT.get(word))
    )


def _before_what(clause: str) -> set[tuple[str, str]]:
    """Each such preposition with the telling words after it: one after "with", two after "before"."""
    words = tokens(clause)
    found = set()
    for place, token in enumerate(words):
        if token.lower in _TURNED_ABOUT:
            after = [one.stem for one in words[place + 1 : place + 1 + REACH] if telling(one)]
            found |= {(token.lower, one) for one in after[: 1 if "with" in token.lower else 2]}
    return found


def welcomed(told: Clause, said: Sequence[Clause]) -> Clause | None:
    """The source clause that does not want what a sentence's clause has nothing against."""
    wanted = _objects(_FOR, told.text)
    if not wanted or any(wanted & _objects(_FOR, other.text) for other in said):
        return None
    return next((other for other in said if wanted & _objects(_UNWANTED, other.text)), None)


def _objects(attitude: re.Pattern[str], clause: str) -> frozenset[str]:
    """Telling words right after a word for what somebody thinks of it."""
    found = attitude.search(clause)
    return (
        frozenset(one.stem for one in tokens(clause[found.end() :])[:REACH] if telling(one)) if found else frozenset()
    )
