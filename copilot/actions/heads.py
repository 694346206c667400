"""The thing an action is about, and the short ways in which a later statement says that it is done with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from copilot.actions.item import Item
from copilot.actions.outcomes import Claim, not_yet
from copilot.actions.people import Cast
from copilot.actions.wording import doings, is_past, lemma, stem, words

_ENDS = re.compile(
    r"\s*(?:[,;:(/]|\s[-–—>]|\b(?:for|of|at|on|from|with|to|in|into|about|by|before|after|until|so|and|or|but|which|that|who|"
    r"if|whether|when|where|how|what|as|until|over|through|I|he|she|we|they|by|re|w|per|again|too|back|together|first|instead|also|once|twice|next\s+(?:time|session|meeting|week)|tomorrow|tonight|today)\b).*$",
    re.DOTALL,
)
_FILLS = re.compile(
    r"^(?:(?:an?|the|my|his|her|their|our|your|its|own|all|both|each|some|another|one|two|three|four|five|six|\d+x?|new|old|"
    r"first|second|next|last|short|long|full|final|whole|more|it|them|him|me|us|[A-Z][\w-]+[’']s)\s+)+"
)
_PARTICLE = re.compile(r"^(?:(?:up|out|down|off|over|in|through|back|round|around|at|into|for)\s+)+(?=\w)")
_NAMED = re.compile(r"^(?:[A-Z][\w’-]+|him|her|them|me|us)\s+(?=(?:an?|the|my|his|her|their|our|two|three|four|\d)\b)")
_PIECES = re.compile(r"\s*[,;:()]\s*|[.!?]+(?:\s+|$)|\s+[-–—]+\s+|\s+(?:and|but|so)\s+")
_STATE = re.compile(
    r"^(?P<thing>(?:(?:the|my|his|her|their|our|all|both)\s+)?[\w’' -]{3,40}?)\s*(?:(?:is|are|was|were)\s+)?"
    r"(?:all\s+)?(?:in(?:\s+(?:my|his|her|their|our|the)\s+\w+)?|out(?:\s+(?:of\s+)?the\s+door)?|up|live|done|ready|here|there|sent|off|sorted|booked|finished|written|through|[a-z]+ed|on\s+(?:its|their|the)\s+\w+)"
    r"(?:\s+(?:now|already|since|on|at|with|and)\b.*)?$",
    re.IGNORECASE,
)
"""A thing and the state it is in, with a verb or without: "votes in", "case is written"."""
_OPENING = frozenset({"open", "set", "start", "launch"})
_OPEN_NOW = re.compile(
    r"^(?P<thing>[\w’' -]{3,40}?)\s+(?:(?:is|are)\s+)?(?:now\s+)?(?:open|running)(?:\s+(?:now|since)\b.*)?$",
    re.IGNORECASE,
)
"""What was to be set up and is in use: "shop is open"."""
_FINAL = re.compile(r"\bout\s+(?:of\s+)?the\s+door\b|\bsubmitted\b|\bhanded\s+in\b", re.IGNORECASE)
"""Then it is done with, whoever had to do what with it."""
_OTHER = re.compile(r"\b(?:an?|another|some|no|not|second|further|more|any)\s+(?:\w+\s+)?$", re.IGNORECASE)
_HAS = re.compile(
    r"(?P<who>[A-Z]\w*|(?i:he|she))(?:[’'](?:s|ve)\s+(?:got|had)|\s+(?:now\s+)?(?:has|have|got|received))\s+(?!to\b|been\b)(?P<what>[^.;!?]{2,70})"
)
_MADE_OR_SENT = frozenset({"deliver", "write", "list"})
_DEALT = re.compile(r"\b(?:paid|signed|printed|approved|accepted|corrected|read)\b", re.IGNORECASE)
_IT = r"(?:it|them|him|her|that|this|those|everything)"

_DID_IT = re.compile(
    r"(?:^|[.,;:!(]\s*|\b(?:and|then)\s+)(?:(?P<who>[A-Z]\w*\.?|he|she|they|we)(?:[’'](?:ve|s)|\s+(?:has|have|just|already|also))*\s+)?"
    rf"(?P<verb>[A-Za-z][a-z]+)\s+{_IT}\b(?!\s+(?:to|if|whether|about|for)\b)"
)


@lru_cache(maxsize=2048)
def all_stems(text: str) -> frozenset[str]:
    """The stems of all words of a text."""
    return frozenset(map(stem, words(text)))


@lru_cache(maxsize=512)
def _lemmas(text: str) -> frozenset[str]:
    return frozenset(map(lemma, words(text)))


@lru_cache(maxsize=2048)
def head_of(phrase: str) -> str:
    """The stem of the noun that the phrase's doing is done to: "get Hanna the old grid from HR" – "grid". May be empty."""
    first, _, rest = phrase.strip("“”").partition(" ")
    thing = rest if doings(first) or not _FILLS.match(phrase) else phrase
    thing = _NAMED.sub("", _PARTICLE.sub("", thing))
    thing = _ENDS.sub("", _FILLS.sub("", thing))
    named = words(thing)
    return stem(named[-1]) if named and len(named[-1]) > 1 else ""


