"""What of a sentence its sources do not hold, as numbers: what the score is made from."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import pairwise

from copilot.review.grounding.model import Problem
from copilot.review.grounding.thesaurus import Nearness, Offered, nearness, offered, part_of_speech, thesaurus
from copilot.review.grounding.words import SCAFFOLD_STEMS, Token, same_meaning, stem, tokens, word_set

_TURNING = word_set(
    "not no never none nobody nothing without neither nor cannot only except but however although though despite instead "
    "unless unable refuse wrong incorrectly hardly barely least most all always every"
)
"""Words that turn or bound what is said."""
_PREFIX = re.compile(r"(?:un|in|im|ir|il|non-?|dis|mis)(?P<rest>[a-z]{4,})")
_NUMBER = re.compile(r"\d")
_NAMED = 2
"""What a name or a number counts in the share of words that are held: a claim stands and falls with these."""


@dataclass(frozen=True)
class Features:
    """Counts of words of the sentence, unless said otherwise; each is 0 where nothing is missing."""

    nouns: float = 0.0
    """Nouns that no source has, nor anything like them."""
    qualities: float = 0.0
    """Adjectives and adverbs."""
    numbers: float = 0.0
    """Numbers that stand nowhere in a source."""
    opposites: float = 0.0
    """Words whose opposite a source has."""
    turning: float = 0.0
    """Words that turn what is said, and are new."""
    turned: float = 0.0
    """Words that turn what is said, new or not: with several clauses it is easy to set one wrong."""
    share: float = 0.0
    """Share of the content words and numbers that no source has, names and numbers counting twice; 0..1."""
    problems: float = 0.0
    """Reasons that plain rules found, three at most."""

    def values(self) -> tuple[float, ...]:
        return tuple(float(getattr(self, name)) for name in NAMES)


NAMES = tuple(field.name for field in fields(Features))


@dataclass(frozen=True)
class Uncovered:
    """A word of the sentence that no source has, and how it stands to their words."""

    token: Token
    nearness: Nearness


@lru_cache(maxsize=512)
def _source(normalised: str) -> tuple[Offered, frozenset[str]]:
    """What a source's content words offer, and all its words in lower case."""
    every = tokens(normalised)
    stems = tuple(token.stem for token in every if token.is_content or _NUMBER.match(token.text))
    joined = [
        f"{one.stem}_{other.lower}" for one, other in pairwise(every) if f"{one.stem}_{other.lower}" in thesaurus().sets
    ]
    return offered([*stems, *joined]), frozenset(token.lower for token in every)


def features(
    sentence: str, texts: Sequence[str], ignored: Collection[str], problems: Sequence[Problem] = ()
) -> tuple[Features, list[Uncovered]]:
    """The features of a normalised sentence, and its uncovered words in order.

    `ignored` are lower-case words that other checks answer for (names of known people).
    """
    read = [_source(text) for text in texts]
    whole = offered(frozenset().union(*(one.stems for one, _ in read)))
    spoken: frozenset[str] = frozenset().union(*(words for _, words in read))
    every = tokens(sentence)
    counted = [token for token in every if token.is_content and token.lower.removesuffix("'s") not in ignored]
    missing: list[Uncovered] = []
    content = held = 0
    for place, token in enumerate(every):
        if token not in counted:
            continue
        found = _nearness(every, place, whole)
        if token.stem in SCAFFOLD_STEMS and found is not Nearness.SAME:
            continue
        weight = _NAMED if token.text[0].isupper() and not token.lead else 1
        content += weight
        held += weight * (found is Nearness.SAME)
        if found is not Nearness.SAME:
            missing.append(Uncovered(token, found))
    gone = [one.token for one in missing if one.nearness in (Nearness.NONE, Nearness.OPPOSITE)]
    parts = [_part(token) for token in gone]
    figures = [token.lower for token in every if _NUMBER.match(token.text)]
    content += _NAMED * len(figures)
    held += _NAMED * sum(figure in spoken for figure in figures)
    turning = [token.lower for token in every if token.lower in _TURNING]
    return (
        Features(
            nouns=parts.count("n"),
            qualities=parts.count("a") + parts.count("r"),
            numbers=sum(figure not in spoken for figure in figures),
            opposites=sum(one.nearness is Nearness.OPPOSITE for one in missing) + _negated_words(gone, whole),
            turning=sum(word not in spoken for word in turning),
            turned=len(turning),
            share=1 - held / content if content else 0.0,
            problems=min(len(problems), 3),
        ),
        missing,
    )


def _nearness(every: Sequence[Token], place: int, whole: Offered) -> Nearness:
    token = every[place]
    if token.stem in whole.stems or any(same_meaning(token.stem, other) for other in whole.stems):
        return Nearness.SAME
    if place + 1 < len(every):
        joined = f"{token.stem}_{every[place + 1].lower}"
        if joined in thesaurus().sets and nearness(joined, whole) is Nearness.SAME:
            return Nearness.SAME
    return nearness(token.stem, whole)


def _part(token: Token) -> str:
    """A word's part of speech, "" for what looks like a name."""
    return "" if token.text[0].isupper() and not token.lead else part_of_speech(token.stem)


def _negated_words(gone: Sequence[Token], whole: Offered) -> int:
    """Words such as `inflexible` where a source says `flexible`."""
    found = (_PREFIX.fullmatch(token.lower) for token in gone)
    return sum(bool(match) and stem(str(match and match["rest"])) in whole.stems for match in found)
