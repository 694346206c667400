"""Words of a commitment made comparable: stems, kinds of doing, and a clean short phrase."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

from copilot.irregular_verbs import BASES, UNCHANGED


def word_set(listed: str) -> frozenset[str]:
    """The words of a list written with blanks between them."""
    return frozenset(listed.split())


_WORD = re.compile(r"[A-Z]&[A-Z]\b|[^\W_]+(?:[’'][^\W_]+)?")
_STOP = word_set(
    """
    a an the and or but so then also to of in on at by for from with about into over up out off as re w
    me my i we us our you your he him his she her hers they them their it its this that these those is
    are was were be been am do does did will would shall ll s t ve d m all both some any more one very
    just please now next before after until till over again her who which what when where how than too
    not no have has had get got can could if there here via abt first second third new last session week
    time today tomorrow myself yourself himself herself themselves someone somebody some ok mine own
    """
)
_DOINGS = {
    "deliver": "come recieved send sent sends sending share shared shares sharing forward forwarded "
    "pass passed email emailed mail "
    "arrive arrived get got receive received give gave given deliver delivered circulate "
    "circulated "
    "submit submitted lend lent hand handed came owe upload uploaded post posted dig dug "
    "find found return returned",
    "write": "write wrote written draft drafted finish finished complete completed finalise finalised "
    "finalize "
    "finalized prepare prepared make made create created build built revise revised update updated "
    "rewrite rewrote rework reworked redo",
    "attend": "shadow shadowed shadowing attend attended join joined sit sat observe observed watch watched",
    "book": "put book booked schedule scheduled arrange arranged organise organised organize organized "
    "reserve reserved "
    "set fix fixed plan sort sorted",
    "ask": "check checked ask asked talk talked speak spoke spoken raise raised discuss discussed chat "
    "chatted contact contacted "
    "ping pinged ring rang call called approach approached meet met message messaged chase "
    "chased thank "
    "thanked email emailed write wrote",
    "introduce": "introduce introduced intro connect connected email emailed",
    "practise": "practise practised practice practiced rehearse rehearsed run ran try tried tested test do did",
    "read": "read reread skim skimmed work worked",
    "comment": "comment commented review reviewed give gave feedback proofread look looked mark marked",
    "buy": "buy bought get got order ordered",
    "list": "list listed note noted log logged keep kept write wrote jot jotted bring brought map mapped collect",
    "apply": "apply applied register registered sign signed enrol enrolled submit submitted",
    "present": "present presented give gave speak spoke deliver delivered run ran host hosted facilitate facilitated",
}
_GENERIC = word_set("do did done does finish finished complete completed sorted ticked wrapped closed")


@lru_cache(maxsize=2048)
def stem(word: str) -> str:
    """The Porter stem of a word, British and American spelling alike ("organise", "organize")."""
    lowered = word.lower().replace("’", "'").removesuffix("'s")
    spelt = re.sub(r"is(e|es|ed|ing|ation)$", r"iz\1", lowered) if len(lowered) > 6 else lowered
    spelt = re.sub(r"^practise", "practice", spelt).replace("analyz", "analys").replace("programme", "program")
    return str(_stemmer().stemWord(spelt))


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.EnglishStemmer:
    return snowballstemmer.stemmer("english")


def words(text: str) -> list[str]:
    """The words of a text, as written."""
    return _WORD.findall(text)


@lru_cache(maxsize=2048)
def content_stems(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning."""
    return frozenset(
        stem(word)
        for word in words(text)
        if (word.lower().replace("’", "'") not in _STOP and len(word.strip("'’")) > 1) or word.isdigit()
    )


def doings(word: str) -> frozenset[str]:
    """The kinds of doing a verb may stand for ("sent" → deliver); empty for unknown verbs."""
    return _kinds().get(word.lower(), frozenset())


@lru_cache(maxsize=1)
def _kinds() -> dict[str, frozenset[str]]:
    kinds: dict[str, frozenset[str]] = {}
    for kind, members in _DOINGS.items():
        for member in members.split():
            kinds[member] = kinds.get(member, frozenset()) | {kind}
    return kinds


def lemma(verb: str) -> str:
    """A verb's plain form, or its stem for regular ones, so that "found" and "find" compare equal."""
    lowered = verb.lower()
    return stem(BASES.get(lowered, lowered))


SAME_IN_THE_PAST = UNCHANGED | {"run", "come"}
"""Verbs that read the same in both tenses, or in the participle."""

_PAST = BASES.keys() | {"come", "read", "put", "set", "had", "thanks", "proofread"}


def is_past(word: str) -> bool:
    """Whether a word is the past tense of a verb, near enough."""
    return word in _PAST or (word.endswith("ed") and len(word) > 4)


def is_generic_doing(word: str) -> bool:
    """Whether the verb says that something was done without saying what."""
    return word.lower() in _GENERIC


def tidy(phrase: str) -> str:
    """The phrase on one line without list marks, doubled blanks or loose ends."""
    phrase = re.sub(r"^\s*(?:[-*•–—>]\s+|\[[ xX]?\]\s*|☐|☑|✅|✓|\d+[.)]\s+)+", "", phrase)
    phrase = re.sub(r"[*`]{1,2}(?=\S)|(?<=\S)[*`]{1,2}", "", phrase)
    phrase = re.sub(r"\(\s*\)|\[\s*\]", " ", phrase)
    phrase = re.sub(r"\s+", " ", phrase)
    phrase = re.sub(r"\s+([,.;:!?)])", r"\1", phrase)
    phrase = re.sub(r"^[\s,;:\-–—>]+|[\s,;:.!\-–—&(]+$", "", phrase)
    if phrase.endswith(")") and phrase.count(")") > phrase.count("("):
        phrase = phrase[:-1].rstrip(" .,;")
    return re.sub(r"\s+(?:and|but|so|then|or|&)$", "", phrase)
