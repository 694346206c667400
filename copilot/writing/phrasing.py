"""English for the Composer: dates as people say them, verb forms, lists, and what shape a fragment has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from copilot.irregular_verbs import PARTICIPLES
from copilot.writing.roles import names_a_role
from copilot.writing.verbs import (
    BASE_VERBS,
    DETERMINERS,
    DOING_VERBS,
    IRREGULAR_PAST,
    OBJECTS,
    VERB_OR_NOUN,
)

_SUBJECTS = re.compile(
    r"^(i|i'm|i’m|i've|i’ve|i'd|i’d|we|we're|you|you're|she|he|they|it|there|my|our|your|what|who|"
    r"could|would|can|may|might|are|is|do|does|did|when|where|how|why)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(am|is|are|was|were|have|has|had|do|does|did|will|would|can|could|may|might|should|must|want|wants|need|"
    r"needs|think|know|hope|like|feel|love|work|worked|made|gave|told|said|heard|read|saw|met|moved|built|led|ran|"
    r"helped|changed|taught|thinks|says|(?:mentioned|suggested|recommended)(?!\s+(?:by|in|at|on)\b)|stuck|struck|inspired|impressed|started|joined|learned|learnt)\b|\w+n['’]t\b|['’](m|re|ve|ll|d)\b",
    re.IGNORECASE,
)


_NAME_AND_VERB = re.compile(
    r"(?:[A-Z][\w'’-]+\s+){1,3}(?:(?:once|also|just|always|often|really)\s+)?(?:is|was|are|were|has|had|have|will|would|can|"
    r"could|should|does|did|says?|said|told|thinks?|thought|knows?|mentioned|suggested|recommended|introduced|pointed|showed|"
    r"sent|gave|spoke|wrote|raves?)\s+\S"
)
"""`Peter said you built …`: a name and what it does."""

_DOES = (
    "needs|wants|pays|knows|says|thinks|gives|takes|makes|goes|comes|runs|keeps|brings|lets|finds|gets|tells|means|sits|stands|"
    "lives|teaches|writes|reads|speaks|owns|holds|lends|buys|sells|sends|decides|depends|belongs|learns|understands|explains|"
    "happens|begins|helps|asks|is|are|was|were|has|had|will|would|can|could|does|did|took|went|came|knew|wrote|spoke|began|said"
)
"""Verbs in a form that only a subject stands before; none that is as often a noun."""
_SOMETHING_DOES = re.compile(
    rf"(?:(?!(?:and|but|or|with|in|on|of|at|for|from|to|by|about|as|than|who|which|that|how|what|when|where|why|i|you|we|they|he|"
    rf"she|it)\b)[\w'’-]+\s+){{1,4}}(?:{_DOES}|\w+n['’]t)\b",
    re.IGNORECASE,
)
"""`chapter 4 needs one more figure`: a subject without an article, and what it does."""

_INTO = frozenset(["from", "into", "as", "how", "in", "of", "what", "with"])
_COMMON = frozenset(
    "and or is are was were be have has had do does did can could would will i i'm not so by than".split()
)
_NUMERALS = frozenset(
    "one two three four five six seven eight nine ten twelve fifteen twenty thirty forty half".split()
)


_BEFORE_ARTICLES = {"half", "all", "both", "twice", "such", "quite", "rather", "just", "only", "maybe", "perhaps"}
"""`half an hour`, `such a talk`: an article behind them makes no verb of them."""
_ACTED_ON = frozenset("me us him them it a an the my our your his their".split())
"""Before these stands a verb, known or not: `nominate me`, `scrub the deck`."""


class Shape(StrEnum):
    """What kind of phrase the person typed, so that it can be set into a sentence unchanged."""

    SENTENCE = "sentence"
    BECAUSE = "because"
    TO_INFINITIVE = "to_infinitive"
    BASE_VERB = "base_verb"
    GERUND = "gerund"
    PAST_VERB = "past_verb"
    NOUN_PHRASE = "noun_phrase"


def shape(text: str) -> Shape:
    """The shape of a fragment or sentence; a noun phrase where nothing else fits."""
    words = re.findall(r"[\w'’-]+", text.lower())
    if not words:
        return Shape.NOUN_PHRASE
    first = words[0]
    if first in {"because", "since"}:
        return Shape.BECAUSE
    if first == "to" and len(words) > 1:
        return Shape.TO_INFINITIVE
    if words[:2] in (["let", "me"], ["let", "us"]) or not _looks_english(words):
        return Shape.SENTENCE
    if text.rstrip().endswith("?") or re.search(r"[.!]\s+\S", text):
        return Shape.SENTENCE
    if first in {"i", "i'm", "i’m", "i've", "i’ve", "i'd", "i’d", "we", "you", "she", "he", "they", "it"}:
        return Shape.SENTENCE
    if re.search(r"\b(?:and|but|so) (?:i|we)\b", text, re.IGNORECASE):
        return Shape.SENTENCE
    if first in DETERMINERS:
        head = re.split(
            r"\b(?:that|which|who|where|when|how|why|what|you|i|we|they|he|she|it|there)\b",
            text,
            maxsplit=1,
            flags=re.IGNORECASE,
        )[0]
        says = _FINITE.search(head) or re.search(rf"\s(?:{_DOES})\b", head)
        return Shape.SENTENCE if says else Shape.NOUN_PHRASE
    if (_SUBJECTS.match(text) and _FINITE.search(text)) or _NAME_AND_VERB.match(text):
        return Shape.SENTENCE
    if first in BASE_VERBS and (first not in VERB_OR_NOUN or (words[1:2] and words[1] in DETERMINERS | OBJECTS)):
        return Shape.BASE_VERB
    if first.endswith("ing") and len(first) > 4 and not first.endswith("thing") and _is_gerund(words):
        return Shape.GERUND
    if (first.endswith("ed") and len(first) > 3) or first in IRREGULAR_PAST:
        return Shape.PAST_VERB
    does = first.isalpha() and first not in _COMMON | _BEFORE_ARTICLES and text[:1].islower()
    if does and len(words) > 1 and words[1] in _ACTED_ON:
        return Shape.BASE_VERB
    return Shape.SENTENCE if _SOMETHING_DOES.match(text) else Shape.NOUN_PHRASE


def _is_gerund(words: Sequence[str]) -> bool:
    """`moving from support` and `sharing notes`, but not `engineering manager`."""
    if len(words) > 1 and names_a_role(" ".join(words[:2])):
        return False
    stem = words[0][:-3]
    bases = {stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem}
    follows = words[1] if len(words) > 1 else ""
    return bool(bases & (BASE_VERBS | DOING_VERBS | PARTICIPLES.keys())) or follows in DETERMINERS | OBJECTS | _INTO


def _looks_english(words: Sequence[str]) -> bool:
    """Whether three words or more hold a common English one; other languages are left as they are."""
    return len(words) < 3 or any(word in _COMMON or word in DETERMINERS | OBJECTS | _INTO for word in words)


_LONE_I = re.compile(r"(?<![\w'’.])i(?=(?:['’](?:m|ll|d|ve))?(?![\w'’.]))")
_DAYS_AND_MONTHS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|april|june|july|august|september|october|november|"
    r"december|christmas|easter)\b|(?<=\d )(?:march|may)\b|\b(?:in|by|of|until|till|before|this|next|end|mid) (?:march|may)\b",
    re.IGNORECASE,
)


def with_capitals(text: str) -> str:
    """The words with a lone `i` as `I`, days and months with their capital; as typed in everything else."""
    return _DAYS_AND_MONTHS.sub(lambda found: _last_capital(found.group()), _LONE_I.sub("I", text))


def _last_capital(words: str) -> str:
    before, blank, last = words.rpartition(" ")
    return f"{before}{blank}{last[:1].upper()}{last[1:]}"


def sentence(text: str, end: str = ".") -> str:
    """The text as a sentence: first letter capital, one closing mark."""
    stripped = " ".join(text.split())
    if not stripped:
        return ""
    capital = stripped[0].upper() + stripped[1:]
    return capital if capital[-1] in '.!?…”"' else capital + end


def fragment(text: str) -> str:
    """The text to be set inside a sentence: no closing mark, no capital unless a name or `I` needs it."""
    stripped = " ".join(text.split()).rstrip(".!?; ")
    first, _, rest = stripped.partition(" ")
    keep = first in {"I", "I'm", "I’m", "I've", "I’ve", "I'd"} or (not first[1:].islower() and len(first) > 1)
    if not keep and first.lower() in DETERMINERS | BASE_VERBS | DOING_VERBS | _NUMERALS | {
        "because",
        "to",
        "advice",
        "how",
        "what",
        "whether",
    }:
        first = first.lower()
    return f"{first} {rest}".strip()


def article(noun: str) -> str:
    """`a` or `an`, by sound where spelling misleads."""
    word = noun.strip().lower()
    if word.startswith(("hour", "honest", "heir", "mba", "msc", "hr ", "mp", "fellow of")):
        return "a" if word.startswith("fellow") else "an"
    if word.startswith(("uni", "use", "usa", "eu", "one", "ux", "ui")):
        return "an" if word.startswith("unin") else "a"
    return "an" if word[:1] in "aeiou" else "a"


def day(value: date, today: date, *, weekday: bool = False) -> str:
    """`17 November`, with the year where it is not this year's, with the weekday on demand."""
    text = f"{value.day} {value:%B}"
    if value.year != today.year:
        text += f" {value.year}"
    return f"{value:%A} {text}" if weekday else text


