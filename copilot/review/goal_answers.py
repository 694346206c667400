"""Answers that say nothing: `dunno`, `rather not say`, `can do`. They leave a gap a gap and are never quoted."""

from __future__ import annotations

import re

_END = r"(?=\s*(?:$|[.,;:!?]|yet\b|really\b|tbh\b|honestly\b|sorry\b|either\b|now\b))"
_IT = r"(?:that|this|it|these|more|anything|any\s+more|so|here)\b[^.,;!?]*"
_REFUSAL = re.compile(
    rf"(?:i\s+)?(?:really\s+|honestly\s+|just\s+)?(?:don['’]?t|do\s+not|didn['’]?t|can['’]?t|cannot|couldn['’]?t|"
    rf"wouldn['’]?t)\s+(?:really\s+)?"
    rf"(?:know{_END}|know\s+(?:what\s+(?:you\s+mean|that\s+means?|this\s+means?|to\s+(?:put|write)\s+here)|"
    rf"how\s+to\s+answer)|"
    rf"say{_END}|say\s+(?:that|yet)\b|remember{_END}|care{_END}|mind{_END}|understand\s+(?:the|this|that|your|"
    rf"what\s+you)\b[^.,;!?]*|"
    rf"think\s+of\s+(?:one|any(?:thing)?|it)\b)|"
    rf"(?:i\s+)?(?:don['’]?t|do\s+not)\s+(?:really\s+)?(?:want|wish|like|feel\s+like|need)\s+(?:to\s+)?"
    rf"(?:put|say|tell|telling|write|share|sharing|answer|answering|talk|talking|discuss|go\s+into|give|"
    rf"saying)(?:\s+(?:you|about|into|down))*"
    rf"(?:{_END}|\s+{_IT})|"
    rf"\b(?:i['’]?d|i\s+would)?\s*(?:rather|prefer\s+to)\s+keep\s+(?:that|this|it)\b[^.,;!?]*|\b(?:i\s+)?(?:don['’]?t|"
    rf"do\s+not|can['’]?t|cannot)\s+see\s+(?:any|one)\b|\bthere\s+(?:is|are)\s+none\b|\b(?:i\s+)?have\s+(?:none|"
    rf"no\s+(?:obstacles?|plans?|idea))\b|\bnothing\s+(?:can|could|will)\s+stop\s+(?:me|us)\b|"
    rf"\bnone\s+that\s+i\s+know\b|"
    rf"(?:i['’]?d|i\s+would)?\s*(?:rather|prefer)\s+not(?:\s+to)?(?:\s+(?:say|tell|share|answer|write|go\s+into|"
    rf"discuss|talk)(?:\s+about)?(?:\s+{_IT})?)?{_END}|"
    r"\b(?:can|could|may|let['’]?s|let)\s+(?:we|i|us)?\s*(?:please\s+)?skip\b[^.,;!?]*|"
    r"\bi\s+(?:already\s+)?said\s+(?:skip|pass|no|next)\b|"
    rf"\b(?:i\s+)?(?:don['’]?t|do\s+not|didn['’]?t)\s+(?:really\s+)?get\s+(?:it{_END}|(?:the|this|that|"
    rf"your)\s+question\b|what\s+you\b[^.,;!?]*)|"
    r"\b(?:dunno|idk|no\s+(?:idea|clue|comment|answer|opinion|thanks|thank\s+you)|not\s+(?:sure|certain|applicable)|"
    r"n/a|none\s+of\s+your\s+business|"
    r"(?:you|u)\s+(?:tell|decide|choose|pick)(?:\s+me)?|ask\s+me\s+(?:later|again|another\s+time|tomorrow|next\s+time)|"
    r"to\s+be\s+(?:decided|confirmed|announced)|"
    r"hard\s+to\s+say|who\s+knows|we['’]?ll\s+see|let['’]?s\s+see|none\s+(?:really|at\s+all|whatsoever)|"
    r"nothing\s+(?:really|special|comes?\s+to\s+(?:my\s+)?mind)|"
    r"weiß\s+nicht|weiss\s+nicht|keine\s+ahnung|no\s+lo\s+s[eé]|je\s+(?:ne\s+)?sais\s+pas|non\s+lo\s+so)\b",
    re.IGNORECASE,
)
"""Phrases that turn a question down or put it off, wherever they stand."""
_BARE = re.compile(
    r"(?:^|(?<=[,;.!?–-]))\s*(?:and\s+|but\s+)?(?:pass|skip(?:ped)?|none|nothing|nope|nah|n\.?a\.?|tbd|tba|tbc|"
    r"whatever(?:\s+\w+){0,2}|wherever|whenever|see\s+above|"
    r"same(?:\s+as\s+(?:above|before))?|as\s+above|(?:maybe\s+)?later|maybe|perhaps|possibly|can\s+do|will\s+do|"
    r"(?:it\s+)?depends(?:\s+on\s+[\w\s]{1,20})?|leave\s+it|(?:that['’]?s\s+|it['’]?s\s+|too\s+)?(?:private|personal|"
    r"secret)|good\s+question|not\s+needed|"
    r"blank|empty|x+|let\s+me\s+think(?:\s+about\s+(?:it|that))?|it['’]?ll\s+be\s+(?:fine|ok(?:ay)?)|not\s+(?:really|"
    r"yet|now|much|necessary)|no\s+(?:obstacles?|plan|plans|date|need|problem|idea|rush|hurry)|"
    r"i['’]?ll\s+(?:just\s+)?(?:do|try|manage|see|cope|be\s+fine|think\s+about\s+it)(?:\s+(?:it|that|this|my\s+best|"
    r"somehow))?|"
    r"(?:just\s+)?(?:do\s+it|try\s+(?:harder|my\s+best)))\s*(?=$|[,;.!?–-])",
    re.IGNORECASE,
)
"""Words that turn a question down where they are all that a clause says."""
_HEDGES = re.compile(
    r"(?:^|(?<=[\s,;.]))(?:i\s+(?:guess|suppose|think|reckon|hope)|maybe|perhaps|probably|or\s+so|or\s+something|"
    r"sort\s+of|"
    r"kind\s+of|honestly|to\s+be\s+honest|tbh|actually|well|hm+|um+|er+|ok(?:ay)?(?:\s+fair)?|fair(?:\s+enough)?|yes|"
    r"yeah|sure|fine|right|so|then)"
    r"(?=$|[\s,;.!?])[,;.]?",
    re.IGNORECASE,
)
"""What people say before and after an answer, without changing it."""
_LITTLE = frozenset(
    """
    hm hmm um er a an the and or but if of to in on at for with from by as so it its it's that this these those i
    i'm i'd i'll i've me my we us our you your
    he she they them is am are was were be been do does did doing have has had will would can could should may might
    just only also very
    really too then than there here not no yes ok okay sorry please thanks what which who how when where why mean
    feel feels felt know think
    thing things something anything stuff sure fine try guess suppose any some more much own all us well let
    """.split()
)
"""Words that carry no answer by themselves."""


