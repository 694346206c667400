"""Clauses read for what they deny: negators, what these reach, and the words that say no without one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from copilot.review.grounding.thesaurus import Nearness, nearness, offered
from copilot.review.grounding.words import Token, same_meaning, stem_set, tokens, word_set

_NEGATORS = word_set("not no never none nobody nothing without neither nor hardly nowhere")
_TOLD_AS_NOT = re.compile(
    r"\b(?:(?:fail|refus|declin|forg[eo]t)\w* to|unable to"
    r"|against (?=\w{3,}ing\b)|(?:rather than|instead of) (?=\w{3,}ing\b)|(?:avoid|stop)\w* (?=\w{3,}ing\b)|no longer)\b",
    re.I,
)
"""Words that deny the verb after them: "against letting it run" is "not letting it run"."""
_HOLLOW = re.compile(
    r"\bfor nothing\b|"
    r"\bnot (?:only|just|least)\b|\bwhether or not\b|\bno (?:doubt|wonder|matter|later|more|less|fewer) than\b"
    r"|\bno (?:doubt|wonder|matter)\b|\bnothing (?:but|wrong|against)\b|\bno\.? ?\d+|\bwithout (?:fail|doubt)\b"
    r"|\bor not\b|\bnot (?:as|so) \w+ as\b",
    re.I,
)
"""Negators that deny nothing."""
_MEANT = re.compile(
    r"\b(?:w(?:as|ere) (?:going|supposed|meant) to|(?:meant|wanted|hoped|planned|tried) to|(?:w|sh|c)ould have)\b", re.I
)
"""What somebody only meant to do neither happened nor did not."""
_SPARED = re.compile(r"\bd(?:o|oes|oing|id|one) without\b", re.I)
_TURNED = re.compile(
    r"\b(?:against|alone|cancel\w*|declin\w+|doubt\w*|fail\w*|forg[eo]t\w*|impossible|incomplete|lack\w*|late|little"
    r"|missing|only|postpon\w+|quiet|refus\w+|reject\w*|silent|skip\w*|spare|unable|unclear|unfinished|unhappy|unlikely|unsure"
    r"|un(?:answered|changed|done|heard|known|noticed|opened|paid|read|sent|settled|solved|spoken|touched|used|written)"
    r"|turn\w* (?:\w+ )?down|rather than|instead|call(?:ed|s)? off|put off|off the table|(?:is|are|was|were) off|too \w+"
    r"|(?:has|have|had|is|are|was|were) (?:yet|still) to)\b",
    re.I,
)
"""Words that say no by themselves: what they stand for may be said with a negator, or without."""
_UNREAL = re.compile(
    r"^(?:and |or |so )?(?:if|in case|as long as|provided|should (?:a|the|you|they|he|she|we|anyone))\b", re.I
)
"""A clause that begins so is a condition, and says neither yes nor no."""
_ASKED = re.compile(r"\b(?:ask|wonder|decid|discuss|consider|know|unsure)\w* (?:\w+ )?(?:whether|if)\b", re.I)
"""What is only asked is neither."""
_BOUND = re.compile(r"\b(?:until|till|before)\b", re.I)
_PLANNED = re.compile(
    r"\b(?:will|shall|would|going to|to be|(?:is|are|am) to|plan\w*|promis\w+|owe\w*|want\w*|means? to)\b", re.I
)
_HAVING = re.compile(r"\b(?:with(?:out)?|ha(?:s|ve|d)|us(?:e[sd]?|ing)|needs?|requires?|brings?|brought|got)\b", re.I)
"""Who is without it contradicts that there is one, not that it goes or comes."""
_DONE = re.compile(r"\b(?:do|does|did|done|ha(?:s|ve|d))\b", re.I)
"""A clause of one telling word tells something of it where something is done or had, not where it only is somewhere."""
_PENDING = re.compile(r"\b(?:yet|so far|still|up to now|until now)\b", re.I)
_GOES_ON = re.compile(r"(?:it|this|that|which|who|he|she|they|these)\b", re.I)
_ATTITUDES = stem_set("like enjoy mind")
"""Who does not like it may still do it: these deny themselves alone."""
_RAISING = stem_set("think believe seem appear suppose sure want wish intend plan able available")
"""Who does not think it is thinks it is not: what these deny is what follows."""
REACH = 5
"""So many words after a negator are what it denies."""
_REACH_OF = {"no": 3, "without": 3, "nothing": 99, "nobody": 99, "none": 99, "neither": 99}
_STRICT = frozenset({"without"})
"""Negators that deny nothing beyond the first telling word."""


@dataclass(frozen=True)
class Denial:
    """What a negator denies: the first telling word, and all of them within its reach."""

    negator: str
    head: str
    scope: frozenset[str]
    elliptic: bool = False
    """What is denied was said before: "two work, the third does not"."""
    by_doing: bool = False
    """A verb follows: "without asking"."""


@dataclass(frozen=True)
class Clause:
    """A clause as read: its telling words with numbers, and what it denies.

    `turned` are words that say no by themselves. An `unreal` one is a condition or was only meant; a `bounded` one names a bound in time
    (who cannot start before June can start in June); a `pending` one denies so far what a `planned` one may promise.
    """

    text: str
    content: frozenset[str]
    denials: tuple[Denial, ...]
    turned: frozenset[str]
    unreal: bool
    bounded: bool
    planned: bool
    pending: bool
    told_on: frozenset[str] = frozenset()
    """Telling words of what the next clause says of the same, by a pronoun: "The pump is new. It runs well." """


def telling(token: Token) -> bool:
    """Whether a word says what a clause is about: a content word, a number or "against", and no negator."""
    return (
        token.lower not in _NEGATORS
        and token.lower not in ("one", "ones")
        and (token.is_content or token.text[0].isdigit() or token.lower == "against")
    )


@lru_cache(maxsize=4_096)
def read_clause(clause: str) -> Clause:
    """What a clause of normalised text says and denies."""
    plain = _SPARED.sub("spare", re.sub(r"\bno one\b", "nobody", clause, flags=re.I))
    pointed = _TOLD_AS_NOT.sub(" not ", _HOLLOW.sub(" ", plain))
    words = tokens(pointed)
    denials = []
    for place, token in enumerate(words):
        if token.lower not in _NEGATORS:
            continue
        reach = _REACH_OF.get(token.lower, REACH)
        told = [one.stem for one in words[place + 1 : place + 1 + reach] if telling(one)]
        elliptic = not told
        by_doing = place + 1 < len(words) and words[place + 1].lower.endswith("ing")
        told = told or [one.stem for one in words[max(place - 3, 0) : place] if telling(one)][-1:]
        heads = [one for one in told if one not in _RAISING] or told
        denials.append(Denial(token.lower, heads[0] if heads else "", frozenset(told), elliptic, by_doing))
    return Clause(
        clause,
        frozenset(token.stem for token in tokens(plain) if telling(token)),
        tuple(denials),
        frozenset(match.group().lower()[:6] for match in _TURNED.finditer(pointed)),
        bool(_UNREAL.match(clause) or _MEANT.search(clause) or _ASKED.search(clause)),
        bool(_BOUND.search(clause)),
        bool(_PLANNED.search(clause)),
        bool(denials and _PENDING.search(clause)),
    )


@lru_cache(maxsize=100_000)
def _same(one: str, other: str) -> bool:
    return same_meaning(one, other) or nearness(one, offered([other])) >= Nearness.NEAR


def held(stems: frozenset[str], by: frozenset[str]) -> int:
    """How many of some stems are among others, by meaning."""
    return sum(one in by or any(same_meaning(one, other) for other in by) for one in stems)


def spoken(word: str, by: frozenset[str]) -> bool:
    """Whether others speak of a stem, or of something near it; of no stem at all they do."""
    return not word or word in by or any(_same(word, other) for other in by)


def read_on(parts: Sequence[str]) -> Iterator[Clause]:
    """The clauses of a source, each with what the next one says on of the same, and what it leaves to the one before."""
    every = [read_clause(part) for part in parts]
    for place, one in enumerate(every):
        after = every[place + 1] if place + 1 < len(every) and _GOES_ON.match(every[place + 1].text) else None
        before = every[place - 1].content if place else frozenset()
        own = tuple(replace(it, scope=it.scope | before) if it.elliptic else it for it in one.denials)
        yield replace(one, denials=own, told_on=after.content if after and not after.denials else frozenset())


def denies(told: Clause, source: Clause) -> int:
    """How many denials of a sentence's clause are of what a source's clause speaks of."""
    return sum(
        spoken(one.head, source.content | source.told_on)
        and (one.negator != "without" or one.by_doing or bool(_HAVING.search(source.text)))
        for one in told.denials
    )


def denied(source: Clause, told: Clause) -> int:
    """How many denials of a source's clause are of what a sentence's clause speaks of."""
    count = 0
    tells = len(told.content) > 1 or bool(_DONE.search(told.text))
    for one in source.denials:
        if one.elliptic and not told.denials:
            count += held(one.scope, told.content) > 1
            continue
        strict = one.negator in _STRICT or one.head in _ATTITUDES or not tells
        count += spoken(one.head, told.content) or (not strict and held(one.scope, told.content) > 0)
    return count
