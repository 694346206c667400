"""What a later statement says of something earlier: done, moved, dropped, still open, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from copilot.actions.dates import Sense, find_dates, given_up
from copilot.actions.wording import SAME_IN_THE_PAST, doings, is_generic_doing, is_past, lemma, words


class Kind(StrEnum):
    """What happened to an action. `assigned`: nobody was named for it, and a later note names its owner."""

    DONE = "done"
    MOVED = "moved"
    DROPPED = "dropped"
    CORRECTED = "corrected"
    ASSIGNED = "assigned"


_NOT_YET = re.compile(
    r"\b(?:not|never|yet|still|will|shall|would|should|could|might|(?-i:may)|must|hasn|haven|didn|isn|wasn|"
    r"don|doesn|won|can|"
    r"need|needs|going\s+to|to\s+be|have\s+to|has\s+to|had\s+to|if|hopes?|hoping|tomorrow|plan(?:s|ning|"
    r"ned)?\s+to|half|"
    r"halfway|started|start|starting|almost|nearly|most\s+of|part\s+of|waiting|chasing|no\s+(?:answer|sign|"
    r"reply|word|news|"
    r"time|progress)|forgot|forgotten|pending|trying|tried\s+to|supposed|meant|aim|begun|began|unless|"
    r"partly|nothing|"
    r"wants?|wanted|about\s+to|couldn|missed|cancelled|canceled|agreed\s+(?:to|that|she|he|i|we)|promised|"
    r"asked\s+(?:her|him|me|them)\s+to|owes?|to\s+follow)\b|"
    r"n[’']t\b|[’']ll\b|[’']d\s+(?:like|love)|\bneither\b|\b\d+\s*%|\bsome\s+of\b|\b(?:one|two|three|"
    r"\d)\s+of\s+(?:the\s+)?(?:\d|two|three|four|five|six)",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:still|not\s+(?:yet|done|written|sent|started|ready|finished)|not\s+yet|"
    r"isn[’']?t\s+there|hasn[’']?t|"
    r"haven[’']?t|didn[’']?t|no\s+progress|carry\s+over|carried\s+over)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:push(?:ed|ing|es)?|mov(?:ed|ing|es|e)|postpon\w+|re-?schedul\w+|slip(?:ped|s)|delay\w*|"
    r"put\s+(?:back|off)|"
    r"br(?:ought|ing)\s+forward|now\s+(?:due|on|for|in\s+for|by|it[’']?s)|new\s+(?:date|deadline)|"
    r"extend\w*|extension|"
    r"shift(?:ed|ing|s)?|defer\w*|prepone\w*|can\s+be|instead\b|not\s+the|deadline\s+is\s+now|until|"
    r"more\s+time|make\s+it|(?:says?|said|promise[sd]|now|so|then)\s+(?:it\s+will\s+be\s+)?by|(?:will|[’']ll)\s+have\s+it)\b",
    re.IGNORECASE,
)
_STRONG_MOVE = re.compile(
    r"\b(?:push(?:ed|ing|es)|mov(?:ed|ing|es)|postpon\w+|re-?schedul\w+|slip(?:ped|s)|delay(?:ed|s)|"
    r"put\s+(?:back|off)|"
    r"brought\s+forward|shift(?:ed|ing|s)|deferr?\w*|preponed)\b",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    r"\b(?:(?:decided|agreed)\s+(?:to\s+(?:drop|scrap|cancel|skip|shelve|abandon)|not\s+to|against)|"
    r"no\s+longer\s+(?:need(?:s|ed)?|\w+ing)|(?:not|n[’']t)\s+(?:be\s+)?\w+ing\b[^.;!?]{0,40}\bany\s*(?:more|longer)|"
    r"(?:don[’']?t|doesn[’']?t|not)\s+need(?:ed)?\s*(?:it\s+|this\s+|that\s+|them\s+)?any\s*(?:more|longer)|not\s+needed|no\s+need\s+(?:to|for)|"
    r"scrapp?(?:ed|ing)|shelved|abandon(?:ed|ing)|"
    r"let\s+(?:it|this|that|them)\s+go\b|"
    r"dropp?(?:ed|ing|s)?\b(?!\s+(?:(?:[A-Z]\w+\s+)?an?\s+(?:e-?mail|line|note|message)|him|her|me|them|us|"
    r"by|in|off|into|round|out|to)\b)|"
    r"called\s+off|off\s+the\s+(?:list|table)|not\s+going\s+ahead|gave\s+up\s+on|given\s+up\s+on|"
    r"forget\s+about\s+the|"
    r"won[’']?t\s+(?:be\s+)?(?:do|doing|happen(?:ing)?|bother(?:ing)?)|cancel(?:led|ed)|is\s+off\b|"
    r"obsolete)",
    re.IGNORECASE,
)
_GENERIC_STATES = re.compile(
    r"\b(?:all\s+\w+\s+done|is\s+done|was\s+done|are\s+done|were\s+done|done|finished|completed|sorted|"
    r"ticked\s+off|"
    r"took\s+place|turned\s+out|(?:is|are)\s+(?:in\b|out\b|up\b|live\b|booked|ready)|wrapped\s+up|"
    r"went\s+(?:over|out|well|ok|fine|"
    r"off|in)|has\s+(?:come|gone)|came\s+(?:back|in|through|over)|thanks\s+for|in\s+the\s+bag|"
    r"off\s+my\s+plate|has\s+(?:it|them)\s+(?:since|now)|kept\s+(?:it|this|that)\s+up)|[✓✔✅☑]",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r"\s*[,;()]\s*|\s+[-–—]+\s+|\s+(?:but|and|so|though|although|because|as\s+long\s+as|"
    r"when|while|if)\s+(?=\S)|[.!?]\s+"
)


@dataclass(frozen=True)
class Claim:
    """What a statement claims happened; `verbs` in the past tense say how, `day` when or until when."""

    kind: Kind | None
    verbs: tuple[str, ...] = ()
    generic: bool = False
    day: date | None = None
    clause: str = ""


def answered(text: str, phrase: str) -> bool:
    """Whether the person that an "ask …" was for has answered ("Gareth came back" for "ask Gareth …")."""
    role = re.match(
        r"ask\s+(?:my|his|her|their|the|our|[A-Z]\w+[’']s)\s+(?:\w+\s+)?(?P<role>[a-z]+)\s+(?:for|if|whether|about|to)\b",
        phrase,
    )
    if role is not None and re.search(
        rf"\b{role['role']}\s+(?:has\s+|have\s+)?(?:said|says|agreed|agrees|replied|answered|confirmed|wrote\s+back|can[’']?t|cannot|won[’']?t|can)\b",
        text,
        re.IGNORECASE,
    ):
        return True
    asked = re.match(r"(?P<verb>\w+)\s+(?:(?:to|with|up|back)\s+)?(?P<name>[A-Z]\w+)", phrase)
    if asked is None or "ask" not in doings(asked["verb"]) or asked["verb"].lower() in ("meet", "thank"):
        return False
    name = re.escape(asked["name"])
    if re.search(
        rf"\b{name}\s+(?:has\s+|have\s+)?(?:now\s+)?(?:gave|given|sent|told)\s+(?:me|us|him|her|them)\b", text
    ):
        return True
    if re.search(
        rf"\b(?:heard\s+back|got\s+(?:an?|the|it|that|his|her|"
        rf"their)\b[^.;,]{{0,30}}?)\s+from\s+{name}\b",
        text,
    ):
        return True
    return (
        re.match(
            rf"^(?:[^:]{{1,40}}:\s+)?\W*{asked['name']}(?:\s*\([^)]*\))?(?:[’']s\s+(?:answer|reply)\b|(?:[’']s|\s+has|"
            rf"\s+have)?\s+"
            r"(?:come\s+back|came\s+back|replied|answered|said|says\s+(?:yes|no)|agrees|agreed|confirmed|wrote\s+back|"
            r"got\s+back|responded|can[’']?t|cannot|can|won[’']?t|is\s+(?:happy|willing|too\s+busy))\b)",
            text,
        )
        is not None
    )


def moves_plainly(text: str) -> bool:
    """Whether the statement itself says "pushed", "moved" or the like."""
    return _STRONG_MOVE.search(text) is not None


def still_open(text: str) -> bool:
    """Whether the statement says of its topic that it has not happened."""
    return _OPEN.search(text) is not None


def not_yet(clause: str) -> bool:
    """Whether the clause says of something that it is to come, half done, or did not happen."""
    return _NOT_YET.search(clause.replace("turned out to be", "turned out")) is not None


def dropped(text: str) -> bool:
    """Whether the statement gives something up."""
    return _DROPPED.search(text) is not None and not re.search(r"\?\s*$", text)


def moved_to(text: str, note_date: date) -> tuple[bool, date | None]:
    """Whether the statement sets a new day for something, and which (None: postponed to no exact day)."""
    cue = _MOVED.search(text)
    old = given_up(text, note_date)
    if (cue is None and not old) or re.search(r"\?\s*$", text):
        return False, None
    mentions = find_dates(text, note_date)
    negated = [
        each
        for each in mentions
        if re.search(
            r"(?:not|instead\s+of|from|rather\s+than|"
            r"was)\s+(?:on\s+)?(?:the\s+)?$",
            text[: _core(text, each.start, each.end)],
            re.IGNORECASE,
        )
        or any(first <= each.start < last or first < each.end <= last for first, last in old)
    ]
    days = [each for each in mentions if each not in negated and each.day is not None]
    if days:
        after = [each for each in days if cue is not None and each.start >= cue.start()]
        trailing = cue is not None and cue[0].lower() == "instead" and not after
        return True, days[-1].day if trailing else (after or days)[0].day
    return bool(_STRONG_MOVE.search(text)), None


def _core(text: str, start: int, end: int) -> int:
    """Where the day itself begins, after its preposition."""
    match = re.match(r"(?:from|on|of|to|by|until|for|at|in)\s+(?:the\s+)?", text[start:end], re.IGNORECASE)
    return start + (match.end() if match else 0)


def done_claims(text: str, note_date: date) -> Iterator[Claim]:
    """Each clause of the statement that says something has been done."""
    if re.search(r"\?\s*$", text):
        return
    label = re.match(
        r"\s*(?:done|completed|finished|"
        r"closed)(?:\s+since\s+last\s+time)?\s*[:\-–—]\s*(?P<rest>.+)$",
        text,
        re.IGNORECASE | re.DOTALL,
    )
    if label is not None:
        for piece in re.split(r"\s*[,;]\s*|\s+and\s+", label["rest"]):
            yield Claim(Kind.DONE, (), True, None, piece)
        return
    for clause in _pieces(text):
        if not_yet(clause):
            continue
        generic = _GENERIC_STATES.search(clause) is not None
        verbs = tuple(word.lower() for word in words(clause) if is_past(word.lower()))
        if generic or verbs:
            days = [each.day for each in find_dates(clause, note_date, Sense.BACK) if each.day]
            if any(day > note_date for day in days) or (verbs and not generic and _is_ahead(clause, verbs, note_date)):
                continue
            if _WENT_TO.search(clause):
                verbs = (*verbs, "sent")
            yield Claim(
                Kind.DONE,
                verbs,
                generic or any(is_generic_doing(verb) for verb in verbs),
                days[0] if days else None,
                clause,
            )


_WENT_TO = re.compile(r"\bwent\s+(?:(?:\w+\s+)?to\s+(?:me|him|her|them|us|[A-Z])|(?:round|around|out|off)\b)")
"""The thing itself went to somebody."""


def _is_ahead(clause: str, verbs: tuple[str, ...], note_date: date) -> bool:
    """Whether verbs that are the same in the present tense ("I read it on the 26th") stand beside a day to come."""
    ahead = [each.day for each in find_dates(clause, note_date) if each.day is not None and each.day > note_date]
    back = [each.day for each in find_dates(clause, note_date, Sense.BACK) if each.day is not None]
    nearer = bool(ahead) and (not back or ahead[0] - note_date < note_date - back[0])
    return nearer and all(verb in SAME_IN_THE_PAST for verb in verbs)


def _pieces(text: str) -> list[str]:
    """Clauses; a short topic before a colon or comma stays with what is said of it."""
    pieces: list[str] = []
    for piece in _CLAUSES.split(text):
        if pieces and len(words(pieces[-1])) <= 1:
            pieces[-1] = f"{pieces[-1]} {piece}"
        elif piece and piece.strip():
            pieces.append(piece)
    return pieces


def verbs_agree(verb: str, claim: Claim) -> bool:
    """Whether the claim's doing can be the doing of `verb` ("send" – "arrived")."""
    if claim.generic:
        return True
    wanted = doings(verb)
    return any(lemma(verb) == lemma(past) or wanted & doings(past) for past in claim.verbs)
