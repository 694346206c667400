"""Steps noted as fields, not as sentences: who, what and by when between bars, dashes or in brackets.

"Hanna | stakeholder map | 31 March", "Budget v3 – me – 28.8.", "CV (Mei, Fri), references (me)". A field is somebody's
name, a day, or the thing; a line is read so only if it holds a person, a thing, at most one day, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copilot.actions.bare_steps import tells_something
from copilot.actions.dates import find_dates
from copilot.actions.people import Cast, Who
from copilot.actions.pledge import Pledge
from copilot.actions.wording import is_past
from copilot.models import Note

_BARS = re.compile(r"\s*\|\s*")
_DASHES = re.compile(r"\s+[-–—]+\s+|\s*(?:->|→|=>)\s*|\s+/\s+")
_WITHIN = re.compile(r"\s*(?:,|;|(?<!\d)/|/(?!\d)|\s[-–—]+\s|\|)\s*")
_ITEMS = re.compile(r"(?<=\))\s*(?:,|;|\band\b|&|\+)+\s*")
_BRACKETS = re.compile(r"^(?P<thing>[^()]{2,80}?)\s*\((?P<inside>[^()]{1,40})\)\W*$", re.DOTALL)
_LABEL = re.compile(r"^[^:()|]{2,60}:\s+(?=\S)")
_NO_DAY = re.compile(r"(?:asap|soon|tb[acd]|no\s+(?:date|rush|deadline)|open|when\s+possible|\?)\W*", re.IGNORECASE)
_OFF = re.compile(
    r"\b(?:parked|done|dropped|cancelled|canceled|n/?a|none|nothing|ok|postponed|later|finished|closed|off)\b|[✓✔✅☑]",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"@?(?P<name>me|I|both(?:\s+of\s+us)?|each(?:\s+of\s+us)?|we|all|(?-i:[A-Z])[\w’'-]*\.?(?:\s(?-i:[A-Z])[\w’'-]*\.?)?)(?:[’']s\s+turn)?",
    re.IGNORECASE,
)
_FEWEST, _MOST = 2, 4


def fields(text: str, cast: Cast, note: Note) -> list[Pledge]:
    """What the line's fields say is owed; empty where they say nothing, or where the line is a sentence."""
    if "|" in text:
        rows = (_of_fields(text, _BARS.split(line.strip().strip("|")), cast, note) for line in text.splitlines())
        return [row for row in rows if row is not None]
    if "(" in text:
        return list(_bracketed(text, cast, note))
    parts = [part for part in _DASHES.split(text.strip()) if part.strip()]
    one = _of_fields(text, parts, cast, note) if len(parts) > _FEWEST else None
    return [one] if one is not None else []


def _bracketed(text: str, cast: Cast, note: Note) -> Iterator[Pledge]:
    """ "CV (Mei, Fri), references (me)": each thing with its person, and a day, in brackets behind it."""
    label = _LABEL.match(text)
    start = label.end() if label is not None else 0
    found: list[Pledge] = []
    for item in _ITEMS.split(text[start:]):
        match = _BRACKETS.match(item)
        if match is None and label is not None and found:
            continue  # "…, and a drink"
        if match is None or tells_something(match["thing"]) or is_past(match["thing"].split()[0].lower()):
            return
        one = _of_fields(text, [match["thing"], *_WITHIN.split(match["inside"])], cast, note)
        if one is None:
            return
        found.append(one)
    if (
        label is not None
        or len(found) > 1
        or (found and any(each.day is not None for each in find_dates(text, note.date)))
    ):
        yield from found


def _of_fields(text: str, parts: Sequence[str], cast: Cast, note: Note) -> Pledge | None:
    """The step of a person, a thing and perhaps a day; None if a field is anything else, or says that it is off."""
    given = [part.strip() for part in parts if part.strip()]
    if not _FEWEST <= len(given) <= _MOST or any(_OFF.search(part) for part in given):
        return None
    who: Who | None = None
    day, things = "", []
    for part in given:
        named = _person(part, cast)
        if named is not None and who is None:
            who = named
        elif not day and _is_day(part, note):
            day = part
        else:
            things.append(part)
    if who is None or len(things) != 1 or tells_something(things[0]) or len(things[0]) < _FEWEST:
        return None
    thing = things[0].rstrip(".")
    place = max(text.find(thing), 0)
    named = cast.resolve(thing.split()[0])
    if thing[1:2].islower() and (named is None or not named.known):
        thing = thing[:1].lower() + thing[1:]
    return Pledge(who, f"{thing} {'' if _NO_DAY.fullmatch(day) else day}".strip(), place)


def _person(part: str, cast: Cast) -> Who | None:
    match = _NAME.fullmatch(part.rstrip(":."))
    who = cast.resolve(match["name"]) if match is not None else None
    return who if who is not None and who.known else None


def _is_day(part: str, note: Note) -> bool:
    """Whether the field is a day, or says that there is none, and no more."""
    if _NO_DAY.fullmatch(part):
        return True
    mentions = find_dates(part, note.date)
    return len(mentions) == 1 and not re.search(r"\w", part[: mentions[0].start] + part[mentions[0].end :])
