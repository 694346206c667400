"""All, only, at least, never …: words that bound what a sentence says, and whether its sources bound it so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from copilot.review.grounding.model import Problem
from copilot.review.grounding.words import clauses, closest_clause

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
