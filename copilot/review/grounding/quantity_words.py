"""All, only, at least, never …: words that bound what a sentence says, and whether its sources bound it so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from copilot.review.grounding.model import Problem
from copilot.review.grounding.words import clauses, closest_clause, content_stems, stem

_COUNT = (
    r"(?:\d|an? |half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)"
)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})", re.I)


@dataclass(frozen=True)
class _Bound:
    """How a sentence bounds what it says, and by what words a source may bound it so."""

    said: re.Pattern[str]
    held: re.Pattern[str]


_NO = r"no|not|none|never|nobody|nothing|nowhere|without|neither|nor|hardly|avoid\w*|refus\w+|declin\w+|lack\w*"
_BOUNDS = (
    _Bound(
        _words(r"(?<!as )always\b|all the time\b|each time\b|every (?:single )?time\b|consistently\b"),
        _words(r"(?:always|never|consistently|constantly|each|every|all|any|daily|weekly|monthly|whenever)\b"),
    ),
    _Bound(
        _words(
            r"(?<!at )(?:most of|most (?!is|was|has|does)(?:\w+ )?(?:\w+s|people)\b(?! (?:useful|important|likely))|mostly\b|majority\b|usually\b)"
        ),
        _words(
            r"(?:most|mostly|mainly|majority|usually|typically|often|normally|generally|tends?|nearly all|almost all)\b"
            r"|\d+ (?:of|out of)\b|\d+ ?%"
        ),
    ),
    _Bound(
        _words(
            r"(?:none|nobody(?! else)|no one(?! else)|nothing(?! but| wrong| amiss| new| like| to do)|never|not once)\b"
        ),
        _words(rf"(?:{_NO}|un\w+|only|alone|private\w*|empty|against|stop\w*|\w+less)\b"),
    ),
    _Bound(
        _words(
            rf"only (?!(?:\w+ ){{1,2}}(?:at|in|on|after|until|from|when|once|if)\b|{_COUNT}|about|around|some|few|just|once|twice|part|recently|when|if|after|until|from|in|at|on|by"
            r"|since|then|now|the (?:first|second|third|fourth|last|next)|to\b|ever|too|so)|(?:solely|exclusively)\b"
        ),
        _words(
            r"(?:only|just|alone|solely|sole|single|exclusively|merely|except|unless|but not|nothing but|nothing else"
            r"|no other|nobody else|other than|last)\b"
        ),
    ),
    _Bound(
        _words(rf"(?:(?:at least|no fewer than|no less than|not less than|a minimum of) (?={_COUNT})|or more\b)"),
        _words(
            r"(?:at least|or (?:more|sooner|longer|earlier)|minimum|min\b|more than|over\b|no (?:fewer|less)|from|not under)"
            r"|\d ?\+"
        ),
    ),
    _Bound(
        _words(
            rf"(?:(?:up to|no more than|no longer than|not more than|a maximum of) (?={_COUNT})|at most\b)|(?<= )max\b"
        ),
        _words(
            r"(?:at (?:the )?most|up to|no more|no longer|not more|not over|max|limit|within|under|below|less than|only"
            r"|or (?:less|fewer)|until|cap\b|tops\b)"
        ),
    ),
    _Bound(
        _words(r"(?:often|frequently|regularly)\b"),
        _words(
            r"(?:often|frequent\w*|regular\w*|usually|weekly|daily|monthly|every|each|again|many|most|always|a lot"
            r"|keeps?|tends?|per|once a|twice a)\b"
        ),
    ),
)
_DENIED = _words(rf"(?:{_NO})\b")
_WHOLE = _words(r"(?:all|every|everyone|everybody|everything|each|entire|entirely|whole|completely|fully|always)\b")
_PARTIAL = re.compile(
    r"\b(?P<how>(?:(?:almost|nearly|about|over|under|less than|more than) )?(?:some|most|half|part|a few|several|a third)"
    r"|almost|nearly|partly|not all|hardly)"
    r" (?P<of>(?:of )?(?:the|my|our|his|her|their|your) )?(?P<what>[a-z]+)",
    re.I,
)
_BOUNDED = _words(
    r"(?:some|most|mostly|half|part|partly|several|few|couple|almost|nearly|hardly|usually|often|many|a lot|not all"
    r"|all but|except|only|majority|third|quarter)\b"
)


def check_quantity_words(sentence: str, texts: Iterable[str]) -> list[Problem]:
    """Problems of kind `quantity`: only, always, at least … that no source says, or some of it told as all."""
    whole = "\n".join(texts)
    offered = clauses(whole)
    problems = []
    for bound in _BOUNDS:
        found = bound.said.search(sentence)
        if found and not bound.held.search(whole) and not _implied(found.group(), sentence, offered):
            problems.append(Problem("quantity", f"“{found.group().strip()}” is in no cited source"))
    if re.search(r"\bboth\b", sentence, re.I) and not re.search(r"\b(both|two|2|we|us|our|and)\b", whole, re.I):
        problems.append(Problem("quantity", "“both” is in no cited source"))
    for clause in clauses(sentence):
        best, shared = closest_clause(clause, offered)
        if shared and (partial := _told_as_whole(clause, best)):
            problems.append(Problem("quantity", f"“{partial}” of the source is missing"))
    return problems


def _implied(word: str, sentence: str, offered: tuple[str, ...]) -> bool:
    """Whether "only" is meant by a denial beside what the source says: of the others it says no."""
    if not word.lower().startswith("only"):
        return False
    clause = next((one for one in clauses(sentence) if word.strip().lower() in one.lower()), sentence)
    best, shared = closest_clause(clause, offered)
    if not shared:
        return False
    place = offered.index(best)
    return any(_DENIED.search(one) for one in offered[max(place - 2, 0) : place + 3])


def _told_as_whole(clause: str, source: str) -> str:
    """The word by which the source says some, most or nearly, where the clause says it of all, or outright."""
    for partial in _PARTIAL.finditer(source):
        what = stem(partial["what"])
        if what not in content_stems(clause):
            continue
        if _WHOLE.search(clause) and not _WHOLE.search(source):
            return partial["how"]
        definite = re.search(
            rf"\b(?:the|my|our|his|her|their|your) (?:\w+ )?{re.escape(partial['what'])}", clause, re.I
        )
        outright = definite if partial["of"] else partial["how"].lower() in ("almost", "nearly", "partly", "hardly")
        if outright and not _BOUNDED.search(clause) and not re.search(r"\d|\bnot\b|n't\b", clause):
            return partial["how"]
    return ""
