"""Irregular verbs: one table for all that read past forms or write them."""

from __future__ import annotations

_TABLE = """
become became become; begin began begun; bend bent bent; break broke broken; bring brought brought; build built built;
buy bought bought; catch caught caught; choose chose chosen; come came come; deal dealt dealt; do did done;
draw drew drawn; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed fed; feel felt felt;
fight fought fought; find found found; fly flew flown; forget forgot forgotten; freeze froze frozen; get got got/gotten;
give gave given; go went gone; grow grew grown; hear heard heard; hide hid hidden; hold held held; keep kept kept;
know knew known; lead led led; learn learnt learnt; leave left left; lend lent lent; lose lost lost; make made made;
mean meant meant; meet met met; pay paid paid; ride rode ridden; ring rang rung; rise rose risen; run ran run;
say said said; see saw seen; seek sought sought; sell sold sold; send sent sent; shake shook shaken; show showed shown;
sing sang sung; sit sat sat; sleep slept slept; speak spoke spoken; spend spent spent; stand stood stood; stick stuck stuck;
swear swore sworn; take took taken; teach taught taught; tell told told; think thought thought; throw threw thrown;
understand understood understood; wake woke woken; wear wore worn; win won won; write wrote written; rewrite rewrote rewritten
"""

UNCHANGED = frozenset("cut hit let proofread put read set split".split())
"""Verbs whose past form and participle are the verb itself."""

_FORMS = {
    base: (past, participles.split("/"))
    for base, past, participles in (verb.split() for verb in _TABLE.replace("\n", " ").split(";"))
}

PARTICIPLES: dict[str, str] = {
    "be": "been",
    **{base: participles[0] for base, (_, participles) in _FORMS.items()},
    **{verb: verb for verb in UNCHANGED},
}
"""Base form to past participle."""

BASES: dict[str, str] = {
    form: base for base, (past, participles) in _FORMS.items() for form in (past, *participles) if form != base
}
"""Past form or participle to base form, where the two differ; of `be` and `have` nothing."""

PAST: dict[str, str] = {past: base for base, (past, _) in _FORMS.items()} | {verb: verb for verb in UNCHANGED}
"""Past form to base form."""
