"""Statement by statement: who was spoken of lately, so whom "he" and "she" may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from copilot.review.grounding.people import NOBODY, Cast, Mention, People, named, outsiders
from copilot.review.grounding.words import tokens, word_set

_END = re.compile(r"(?<=[.;!?])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Dr|Ms)\.)(?<!\b(?:Mrs)\.)(?<!\bProf\.)\s+|\n")
_PLACE = re.compile(r"\b(?:in|at|near) \Z")
HE_OR_SHE = word_set("he she him her his hers himself herself")


@dataclass(frozen=True)
class Statement:
    """A statement of normalised text. `names` are its mentions of people by name, with places in the whole text.

    `lately` are those named in the two statements before, and, as long as pronouns go on, in those before that.
    """

    start: int
    end: int
    names: tuple[Mention, ...]
    lately: People
    has_pronoun: bool

    @property
    def named(self) -> People:
        """Everybody whom it names."""
        return frozenset().union(*(one.people for one in self.names))

    @property
    def perhaps(self) -> People:
        """Whom a "he" or "she" of it may mean, as far as they were named."""
        return self.lately | self.named if self.has_pronoun else NOBODY


@lru_cache(maxsize=512)
def statements(text: str, cast: Cast) -> tuple[Statement, ...]:
    """The statements of normalised text, in order."""
    known = named(text, cast)
    known = [*known, *(one for one in outsiders(text, known) if not _PLACE.search(text, 0, one.start))]
    names = sorted(known, key=lambda one: one.start)
    pronouns = [token.start for token in tokens(text) if token.lower in HE_OR_SHE]
    found: list[Statement] = []
    lately, before, start = NOBODY, NOBODY, 0
    for end, after in [*((cut.start(), cut.end()) for cut in _END.finditer(text)), (len(text), len(text))]:
        here = tuple(one for one in names if start <= one.start < end)
        one = Statement(start, end, here, lately, any(start <= place < end for place in pronouns))
        if text[start:end].strip():
            found.append(one)
            lately = one.named | before | (lately if one.has_pronoun or not here else NOBODY)
            before = one.named
        start = after
    return tuple(found)
