"""What somebody is to do as a short phrase, readable beside its owner's name by anyone."""

from __future__ import annotations

import re

from copilot.actions.people import Cast, Who
from copilot.actions.wording import doings, tidy

_BASES = {
    "giving": "give",
    "taking": "take",
    "writing": "write",
    "making": "make",
    "sharing": "share",
    "running": "run",
    "getting": "get",
    "setting": "set",
    "putting": "put",
    "arranging": "arrange",
    "introducing": "introduce",
    "preparing": "prepare",
    "practising": "practise",
    "using": "use",
    "organising": "organise",
    "organizing": "organize",
    "scheduling": "schedule",
    "chasing": "chase",
}
_SOMEBODY_ELSE = re.compile(r"\b(?:him|her|them)\b|(?<=\w\s)[A-Z][a-zà-ÿ]+(?=\s+(?i:my)\b)")
"""Somebody before "my" to whom "their" would seem to belong: "send Peter my CV"."""
_OBJECT = re.compile(
    r"\b(?:him|her(?=\s*(?:$|[.,;)])|\s+(?:by|on|at|before|and|about|for|to|with|next|this|when|if|the|an?|my|some|two|three|"
    r"in|up|into|through|from|how|what|whether|again|directly)\b))",
    re.IGNORECASE,
)
"""The pronoun as an object: "send her the list", not "her list"."""


def plain_form(verb: str) -> str:
    """The plain form of a gerund or a third person, where it is safe to tell."""
    lowered = verb.lower()
    if lowered in _BASES:
        return _BASES[lowered]
    if lowered.endswith("ing") and doings(lowered[:-3]):
        return lowered[:-3]
    if lowered.endswith("s") and doings(lowered[:-1]):
        return lowered[:-1]
    return verb


def readable_phrase(kept: str, who: Who | None, cast: Cast, box: bool) -> str:
    """A short phrase readable beside its owner's name by anyone: no "me", no "my"."""
    text = tidy(kept)
    text = re.sub(r",?\s+(?:from|on)\s+my\s+(?:side|end|part)$", "", text)
    text = re.sub(r"\bw/(?!o\b)\s*", "with ", text)
    text = re.sub(r"\b(?:abt)\b", "about", text)
    first, _, rest = text.partition(" ")
    base = plain_form(first)
    if base != first and not box:
        text = f"{base} {rest}".strip()
    author = cast.first_name(cast.author)
    mine = who is None or who.person == cast.author
    text = re.sub(r"\bme\b", "them" if mine else author, text)
    # Beside another's name "their" is that person's: "send Nadia their template".
    their = f"{author}’s" if _SOMEBODY_ELSE.search(text) else "their"
    text = re.sub(r"\bmyself\b", "themselves" if mine else author, text)
    text = re.sub(r"\bmy(?:\s+own)?\b", their if mine else f"{author}’s", text, flags=re.IGNORECASE)
    if who is not None and who.person is None and who.label not in ("", "both"):
        text = f"{who.label} to {text}"
    return text[:1].lower() + text[1:] if text[1:2].islower() and _plain_start(text, cast) else text


def with_names(phrase: str, who: Who | None, cast: Cast, before: str, earlier: str) -> str:
    """The promise with a name for "him" and "her", where one person fits: beside "Lúcia" alone, "her" is nobody."""
    if who is None or not _OBJECT.search(phrase):
        return phrase
    if _PRESENTED.match(phrase) and who.person == cast.author and cast.partner:
        return _OBJECT.sub(cast.first_name(cast.partner), phrase, count=1)  # whom else would one introduce?
    if cast.partner and re.search(rf"\b{re.escape(cast.first_name(cast.partner))}\b", phrase):
        return phrase  # "my plan for her with Priya": whoever is named in the same breath is not "her"

    def name(match: re.Match[str]) -> str:
        meant = cast.only_other(f"{before} {phrase[: match.start()]}", earlier, who.person)
        return meant.label if meant is not None and meant.label else match[0]

    return _OBJECT.sub(name, phrase)


_PRESENTED = re.compile(r"(?:introduce|connect|put)\s+(?:him|her|them)\s+(?:to|with|in\s+touch)\b", re.IGNORECASE)


def or_own_words(phrase: str, said: str, statement: str, cast: Cast) -> str:
    """A phrase whose "him" or "her" nobody can tell stands as the note's own words, `said`."""
    names = (cast.first_name(one) for one in (cast.author, cast.partner) if one)
    if not _OBJECT.search(phrase) or any(re.search(rf"\b{re.escape(name)}\b", phrase) for name in names):
        return phrase
    return f"“{phrase if phrase in statement else tidy(said)}”"


def _plain_start(text: str, cast: Cast) -> bool:
    who = cast.resolve(text.split()[0])
    return who is None or not who.label
