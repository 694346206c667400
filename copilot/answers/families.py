"""Words that people use for the same thing: what is asked in one word is often written in another.

Everyday English of work, meetings and mentoring, written for this purpose. It only ever helps a question to
its answer: whether two texts say the same is judged elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from copilot.actions.wording import stem
from copilot.review.grounding.words import IRREGULAR
from ingest.keyword import STOP_WORDS

_PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), word)
    for pattern, word in (
        (r"\bcall(?:s|ed|ing)?\s+(?:(?:\w+\s+){0,3})off\b", "cancel"),
        (r"\bput(?:s|ting)?\s+(?:(?:\w+\s+){0,3})(?:off|back)\b", "postpone"),
        (r"\bpush(?:ed|es|ing)?\s+(?:(?:\w+\s+){0,3})(?:to|back|out)\b", "postpone to"),
        (r"\bhold(?:s|ing)?\s+off\b|\bheld\s+off\b", "wait"),
        (r"\b(?:turn(?:s|ed|ing)?|show(?:s|ed|n|ing)?)\s+up\b", "arrive"),
        (r"\bno[- ]shows?\b", "no-show absent missed arrive"),
        (r"\bset(?:ting)?\s+up\b", "arrange"),
        (r"\bsign(?:ed|s|ing)?\s+up\b", "register"),
        (r"\bhand(?:ed|s|ing)?\s+(?:in|over)\b", "deliver"),
        (r"\bgive(?:s|n)?\s+up\b|\bgave\s+up\b", "stop"),
        (r"\bt(?:ake|akes|ook|aking|aken)\s+over\b", "takeover"),
        (r"\bl(?:ook|ooked|ooking)\s+for\b", "seek"),
        (r"\bfind\s+out\b|\bfound\s+out\b", "learn"),
        (r"\bget(?:s|ting)?\s+on\s+with\b", "relate"),
        (r"\bturn(?:ed|s|ing)?\s+(?:down|away)\b", "refuse"),
        (r"\bstep(?:ped|s|ping)?\s+(?:back|down)\b", "leave"),
        (r"\bcome\s+off\b|\b(?:really\s+)?off\s+the\b", "stop"),
        (r"\bin\s+the\s+middle\s+of\s+the\s+night\b|\bat\s+night\b", "night"),
        (r"\bwrit(?:e|es|ten|ing)\s+down\b|\bwrote\s+down\b|\bput\s+down\b", "write"),
        (r"\bon[- ]call\b", "oncall pager"),
        (r"\bone[- ]to[- ]ones?\b|\b1[:-]1s?\b", "session"),
    )
)

_FAMILIES = (
    "send share forward email mail pass deliver submit circulate hand supply return",
    "write draft prepare compose author document note record jot",
    "article blog post piece column text",
    "intranet internal site portal website",
    "meeting session call conversation chat catch-up appointment",
    "talk speak discuss conversation discussion chat address",
    "talk presentation speech lecture present speak pitch",
    "slide deck presentation",
    "cancel drop skip scrap abandon postpone miss withdraw",
    "postpone delay move push shift reschedule defer change",
    "late overdue behind delay",
    "date day when deadline due",
    "settle agree decide fix choose confirm arrange set determine",
    "interview panel interviewer mock examine assess",
    "rehearse practise practice mock rehearsal exercise drill",
    "job role position post vacancy opening title",
    "advert advertisement ad posting vacancy",
    "apply application candidate applicant",
    "cv resume curriculum",
    "pay salary wage earn income money compensation paid",
    "money budget cost price fund pay spend expense cash finance fee charge",
    "debt owe loan card borrow credit",
    "training course class learning education workshop certificate qualification",
    "colleague teammate coworker peer",
    "boss manager lead head director supervisor chief",
    "staff team people group department crew",
    "accept take adopt approve agree keep",
    "reject refuse decline deny turn",
    "idea suggestion proposal recommendation advice tip",
    "begin start kick launch commence first",
    "end finish complete close conclude stop over final last",
    "leave quit resign go depart exit retire",
    "stay remain continue",
    "booking slot reservation appointment book",
    "absent missed no-show arrive attend appear",
    "customer client guest shopper haulier",
    "warehouse depot site location yard",
    "doctor gp physician clinic hospital medic consultant",
    "ill sick illness disease unwell",
    "medicine medication tablet pill drug",
    "wait hold pause delay",
    "worry afraid scared fear anxious nervous concern",
    "happy glad pleased satisfied",
    "angry cross annoyed furious",
    "hard difficult tough challenging tricky",
    "good useful helpful well",
    "bad poor wrong awful",
    "mistake error wrong incorrect correction correct",
    "quiet silent shy confident confidence outspoken",
    "meeting group discussion round",
    "rule policy guideline regulation procedure process",
    "escalate escalation ping page",
    "pager page oncall rota duty roster",
    "rota schedule shift roster timetable",
    "number figure data statistic count measure",
    "number amount quantity total",
    "size big large small headcount",
    "share percentage percent proportion",
    "list collection catalogue directory",
    "supplier vendor provider",
    "tool software program app system application assistant",
    "ai assistant chatbot copilot",
    "paste put enter type insert upload feed",
    "allow permit may ok okay fine permission",
    "forbid ban prohibit",
    "name call title",
    "meet see visit",
    "move relocate transfer",
    "hire recruit employ join",
    "recruiter headhunter hunter",
    "offer proposal deal",
    "promote promotion advance",
    "company firm employer organisation business",
    "holiday leave vacation break",
    "house home flat apartment",
    "child kid son daughter baby",
    "wife husband partner spouse",
    "mother mum mom father dad parent",
    "friend mate buddy",
    "train teach coach mentor instruct",
    "mentee mentor mentoring mentorship",
    "coach coaching mentor",
    "help support assist",
    "ask question request enquire",
    "answer reply respond response react",
    "tell say mention explain inform",
    "contact reach",
    "look check review examine inspect",
    "read study",
    "study degree university school education college",
    "learn discover find",
    "try attempt test experiment",
    "goal aim objective target ambition",
    "want wish hope would like",
    "need require must have",
    "plan intend intention",
    "join attend shadow observe sit watch",
    "show demonstrate demo",
    "buy purchase",
    "win success succeed achieve",
    "fail failure",
    "introduce intro connect connection",
    "recommend suggest",
    "feedback comment criticism critique review",
    "critical hard tough",
    "appreciate thank praise recognise recognition",
    "promise commit pledge undertake",
    "owner responsible charge",
    "night evening late",
    "secret private confidential",
    "safe safety secure",
    "problem issue trouble difficulty",
    "cause reason why because",
    "improve better progress develop grow",
    "quick fast soon",
    "hear hearing ear deaf",
    "listen hear",
    "heart cardiology artery stent",
    "operation surgery procedure",
    "template form pattern format",
    "half part piece",
    "quarter q1 q2 q3 q4",
    "q&a talk question discussion session",
    "reference ref code number id",
    "card account bank",
    "beside second alongside together",
    "page sheet document paper",
    "outcome result finding",
    "complain complaint",
    "audit auditor inspection",
    "phone telephone mobile ring call",
    "video online remote screen",
    "office workplace room",
    "origin start background began come career before",
    "clerk assistant",
    "port harbour dock",
)

_WORD = re.compile(r"[^\W_]+(?:['’&][^\W_]+)*")
_PLURALS = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "people",
}


def fold(text: str) -> str:
    """Lower case without accents, so that `lúcia` and `Lucia` are one."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def spelt_out(text: str) -> str:
    """The text with the meaning of phrasal verbs and the like added behind them ("turn up" … arrive)."""
    for pattern, word in _PHRASES:
        text = pattern.sub(lambda match, word=word: f"{match.group()} {word}", text)  # type: ignore[misc]
    return text


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """One form for all of a word's: irregular pasts to their verb, then the stem, without accents."""
    lower = fold(word).replace("’", "'").removesuffix("'s").removesuffix("'")
    return stem(IRREGULAR.get(lower, _PLURALS.get(lower, lower)))


@lru_cache(maxsize=4096)
def roots(text: str) -> Mapping[str, str]:
    """The roots of a text's words that carry meaning, each with one word it comes from."""
    found = {}
    for match in _WORD.finditer(spelt_out(text)):
        word = fold(re.sub(r"['’]s?$", "", match.group()))
        if word not in STOP_WORDS or (match.group().isupper() and len(word) > 1):
            found[root(word)] = word
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def _family_of() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_FAMILIES):
        for word in line.split():
            found.setdefault(root(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def families(of_root: str) -> frozenset[int]:
    """The numbers of the families a root is in."""
    return _family_of().get(of_root, frozenset())


@lru_cache(maxsize=200_000)
def kin(one: str, other: str) -> float:
    """How near two roots are: 1 the same word, 0.9 one spelling of it, 0.7 one family, else 0."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) >= 4 and long.startswith(short) and len(long) - len(short) <= 4:
        return 0.9
    if families(one) & families(other):
        return 0.7
    return 0.0