def due(value: date | None, today: date, session: date | None = None) -> str:
    """How a due date is said on an agenda: `due 17 November, 3 days overdue`.

    What falls due between today and the session is said to, since it will be past when they meet.
    """
    if value is None:
        return "no date yet"
    late = (today - value).days
    said = f"due {day(value, today)}"
    if late == 0:
        return f"{said}, today"
    if late == -1:
        return f"{said}, tomorrow"
    if late > 0:
        return f"{said}, {late} day{'s' if late != 1 else ''} overdue"
    return f"{said}, before you meet" if session and value < session else said


def listing(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def gerund(verb_phrase: str) -> str:
    """`send the list` as `sending the list`. The first word is taken for the verb."""
    verb, _, rest = verb_phrase.strip().partition(" ")
    lower = verb.lower()
    if lower.endswith("ing") and len(lower) > 4 and lower not in BASE_VERBS | PARTICIPLES.keys():
        form = lower
    elif lower.endswith("ie"):
        form = lower[:-2] + "ying"
    elif lower.endswith("e") and not lower.endswith(("ee", "oe", "ye")) and lower != "be":
        form = lower[:-1] + "ing"
    elif re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", lower) and not lower.endswith(("w", "x", "y")):
        form = lower + lower[-1] + "ing"
    else:
        form = lower + "ing"
    return f"{form} {_AND_ALSO.sub(lambda also: f'and {gerund(also[1])} ', rest)}".strip()


_AND_ALSO = re.compile(r"\band (\w+) (?=(?:it|them|me|you|him|her|the|an?|my|your)\b)")
"""A second doing: "read the chapter and return it"."""


def shorten(text: str, words: int) -> str:
    """At most `words` words, cut at a clause where there is one, without a closing mark."""
    cleaned = " ".join(text.split()).rstrip(".!?;, ")
    if len(cleaned.split()) <= words:
        return cleaned
    clause = re.split(r"[,;:(]| - | – | (?=(?:who|which|that|because) )", cleaned, maxsplit=1)[0].strip()
    if 2 <= len(clause.split()) <= words:
        return clause
    cut = cleaned.split()[:words]
    while len(cut) > 2 and cut[-1].lower() in {
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "for",
        "and",
        "or",
        "with",
        "my",
        "your",
        "at",
        "by",
        "from",
        "that",
        "so",
        "as",
        "is",
        "i",
        "when",
        "into",
        "about",
        "which",
        "who",
    }:
        cut.pop()
    return " ".join(cut)


def participle(verb_phrase: str) -> str:
    """`send the list` as `sent the list`: the past participle of the first word, the rest unchanged."""
    verb, _, rest = verb_phrase.strip().partition(" ")
    lower = verb.lower()
    if lower in PARTICIPLES:
        form = PARTICIPLES[lower]
    elif lower.startswith("re") and lower[2:] in PARTICIPLES:
        form = f"re{PARTICIPLES[lower[2:]]}"
    elif lower.endswith("e"):
        form = lower + "d"
    elif re.fullmatch(r".*[^aeiou]y", lower):
        form = lower[:-1] + "ied"
    elif re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", lower):
        form = lower + lower[-1] + "ed"
    else:
        form = lower + "ed"
    return f"{form} {_AND_ALSO.sub(lambda also: f'and {participle(also[1])} ', rest)}".strip()


def is_verb_phrase(text: str) -> bool:
    """Whether the first word is a plain verb form, one that `to` can stand before."""
    first = text.strip().partition(" ")[0].lower()
    known = BASE_VERBS | PARTICIPLES.keys() | DOING_VERBS
    return first in known or (first.startswith("re") and first[2:] in known)


def tells_what_to_do(text: str) -> bool:
    """Whether an action's words begin with a verb, be it one that no list of ours has: `nominate you for the prize`."""
    said = text.lower().split()
    acts = len(said) > 1 and said[0] not in DETERMINERS and (said[1] in _ACTED_ON or said[1] == "you")
    return is_verb_phrase(text) or acts


def with_plain_verbs(verb_phrase: str) -> str:
    """`come and sits in the corner` as `come and sit in the corner`: what follows `to` has plain forms throughout."""

    def plain(found: re.Match[str]) -> str:
        verb = found["verb"]
        bases = (verb.removesuffix("s"), verb.removesuffix("es"), f"{verb.removesuffix('ies')}y")
        known = BASE_VERBS | DOING_VERBS | PARTICIPLES.keys()
        base = next((one for one in bases if one != verb and one in known), None)
        if base is None:  # no verb of ours, but one all the same where what it is done to follows
            base = bases[0] if found["next"] in _ACTED_ON | {"only"} else verb
        return f"{found['before']}{base}"

    return _AND_DOES.sub(plain, verb_phrase) if tells_what_to_do(verb_phrase) else verb_phrase


_AND_DOES = re.compile(r"(?P<before>\b(?:and|or|then) )(?P<verb>[a-z]+s)\b(?=(?: (?P<next>\w+))?)")
_WHEN_IT_WAS = re.compile(
    r",?\s+(?:by|before|until|at)\s+(?:the\s+)?(?:end\s+of\s+)?(?:half[- ]term|term|easter|christmas|next\s+week|the\s+weekend|holidays\s+(?:end|begin|start))$|"
    r",?\s+(?:in|by|on|before|until|(?:by )?(?:the )?end of)\s+(?:early |late |mid-?)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*(?:\s+\d{1,2})?$",
    re.IGNORECASE,
)
_NEXT_TIME = re.compile(
    r"\s+(?:(?:before|by|until|for)\s+)?(?:(?:the|our|my)\s+)?next\s+(?:time|session|meeting|call)$|\s+by then$",
    re.IGNORECASE,
)
"""`next time` was said on another day than it is read."""


def without_afterthought(text: str) -> str:
    """`ask Helen for the sheet, that's for the panel` as `ask Helen for the sheet`."""
    plain = _NEXT_TIME.sub("", text)
    return re.split(
        r",\s+(?=(?:that['’]s|better than|since|because|so that|so|as|which|who|goes|it['’]?s|he|she|they|"
        r"not sure|maybe|for the|gotta|have to|need to)\b)",
        plain,
        maxsplit=1,
    )[0]


_THIRD_PERSON = re.compile(
    r"\b(?:he|him|himself|his|she|her|herself|hers|they|them|their|themselves|we|us|our)\b", re.IGNORECASE
)


def without_its_day(text: str) -> str:
    """The words of something that was moved or whose day is said beside it, without the time in them."""
    return _WHEN_IT_WAS.sub("", text)


def speaks_of_a_third(text: str) -> bool:
    """Whether a pronoun is in it that only its first readers could resolve."""
    return bool(_THIRD_PERSON.search(text))


def addressed(text: str, me: Sequence[str], you: Sequence[str], *, pronouns: bool = False) -> str | None:
    """Words about two people, as one of them would write them to the other: names become me and you.

    None where a third-person pronoun is left, since nobody can tell whom it means, unless `pronouns` may stay.
    """
    said = text
    for names, owner, other in ((me, "my", "me"), (you, "your", "you")):
        for name in sorted(filter(None, names), key=len, reverse=True):
            said = re.sub(rf"\b{re.escape(name)}['’]s\b", owner, said)
            said = re.sub(rf"\b{re.escape(name)}\b", other, said)
    if said[:1].islower() and text[:1].isupper():
        said = said[0].upper() + said[1:]
    return None if not pronouns and _THIRD_PERSON.search(said) else said
