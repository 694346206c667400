"""Whom the viewer meets, as the pages name them."""

from __future__ import annotations

from dataclasses import dataclass

from copilot.models import Person, Relationship, RelationshipKind
from copilot.own_notes import NO_RELATIONSHIP
from ui.room import Room


@dataclass(frozen=True)
class Pairs:
    """The viewer's relationships by id, and everyone they may name."""

    me: str
    known: dict[str, Relationship]
    people: dict[str, Person]

    def name(self, person: str | None) -> str:
        """What the viewer calls them; "you" for oneself, "" for nobody."""
        if person is None:
            return ""
        if person == self.me:
            return "you"
        return self.people[person].first_name if person in self.people else person

    def partner(self, relationship: str | None) -> str | None:
        """The other's first name; None for no relationship of the viewer's."""
        pair = self.known.get(relationship or "")
        return None if pair is None else self.name(pair.partner_of(self.me))

    def label(self, relationship: str | None) -> str:
        """`Daniel, your mentor`; `nobody but me` for none."""
        pair = self.known.get(relationship or "")
        if pair is None:
            return "about no relationship"
        other = self.people.get(pair.partner_of(self.me))
        name = other.name if other else pair.partner_of(self.me)
        if pair.kind is RelationshipKind.PEER:
            return f"{name}, your peer"
        return f"{name}, your {'mentor' if pair.mentor != self.me else 'mentee'}"

    def choices(self) -> list[str]:
        """Relationship ids to choose from, the word for none last."""
        return [*self.known, NO_RELATIONSHIP]


def pairs_of(room: Room) -> Pairs:
    """The viewer's."""
    known = {pair.id: pair for pair in room.copilot.relationships(room.viewer)}
    return Pairs(room.viewer.person.id, known, dict(room.copilot.directory(room.viewer)))
