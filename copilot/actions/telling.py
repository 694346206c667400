"""What somebody does, told in the present tense: a promise where what stands around it says so.

"Mei collects the votes" may be a promise, a habit or a story. It is taken for a promise beside a day to come, beside a
word that looks ahead, or beside another promise; never with a word that tells of a habit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from copilot.actions.dates import find_dates
from copilot.actions.found import does_it
from copilot.actions.people import Cast
from copilot.actions.pledge import Pledge
from copilot.actions.verbs import work_in, work_of_gerund
from copilot.actions.wording import word_set, words
from copilot.models import Note

_EVENTS = word_set("present speak attend visit watch host meet talk show")
"""What takes place on a day, so that a day alone makes no promise of it."""
_REACHES = re.compile(r"(?:talk|speak)\s+(?:to|with)\b")
_PLAIN_SUBJECTS = word_set("i we they both you")
_OBJECTS = word_set("me him her them")
"""Never who does it: "her comments came" tells of comments."""
_AHEAD = re.compile(
    r"\b(?:afterwards|meanwhile|in\s+the\s+meantime|instead|once\s+(?:I|we|he|she|they)|as\s+soon\s+as|next\s+time|until\s+then|before\s+(?:that|then)|tonight|then\s+(?:I|we|he|she|they)|first(?=[.!;]?\s*$))\b",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"\b(?:always|often|usually|never|sometimes|every|mostly|rarely|hardly|seldom|nowadays|normally|still|too\s+(?:much|often))\b",
    re.IGNORECASE,
)
_CERTAIN = re.compile(
    r"^\w+\s+(?:(?:up|out|down|off|over|in|through|back|to|for|at|on|into|with|round|around|together)\s+)*(?:(?i:the|an?|my|his|her|their|our|"
    r"this|that|it|them|him|me|us|you|each|both|one|two|three|four|five|some|another)\b|\d|[A-Z])"
)
"""Some certain thing is worked on: "counts them", not "writes mails"."""
_SOON = re.compile(
    r"(?:send|lend|bring(?!\s+(?:in\s+)?a\s+lot)|book|invite|introduce|forward|post|return|submit)\b|"
    r"(?:ask|ring|phone|email|text)\s+(?:my|his|her|our|their|the\s+(?!right|wrong|same|hard)|(?-i:[A-Z]))"
)
"""Done in a moment, so that "I'm sending her the file" tells what is about to be done, not what goes on."""
_WEEKEND = re.compile(r"\b(?:this|next|over\s+the|at\s+the|on\s+the)\s+(?:coming\s+)?weekend\b", re.IGNORECASE)
_FROM_SOMEBODY = re.compile(r"my\b|[^.;,!?]*\bfrom\s+(?:me\b|him\b|her\b|[A-Z])")
"""What one gets is somebody else's to give."""
_OVER = re.compile(
    r"\b(?:just\s+now|already|as\s+(?:I|we)\s+(?:write|speak)|right\s+now|at\s+the\s+moment)\b", re.IGNORECASE
)
_VOWED_BEFORE = re.compile(r"\b(?:agreed|decided|settled|promised|confirmed)\b[^.;!?]*\bthat\s+$", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:^|\s)\(?(?:\d|[a-d])[.)]\s+$")
"""Before a clause: "2) I collect …"."""
_VOWED_THAT = re.compile(r"\b(?:agreed|decided|settled|promised|confirmed)\s*:?\s+(?:that\s+)?$", re.IGNORECASE)
_SO = re.compile(r"\W*so\s", re.IGNORECASE)
_ONE = re.compile(r"(?:(?:for|at|up|out|to)\s+)?(?:the|an?|another|our|\d)\b", re.IGNORECASE)
_THAT = re.compile(r"(?<!before\s)(?<!after\s)(?<!until\s)(?<!by\s)\bthat\s+$", re.IGNORECASE)
_REACH = 300
"""Characters before a clause that are looked at, so that no text makes this quadratic."""
_LINK = re.compile(r"[\s,;:(–—-]*(?:\b(?:and|so|then|while|but)\s*)*$", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """Somebody's doing in the present tense. `begin`: where its clause begins, the subject included."""

    pledge: Pledge
    begin: int
    verb: str
    progressive: bool
    vowed: bool
    hearsay: bool
    joined: bool


@lru_cache(maxsize=512)
def _clause(subject: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|^(?:between|by|before|until|from|on|after|in|for|this|next|tomorrow|tonight|today)\b[^,;.:]{{0,40}}?\s+|[,;:(]\s*|\s[-–—]\s+|\s\(?\d[.)]\s+|\b(?:and|so|then|while|but|that|which|said|says|agreed)\s+)"
        rf"(?:(?:and|so|then|while|but|also|meanwhile)\s+)*"
        rf"(?:(?P<who>{subject})(?:(?:,\s+[a-z][^,()]{{1,20}},)?\s+(?:(?:then|also|now|each|both)\s+)*"
        rf"(?:(?:am|is|are)\s+(?P<ing>[a-z]+ing)|(?P<verb>[a-z]+))"
        rf"|[’'](?:m|s|re)\s+(?P<short>[a-z]+ing))|(?P<bare>[a-z]+ing)|(?<=\band\s)(?P<also>[a-z]+s))(?=\s+(?P<rest>\S))",
        re.IGNORECASE,
    )


def told(text: str, cast: Cast, earlier: str, note_date: date) -> list[Told]:
    """Each clause of the statement that tells a piece of work in the present tense, in order.

    `earlier` is the statement before it, for pronouns.
    """
    if text.rstrip().endswith("?") or not any(work_in(word) or work_of_gerund(word) for word in words(text)):
        return []
    found = list(_read(text, cast, earlier, note_date))
    ends = [*(each.begin for each in found[1:]), len(text)][: len(found)]
    return [_until(each, text, end) for each, end in zip(found, ends, strict=True)]


def _read(text: str, cast: Cast, earlier: str, note_date: date) -> Iterator[Told]:
    for match in _clause(cast.known_pattern).finditer(text):
        gerund = match["ing"] or match["short"] or match["bare"]
        verb = work_of_gerund(gerund) if gerund else work_in(match["also"] or match["verb"])
        if not verb or (match["who"] or "").lower() in _OBJECTS:
            continue
        if match["bare"] and not (_opens(text, match.start()) and _CERTAIN.match(text[match.start("bare") :])):
            continue
        if verb == "get" and _FROM_SOMEBODY.match(text[match.start("rest") :]):
            continue
        begin = match.start("bare" if match["bare"] else "also" if match["also"] else "who")
        before = text[max(0, begin - _REACH) : begin]
        subject = _sharing(before, cast) if match["also"] else match["who"] or "I"
        if not subject or (match["also"] and not find_dates(text[match.start("rest") :], note_date)):
            continue
        who = cast.resolve(subject, before, earlier)
        if who is None or not who.known or (who.person is None and who.label != "both"):
            continue
        many = subject.lower() in _PLAIN_SUBJECTS or who.label == "both"
        if not gerund and many != ((match["also"] or match["verb"]).lower() == verb):
            continue
        lead, rest = text[match.start() : begin], text[match.start("rest") :]
        so = who.label == "both" and not gerund and _SO.match(lead) is not None and _ONE.match(rest) is not None
        vowed = so or any(each.search(before) for each in (_NUMBERED, _VOWED_THAT, _VOWED_BEFORE))
        if _THAT.search(lead) and not vowed:
            continue
        hearsay = not who.member and (match["who"] or "").lower() in ("he", "she", "they")
        pledge = Pledge(who, f"{verb} {rest}", match.start("rest") - len(verb) - 1)
        yield Told(pledge, begin, verb, bool(gerund), vowed, hearsay, bool(match["also"]))


def _sharing(before: str, cast: Cast) -> str:
    """The subject with which the sentence opens, whose doing "and sends it" is as well; empty if it opens otherwise."""
    first = re.match(rf"\W*(?P<who>{cast.known_pattern})\s", re.split(r"[.;!]\s+", before)[-1], re.IGNORECASE)
    return first["who"] if first is not None else ""


def _opens(text: str, place: int) -> bool:
    """Whether a gerund without a subject stands where one is left out: first of all, or first in brackets."""
    return not text[:place].strip() or text[place : place + 1] == "("


def _until(each: Told, text: str, end: int) -> Told:
    """The clause up to where the next one begins, or its bracket closes."""
    start = each.pledge.start + len(each.verb) + 1
    rest = _LINK.sub("", text[start:end]) if end < len(text) else text[start:end]
    if text[: each.begin].count("(") > text[: each.begin].count(")"):
        rest = rest.partition(")")[0]
    return replace(each, pledge=replace(each.pledge, phrase=f"{each.verb} {rest}"))


def stands(each: Told, text: str, note: Note, *, beside: bool) -> bool:
    """Whether the clause is a promise. `beside`: another promise stands next to it."""
    if _HABIT.search(text[each.begin : each.pledge.start]) or _HABIT.search(each.pledge.phrase):
        return False
    if each.progressive and _OVER.search(each.pledge.phrase):
        return False
    mentions = find_dates(each.pledge.phrase, note.date)
    opening = find_dates(text[: each.begin], note.date)[:1]
    ahead = [one for one in mentions if one.session or (one.day is not None and one.day > note.date)]
    today = any(one.day == note.date for one in mentions) and each.verb != "do"
    if each.verb in _EVENTS and not _REACHES.match(each.pledge.phrase) and not any(one.deadline for one in ahead):
        return False
    if each.vowed or ahead or today:
        return True
    if each.hearsay:
        return False
    if each.progressive and (_SOON.match(each.pledge.phrase) or re.search(r"\binstead\b", each.pledge.phrase)):
        return _CERTAIN.match(each.pledge.phrase) is not None
    if any(one.day is not None and one.day > note.date for one in opening) and not re.search(
        r"[.;]", text[: each.begin]
    ):
        return True
    if each.progressive:
        return _WEEKEND.search(each.pledge.phrase) is not None
    return (beside or _AHEAD.search(text) is not None) and _CERTAIN.match(each.pledge.phrase) is not None


def cut_before(phrase: str, text: str, clauses: list[Told], start: int) -> str:
    """The phrase, which begins at `start` of the text, without a clause that begins within it."""
    for each in clauses:
        if each.begin > start and (does_it(phrase) or not each.joined):
            place = phrase.find(text[each.begin :][:16])
            return _LINK.sub("", phrase[:place]) if place > 0 else phrase
    return phrase
