"""The sample programme, widened to any number of people: its pairs again, with other names and ids."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from copilot.content import ProgrammeContent
from copilot.models import Person

_BEGINNINGS, _ENDS = ("Bel", "Dor", "Fen", "Gal", "Hol", "Jor", "Kel", "Mar", "Nor", "Pel", "Tam"), (
    "ane", "ben", "dis", "fay", "lin", "mor", "rik", "sey", "tan", "vil", "wen",
)  # fmt: skip


def widened(sample: ProgrammeContent, people: int) -> ProgrammeContent:
    """A programme of exactly that many people; whoever has lost their partner at the cut keeps no relationship.

    In each further copy people, relationships, goals, notes and actions have ids of their own, and every name of
    somebody in the sample is another wherever it stands, so that names stay names of one person.
    """
    names = (f"{first}{last}" for last, first in itertools.product(_ENDS, _BEGINNINGS))
    whole = sample
    for number in itertools.count(2):
        if len(whole.people) >= people:
            break
        whole = _joined(whole, _copy(sample, number, names))
    return _cut(whole, people)


def _copy(sample: ProgrammeContent, number: int, names: Iterator[str]) -> ProgrammeContent:
    words = dict.fromkeys(word for one in sample.people for word in f"{one.name} {one.known_as}".split())
    others = {word: next(names) for word in words}
    any_name = re.compile(rf"\b({'|'.join(map(re.escape, words))})\b")

    def said(text: str) -> str:
        return any_name.sub(lambda found: others[found[0]], text)

    def own(identifier: str) -> str:
        return f"{identifier}-{number}"

    return ProgrammeContent(
        programme=sample.programme,
        people=tuple(_person(one, own, said) for one in sample.people),
        relationships=tuple(
            replace(one, id=own(one.id), mentor=own(one.mentor), mentee=own(one.mentee)) for one in sample.relationships
        ),
        goals=tuple(
            replace(
                one, id=own(one.id), owner=own(one.owner), text=said(one.text), relationship=_if(one.relationship, own)
            )
            for one in sample.goals
        ),
        notes=tuple(
            replace(
                one,
                id=own(one.id),
                author=own(one.author),
                title=said(one.title),
                text=said(one.text),
                relationship=_if(one.relationship, own),
            )
            for one in sample.notes
        ),
        actions=tuple(
            replace(
                one,
                id=own(one.id),
                owner=_if(one.owner, own),
                text=said(one.text),
                quote=said(one.quote),
                note=_if(one.note, own),
                relationship=_if(one.relationship, own),
            )
            for one in sample.actions
        ),
    )


def _person(one: Person, own: Callable[[str], str], said: Callable[[str], str]) -> Person:
    return replace(one, id=own(one.id), name=said(one.name), known_as=said(one.known_as), email="", phone="")


def _if(identifier: str | None, own: Callable[[str], str]) -> str | None:
    return None if identifier is None else own(identifier)


def _joined(one: ProgrammeContent, other: ProgrammeContent) -> ProgrammeContent:
    return replace(
        one,
        people=one.people + other.people,
        relationships=one.relationships + other.relationships,
        goals=one.goals + other.goals,
        notes=one.notes + other.notes,
        actions=one.actions + other.actions,
    )


def _cut(whole: ProgrammeContent, people: int) -> ProgrammeContent:
    kept = whole.people[:people]
    there = {one.id for one in kept}
    pairs = tuple(one for one in whole.relationships if set(one.members) <= there)
    about = {None, *(one.id for one in pairs)}
    notes = tuple(one for one in whole.notes if one.author in there and one.relationship in about)
    return replace(
        whole,
        people=kept,
        relationships=pairs,
        goals=tuple(one for one in whole.goals if one.owner in there and one.relationship in about),
        notes=notes,
        feedback=tuple(one for one in whole.feedback if one.relationship in about),
        actions=tuple(
            one
            for one in whole.actions
            if one.relationship in about and one.note in {None, *(note.id for note in notes)}
        ),
    )
