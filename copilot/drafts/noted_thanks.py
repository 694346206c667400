"""Thanks that the sender wrote into a note: `Colm found a box of petty cash, thank you Colm`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from copilot.actions.wording import is_past
from copilot.drafts.history import spoken
from copilot.models import Note, Person
from copilot.records import Quote
from copilot.writing import phrasing

_THANKS = re.compile(r"\b(?:thanks|thank you)\b", re.IGNORECASE)
_ENDS = re.compile(r"[,;.!(–-]*\s*(?:many |big )?(?:thanks|thank you)\b.*$|\s*[.!]+$", re.IGNORECASE)
_MOST_WORDS = 22


def noted_thanks(notes: Iterable[Note], sender: Person, helper: Person) -> tuple[str, Quote] | None:
    """What the sender's newest such sentence says the helper did, as said to the helper (`you found …`), with its words.

    None where no note of the sender's thanks the helper for a thing that a past verb right behind their name tells.
    """
    names = "|".join(re.escape(name) for name in {helper.first_name, helper.known_as} if name)
    told = re.compile(rf"\b(?:{names})\s+(?P<did>(?P<verb>\w+)\s.+)$", re.DOTALL)
    found = None
    for note in notes:
        if note.author != sender.id:
            continue
        for quote in spoken(note):
            body = _ENDS.sub("", " ".join(quote.text.split()))
            did = told.search(body)
            if not did or not _THANKS.search(quote.text) or not is_past(did["verb"].lower()):
                continue
            said = phrasing.addressed(did["did"], _names(sender), _names(helper))
            if said and len(said.split()) <= _MOST_WORDS:
                found = f"you {said}", quote
    return found


def _names(person: Person) -> tuple[str, ...]:
    return (person.name, person.first_name, person.known_as)
