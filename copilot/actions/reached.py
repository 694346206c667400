"""Somebody without a name who was to be reached, and a place or thing that was to be found: how a later note says it is so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.actions.heads import all_stems, head_of, names_head, only_head
from copilot.actions.item import Item
from copilot.actions.outcomes import not_yet
from copilot.actions.wording import is_past, lemma, stem, words

_REACHING = re.compile(
    r"^(?:(?:talk|speak|write|go|check|meet|chat)\s+(?:to|with|up\s+with)|(?:put\s+in|have)\s+a\s+(?:good\s+)?(?:word|chat|talk)\s+with|"
    r"ask|ring|call|phone|meet|see|email|mail|contact)\s+(?:(?:my|his|her|their|our|the|an?|[A-Z]\w*[’']s)\s+)?"
    r"(?P<who>[a-z][\w-]*(?:\s+(?!(?:for|if|whether|about|to|on|at|in|by|before|and|how|what|when|who|which|again|once|so)\b)[a-z][\w-]+){0,2})"
)
_PRESENTING = re.compile(
    r"^(?:introduce|connect|put|set)\s+.*?\b(?:to|with)\s+(?:the|an?|my|his|her|their|[A-Z]\w*[’']s)\s+(?P<who>[a-z][\w-]*(?:\s+[a-z][\w-]+)?)"
)
_REACHED = r"(?:met|saw|spoke\s+(?:to|with)|talked\s+(?:to|with)|rang|called|phoned|asked|wrote\s+to|emailed|mailed|contacted|had\s+\w+\s+with)"
_ANSWERS = (
    r"(?:(?:has|have|had)\s+)?(?:said|says|say|told|answered|replied|agreed|agrees|confirmed|wrote(?:\s+back)?|gave|thinks?|wants?|wanted|asks?|asked|"
    r"came\s+back|helped|(?:was|were)\s+(?:very\s+|so\s+|really\s+)?(?:helpful|nice|kind|friendly|great|useful|clear|honest|lovely|rude))"
)
_SEEKING = re.compile(
    r"^(?:look|search|ask|shop|scout)\s+(?:around\s+)?for\b|^look\s+(?:into|up)\b|^(?:find|choose|pick|select|name|get|check)\b"
)
_LEARNING = re.compile(r"^(?:look\s+(?:into|up)|find\s+out|check|ask)\b")
_NOT_KNOWN = re.compile(r"\b(?:not|no\s+(?:news|answer|idea)|nothing|still|open|tb[cda]|will|to\s+do)\b|n[’']t\b|\?")
_RESULT = re.compile(r"\s*(?:it[’']s\s+|we\s+have\s+)?(?:\d|one|two|three|four|five|six|seven|eight|[A-Z])")
_NO_LUCK = re.compile(
    r"\b(?:could\s*n[’']?t|could\s+not|can\s*n?[’']t|cannot)\s+(?:get|find|book|reserve)\b", re.IGNORECASE
)


def reached(item: Item, text: str, items: Sequence[Item]) -> bool:
    """Whether the later statement tells that whoever was to be reached was, or what was to be found is.

    "Talk to the union rep": "Union rep was helpful". "Look for a workshop": "Raj found a workshop". "Pick the pilot group":
    "Pilot group: five people".
    """
    phrase = item.action.text
    if text.rstrip().endswith("?"):
        return False
    return _met(phrase, text, items) or _found_it(item, text, items) or _got_them_to(phrase, text)


def no_luck(item: Item, text: str, items: Sequence[Item]) -> bool:
    """ "Book the room": "Couldn't get the room": it is given up, unless a new day for it is named by other words."""
    match = _NO_LUCK.search(text)
    head = only_head(item, items) if match is not None else ""
    return match is not None and bool(head) and names_head(head, re.split(r"[,;.]", text[match.end() :])[0])


def _met(phrase: str, text: str, items: Sequence[Item]) -> bool:
    asked = _REACHING.match(phrase) or _PRESENTING.match(phrase)
    if asked is None:
        return False
    who = asked["who"].split()[-1]
    if (
        who.lower() not in text.lower()
        or sum(stem(who) in all_stems(other.action.text) for other in items if other.live) != 1
    ):
        return False
    named = rf"(?:(?:the|an?|my|his|her|their|our|[A-Z]\w*[’']s)\s+)?(?:[\w-]+\s+)?{re.escape(who)}"
    for clause in re.split(r"[;.!]\s*", text):
        if not not_yet(clause) and re.search(rf"\b{_REACHED}\s+{named}\b", clause, re.IGNORECASE):
            return True
        if _PRESENTING.match(phrase) is None and re.match(rf"\W*{named}\s+{_ANSWERS}\b", clause, re.IGNORECASE):
            return True
    return False


def _got_them_to(phrase: str, text: str) -> bool:
    """ "Get two of the girls to come and sing": "The girls sang in the rain"."""
    wanted = _GETTING.match(phrase)
    if wanted is None:
        return False
    head = words(wanted["who"])[-1]
    told = re.search(rf"\b{re.escape(head)}\s+(?:all\s+|both\s+)?(?P<verb>[a-z]+)\b", text, re.IGNORECASE)
    if told is None or not is_past(told["verb"].lower()) or not_yet(text):
        return False
    return lemma(told["verb"]) in {lemma(wanted["verb"]), lemma(wanted["second"] or wanted["verb"])}


_GETTING = re.compile(
    r"^(?:get|persuade|convince|bring)\s+(?P<who>[^,;]+?)\s+to\s+(?P<verb>[a-z]+)(?:\s+(?:along\s+)?and\s+(?P<second>[a-z]+))?"
)


def _found_it(item: Item, text: str, items: Sequence[Item]) -> bool:
    if _SEEKING.match(item.action.text) is None:
        return False
    head = only_head(item, items) or _sought(item, items)
    if not head or head not in all_stems(text):
        return False
    label, colon, rest = text.partition(":")
    named = words(label)
    if colon and named and len(named) <= 4 and stem(named[-1]) == head:
        learnt = _LEARNING.match(item.action.text) is not None and not _NOT_KNOWN.search(rest)
        return learnt or (_RESULT.match(rest) is not None and not not_yet(rest))
    return any(
        stem(word) == head
        for clause in re.split(r"[;.!]\s*", text)
        if not not_yet(clause)
        for match in re.finditer(
            r"\b(?:found|got|picked|chose|selected|(?:told|gave|showed|sent)\s+(?:me|us|him|her|them|[A-Z]\w+))\s+([^,;.()]{2,40})",
            clause,
        )
        for word in words(match[1])[:4]
    )


def _sought(item: Item, items: Sequence[Item]) -> str:
    """The head of what is looked for, behind "for"."""
    match = re.match(r"^\w+\s+(?:around\s+)?for\s+(?P<what>.+)$", item.action.text, re.DOTALL)
    head = head_of(f"get {match['what']}") if match is not None else ""
    others = (other for other in items if other is not item and other.live)
    return "" if any(head in all_stems(other.action.text) for other in others) else head