def only_head(item: Item, items: Sequence[Item]) -> str:
    """The action's head if no other action still owed has that word at all; else empty."""
    head = head_of(item.action.text)
    if not head:
        return ""
    others = (other for other in items if other is not item and other.live)
    return "" if any(head in all_stems(other.action.text) for other in others) else head


def names_head(head: str, clause: str) -> bool:
    """Whether the clause names the very thing, and not another one of its kind ("another list")."""
    if head not in all_stems(clause):
        return False
    for match in re.finditer(r"[^\W_]+(?:[’'][^\W_]+)?", clause):
        if stem(match.group()) == head:
            return _OTHER.search(clause[: match.start()]) is None
    return False


def told_shortly(item: Item, text: str, items: Sequence[Item], cast: Cast) -> bool:
    """Whether a later statement says that the action is done by naming its thing alone, its doing alone, or "it"."""
    if head_of(item.action.text) not in all_stems(text) and lemma(item.verb) not in _lemmas(text):
        return False
    if text.rstrip().endswith("?"):
        return False
    return (
        in_a_state(item, text, items)
        or doing_alone(item, text, items)
        or did_it(item, text, items, cast)
        or has_it(item, text, items, cast)
        or holds_it(item, text, items, cast)
        or came(item, text, items, cast)
        or dealt_with(item, text, items)
    )


def in_a_state(item: Item, text: str, items: Sequence[Item]) -> bool:
    """ "Votes in", "The case is written": the thing itself is there, or done."""
    head = only_head(item, items)
    if not head and not (item.action.due is not None and _FINAL.search(text)):
        return False
    head = head or head_of(item.action.text)
    if head not in all_stems(text):
        return False
    for piece in _PIECES.split(text):
        state = _STATE.match(piece.strip()) if piece else None
        if state is None and piece and item.verb in _OPENING:
            state = _OPEN_NOW.match(piece.strip())
        if state is None or not_yet(piece):
            continue
        named = words(state["thing"])
        if (
            named
            and len(named) <= 4
            and stem(named[-1]) == head
            and not _OTHER.search(state["thing"][: -len(named[-1])])
        ):
            return True
    return False


def doing_alone(item: Item, text: str, items: Sequence[Item]) -> bool:
    """ "Counted, announced.": the doing itself, told without a subject or an object, where one action alone is that."""
    verb = lemma(item.verb)
    if verb not in _lemmas(text) or not doings_of_one(item, items):
        return False
    return any(
        len(named) == 1 and is_past(named[0].lower()) and lemma(named[0]) == verb
        for named in (
            words(re.sub(r"^(?:both|all|already|just)\s+", "", piece)) for piece in _PIECES.split(text) if piece
        )
    )


