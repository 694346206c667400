"""What came of an action, where a later note tells of the result and not of the doing.

What was to be sent was liked, what was applied for was got, what was to be arranged has its day, who was to be told knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.actions.dates import find_dates
from copilot.actions.heads import all_stems, head_of, names_head, only_head
from copilot.actions.item import Item
from copilot.actions.outcomes import not_yet
from copilot.actions.people import Cast
from copilot.actions.wording import doings, stem, words
from copilot.models import Note

_PIECES = re.compile(r"\s*[,;:()]\s*|[.!?]+(?:\s+|$)|\s+[-–—]+\s+|\s+(?:but|so)\s+")
_GOOD = (
    r"(?:good|great|fine|lovely|delicious|excellent|brilliant|useful|helpful|wonderful|perfect|interesting|clear|funny|nice|superb|"
    r"beautiful|dull|boring|awful|dreadful|confusing|too\s+\w+|(?:very\s+|really\s+|rather\s+|quite\s+)?(?:long|short|good|useful|helpful))"
)
_JUDGED = re.compile(
    rf"^(?:(?:the|his|her|my|their|our|[A-Z]\w+[’']s)\s+)?(?P<thing>(?:[\w-]+\s+){{0,2}}?[\w-]+)(?:\s+(?:was|were|is|are)|[’']s)\s+{_GOOD}\b",
    re.IGNORECASE,
)
_PRAISED = re.compile(
    r"^(?:what\s+an?\s+)?(?:very\s+)?(?:lovely|great|good|excellent|brilliant|delicious)\s+(?P<thing>[\w-]+)$",
    re.IGNORECASE,
)
_USED = re.compile(
    r"(?:^|\b(?:and|then)\s+|(?P<who>\b(?:I|he|she|we|[A-Z]\w+)(?:[’']ve|\s+has|\s+have)?\s+))(?P<verb>saw|seen|read|liked|loved|enjoyed|ate|"
    r"went\s+(?:through|over)|gone\s+(?:through|over)|looked\s+(?:at|through|over)|showed\s+(?:me|us|him|her))\s+(?P<what>[^,;.!?]{2,60})",
    re.IGNORECASE,
)
_GIVEN = frozenset({"deliver", "list", "write"})
_TASTED = frozenset({"deliver", "list", "write", "read", "attend", "present"})
_CHECKING = frozenset({"look", "go", "review", "check", "read", "proofread", "comment"})
_APPLYING = re.compile(r"^(?:apply|put\s+in|register|enrol)\s+for\s+(?P<what>.+)$", re.DOTALL | re.IGNORECASE)
_GRANTED = re.compile(
    r"\b(?:got|won|received|was\s+(?:given|offered|refused)|were\s+(?:given|offered|refused))\s+"
    r"(?P<what>[^,;.!?]{2,50})",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"^(?:tell|inform)\s+(?:(?:my|his|her|their|the|[A-Z]\w*[’']s)\s+)?(?P<who>[\w-]+(?:\s(?!about\b|that\b|what\b|how\b|when\b|by\b|on\b|to\b)[\w-]+)?)"
)


def came_of_it(item: Item, text: str, items: Sequence[Item], cast: Cast, note: Note) -> bool:
    """Whether the later statement tells what came of the action, which it can only be if it was done."""
    if text.rstrip().endswith("?"):
        return False
    ahead = any(each.day is not None and each.day > note.date for each in find_dates(text, note.date))
    return (
        (not ahead and (_judged(item, text, items) or _used(item, text, items, cast)))
        or _granted(item, text)
        or _has_its_day(item, text, items, note)
        or _knows(item, text)
    )


def _judged(item: Item, text: str, items: Sequence[Item]) -> bool:
    """ "Bring a cake": "The cake was delicious", "Lovely cake"."""
    head = only_head(item, items) if doings(item.verb) & _TASTED else ""
    if not head or head not in all_stems(text):
        return False
    for piece in _PIECES.split(text):
        match = _JUDGED.match(piece.strip()) or _PRAISED.match(piece.strip()) if piece else None
        if (
            match is not None
            and not not_yet(piece)
            and names_head(head, piece)
            and stem(words(match["thing"])[-1]) == head
        ):
            return True
    return False


def _used(item: Item, text: str, items: Sequence[Item], cast: Cast) -> bool:
    """ "Send him photos": "Saw the photos"; "look over her quote": "Went through her quote", said of its owner."""
    checks = item.verb in _CHECKING
    head = only_head(item, items) if checks or doings(item.verb) & _GIVEN else ""
    if not head or head not in all_stems(text):
        return False
    for match in _USED.finditer(text):
        subject = re.sub(r"[’']ve|\s+ha(?:s|ve)\b", "", match["who"] or "I").strip()
        who = cast.resolve(subject, text[: match.start()])
        if who is None or item.action.owner is None or not _is_it(head, match["what"]) or not_yet(match.group()):
            continue
        shown = match["verb"].lower().startswith("showed")
        if (who.person == item.action.owner) == (checks or shown):
            return True
    return False


def _granted(item: Item, text: str) -> bool:
    """ "Apply for the grant": "We got the grant"."""
    asked, told = _APPLYING.match(item.action.text), _GRANTED.search(text)
    head = head_of(f"get {asked['what']}") if asked is not None else ""
    return bool(head) and told is not None and _is_it(head, told["what"])


def _is_it(head: str, what: str) -> bool:
    """Whether that very thing is named, not "the idea of the photos" nor "another photo"."""
    return head_of(f"get {what}") == head and names_head(head, what)


def _has_its_day(item: Item, text: str, items: Sequence[Item], note: Note) -> bool:
    """ "Set up a meeting with the bank": "The meeting is on the 24th"."""
    head = only_head(item, items) if "book" in doings(item.verb) and item.verb not in ("fix", "sort") else ""
    if not head or head not in all_stems(text) or not_yet(text):
        return False
    day = next((each for each in find_dates(text, note.date) if each.day is not None and each.day > note.date), None)
    if day is None or day.deadline:
        return False
    told = re.fullmatch(r"\W*(?P<thing>[\w’' -]{3,60}?)\s+(?:is|takes\s+place)\s*", text[: day.start])
    return told is not None and names_head(head, told["thing"])


def _knows(item: Item, text: str) -> bool:
    """ "Tell my boss": "My boss knows", "Boss took it well"."""
    told = _TELLING.match(item.action.text)
    if told is None:
        return False
    who = re.escape(told["who"])
    return re.search(rf"\b{who}\s+(?:now\s+|already\s+)?(?:knows|took\s+it)\b", text, re.IGNORECASE) is not None
