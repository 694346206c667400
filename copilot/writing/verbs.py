"""Word lists behind `phrasing`: verbs and what goes with them."""

from __future__ import annotations

from copilot.irregular_verbs import PAST, UNCHANGED

IRREGULAR_PAST = PAST.keys() - UNCHANGED
"""Past forms without -ed that no verb in its base form looks like."""

BASE_VERBS = frozenset(
    """
    meet talk help review look read share give show advise tell send introduce discuss walk join spend have be do go
    find learn understand decide plan prepare practise practice answer offer test write take make cover swap teach
    explain run work speak listen mentor guide coach support comment check compare bring build draft edit translate
    organise organize host present pass put set get keep try
    """.split()
)
"""Verbs that an ask or an offer often begins with."""

DOING_VERBS = frozenset(
    """
    accept add agree apply arrange ask attend block book call change chase circulate clear close collect complete
    confirm contact cost count create define deliver describe design dig do document drop email fill find finish fix
    follow forward get go have hand hold identify invite keep learn leave lend let list log look map measure message
    move name note observe own pass pay phone pick pin post prepare propose publish push raise reach record register
    remind reply report request research resend respond return revise rewrite ring say schedule see select set
    shadow sign sit size sketch sort speak start stop submit suggest summarise summarize switch tidy time track
    trial type update upload use visit wait work
    """.split()
)
"""Further verbs that an action begins with."""

VERB_OR_NOUN = frozenset(
    """
    support work talk help review plan test share host guide coach answer practice present mentor look walk run
    draft comment check build cover show swap read write take offer
    """.split()
)
"""Words that are as often nouns: `support engineer`, `support my team`."""

OBJECTS = frozenset(
    """
    me you us him her them it about to with through for on at out up
    """.split()
)
"""What follows such a word when it is a verb."""

DETERMINERS = frozenset(
    """
    a an the your my our his her their this that these those some any one two three
    """.split()
)
"""What a noun phrase begins with."""


def base_of_past(word: str) -> str | None:
    """`show` of `showed`, `give` of `gave`; None where the word is no past form of a verb known here."""
    if word in PAST:
        return PAST[word]
    known = BASE_VERBS | DOING_VERBS
    stems = (
        [word.removesuffix("ed"), word.removesuffix("d"), word.removesuffix("ied") + "y"] if word.endswith("ed") else []
    )
    doubled = stems[0][:-1] if stems and stems[0][-1:] == stems[0][-2:-1] else ""
    return next((one for one in (*stems, doubled) if one in known), None)
