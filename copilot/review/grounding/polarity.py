"""Does a sentence say yes where its sources say no? Negation, opposites and quantity words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from copilot.review.grounding.model import Problem
from copilot.review.grounding.words import (
    Token,
    clauses,
    closest_clause,
    content_stems,
    overlap,
    stem,
    stem_set,
    tokens,
    word_set,
)

_NEGATORS = word_set("not no never none nobody nothing without neither nor hardly nowhere")
_NEGATIVE = stem_set(
    "cancel cancelled canceled fail failed refuse refused skip skipped forget unable unsure "
    "unclear "
    "unfinished incomplete impossible lack postpone postponed unlikely unhappy reject rejected avoid"
)
_OPPOSITES = tuple(
    frozenset(stem(word) for word in pair.split())
    for pair in (
        "accept decline",
        "accept reject",
        "accept refuse",
        "agree disagree",
        "increase decrease",
        "more less",
        "before after",
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
        "with without",
        "internal external",
        "succeed fail",
        "open closed",
        "gain lose",
    )
)
_NARROW = frozenset({"no", "without"})
_REACH = 5
"""So many words after a negator are what it denies."""
_REACH_OF = {"no": 3, "without": 3, "nothing": 99, "nobody": 99, "none": 99, "neither": 99}
_HOLLOW = re.compile(r"\bnot (?:only|just|least)\b|\bwhether or not\b|\bno doubt\b|\bno wonder\b", re.I)

_SCALE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.I))
    for name, words in (
        ("all", "all|every|everyone|everything|each|entire|entirely|whole|completely|fully"),
        (
            "always",
            "always|every (?:time|week|day|month|session|meeting)|all the time|each time|consistently",
        ),
        ("most", "most(?! useful| important| likely)|mostly|majority|usually"),
        ("none", "none|nobody|no one|nothing"),
        ("never", "never|not once"),
        ("only", r"only(?! (?:\d|one|two|three|four|five|six|seven|eight|nine|ten)\b)|solely|exclusively"),
        ("at least", "at least|or more|no fewer than|minimum"),
        ("at most", "at most|up to|no more than|maximum"),
        ("more than", "more than|over|above"),
        ("almost", "almost|nearly|about|around|roughly"),
        ("some", "some of|several|a few|a couple|partly|part of|half of|some"),
        ("often", "often|frequently|regularly"),
        ("sometimes", "sometimes|occasionally|now and then"),
    )
)
_STRICT = frozenset({"all", "always", "most", "none", "never", "only", "at least", "at most", "often"})
_PARTIAL = re.compile(r"\b(some of|most of|half of|part of|almost|nearly|partly|not all|hardly)\b", re.I)
_EQUIVALENT = {
    "all": r"\b(?:daily|weekly|monthly|both|together|any|per|always)\b|100",
    "always": r"\b(?:daily|weekly|monthly|every|each|all)\b",
    "most": r"\b(?:majority|usually|typically)\b",
    "at most": r"\b(?:within|under)\b",
    "only": r"\b(?:just|alone|nothing but)\b",
    "never": r"\bnot (?:ever|once)\b|\bno\b",
    "none": r"\b(?:no|not (?:one|any))\b",
    "often": r"\b(?:weekly|daily|every)\b",
}


def _negations(clause: str, other: str, *, whole: bool = False) -> int:
    """Negators in a clause; words such as "cancelled" count where the other clause lacks them.

    A negator counts where what it denies is spoken of in the other clause; with `whole`, wherever it stands.
    """
    clause = _HOLLOW.sub(" ", clause)
    elsewhere = content_stems(other)
    count = 0
    words = tokens(clause)
    for place, token in enumerate(words):
        if token.lower in _NEGATORS:
            reach = _REACH_OF.get(token.lower, _REACH)
            told = words[place + 1 : place + 1 + reach]
            count += (whole and token.lower not in _NARROW) or _touches(told, elsewhere)
        elif token.stem in _NEGATIVE and token.stem not in elsewhere:
            count += 1
    return count


def _denied_elsewhere(clause: str, offered: Sequence[str]) -> bool:
    """Whether what the clause denies is denied by another clause of the sources than the one that is most like it."""
    words = tokens(_HOLLOW.sub(" ", clause))
    for place, token in enumerate(words):
        if token.lower in _NEGATORS:
            denied = frozenset(one.stem for one in words[place + 1 : place + 1 + _REACH] if one.is_content)
            if not denied or not any(
                _negations(other, clause) % 2 and overlap(denied, content_stems(other)) for other in offered
            ):
                return False
    return any(token.lower in _NEGATORS for token in words)


def _touches(words: Sequence[Token], elsewhere: frozenset[str]) -> bool:
    """Whether what a narrow negator denies is spoken of in the other clause."""
    following = frozenset(token.stem for token in words if token.is_content)
    return not following or words[0].lower == "longer" or overlap(following, elsewhere) > 0


def check_negation(sentence: str, texts: Iterable[str]) -> list[Problem]:
    """Problems of kind `negation`: a clause denies what its closest source clause says."""
    offered = tuple(clause for text in texts for clause in clauses(text))
    problems = []
    for clause in clauses(sentence):
        wanted = content_stems(clause)
        best, shared = closest_clause(clause, offered)
        if not wanted or not shared or shared / len(wanted) < 0.33:
            continue
        rivals = [other for other in offered if overlap(wanted, content_stems(other)) == shared] or [best]
        if _denied_elsewhere(clause, offered):
            continue
        if all(_negations(clause, other, whole=True) % 2 != _negations(other, clause) % 2 for other in rivals):
            problems.append(Problem("negation", f"“{clause}” against “{best}”"))
        elif all(_opposed(clause, other) for other in rivals):
            problems.append(Problem("negation", f"“{clause}” says the opposite of “{best}”"))
    return problems


def _opposed(clause: str, other: str) -> bool:
    here, there = ({token.stem for token in tokens(part)} for part in (clause, other))
    negated = _negations(clause, other, whole=True) % 2 != _negations(other, clause) % 2
    return not negated and any(
        one in here and two in there and two not in here and one not in there
        for pair in _OPPOSITES
        if len(pair) == 2
        for one, two in (tuple(pair), tuple(pair)[::-1])
    )


def check_quantity_words(sentence: str, texts: Iterable[str]) -> list[Problem]:
    """Problems of kind `quantity`: all, most, only, always, at least … that no source says."""
    whole = "\n".join(texts)
    problems = []
    for name, pattern in _SCALE:
        found = pattern.search(sentence)
        if (
            name in _STRICT
            and found
            and not pattern.search(whole)
            and not (name in _EQUIVALENT and re.search(_EQUIVALENT[name], whole, re.I))
        ):
            problems.append(Problem("quantity", f"“{found.group()}” is in no cited source"))
    if re.search(r"\bboth\b", sentence, re.I) and not re.search(r"\b(both|two|2|we|us|our|and)\b", whole, re.I):
        problems.append(Problem("quantity", "“both” is in no cited source"))
    offered = clauses(whole)
    for clause in clauses(sentence):
        best, shared = closest_clause(clause, offered)
        partial = _PARTIAL.search(best)
        if (
            partial
            and shared >= 2
            and not any(pattern.search(clause) for _, pattern in _SCALE)
            and not re.search(r"\d", clause)
        ):
            problems.append(Problem("quantity", f"“{partial.group()}” of the source is missing"))
    return problems