def has_it(item: Item, text: str, items: Sequence[Item], cast: Cast) -> bool:
    """ "Raj has my risk list": what was to be made or sent is with somebody else than its owner."""
    head = only_head(item, items)
    if not head or head not in all_stems(text) or not doings(item.verb) & _MADE_OR_SENT:
        return False
    for match in _HAS.finditer(text):
        who = cast.resolve(match["who"], text[: match.start()])
        other = who is not None and who.person is not None and who.person != item.action.owner
        if other and names_head(head, match["what"]) and not not_yet(match.group()):
            return True
    return False


def holds_it(item: Item, text: str, items: Sequence[Item], cast: Cast) -> bool:
    """ "She's had the ladder since Saturday": what somebody was to fetch is with them."""
    head = only_head(item, items) if item.verb in _FETCHING else ""
    if not head or head not in all_stems(text):
        return False
    for match in _HAS.finditer(text):
        who = cast.resolve(match["who"], text[: match.start()])
        theirs = who is not None and (who.label == "both" or (who.person or "nobody") == item.action.owner)
        if theirs and names_head(head, match["what"]) and not not_yet(match.group()):
            return True
    return False


_FETCHING = frozenset({"collect", "pick", "fetch", "get", "borrow", "buy", "find", "book", "reserve", "hire"})


def came(item: Item, text: str, items: Sequence[Item], cast: Cast) -> bool:
    """ "Mia came by and liked it": who was to come has been there."""
    if item.verb != "come" or not doings_of_one(item, items):
        return False
    return any(
        who is not None and who.person is not None and who.person == item.action.owner and not not_yet(text)
        for who in (cast.resolve(match["who"], text[: match.start()]) for match in _CAME.finditer(text))
    )


_CAME = re.compile(
    r"(?<![\w’'])(?P<who>I|[A-Z]\w*\.?|he|she)\s+(?:also\s+)?came\b(?!\s+(?:up\s+with|back|to\s+(?:me|see\s+that)))"
)


def dealt_with(item: Item, text: str, items: Sequence[Item]) -> bool:
    """ "Invoice paid": what was to be sent was dealt with by whoever was to get it."""
    head = head_of(item.action.text)
    if not head or "deliver" not in doings(item.verb) or head not in all_stems(text):
        return False
    if (
        sum(head_of(other.action.text) == head and "deliver" in doings(other.verb) for other in items if other.live)
        != 1
    ):
        return False
    for piece in _PIECES.split(text):
        named = words(piece or "")
        if named and _DEALT.search(piece) and not not_yet(piece) and any(stem(word) == head for word in named[:4]):
            return True
    return False


def doings_of_one(item: Item, items: Sequence[Item]) -> bool:
    """Whether no other action still owed has that verb."""
    return sum(lemma(other.verb) == lemma(item.verb) for other in items if other.live) == 1


def did_it(item: Item, text: str, items: Sequence[Item], cast: Cast) -> bool:
    """ "Omar handed it in", "Rang them": the verb itself, done by its owner to what a pronoun stands for."""
    if lemma(item.verb) not in _lemmas(text) or not doings_of_one(item, items):
        return False
    for match in _DID_IT.finditer(text):
        if not is_past(match["verb"].lower()) or lemma(match["verb"]) != lemma(item.verb):
            continue
        who = cast.resolve(match["who"], text[: match.start()]) if match["who"] else cast.resolve("I")
        if who is not None and who.person is not None and item.action.owner in (None, who.person):
            return True
    return False


def closes_head(item: Item, claim: Claim, items: Sequence[Item]) -> bool:
    """Whether what is claimed names the very thing of this action, and of no other."""
    return names_only(item, claim.clause, items)


def names_only(item: Item, text: str, items: Sequence[Item]) -> bool:
    """Whether the words name the very thing that this action alone is about."""
    head = head_of(item.action.text)
    return bool(head) and head in all_stems(text) and bool(only_head(item, items)) and names_head(head, text)
