"""A connective holds no name, number, date, claim or advice: only closed shapes pass."""

from __future__ import annotations

import re

from copilot.draft import Finding, Origin, Sentence, Severity
from copilot.review.grounding.words import word_set

LEAD_IN_WORDS = word_set(
    "a about action actions after agenda agreed all also an and another any are as ask asking at background "
    "before "
    "begin below best between by carried check close closing commitments context decide discuss documents "
    "done end "
    "enough ending every finally first follow following for from goal goals guidance handbook here how if in "
    "is it "
    "its last later left library look matters meeting mentoring more my next note notes now of on one open "
    "order "
    "other our over owed planned point points prepare progress proposals proposed question questions raise "
    "reflection reflections remains said say saying says section session settle since so some source sources "
    "start "
    "still summary take talk than that the their then these things this those time to together today "
    "tomorrow topic "
    "topics towards unconfirmed under up was we were what when where which while whose with words worth "
    "written yet "
    "you your outcome outcomes unknown due overdue undated date dates decision decisions help idea ideas"
)
"""The only words a lead-in may be made of; none of them says anything about a person or the world."""

LONGEST_LEAD_IN = 9
"""Words. A longer lead-in says something."""

_COURTESIES = frozenset(
    """
hello|hi|good morning|good afternoon|good evening|dear all|hello both|hello all|hi both|hi all|best regards|
kind regards|warm regards|best wishes|with best wishes|regards|best|all the best|yours sincerely|sincerely|
thank you|thanks|many thanks|with thanks|thank you very much|thank you for reading|thank you for reading this|
thanks for reading|thank you for your time|thank you in advance|
warmly|take care|cheers|until then|see you then|
to begin|to start|to start with|to close|to end|before we close|before we start|
in short|in other words|first|then|next|
finally|lastly|after that|also|in addition|meanwhile|for reference|for context|with that|and one more thing|
one more thing|over to you|that is all for now|following up|a mentoring request|a question for you|warm wishes|with kind regards|
with warm regards|yours|if now is not a good time, please just say so|a short no is perfectly fine too|
if you are too busy, i will quite understand|whenever you get to it is soon enough|
there is no hurry from my side|please answer when it suits you|
how is it coming along?
""".replace("\n", "").split("|")
)
"""Whole sentences that pass as they are, without their final mark."""

_PLACES = frozenset(
    {
        "why you are writing to this person",
        "what they should know about you",
        "your one clear ask, with a time",
        "what you could offer in return",
        "the one thing you would like next",
        "what they did that helped",
        "what your first message was about",
        "what exactly you will do",
        "how you will know you got there",
        "by which day",
        "a first step within a week",
        "what may get in your way",
        "what you will do then",
        "when you will look at it, and with whom",
    }
)
_PLACE = re.compile(r"\[Your words here: (?P<what>[^\]]*)\. See question “[a-z_]{1,20}”\.\]")
"""Where the sender's own words are still missing."""

_ADVISES_FIRST = word_set("ask raise talk take start decide prepare settle close check follow help discuss begin go")
"""A lead-in that begins with one of these tells someone what to do."""

_CLAIM_SHAPE = re.compile(
    r"\b(?:is|are|was|were|it|you|we)\s+(?!(?:open|left|worth|still|to|planned|agreed|"
    r"due|overdue|"
    r"proposed|done|unconfirmed|undated|unknown|owed|written|said|say|agreed|now|next|"
    r"settle|"
    r"raise|ask|discuss|decide|prepare|close|start|talk|take|owe|in|on|before|after|"
    r"and)\b)",
    re.I,
)


def is_connective(text: str) -> bool:
    """Whether the text is one of the closed shapes: a courtesy, or a short lead-in ending in a colon."""
    plain = text.replace("’", "'").strip()
    bare = plain.rstrip(",.!:-– ").lower()
    if bare in _COURTESIES:
        return True
    place = _PLACE.fullmatch(plain)
    if place:
        return place["what"] in _PLACES
    if not plain.endswith((":", "?")) or plain.endswith("?"):
        return False
    words = re.findall(r"\S+", plain.rstrip(":"))
    cleaned = [word.strip(",;()").lower() for word in words]
    if cleaned and cleaned[0] in _ADVISES_FIRST:
        return False
    return (
        0 < len(words) <= LONGEST_LEAD_IN
        and all(word in LEAD_IN_WORDS for word in cleaned)
        and all(word[:1].islower() or place == 0 for place, word in enumerate(words))
        and not _CLAIM_SHAPE.search(plain)
    )


def review_origin(sentence: Sentence) -> list[Finding]:
    """Error findings where a sentence's origin and its shape or citations do not fit.

    A connective must have a closed shape and cite nothing; any other origin must cite something.
    """
    if sentence.origin is not Origin.CONNECTIVE:
        if sentence.citations:
            return []
        return [
            _error(
                sentence,
                f"This sentence counts as {sentence.origin.value} but cites nothing: name its source or take it out.",
            )
        ]
    if sentence.citations:
        return [_error(sentence, "A connective cites nothing: give the sentence the origin of its source.")]
    if not is_connective(sentence.text):
        return [_error(sentence, "This passes as a connective but says something: give it a source or take it out.")]
    return []


def _error(sentence: Sentence, message: str) -> Finding:
    return Finding(
        check="origin",
        severity=Severity.ERROR,
        sentence=sentence.id,
        message=message,
        source="our rule: every claim has a source",
        strength="",
    )
