"""Words that tell an action is done without its verb: who was to be met has rung, what was asked for is there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.actions.handing_in import made_by
from copilot.actions.item import Item
from copilot.actions.matching import Rarity, akin
from copilot.actions.outcomes import still_open
from copilot.actions.wording import content_stems, doings, is_past, lemma, stem, word_set, words

_COVERS = 0.6
"""So much of what was asked for, or looked up, must be in the words that tell of it."""
_HALF = 0.4
_KNOWN = 0.5
_NAME = r"(?:(?:Mrs?|Ms|Miss|Dr|Prof)\.?\s+)?[A-Z][\w’'-]+"
_INTRODUCING = re.compile(rf"^(?:introduce|connect|put|set)\s+.*?\b(?:to|with)\s+(?P<who>{_NAME})", re.DOTALL)
_INTRODUCING_AT = re.compile(
    rf"^introduce\s+.*?\bto\s+(?:the|an?|my|his|her|their)\s+[a-z’' é-]+?\s+(?:on|in|at|of|from)\s+(?P<who>{_NAME}(?:\s[A-Z]\w+)*)",
    re.DOTALL,
)
_CONTACTING = re.compile(
    rf"^(?:talk|speak|sit\s+down|meet|meet\s+up|see|ring|call|phone|write|ask|visit|chat|catch)\s+"
    rf"(?:(?:again\s+)?(?:to|with|up|back)\s+)*(?P<who>{_NAME})",
    re.IGNORECASE,
)
_CONTACTED = (
    r"(?:saw|seen|met|rang|called|phoned|visited|asked|texted|e?mailed|wrote\s+to|spoke\s+(?:to|with)|talked\s+(?:to|with)|"
    r"(?:took|brought)\s+\w+\s+(?:along\s+|over\s+)?to(?:\s+(?:see|meet))?|sat\s+down\s+with|heard\s+from|(?:call|talk|coffee|lunch|meeting|chat)\s+with)"
)
_GETS_IN_TOUCH = (
    r"(?:has\s+|have\s+)?(?:rang|rung|called|phoned|wrote|written|e?mailed|texted|answered|replied|said|met|came\s+back|"
    r"drew|told|showed|spoke|gave|helped)"
)
_ASKING_FOR = re.compile(
    r"^(?:ask|chase|ring|call|email|write\s+to)\b.*?\bfor\s+(?P<what>.+)$", re.DOTALL | re.IGNORECASE
)
_INVITING = re.compile(
    rf"^invite\s+(?:him|her|them|{_NAME})\s+to\s+(?P<what>.+?)(?=\s+(?:before|after|by|in|on)\b|,|$)", re.DOTALL
)
_SAW = re.compile(r"\b(?:saw|watched|visited|attended|came|was\s+(?:at|there)|sat\s+in)\b", re.IGNORECASE)
_HAPPENED = re.compile(
    r"\b(?:was|were)\s+(?:on\s+)?(?:the\s+)?\d|\b(?:took\s+place|happened|presented|went|is\s+done|was\s+held)\b",
    re.IGNORECASE,
)
_ASKING_WHETHER = re.compile(
    r"^ask\s+(?:the\s+)?(?P<who>\w+)\s+(?:whether|if)\s+(?:they|he|she)\s+(?:still\s+)?(?:can|could|will|would)\b",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\b(?:got|received|has\s+(?:come|arrived|given)|have\s+(?:it|them)|came|arrived|gave|sent|landed|is\s+(?:here|in))\b",
    re.IGNORECASE,
)
_LOOKING_UP = re.compile(r"^(?:look\s+up|find\s+out|check)\s+(?P<what>.+)$", re.DOTALL | re.IGNORECASE)
_IS = re.compile(
    r"\b(?:is|are|was|were|gets?|has|have|asked)\b|\b[a-z]+s\s+(?:about\s+|around\s+)?[£$€]?\d|:\s*[£$€]?\d|\w[’']s\s+(?:on\s+)?\d"
)
_COUNTING = re.compile(
    r"^(?:count|measure|time)\b.*?\b(?:how\s+many|the)\s+(?P<what>[\w-]+)", re.DOTALL | re.IGNORECASE
)
_NUMBER = (
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty|"
    r"thirty|forty|fifty)"
)
_ARRIVES = re.compile(
    r"\b(?:came|come|arrived|landed|reached|is\s+(?:here|with|in)|went\s+(?:out|off|over|to|round|around|away|up)|sent|went\s+in|has|holds)\b",
    re.IGNORECASE,
)
_TO_SOMEBODY = re.compile(r",\s+(?:(?:the|an?|first|one)\s+)*(\w+)\s+to\s+(?=[A-Z])")
"""What is to be handed in on the way: "plan the trip, first outline to Rosa"."""
_LETTER = re.compile(
    r"\b(?:letters?|e?-?mails?|messages?)\s+(?:has\s+|have\s+|was\s+|were\s+|is\s+)?(?:went|gone|sent|out)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:done|held|finished|made|over|had)\b", re.IGNORECASE)
_CLAUSES = re.compile(r"\s*[,;()]\s*|\s+(?:but|and|so|though|because)\s+|[.!]\s+|^\s*[-*•]\s+|:\s+")
_MEASURING = word_set("price cost estimate size measure weigh time")
_PERSON = r"(?:him|her|them|me|us|you|[A-Z][\w’'-]+)"
_OWNED = r"(?:the|my|his|her|their|our|an?|[A-Z][\w’'-]+[’']s)"
_GIVING = re.compile(
    rf"^(?:send|give|share|lend|forward|email)\s+(?:{_PERSON}\s+)?{_OWNED}\s+(?:\w+\s+){{0,2}}?(?P<thing>\w+)(?=\W*$|,|\s+(?:of|for|on|about|from|that|which|to)\b)"
)
_SENT = re.compile(
    rf"\b(?:sent|gave|lent|shared|forwarded|emailed)\s+(?:{_PERSON}\s+)?{_OWNED}\s+(?:\w+\s+){{0,2}}?(?P<thing>\w+)(?=\W*$|,|\s+(?:of|for|on|about|from|before|at|in|yesterday|today|last)\b)",
    re.IGNORECASE,
)
_HAVING = re.compile(
    rf"\b(?:had|brought|has|have)\s+(?:(?:the|my|her|his|all)\s+)?(?:{_NUMBER}|both)\s+(?P<thing>\w+)", re.IGNORECASE
)
_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|v\s?\d|version\s+\d|last|final|full)\b", re.IGNORECASE)


def tells_done(item: Item, text: str, items: Sequence[Item], rarity: Rarity, before: str = "") -> bool:
    """Whether a later statement tells that the action was done, in words that are not its own.

    `before` is the statement before it, in which somebody may be named.
    """
    phrase = item.action.text.strip("“”")
    if re.search(r"\?\s*$", text) or still_open(text):
        opening = text.split(",")[0]
        return not text.rstrip().endswith("?") and not still_open(opening) and _took_place(phrase, opening)
    return (
        _in_touch(phrase, text)
        or _contacted(item, text, items, before)
        or _is_there(phrase, text, rarity)
        or _got_one(phrase, text, rarity)
        or _did_that(item, text, rarity)
        or _is_known(phrase, text, rarity)
        or _counted(item, text, rarity)
        or _took_place(phrase, text)
        or _says_whether(phrase, text)
        or _bare_doing(item, text, items)
        or _invited(phrase, text, rarity)
        or _handed_over(item, text, items)
        or _had(item, text)
        or _nominally(item, text, items)
        or _arrived(item, text)
    )


def other_of_a_row(one: str, other: str) -> bool:
    """Whether the two name different ones of a row: "the first version", "the second version"."""
    mine, theirs = _ordinals(one), _ordinals(other)
    return bool(mine and theirs and not mine & theirs)


def _ordinals(text: str) -> set[str]:
    return {re.sub(r"\s", "", match.group().lower()) for match in _ORDINAL.finditer(text)}


def _in_touch(phrase: str, text: str) -> bool:
    """ "Introduce her to Owen": she has met him, or he has rung."""
    match, place = _INTRODUCING.match(phrase), _INTRODUCING_AT.match(phrase)
    if match is None and place is None:
        return False
    name = re.escape(match["who"].split()[-1] if match is not None else place["who"] if place is not None else "")
    return re.search(rf"\b{name}\s+{_GETS_IN_TOUCH}\b|\b(?i:{_CONTACTED})\s+{name}\b", text) is not None


def _contacted(item: Item, text: str, items: Sequence[Item], before: str) -> bool:
    """ "Sit down with Mrs Pell": "Saw Mrs Pell on the 5th", or "… Mrs Pell … . She says …"; nothing else with her is owed."""
    name = _whom(item.action.text)
    if not name or sum(_whom(other.action.text) == name for other in items if other.live) != 1:
        return False
    last = re.escape(name.split()[-1])
    if re.match(r"\W*(?:He|She)\s+(?:says|said|told|agreed|thinks|promised)\b", text) and re.search(
        rf"\b{last}\b", before
    ):
        return True
    return re.search(rf"\b(?i:{_CONTACTED})\s+{re.escape(name)}\b", text) is not None


def _whom(phrase: str) -> str:
    match = _CONTACTING.match(phrase)
    return match["who"] if match is not None and not _ASKING_FOR.match(phrase) else ""


def _says_whether(phrase: str, text: str) -> bool:
    """ "Ask the scouts whether they can come": "The scouts can come on the 16th"."""
    match = _ASKING_WHETHER.match(phrase)
    if match is None:
        return False
    modal = r"(?:can|can[’']?t|cannot|could|will|won[’']t|would)"
    return re.match(rf"\W*(?:the\s+)?{re.escape(match['who'])}\s+{modal}\b", text, re.IGNORECASE) is not None


def _took_place(phrase: str, text: str) -> bool:
    """ "Present the second one in January": "The second application was on 21 January"."""
    same = _ordinals(phrase.split(",")[0]) & _ordinals(text.split(",")[0])
    return bool(same) and _HAPPENED.search(text.split(",")[0]) is not None


def _bare_doing(item: Item, text: str, items: Sequence[Item]) -> bool:
    """ "Record Amara once": "I recorded her", where nothing else is to be recorded."""
    if content_stems(item.action.text) - {stem(item.verb)} - {stem("once")} - _capitalised(item.action.text):
        return False
    alone = sum(lemma(other.verb) == lemma(item.verb) for other in items if other.live) == 1
    return alone and any(is_past(word.lower()) and lemma(word) == lemma(item.verb) for word in words(text))


def _capitalised(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text)[1:] if word[:1].isupper())


def _invited(phrase: str, text: str, rarity: Rarity) -> bool:
    """ "Invite her to a lesson": "Saw the lesson on the 16th"."""
    match = _INVITING.match(phrase)
    wanted = rarity.stems(match["what"]) if match is not None else frozenset()
    return bool(wanted) and any(
        _SAW.search(clause) and rarity.coverage(wanted, rarity.stems(clause)) > _HALF for clause in _CLAUSES.split(text)
    )


def _is_there(phrase: str, text: str, rarity: Rarity) -> bool:
    """ "Ask them for the date of the IV day": "Maeve got the date of the IV day"."""
    match = _ASKING_FOR.match(phrase)
    wanted = rarity.stems(match["what"]) if match is not None else frozenset()
    return bool(wanted) and any(
        _HERE.search(clause) and rarity.coverage(wanted, rarity.stems(clause)) >= _COVERS
        for clause in _CLAUSES.split(text)
    )


def _got_one(phrase: str, text: str, rarity: Rarity) -> bool:
    """ "Ask around for a shadowing place": "Shadowing: got one"."""
    match = _ASKING_FOR.match(phrase)
    label, colon, rest = text.partition(":")
    if (
        match is None
        or not colon
        or not re.match(r"\s*(?:got|found|have|has)\s+(?:one|it|them|two|three|some)\b", rest)
    ):
        return False
    return rarity.coverage(rarity.stems(match["what"]), rarity.stems(label)) >= _HALF


def _did_that(item: Item, text: str, rarity: Rarity) -> bool:
    """ "I was to comment on it by 24 April - did that on the 30th": said over again, and done."""
    told = _WAS_TO.search(text)
    return told is not None and rarity.coverage(item.topic, rarity.stems(told["what"])) >= _KNOWN


_WAS_TO = re.compile(
    r"\b(?:was|were)\s+(?:supposed\s+|meant\s+|due\s+)?to\s+(?P<what>.{3,80}?)\s*(?:[-–—,;.]|\band\b|\bwhich\b)\s*(?:(?:I|he|she|we|they)\s+)?"
    r"(?:(?:have|has|[’']ve)\s+)?(?:did|done|does)\s*(?:(?:that|it|so)\b|[,.]|$)",
    re.DOTALL,
)


def _is_known(phrase: str, text: str, rarity: Rarity) -> bool:
    """ "Look up the deadline": "The deadline is 15 September"; "find out who holds the keys": "It's Svenja who …"."""
    if re.match(r"(?:find\s+out|ask|check)\s+who\b", phrase) and re.search(
        r"\b(?:it|that)(?:[’']s|\s+is|\s+was)\s+[A-Z]\w+\s+who\b", text, re.I
    ):
        return True
    match = _LOOKING_UP.match(phrase)
    wanted = rarity.stems(match["what"]) if match is not None else frozenset()
    return bool(wanted) and _IS.search(text) is not None and rarity.coverage(wanted, rarity.stems(text)) >= _KNOWN


def _counted(item: Item, text: str, rarity: Rarity) -> bool:
    """ "Count how many reviews": "nine reviews since January"; "price the bathroom": "Bathroom: 6 % off"."""
    match = _COUNTING.match(item.action.text)
    if match is not None:
        return re.search(rf"\b{_NUMBER}\s+{re.escape(match['what'])}\b", text, re.IGNORECASE) is not None
    label, colon, rest = text.partition(":")
    return (
        bool(colon)
        and item.verb in _MEASURING
        and re.search(r"\d", rest) is not None
        and rarity.coverage(item.topic, rarity.stems(label)) >= _COVERS
    )


def _handed_over(item: Item, text: str, items: Sequence[Item]) -> bool:
    """ "Send her my old proposal": "Sent her my failed proposal", where no other proposal is to be sent."""
    thing = _given(item.action.text)
    if not thing or sum(_given(other.action.text) == thing for other in items if other.live) != 1:
        return False
    sent = _SENT.search(text)
    return sent is not None and stem(sent["thing"]) == thing


def _given(phrase: str) -> str:
    """The stem of what is to be given, empty for other actions."""
    match = _GIVING.match(phrase)
    return stem(match["thing"]) if match is not None else ""


def _had(item: Item, text: str) -> bool:
    """ "Keep every offcut for a month": "Had 14 offcuts"."""
    thing = made_by(item)
    match = _HAVING.search(text)
    return bool(thing) and match is not None and stem(match["thing"]) == thing


def _nominally(item: Item, text: str, items: Sequence[Item]) -> bool:
    """ "Talk to two practitioners": "Both talks done", where no other talk is owed."""
    verb = stem(item.verb)
    if re.match(r"write\s+to\b", item.action.text) and _LETTER.search(text):
        return sum(other.action.text.startswith("write to ") for other in items if other.live) == 1
    if not verb or sum(stem(other.verb) == verb for other in items if other.live) != 1:
        return False
    for clause in _CLAUSES.split(text):
        named = words(clause)[:4]
        if any(stem(word) == verb and word.lower() != item.verb for word in named) and (
            _DONE.search(clause) or re.search(r"\b(?:came|arrived|sent|here)\b", clause)
        ):
            return True
    return False


def _arrived(item: Item, text: str) -> bool:
    """ "Write the essay": "Essay draft came on 7 Nov", or "the section went to Yusuf"."""
    things = {made_by(item), *(stem(each) for each in _TO_SOMEBODY.findall(item.action.text))} - {""}
    for clause in _CLAUSES.split(text):
        there = _ARRIVES.search(clause)
        if there is None or other_of_a_row(item.action.text, clause):
            continue
        before = content_stems(clause[: there.start()])
        if any(akin(thing, before) for thing in things) and (
            len(before) <= 2 or len(before & content_stems(item.action.text)) > 1
        ):
            return True
    return False


def hoped_for(text: str) -> frozenset[str]:
    """The people whom a statement about something wanted names as the one to ask."""
    found = re.findall(rf"\b(?:ask|try|write\s+to|approach)\s+({_NAME})", text)
    return frozenset(each.split()[-1] for each in found)


def agreed(text: str, names: frozenset[str]) -> bool:
    """Whether one of them has said yes."""
    return any(re.search(rf"\b{re.escape(name)}\s+(?:has\s+)?(?:said\s+yes|agreed|accepted)\b", text) for name in names)


def does(verb: str, phrase: str) -> bool:
    """Whether the phrase names that doing, in any of its forms: "make a plan and sends it" – "send"."""
    wanted = stem(verb)
    return any(stem(word) == wanted for word in words(phrase) if doings(word))


def verbs_of(item: Item) -> tuple[str, ...]:
    """What is to be done, each thing of it: "read chapter 2 and return it"."""
    second = re.search(r"\band\s+(\w+)(?:\s+(?:it|them)\b|\s*$)", item.action.text)
    return (item.verb, second[1]) if second is not None else (item.verb,)
