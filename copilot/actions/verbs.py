"""Verbs that name a piece of work: something one does once, for somebody, and then has done."""

from __future__ import annotations

from functools import lru_cache

from copilot.actions.wording import word_set
from copilot.irregular_verbs import BASES, UNCHANGED

_WORK = word_set(
    """
    add announce answer append apply approach archive arrange ask assemble attach book borrow bring build buy
    calculate call cancel chase check choose circulate clarify clean clear collect comment compare compile complete
    confirm contact copy correct count cover create cut decide deliver design dig discuss do draft draw edit email estimate explain export fetch file
    fill film finalise finalize find finish fix forward gather get give hand host install interview introduce invite
    lend list log look mail make map mark measure message move name negotiate nominate note nudge order organise organize outline pack
    pay phone pick ping plan post practise prepare price print produce proofread propose publish put raise read
    rebook recheck redo record register rehearse remind rename reply report request research reserve reschedule return review revise rewrite ring
    scan schedule select send set share shorten show sign sketch sort speak submit summarise summarize swap take talk teach tell
    enrol hire mend paint photograph renew repair replace text
    test tick tidy track transcribe translate try turn type update upload visit watch write
    """
)
_THIRD = {"does": "do"}


@lru_cache(maxsize=2048)
def work_in(word: str) -> str:
    """The plain form of the verb if the word, plain or in the third person, names a piece of work; else empty."""
    lowered = word.lower()
    if lowered in _WORK:
        return lowered
    third = _THIRD.get(lowered)
    if third is not None:
        return third
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if lowered.endswith(ending) and lowered[: -len(ending)] + instead in _WORK:
            return lowered[: -len(ending)] + instead
    return ""


_NOT_AFTER = word_set("at on from by of in is was are were and or")


def begins_with_work(line: str) -> bool:
    """Whether a line tells to do a piece of work: "check with Tom", not "call with Tom" or "interview on Friday"."""
    named = line.split()[:2]
    if not named or work_in(named[0]) != named[0].lower():
        return False
    second = named[1].lower() if len(named) > 1 else ""
    return second not in _NOT_AFTER and (second != "with" or named[0].lower() in ("check", "talk", "speak"))


@lru_cache(maxsize=1)
def plain() -> str:
    """A pattern of their plain forms."""
    return "(?:" + "|".join(sorted(_WORK, key=len, reverse=True)) + ")"


@lru_cache(maxsize=2048)
def work_of_gerund(word: str) -> str:
    """The plain form of the verb if the word is its form in -ing ("sending": "send"); else empty."""
    lowered = word.lower()
    if not lowered.endswith("ing"):
        return ""
    root = lowered[:-3]
    for base in (root, f"{root}e", root[:-1] if len(root) > 2 and root[-1] == root[-2] else ""):
        if base in _WORK:
            return base
    return ""


_IRREGULAR = {form: base for form, base in {**BASES, **{verb: verb for verb in UNCHANGED}}.items() if base in _WORK}


@lru_cache(maxsize=2048)
def work_done(word: str) -> str:
    """The plain form of the verb if the word is its past form or participle ("sent": "send"); else empty."""
    lowered = word.lower()
    if lowered in _IRREGULAR:
        return _IRREGULAR[lowered]
    if not lowered.endswith("ed"):
        return ""
    root = lowered[:-2]
    for base in (root, f"{root}e", f"{root[:-1]}y", root[:-1] if len(root) > 2 and root[-1] == root[-2] else ""):
        if base in _WORK:
            return base
    return ""
