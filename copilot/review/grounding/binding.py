"""A right name bound to the wrong thing: what the sentence tells of one person, the sources tell of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copilot.review.grounding.coverage import LIGHT
from copilot.review.grounding.model import Context, Problem, Source
from copilot.review.grounding.people import Cast, Mention, People, cast_of, named, outsiders
from copilot.review.grounding.words import SCAFFOLD_STEMS, content_stems, normalise, overlap, tokens

_STATEMENT = re.compile(r"(?<=[.;!?])\s+|\n")


@dataclass(frozen=True)
class _Statement:
    people: People
    shared: int


def check_binding(sentence: str, sources: Sequence[Source], context: Context) -> list[Problem]:
    """Problems of kind `name`, at most one, of a sentence that names one person who is not of the pair.

    No statement of the sources that names this person shares a telling word with the sentence, and those that share
    most name somebody else, not of the pair nor the writer either: these may be meant without being named.
    """
    reader = Cast(context.people, context.viewer, context.addressee or context.viewer)
    mentions = _names(sentence, reader)
    who = frozenset().union(*(one.people for one in mentions))
    if len(who) != 1 or who & reader.pair:
        return []
    own = {token.stem for one in mentions for token in tokens(sentence) if one.start <= token.start < one.end}
    wanted = content_stems(sentence) - own - SCAFFOLD_STEMS - LIGHT
    every = [one for source in sources for one in _statements(source, wanted, context)]
    most = max((one.shared for one in every), default=0)
    of_this = [one for one in every if one.people & who]
    if not most or not of_this or any(one.shared for one in of_this):
        return []
    near = frozenset().union(reader.pair, *({source.author} for source in sources if source.author))
    best = [one for one in every if one.shared == most]
    if not all(one.people and not one.people & near for one in best):
        return []
    shown = sentence[mentions[0].start : mentions[0].end].removesuffix("'s")
    others = " and ".join(sorted(frozenset().union(*(one.people for one in best))))
    return [Problem("name", f"“{shown}”: the source says it of {others}")]


def _names(text: str, cast: Cast) -> list[Mention]:
    known = named(text, cast)
    return sorted([*known, *outsiders(text, known)], key=lambda one: one.start)


def _statements(source: Source, wanted: frozenset[str], context: Context) -> list[_Statement]:
    cast = cast_of(source, context)
    return [
        _Statement(frozenset().union(*(one.people for one in _names(part, cast))), overlap(wanted, content_stems(part)))
        for part in _STATEMENT.split(normalise(source.text))
        if part.strip()
    ]
