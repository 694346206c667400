"""What is said not to be done, with a day to come beside it: owed by then. "She hasn't sent the form - by Friday, she says"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from copilot.actions.dates import find_dates
from copilot.actions.people import Cast, Who
from copilot.actions.pledge import Pledge
from copilot.actions.verbs import work_done, work_in
from copilot.models import Note

_PROMISED_AGAIN = re.compile(
    r"\b(?:promise[sd]?|says?|said|will|now|again|instead|by|until|then|new\s+date|moved|pushed|make\s+it|tonight|tomorrow|"
    r"this\s+(?:evening|afternoon|week)|next\s+week)\b|[’']ll\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"n[’']?t\b|\bnot\b|\bforgot\b|\byet\b", re.IGNORECASE)
_OBJECT_ENDS = re.compile(
    r"\s*(?:[,;.(!?]|\s[-–—]|\b(?:yet|so\s+far|because|but|and|as|since|promised)\b).*$", re.DOTALL
)


@lru_cache(maxsize=512)
def _not_done(subject: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w’'])(?P<who>{subject})\s+(?:still\s+)?(?:(?:has|have|did)\s*n[’']?t|(?:has|have|did)\s+not|forgot\s+to|"
        rf"(?:has|have)\s+yet\s+to)\s+(?:yet\s+|quite\s+|really\s+)?(?P<verb>[a-z]+)\s+(?=\S)",
        re.IGNORECASE | re.DOTALL,
    )


def undone(text: str, cast: Cast, earlier: str, note: Note, *, dated_next: bool) -> Iterator[Pledge]:
    """The work that the statement says a member has not done yet, where it gives the day by which it will be.

    `dated_next`: the statement after it gives that day and says no more ("Both this week").
    """
    if text.rstrip().endswith("?") or not _DENIES.search(text):
        return
    for match in _not_done(cast.known_pattern).finditer(text):
        verb = work_done(match["verb"]) or work_in(match["verb"])
        who: Who | None = cast.resolve(match["who"], text[: match.start()], earlier)
        rest = text[match.end() :]
        thing = _OBJECT_ENDS.sub("", rest)
        after = rest[len(thing) :]
        days = [each for each in find_dates(after, note.date) if each.day is not None and each.day >= note.date]
        if not verb or who is None or not who.member or not thing:
            continue
        if dated_next:
            yield Pledge(who, f"{verb} {thing}", match.end())
        elif len(days) == 1 and _PROMISED_AGAIN.search(after):
            yield Pledge(who, f"{verb} {thing} {after[days[0].start : days[0].end]}", match.end())
