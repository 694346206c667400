"""Does a sentence say yes where its sources say no, or the other way round? Negation and opposites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from copilot.review.grounding.coverage import LIGHT
from copilot.review.grounding.model import Problem
from copilot.review.grounding.thesaurus import Nearness, nearness, offered, part_of_speech, thesaurus
from copilot.review.grounding.words import (
    SCAFFOLD_STEMS,
    Token,
    clauses,
    same_meaning,
    stem,
    stem_set,
    tokens,
    word_set,
)

_NEGATORS = word_set("not no never none nobody nothing without neither nor hardly nowhere")
_TOLD_AS_NOT = re.compile(
    r"\b(?:(?:fail|refus|declin|forg[eo]t)\w* to|unable to"
    r"|against (?=\w{3,}ing\b)|(?:rather than|instead of) (?=\w{3,}ing\b)|avoid\w* (?=\w{3,}ing\b)|no longer)\b",
    re.I,
)
"""Words that deny the verb after them: "against letting it run" is "not letting it run"."""
_HOLLOW = re.compile(
    r"\bnot (?:only|just|least)\b|\bwhether or not\b|\bno (?:doubt|wonder|matter|later|more|less|fewer) than\b"
    r"|\bno (?:doubt|wonder|matter)\b|\bnothing (?:but|wrong|against)\b|\bno\.? ?\d+|\bwithout (?:fail|doubt)\b|\bor not\b",
    re.I,
)
"""Negators that deny nothing."""
_TURNED = re.compile(
    r"\b(?:against|alone|cancel\w*|declin\w+|doubt\w*|fail\w*|forg[eo]t\w*|impossible|incomplete|lack\w*|late|little"
    r"|missing|only|postpon\w+|quiet|refus\w+|reject\w*|silent|skip\w*|unable|unclear|unfinished|unhappy|unlikely|unsure"
    r"|turn\w* (?:\w+ )?down|rather than|instead|call(?:ed|s)? off|put off|off the table|too \w+"
    r"|(?:has|have|had|is|are|was|were) (?:yet|still) to)\b",
    re.I,
)
"""Words that say no by themselves: what they stand for may be said with a negator, or without."""
_UNREAL = re.compile(
    r"^(?:and |or |so )?(?:if|in case|as long as|provided|should (?:a|the|you|they|he|she|we|anyone))\b", re.I
)
"""A clause that begins so is a condition, and says neither yes nor no."""
_NOT_BUT = re.compile(r"\bnot\b(?=[^.;,]{0,40} but (?:on|at|in|with|to|for|by|from|only|just)\b)", re.I)
_BOUND = re.compile(r"\b(?:until|till|before)\b", re.I)
_PLANNED = re.compile(
    r"\b(?:will|shall|would|going to|to be|(?:is|are|am) to|plan\w*|promis\w+|owe\w*|want\w*|means? to)\b", re.I
)
_PENDING = re.compile(r"\b(?:yet|so far|still|up to now|until now)\b", re.I)
_GOES_ON = re.compile(r"(?:it|this|that|which|who|he|she|they|these)\b", re.I)
_AGAINST = frozenset({"agains"})
_PREDICATES = frozenset({"v", "a", "r", ""})
"""Parts of speech of what may be denied by itself: not of a thing, of which something else is denied."""
_ATTITUDES = stem_set("like enjoy mind compromise")
_RAISING = stem_set("think believe seem appear suppose sure want wish intend plan able available")
"""Who does not think it is thinks it is not: what these deny is what follows."""
_REACH = 5
_REACH_OF = {"no": 3, "without": 3, "nothing": 99, "nobody": 99, "none": 99, "neither": 99}
_STRICT = frozenset({"without"})


@dataclass(frozen=True)
class _Denial:
    """What a negator denies: the first telling word, and all of them within its reach."""

    negator: str
    head: str
    scope: frozenset[str]
    elliptic: bool = False
    """What is denied was said before: "two work, the third does not"."""


@dataclass(frozen=True)
class _Read:
    """A clause: its telling words with numbers, what it denies, and the words that say no by themselves."""

    content: frozenset[str]
    denials: tuple[_Denial, ...]
    turned: frozenset[str]
    unreal: bool
    bounded: bool
    """It names a bound in time: who cannot start before June can start in June."""
    planned: bool
    pending: bool
    told_on: frozenset[str] = frozenset()
    """Telling words of what the next clause says of the same, by a pronoun: "The pump is new. It runs well." """


def _telling(token: Token) -> bool:
    return (
        token.lower not in _NEGATORS
        and token.lower not in ("one", "ones")
        and (token.is_content or token.text[0].isdigit() or token.lower == "against")
    )


@lru_cache(maxsize=4_096)
def _read(clause: str) -> _Read:
    plain = re.sub(r"\bno one\b", "nobody", clause, flags=re.I)
    pointed = _TOLD_AS_NOT.sub(" not ", _HOLLOW.sub(" ", plain))
    words = tokens(pointed)
    denials = []
    for place, token in enumerate(words):
        if token.lower not in _NEGATORS:
            continue
        reach = _REACH_OF.get(token.lower, _REACH)
        told = [one.stem for one in words[place + 1 : place + 1 + reach] if _telling(one)]
        elliptic = not told
        told = told or [one.stem for one in words[max(place - 3, 0) : place] if _telling(one)][-1:]
        heads = [one for one in told if one not in _RAISING] or told
        denials.append(_Denial(token.lower, heads[0] if heads else "", frozenset(told), elliptic))
    return _Read(
        frozenset(token.stem for token in tokens(plain) if _telling(token)),
        tuple(denials),
        frozenset(match.group().lower()[:6] for match in _TURNED.finditer(pointed)),
        bool(_UNREAL.match(clause)),
        bool(_BOUND.search(clause)),
        bool(_PLANNED.search(clause)),
        bool(denials and _PENDING.search(clause)),
    )


@lru_cache(maxsize=100_000)
def _same(one: str, other: str) -> bool:
    return same_meaning(one, other) or nearness(one, offered([other])) >= Nearness.NEAR


def _held(stems: frozenset[str], by: frozenset[str]) -> int:
    return sum(one in by or any(same_meaning(one, other) for other in by) for one in stems)


def _spoken(word: str, by: frozenset[str]) -> bool:
    return not word or word in by or any(_same(word, other) for other in by)


def _denies(sentence: _Read, source: _Read) -> int:
    """How many denials of the sentence's clause are of what the source's clause speaks of."""
    return sum(_spoken(one.head, source.content | source.told_on) for one in sentence.denials)


def _denied(source: _Read, sentence: _Read) -> int:
    """How many denials of the source's clause are of what the sentence's clause speaks of."""
    count = 0
    for one in source.denials:
        strict = one.negator in _STRICT or one.head in _ATTITUDES
        count += _spoken(one.head, sentence.content) or (not strict and _held(one.scope, sentence.content) > 0)
    return count


def _opposite_denied(sentence: _Read, source: _Read) -> bool:
    """Whether one denies the opposite of what the other says: "not open" for "closed"."""
    return any(
        not _opposites(denial.head).isdisjoint(other.content)
        for one, other in ((sentence, source), (source, sentence))
        for denial in one.denials
    )


@lru_cache(maxsize=4_096)
def _opposites(word: str) -> frozenset[str]:
    own = frozenset(other for pair in _OPPOSITES for one, other in (pair, pair[::-1]) if one == word)
    return own if word in LIGHT or word in SCAFFOLD_STEMS else own | thesaurus().opposites.get(word, frozenset())


def _contradicts(sentence: _Read, source: _Read) -> bool:
    """Whether one of two clauses denies what the other says, and no other word may make up for it."""
    if sentence.unreal or source.unreal or sentence.turned ^ source.turned or _opposite_denied(sentence, source):
        return False
    if sentence.bounded != source.bounded or (sentence.pending and source.planned):
        return False
    mine, theirs = _denies(sentence, source), _denied(source, sentence)
    if mine % 2 == theirs % 2:
        return False
    # a denial in words that the other does not have may be the same in other words
    return len(sentence.denials) == mine or mine > theirs


def check_negation(sentence: str, texts: Iterable[str]) -> list[Problem]:
    """Problems of kind `negation`: a clause denies what its closest source clause says, or says the opposite."""
    said = [one for text in texts for one in _read_on(clauses(text))]
    problems = []
    for clause in clauses(_NOT_BUT.sub("", sentence)):
        read = _read(clause)
        rivals = _closest(read, said)
        if not rivals or _denied_elsewhere(read, said):
            continue
        if all(_contradicts(read, other) for _, other in rivals):
            problems.append(Problem("negation", f"“{clause}” against “{rivals[0][0]}”"))
        elif all(_opposed(clause, other) for other, _ in rivals):
            problems.append(Problem("negation", f"“{clause}” says the opposite of “{rivals[0][0]}”"))
        elif denied := _only_denied(read, said):
            problems.append(Problem("negation", f"“{clause}” against “{denied}”"))
    return problems


def _only_denied(read: _Read, said: Sequence[tuple[str, _Read]]) -> str:
    """The source clause that denies a verb or quality of a clause which no source says otherwise; mostly none."""
    if read.denials or read.unreal or read.turned - _AGAINST:
        return ""
    for word in read.content - SCAFFOLD_STEMS:
        speaking = [(clause, other) for clause, other in said if any(same_meaning(word, one) for one in other.content)]
        if (
            speaking
            and part_of_speech(word) in _PREDICATES
            and all(
                other.turned - read.turned <= _AGAINST
                and other.bounded == read.bounded
                and any(one.head == word and one.negator != "no" for one in other.denials)
                for _, other in speaking
            )
        ):
            return speaking[0][0]
    return ""


def _read_on(parts: Sequence[str]) -> Iterator[tuple[str, _Read]]:
    """The clauses of a source, each with what the next one says on of the same, and what it leaves to the one before."""
    read = [_read(clause) for clause in parts]
    for place, (clause, one) in enumerate(zip(parts, read, strict=True)):
        after = read[place + 1] if place + 1 < len(parts) and _GOES_ON.match(parts[place + 1]) else None
        before = read[place - 1].content if place else frozenset()
        denials = tuple(replace(it, scope=it.scope | before) if it.elliptic else it for it in one.denials)
        told_on = after.content if after and not after.denials else frozenset()
        yield clause, replace(one, denials=denials, told_on=told_on)


def _closest(read: _Read, said: Sequence[tuple[str, _Read]]) -> list[tuple[str, _Read]]:
    """The source clauses that share most with a clause; none where that is little."""
    shared = [_held(read.content, other.content) for _, other in said]
    best = max(shared, default=0)
    if not best or best < len(read.content) / 3:
        return []
    return [one for one, count in zip(said, shared, strict=True) if count == best]


def _denied_elsewhere(read: _Read, said: Sequence[tuple[str, _Read]]) -> bool:
    """Whether all that a clause denies is denied by other clauses of the sources."""
    return bool(read.denials) and all(
        any(
            _spoken(mine.head, theirs.scope) and not _contradicts(read, other)
            for _, other in said
            for theirs in other.denials
        )
        for mine in read.denials
    )


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
_TURNED_ABOUT = {"with": "without", "without": "with", "before": "after", "after": "before"}


def _opposed(clause: str, other: str) -> bool:
    """Whether one says a word and the other its opposite, neither denied."""
    one, two = _read(clause), _read(other)
    if _denies(one, two) % 2 != _denied(two, one) % 2:
        return False
    here, there = ({token.stem for token in tokens(part)} for part in (clause, other))
    if any(
        one.search(a) and two.search(b) for one, two in _OPPOSITE_TALES for a, b in ((clause, other), (other, clause))
    ):
        return True
    return _turns_about(clause, other) or any(
        a in here and b in there and b not in here and a not in there
        for pair in _OPPOSITES
        for a, b in (pair, pair[::-1])
    )


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
            after = [one.stem for one in words[place + 1 : place + 1 + _REACH] if _telling(one)]
            found |= {(token.lower, one) for one in after[: 1 if "with" in token.lower else 2]}
    return found
