"""Our own sentences as a draft's review has them: with the sources they cite, and who is who."""

from __future__ import annotations

from copilot.review.grounding import Context, KnownPerson, Source
from evals.grounding.own_set import OwnSentence, SourceKind


def sources_of(sentence: OwnSentence) -> tuple[Source, ...]:
    """What the sentence cites, as a draft's review has it. Guidance has neither author nor day there, but a title."""
    return tuple(
        Source(one.text, one.kind.value, one.date, one.author, one.text)
        if one.kind is SourceKind.NOTE
        else Source(one.text, one.kind.value, surroundings=one.text, title=one.author)
        for one in sentence.sources
    )


def context_of(sentence: OwnSentence) -> Context:
    """Who is who for the sentence's reader; a colleague has no role in the pair."""
    people = tuple(
        KnownPerson(one.name, role=one.role if one.role in ("mentee", "mentor") else "") for one in sentence.people
    )
    return Context(people, sentence.viewer, sentence.as_of, sentence.addressee)
