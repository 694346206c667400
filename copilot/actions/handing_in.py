"""Whose doing a claim tells of, and which thing an action makes: sent, it has been written."""

from __future__ import annotations

import re

from copilot.actions.item import Item
from copilot.actions.outcomes import Claim
from copilot.actions.people import Cast
from copilot.actions.wording import doings, stem, word_set

_RECEIVING = word_set("got received heard arrived came landed come had recieved")
_MADE = re.compile(
    r"^(?P<verb>\w+)\s+(?:down\s+|up\s+|out\s+|in\s+)?(?:(?:an?|the|my|his|her|their|our|its|own|every|all|[A-Z]\w+[’']s)\s+)*"
    r"(?P<thing>[\w’'&-]+(?:\s+(?!(?:I|he|she|we|they|you|until|when|where|if|so|to|of|on|about|for|to|with|from|in|into|at|by|before|and|that|which|as|how|why|what)\b)"
    r"[\w’'&-]+){0,3})"
)
_THING = re.compile(
    r"^(?:(?:one|an?|the|my|their|first|short|new)\s+)+(?P<thing>[\w’'&-]+(?:\s+(?!(?:of|to|on|about|for|with|from|in|by)\b)"
    r"[\w’'&-]+){0,2})"
)
_MAKING = frozenset({"write", "list"})
_FILLING = frozenset({"fill", "sign"})
_HANDED_IN = re.compile(
    r"\b(?:sent|submitted|shared|delivered|circulated|emailed|forwarded|uploaded|posted|handed\s+(?:in|over))\s+(?:off\s+|out\s+)?"
    r"(?:(?:him|her|them|[A-Z]\w+)\s+)?(?:the|my|his|her|their|our)\s+"
    r"(?:(?:full|final|whole|complete|completed|finished|written|revised|signed|new|own)\s+)*(?P<thing>[\w-]+)"
    r"(?:\s+(?:off|out|in|to|on|by|at|over|yesterday|today|last|this|as|and|before|after|with|for)\b|\W*$)",
    re.IGNORECASE,
)


def made_by(item: Item) -> str:
    """The stem of the thing that the action makes ("one-page proposal": "propos"); empty for other actions.

    Without a verb the thing itself is named: "one page outline to Amara".
    """
    first = item.action.text.partition(" ")[0]
    making = first in _FILLING or bool(doings(first) & _MAKING)
    match = (_MADE if doings(first) or making else _THING).match(item.action.text)
    if match is None or (doings(first) and not making):
        return ""
    return stem(re.split(r"[\s-]", match["thing"])[-1])


def hands_in(item: Item, claim: Claim, cast: Cast) -> bool:
    """Whether the action's owner says to have sent the very thing it was to write: sent, it has been written.

    Only what is told by the bare noun, or as the whole of it, is that thing: "the budget proposal" may be another.
    """
    sent = _HANDED_IN.search(claim.clause)
    if sent is None or not made_by(item) or stem(sent["thing"]) != made_by(item):
        return False
    unnamed = not claim.clause[: sent.start()].strip()
    return item.action.owner in (None, cast.author) if unnamed else may_have_done(item, claim, cast)


def may_have_done(item: Item, claim: Claim, cast: Cast) -> bool:
    """Whether the claim's subject can be the action's owner; receiving works the other way round."""
    if item.action.owner is None or not claim.verbs or any(verb in _RECEIVING for verb in claim.verbs):
        return True
    match = re.search(
        rf"(?<![\w’'])({cast.subject_pattern})(?:[’'](?:ve|s|d))?\s+(?:has\s+|have\s+|had\s+|"
        rf"also\s+|already\s+|just\s+|both\s+)*"
        rf"{re.escape(claim.verbs[0])}\b",
        claim.clause,
        re.IGNORECASE,
    )
    if match is None:
        return True
    who = cast.resolve(match[1], claim.clause[: match.start()])
    if who is None or who.label == "both" or who.person is None:
        return True
    return who.person == item.action.owner
