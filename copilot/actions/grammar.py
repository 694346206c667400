"""The patterns by which English names a commitment: cues, doubts, labels and what stands around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from copilot.actions.verbs import plain
from copilot.actions.wording import word_set

STATES = word_set(
    """
    be been feel need know like love want hope enjoy understand remain seem become happen depend admit
    say never not miss get-better have guess suppose think wonder believe remember-how agree struggle
    stay leave retire die regret always probably maybe perhaps possibly hopefully likely depend matter
    mean cost last face fail learn grow sleep dream relax smile rest eat drink breathe
    """
)
ROUTINES = word_set(
    "come meet keep talk speak catch see focus stick continue use start stay skip cancel chat pick reconvene touch check"
)
"""What "we will …" usually announces: the shape of the meetings, not a piece of work."""

ADVERBS = (
    r"(?:(?:also|then|now|just|still|first|kindly|definitely|certainly|happily|gladly|both|each|"
    r"please|"
    r"therefore|quickly|personally|of\s+course|at\s+least|all|himself|herself|myself|try\s+(?:to|"
    r"and)|"
    r"make\s+sure\s+to|remember\s+to|be\s+sure\s+to)\s+)*"
)
_STRONG = (
    r"(?:will|[’']ll|shall|(?:(?:is|am|are|[’']s|[’']m|[’']re)\s+)?(?:going\s+to|gonna)|"
    r"(?:(?:is|am|are|[’']s|[’']m|[’']re)\s+)(?:due\s+)?to|to|(?:have|has|[’']ve|"
    r"[’']s)\s+(?:got\s+)?until\s+[\w ]{2,24}?\s+to|"
    r"(?:(?:has|have|[’']ve|[’']s)\s+)?(?:also\s+|kindly\s+)?(?:agreed|promised|offered|volunteered|"
    r"undertook|pledged|committed)\s+"
    r"(?:me\s+|her\s+|him\s+)?to|(?:were\s+going|wanted)\s+to(?=\s+(?:send|share|give|introduce|lend)\b))"
)
_WEAK = (
    r"(?:(?:(?:also|really|only|just|still)\s+)?(?:need(?:s)?\s+to|should|must|ought\s+to|ha(?:ve|s)\s+to|[’']ve\s+to|(?:had|[’']d)\s+better|(?:[’']ve|"
    r"[’']s)?\s*got\s+to|"
    r"(?:(?:am|is|are|[’']m|[’']s)\s+)?(?:plan(?:s|ning)?|intend(?:s|ing)?|aim(?:s|ing)?|hop(?:es|"
    r"ing))\s+to))"
)
_REPORTED = r"(?:would|[’']d|should|will|[’']ll|to|is\s+going\s+to|are\s+going\s+to)"
_VOW = r"(?:agreed|said|says|promised|confirmed|told\s+\w+|offered|suggested|decided|committed)"
ARRANGED = re.compile(
    r"\b(?:pencilled\s+in|penciled\s+in|booked\s+for|confirmed\s+for|is\s+on|"
    r"is\s+set\s+for|moves?\s+(?:from|to)|"
    r"moved\s+(?:from|to)|pushed)\b",
    re.IGNORECASE,
)
BY = re.compile(r"\b(?:by|before|due)\s+\w", re.IGNORECASE)
LEAD = re.compile(r"^\s*(?:before\s+(?:that|then)|after\s+that|until\s+then|and|so|then|also),?\s+", re.IGNORECASE)
TAIL_OWNER = re.compile(
    r"(?:(?:me|[A-Z]\w+)\s*(?:,[^,]{0,20})?\.?$|(?:by|before|due|until|b4|deadline|latest)\b|"
    r"(?:(?:the\s+)?end\s+of|this|next|tomorrow|tonight|today|asap|(?i:mon|tue|wed|thu|fri|sat|sun)\w*|\d{1,2}[./]\d)\b[^,;]{0,24}$)"
)
VOWED = re.compile(rf"\b{_VOW}\b", re.IGNORECASE)
WOULD = re.compile(r"^\s*\w+(?:[’']d|\s+would)\s", re.IGNORECASE)
DOUBT = re.compile(
    r"\b(?:if|unless|whether|think|thinks|thought|hope|hopes|hoping|wish|wonder|wonders|doubt|afraid|"
    r"worried|worry|"
    r"guess|reckon|suppose|what|how|why|who|because|might|could|maybe|perhaps|possibly|probably|hopefully|"
    r"imagine|"
    r"not\s+sure|(?:hasn|haven|didn|don|doesn|couldn|won|wouldn|can)[’']?t|never|in\s+case|should\s+(?:he|"
    r"she|they|i|we)|would\s+have|had\s+hoped|supposed|last\s+(?:week|time|month)|feel|feels)\b",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"^[\s,(]*(?:if|provided|providing|assuming|unless|as\s+long\s+as|"
    r"depending)\b",
    re.IGNORECASE,
)
LATER_IF = re.compile(r"\b(?:if|unless|assuming|provided)\b", re.IGNORECASE)
ASKING = re.compile(r"^(?:ask|check|see|find\s+out|know|decide|let|tell|confirm|consider)\b", re.IGNORECASE)
LABEL = re.compile(
    r"^\s*(?:(?:\*\*)?(?P<label>action(?:\s+(?:point|item))?s?|aps?|a/p|to[- ]?do|next\s+steps?|"
    r"follow[- ]?ups?|homework|task|"
    rf"commitments?|agreed|reminder|(?:notes?\s+to\s+(?:self|myself)|my\s+(?:job|part|task|share|bit)|also|plus|one\s+more\s+thing)(?=\s*:\s*{plain()}\s(?!is\b))|"
    r"(?:before|until|till|by)\s+(?:that|then)|in\s+the\s+meantime|(?:can|don)[’']?t\s+forget|what[’']?s\s+(?:left|open|missing)[^:]{0,30}?|outstanding|pending|carried\s+over|left\s+over|remaining|(?:things\s+)?to\s+be\s+(?:done|ready)(?:\s+by\s+then)?|(?:still\s+)?(?:open|to\s+do)(?:\s+(?:from|on)\s+my\s+(?:side|part|end|list))?)"
    r"(?:\*\*)?(?:\s*\d+)?\b(?:\s+(?:from|after|since)\s+(?:today|last\s+(?:time|session|meeting|week|month)|this\s+(?:session|meeting|call)|our\s+(?:session|meeting|call)))?(?P<of>\s*(?:\(\s*|for\s+|"
    r"on\s+)(?P<who>[\w’' .]{1,24}?)\)?)?"
    r"\s*(?:\*\*)?\s*(?P<mark>[:\-–—]+)\s*|(?P<bare>(?-i:TODO|TO\s+DO|AP))\b[\s:]*)",
    re.IGNORECASE,
)
OWN = (
    "to",
    "reminder",
    "note",
    "my",
    "also",
    "plus",
    "one",
    "still",
    "before",
    "until",
    "till",
    "by",
    "in the",
    "homework",
    "outst",
    "pend",
    "carried",
    "left",
    "rem",
    "open",
)
"""How labels begin under which a step without a name is its author's, or the mentee's."""
FURTHER = re.compile(
    rf",\s+(?:and\s+)?(?=(?:my|his|her|(?-i:[A-Z])\w+[’']s)\s+[a-z]|{plain()}\s+(?:(?:the|an?|my|his|her|our|one|two|three|for|to|up|down)\b|\d|(?-i:[A-Z])))",
    re.IGNORECASE,
)
"""Before a further step of such a label: "finish the review, send Nadia the slides"."""
GIVEN = re.compile(
    r"(?:(?:the|an?|my|his|her|their|our|some|one|two|three|more)\b(?!\s+(?:moon|earth|world)\b)|\d|\w+\s+by\b)",
    re.IGNORECASE,
)
"""What can be promised without a verb: some thing, not "to do it", "nothing" or "the moon"."""
_OWNED = r"(?P<who>{subject})(?:\s*(?::|->|→|=>|[-–—]\s)\s*|,\s+(?=[a-z]+\s))(?P<rest>\S.*)$"


@dataclass(frozen=True)
class Grammar:
    """The patterns of a cast, compiled once for a note."""

    pledge: re.Pattern[str]
    boundary: re.Pattern[str]
    owned: re.Pattern[str]
    request: re.Pattern[str]
    assigned: re.Pattern[str]
    owes: re.Pattern[str]


@lru_cache(maxsize=512)
def grammar(subject: str) -> Grammar:
    """The patterns for one way of naming subjects (`Cast.subject_pattern`)."""
    cue = (
        rf"(?:\s+{_STRONG}|[’']ll|[’'](?:s|m|re)\s+(?:going\s+to|gonna|to)|\s+{_WEAK}|"
        rf"\s*[’']ve\s+(?:agreed|promised|offered|got)\s+to)\b"
    )
    flags = re.IGNORECASE | re.DOTALL
    boundary = (
        rf"\s*;\s*|(?:^|\s+)(?:\(\d{{1,2}}\)|\d{{1,2}}\))\s+|\s+[-–—]+\s+(?=\S)|,?\s+but\s+"
        rf"(?!(?:(?:on|by|for|until)\s+)?(?:the\s+)?\d)|"
        rf",\s+(?={subject}:\s)|(?:,\s+(?:and\s+|but\s+)?|\s+and\s+)(?=will\s+(?!be\b)[a-z]+\s)|"
        rf"(?:,\s*(?:(?:and|so|then|plus|while|where)\s+)?|,?\s+(?:and|&|so|then|\+)\s+(?:that\s+)?)"
        rf"(?={subject}(?:{cue}|[’']d\b|\s+would\b|\s+owes?\b|\s+(?:said|promised|offered)\s)|me\s+to\b)"
    )
    return Grammar(
        pledge=re.compile(
            rf"(?<![\w’'])(?:(?P<frame>{subject}(?:\s+(?:has|have|also|kindly))*|"
            rf"[’']ve)?\s*(?P<vow>\b{_VOW})\s+(?:that\s+)?"
            rf"(?P<inner>{subject})(?:\s+(?P<innercue>{_REPORTED})|(?P<innershort>[’'](?:d|ll)))\s+|"
            rf"(?P<who>{subject})(?:\s+(?:sir|ji|ma[’']?am)\b)?(?:\s+(?:{ADVERBS}))?(?:(?:\s+|"
            rf"(?=[’']))(?P<strong>{_STRONG})|(?:\s+|(?<=\s)|(?=[’']))(?P<weak>{_WEAK})|"
            rf"(?P<ing>\s+(?:has\s+)?committed\s+to(?=\s+\w+ing\b)))\s+)(?P<phrase>{ADVERBS}\S.*)$",
            flags,
        ),
        boundary=re.compile(boundary, flags),
        owned=re.compile(rf"^\s*@?{_OWNED.format(subject=subject)}", flags),
        request=re.compile(
            rf"(?<!had\s)(?<!\w)(?P<verb>asked|wants?|wanted|would\s+like|set|tasked|reminded|told|"
            rf"encouraged|invited)\s+"
            rf"(?P<who>{subject})\s+to\s+(?P<phrase>\S.*)$",
            flags,
        ),
        assigned=re.compile(
            rf"(?:left\s+it\s+(?:with|to)|(?:it[’']?s\s+|is\s+)?(?:up\s+to|on|over\s+to|"
            rf"down\s+to))\s+(?P<who>{subject})\s+to\s+"
            rf"(?P<phrase>\S.*)$|(?P<mine>{subject}|my|her|his)(?:[’']s)?\s+(?:next\s+step|action|task|"
            rf"homework|job|part)(?P<until>\s+(?:until|till|by|before|for)\b[^.;:]{{2,40}}?)?\s+(?:is|was)\s+to\s+"
            rf"(?P<step>\S.*)$",
            flags,
        ),
        owes=re.compile(
            rf"(?:(?<![\w’'])(?P<who>{subject})(?:\s+(?:still|also|has|have|again)|[’']ve)*\s+(?P<verb>owes?|promised)|"
            rf"^\W*(?P<own>promised|still\s+owe))\s+"
            r"(?:(?P<whom>me|us|him|her|them|(?-i:[A-Z])\w+|\w+(?=\s+(?:the|my)\b))\s+)?(?P<phrase>\S.*)$",
            flags,
        ),
    )
