"""What a model is told of a draft beside its points: whose it is, for whom, on what day. No address, no number."""

from __future__ import annotations

from copilot.writing import phrasing
from copilot.writing.sources import fenced
from copilot.writing.writer import Commission

_MESSAGES = {
    "request": "a first message that asks for something",
    "follow_up": "a follow-up after some silence, kind and without blame",
    "thank_you": "a thank-you that names what helped",
}


def about(commission: Commission) -> str:
    """One or two lines: what is written, by whom, for whom, when."""
    material = commission.material
    brief = material.brief
    today = f"Today is {phrasing.day(material.as_of, material.as_of, weekday=True)} {material.as_of.year}."
    match commission.kind:
        case "outreach":
            kind = _MESSAGES[getattr(brief, "kind_of_message", "request")]
            to = material.name(getattr(brief, "recipient", None) or "")
            tone = f" Tone: {brief.tone}." if brief.tone else ""
            return fenced(f"It is {kind}, from {material.viewer.first_name} to {to}{_role(commission)}.{tone} {today}")
        case "agenda":
            pair = material.relationship
            both = [material.name(pair.mentee), material.name(pair.mentor)] if pair else []
            roles = f" {both[0]} is the mentee, {both[1]} the mentor." if pair else ""
            return fenced(f"{phrasing.listing(both)} meet.{roles} {today}")
        case "goal":
            return f"It is my own goal. {today}"  # no name: a small model then tells of its bearer, as “he”
        case _:
            return today


def _role(commission: Commission) -> str:
    """What the recipient is to the sender, where they are a pair."""
    pair, brief = commission.material.relationship, commission.material.brief
    recipient = getattr(brief, "recipient", None)
    if pair is None or recipient not in pair.members:
        return ""
    return ", the mentor" if recipient == pair.mentor else ", the mentee"