def content_words(text: str) -> list[str]:
    """The words of an answer that say something."""
    return [
        word
        for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*|\d+", text.lower())
        if word.replace("’", "'") not in _LITTLE
    ]


def says_nothing(text: str, least: int = 1) -> bool:
    """Whether an answer is blank, a refusal, or has fewer than `least` words that say something.

    Beside a refusal, three such words are wanted: `not sure, maybe ask Tom to lead` answers, `no idea what you
    mean` does not.
    """
    if not text.strip():
        return True
    rest, phrases = _REFUSAL.subn(" ", text)
    rest, bare = _BARE.subn(" ", rest)
    wanted = max(least, 3) if phrases + bare else least
    if text.strip().endswith("?") and len(content_words(text)) < 5:
        return True  # a question back is no answer
    return len(content_words(rest)) < wanted


def plainly(text: str) -> str:
    """The answer without the hedges around it: `end of term I guess` as `end of term`. Inner words stay."""
    said = " ".join(text.split())
    before = ""
    while before != said:
        before = said
        lead = _HEDGES.match(said)
        if lead and lead.end() < len(said):
            said = said[lead.end() :].lstrip(" ,;.")
        for tail in _HEDGES.finditer(said):
            if tail.end() >= len(said.rstrip(" .!")) and tail.start() > 0:
                said = said[: tail.start()].rstrip(" ,;")
                break
    return said.strip()
