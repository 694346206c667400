"""A brief's fields set into sentences, in the sender's own words, whatever shape they were typed in."""

from __future__ import annotations

import re
from collections.abc import Callable

from copilot.writing import phrasing
from copilot.writing.phrasing import Shape
from copilot.writing.roles import names_a_role
from copilot.writing.verbs import base_of_past

Choose = Callable[..., str]
"""`choose(salt, *forms)`: one of the forms, the same every time for the same brief and seed."""

_TIME = re.compile(
    r"\b(?:\d+|an?|half an|one|two|three|twenty|thirty|forty[- ]five|fifteen|ten)[- ]*(?:minutes?|mins?|hours?|hrs?)\b|"
    r"\bhalf[- ]hour\b|\b(?:coffee|lunch)\b|\bonce a (?:week|month|fortnight|quarter)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|on|regarding|for)\s+(?!me\b|you\b|us\b|my own\b|(?:mon|tues|wednes|thurs|fri)day|"
    r"(?:the )?(?:phone|zoom|teams)|a (?:call|video)|(?:half )?an? (?:hour|coffee)|site\b|campus\b|the ward\b|\d)(.+)$",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b(?:(?P<half>half[- ](?:an[- ])?hour)|(?P<number>\d+|an|one|two|three|ten|fifteen|twenty|thirty|forty[- ]five)"
    r"[- ]*(?P<unit>minutes?|mins?|hours?|hrs?))\b",
    re.IGNORECASE,
)
_SUBJECT_WORDS = 8
_TELLS_YOU = re.compile(r"you\b(?!['’]?\s*(?:will|would|can|could|may|might)\b)", re.IGNORECASE)
"""A sentence that tells the reader what they did: by itself it sounds like a reproach."""
_DID = re.compile(r"(?:you )?([a-z]+)((?: (?!(?:and|but|so|which)\b)[^\s.;!?]+)+)", re.IGNORECASE)
"""One thing that somebody did, without a second clause."""
_OWN_DOING = re.compile(
    r"\bto (?:ask|hear|learn|find out|understand|listen|watch|show you|tell you|run|go through|talk)\b", re.IGNORECASE
)
"""`30 minutes to ask how you started`: who asks for the time does it, so `could you spare` would turn it round."""
_ASKS = re.compile(
    r"(?:can|could|would|will|may|might|do|does|did|are|is|have|has|what|when|where|who|how|which|why|shall|should)\b",
    re.IGNORECASE,
)
_VAGUE = frozenset(
    """
    help support advice guidance feedback talk chat meet meeting something anything some your me you a an the with please
    my us need would like to general tips time bit of little quick just any input contact connect mentor mentoring
    """.split()
)
"""An ask of no other words says not what for."""
_TALKS = re.compile(
    r"(?:your|some|a|any|the|more|honest)?\s*(?:help|advice|support|guidance|feedback|talk|chat|call|meeting|conversation|session|"
    r"input|opinion|views?|thoughts|tips|mentoring|time)\b",
    re.IGNORECASE,
)
_PERMITS = re.compile(r"(?:can|may|could) i\b", re.IGNORECASE)
_FEWEST_WORDS = 4
"""A sentence of fewer words needs a lead."""
_YEARS = re.compile(r"(?:\d+|\w+)(?:\s+\w+)? years?\b", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"(?:(?:the|an?|one of the)\s+(?:only|best|first|last|kindest|most \w+)\s+\w+|the one|someone|somebody|the (?:person|people|man|"
    r"woman|one))\b.*\b(?:who|I|that)\b",
    re.IGNORECASE,
)
"""Why this person, said of the person: `the only one I know who has done it`."""
_FEELS = re.compile(r"(?:admire|love|like|enjoy|respect|value|follow|share|read)\b", re.IGNORECASE)


def time_named(text: str) -> str | None:
    """The words of an ask that say how much time it is about, if any do."""
    found = _TIME.search(text)
    return found.group(0) if found else None


def is_vague(ask: str) -> bool:
    """Whether an ask says not what for: `help`, `some advice please`."""
    return all(word in _VAGUE for word in re.findall(r"[\w'’]+", ask.lower()))


def takes_time(ask: str) -> bool:
    """Whether how much time an ask takes is worth saying: not where it is for a thing, or for leave to do something."""
    if _PERMITS.match(ask):
        return False
    return phrasing.shape(ask) is not Shape.NOUN_PHRASE or bool(_TALKS.match(ask)) or time_named(ask) is not None


def time_asked(text: str) -> str | None:
    """The time as a subject line says it: `30 minutes` for `a 30-minute call`; None for a coffee."""
    found = _MEASURED.search(text)
    if found is None:
        return None
    if found.group("half"):
        return "half an hour"
    unit = "hour" if found.group("unit").lower().startswith("h") else "minute"
    return f"{found.group('number')} {unit}{'' if found.group('number').lower() in ('1', 'one', 'an') else 's'}"


def topic(text: str) -> str | None:
    """What an ask or message is about, in a subject line's length: the words after `about`, `on` or `for`."""
    found = _ABOUT.search(text.rstrip("?.! "))
    return phrasing.shorten(phrasing.with_capitals(found.group(1)), _SUBJECT_WORDS) if found else None


def named(text: str) -> str | None:
    """The words themselves where they name a thing, in a subject line's length."""
    text = phrasing.with_capitals(re.sub(r",?\s+please\W*$", "", text, flags=re.IGNORECASE))
    if not text or is_vague(text) or phrasing.shape(text) is not Shape.NOUN_PHRASE:
        return None
    return phrasing.shorten(phrasing.fragment(text), _SUBJECT_WORDS)


def why(text: str, choose: Choose) -> str:
    """Why this person."""
    text = phrasing.with_capitals(text)
    body = phrasing.fragment(text)
    match phrasing.shape(text):
        case Shape.SENTENCE if len(text.split()) < _FEWEST_WORDS:
            return phrasing.sentence(f"I am writing to you because {body}")
        case Shape.SENTENCE if _TELLS_YOU.match(text) and text.strip().rstrip(".").count(".") == 0:
            return phrasing.sentence(f"I am writing to you because {_lower(body)}")
        case Shape.SENTENCE:
            return phrasing.sentence(text)
        case Shape.BECAUSE:
            return phrasing.sentence(f"I am writing to you {body}")
        case Shape.PAST_VERB:
            return phrasing.sentence(f"I am writing to you because you {body}")
        case Shape.NOUN_PHRASE if _SOMEBODY.match(text):
            return phrasing.sentence(f"You are {body}")
        case Shape.NOUN_PHRASE if not _FEELS.match(text):
            form = choose("why", "I am writing to you because of {}", "What made me think of you is {}")
            return phrasing.sentence(form.format(body))
        case _ if _FEELS.match(text):
            return phrasing.sentence(f"I {_lower(body)}")
        case _:
            return phrasing.sentence(f"Why you: {body}")


def about(text: str) -> str:
    """Who the sender is, what they are working on."""
    text = phrasing.with_capitals(text)
    body = phrasing.fragment(text)
    match phrasing.shape(text):
        case Shape.SENTENCE:
            return phrasing.sentence(text)
        case Shape.NOUN_PHRASE if _YEARS.match(body):
            return phrasing.sentence(f"I have {_lower(body)}")
        case Shape.NOUN_PHRASE if not names_a_role(text):
            return phrasing.sentence(f"What I am working on: {body}")
        case Shape.NOUN_PHRASE:
            if re.match(r"[A-Z][a-z]+ [a-z]", body):
                body = _lower(body)
            led = re.match(r"(?:an?|the|one|your)\b", body)
            return phrasing.sentence(f"I am {body if led else f'{phrasing.article(body)} {body}'}")
        case Shape.GERUND:
            return phrasing.sentence(f"I am {_lower(body)}")
        case Shape.PAST_VERB:
            return phrasing.sentence(f"I {_lower(body)}")
        case Shape.TO_INFINITIVE:
            return phrasing.sentence(f"I want {_lower(body)}")
        case _:
            return phrasing.sentence(f"About me: {body}")


def ask(text: str, choose: Choose) -> str:
    """The one clear ask, as a question unless the sender wrote a sentence that is none."""
    text = phrasing.with_capitals(text)
    body = phrasing.fragment(text)
    match phrasing.shape(text):
        case Shape.SENTENCE:
            return phrasing.sentence(text, "?" if _ASKS.match(text) else ".")
        case Shape.TO_INFINITIVE:
            return f"Would you be willing {body}?"
        case Shape.BASE_VERB:
            return choose("ask", "Could you {}?", "Would you be willing to {}?").format(body)
        case Shape.GERUND:
            return f"Would you be open to {_lower(body)}?"
        case Shape.NOUN_PHRASE if time_named(text) and _OWN_DOING.search(body):
            return f"Could I have {body}?"
        case Shape.NOUN_PHRASE if time_named(text):
            return choose("ask", "Could you spare {}?", "Could I ask you for {}?").format(body)
        case Shape.NOUN_PHRASE if body.lower().startswith("advice"):
            return f"Could I ask for your {body}?"
        case _:
            return f"Could I ask you for {body}?"


def offer(text: str, choose: Choose) -> str:
    """What the sender can give back."""
    text = phrasing.with_capitals(text)
    body = phrasing.fragment(text)
    if re.match(r"(?:happy|glad|delighted|willing) to\b", text, re.IGNORECASE):
        return phrasing.sentence(f"In return I would be {_lower(body)}")
    match phrasing.shape(text):
        case Shape.SENTENCE:
            return phrasing.sentence(text)
        case Shape.BASE_VERB:
            form = choose("offer", "In return I could {}", "I would gladly {} in return")
            return phrasing.sentence(form.format(body))
        case Shape.TO_INFINITIVE:
            return phrasing.sentence(f"In return I would be glad {body}")
        case Shape.GERUND:
            return phrasing.sentence(f"What I can offer in return is {_lower(body)}")
        case _:
            form = choose("offer", "In return I can offer {}", "What I can offer in return is {}")
            return phrasing.sentence(form.format(body))


def reminder(text: str) -> str:
    """What an earlier message was about."""
    text = phrasing.with_capitals(text)
    body = phrasing.fragment(text)
    match phrasing.shape(text):
        case Shape.SENTENCE:
            return phrasing.sentence(text)
        case Shape.NOUN_PHRASE | Shape.GERUND:
            return phrasing.sentence(
                f"I am coming back to {_lower(body) if phrasing.shape(text) is Shape.GERUND else body}"
            )
        case _:
            return phrasing.sentence(f"Coming back to my message: {body}")


def thanks(text: str) -> str:
    """What the sender is thankful for."""
    text = phrasing.with_capitals(text)
    body = phrasing.fragment(text)
    if re.search(r"\bthank", text, re.IGNORECASE):
        return phrasing.sentence(text)
    match phrasing.shape(text):
        case Shape.SENTENCE | Shape.PAST_VERB if doing := _doing_of_past(body):
            return phrasing.sentence(f"Thank you for {doing}")
        case Shape.SENTENCE if _TELLS_YOU.match(text):
            return f"Thank you: {phrasing.sentence(_lower(text))}"
        case Shape.SENTENCE:
            return f"Thank you. {phrasing.sentence(text)}"
        case Shape.BASE_VERB:
            return phrasing.sentence(f"Thank you for {phrasing.gerund(body)}")
        case Shape.GERUND:
            return phrasing.sentence(f"Thank you for {_lower(body)}")
        case Shape.PAST_VERB:
            return phrasing.sentence(f"Thank you: you {_lower(body)}")
        case Shape.BECAUSE:
            return phrasing.sentence(f"Thank you, {body}")
        case _:
            return phrasing.sentence(f"Thank you for {body}")


def _doing_of_past(text: str) -> str | None:
    """`showing me the desk` of `you showed me the desk`; None where it is no single plain doing."""
    did = _DID.fullmatch(text.strip())
    base = base_of_past(did[1].lower()) if did else None
    return f"{phrasing.gerund(base)}{did[2]}" if did and base else None


def outcome(text: str) -> str:
    """What came of the help."""
    text = phrasing.with_capitals(text)
    if phrasing.shape(text) is Shape.SENTENCE:
        return phrasing.sentence(text)
    return phrasing.sentence(f"What came of it: {phrasing.fragment(text)}")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
