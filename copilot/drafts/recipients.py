"""Whom a draft is about and for: the relationship and the audience that a brief means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from copilot.brief import OUTSIDE, Brief
from copilot.draft import Question
from copilot.errors import NotFound
from copilot.models import Person, Relationship, Role, Viewer


@dataclass(frozen=True)
class Resolved:
    """The brief with `to` as a person's id where one is meant, and what follows from it."""

    brief: Brief
    relationship: Relationship | None
    audience: tuple[str, ...]


class Recipients:
    """Resolves ids and names against what one viewer may name.

    `alone`: in a workspace of one's own an agenda is for whoever makes it, unless the brief names readers.
    """

    def __init__(
        self,
        viewer: Viewer,
        directory: Mapping[str, Person],
        relationships: Mapping[str, Relationship],
        *,
        alone: bool = False,
    ) -> None:
        self._alone = alone
        self._viewer = viewer
        self._directory = directory
        self._relationships = relationships

    def resolve(self, brief: Brief) -> tuple[Resolved, list[Question]]:
        """The relationship and audience, with a blocking question where the brief leaves them open.

        Raises:
            NotFound: an id in the brief is not there, or not the viewer's to name.
        """
        if brief.kind == "outreach":
            return self._message(brief)
        if brief.kind == "goal":
            # A goal is its owner's alone until they say who else may read it.
            readers = brief.audience or (self._viewer.person.id,)
            return Resolved(brief, self._chosen(brief.relationship), self._readers(readers)), []
        if brief.kind == "feedback":
            return Resolved(brief, None, self._readers(brief.audience)), []
        relationship, questions = self._relationship(brief)
        usual = (self._viewer.person.id,) if self._alone else relationship.members if relationship else ()
        audience = brief.audience or usual
        return Resolved(brief, relationship, self._readers(audience)), questions

    def of_a_question(self, brief: Brief) -> tuple[tuple[str, ...], Relationship | None]:
        """Who reads an answer (the viewer alone unless the brief says otherwise) and what it is limited to."""
        readers = dict.fromkeys((self._viewer.person.id, *self._readers(brief.audience)))
        return tuple(readers), self._chosen(brief.relationship)

    def _message(self, brief: Brief) -> tuple[Resolved, list[Question]]:
        named: str | None = getattr(brief, "recipient", None)
        if named is None:
            return Resolved(brief, None, ()), []
        matches = self._people_called(named)
        if len(matches) > 1:
            return Resolved(brief, None, ()), [self._which("to", f"Which {named} do you mean?", matches)]
        if not matches and not named.strip().count(" ") and named.islower():
            return Resolved(brief, None, ()), [self._unknown(named)]
        if matches:
            brief = brief.model_copy(update={"to": matches[0]})
        relationship = self._chosen(brief.relationship)
        shared = [pair for pair in self._relationships.values() if matches and matches[0] in pair.members]
        if relationship is None and len(shared) > 1:
            return Resolved(brief, None, ()), [self._which_pair(shared)]
        if relationship is None and shared:
            relationship = shared[0]
        audience = ((matches[0] if matches else OUTSIDE), *brief.audience)
        return Resolved(brief, relationship, self._readers(audience)), []

    def _relationship(self, brief: Brief) -> tuple[Relationship | None, list[Question]]:
        chosen = self._chosen(brief.relationship)
        if chosen is not None:
            return chosen, []
        own = list(self._relationships.values())
        if len(own) == 1:
            return own[0], []
        if not own:
            return None, [
                Question(
                    id="relationship",
                    text="Whom do you meet? You have no mentoring relationship here yet.",
                    blocking=True,
                    why="An agenda remembers what two people agreed on; without them there is nothing to remember.",
                )
            ]
        return None, [self._which_pair(own)]

    def _chosen(self, identifier: str | None) -> Relationship | None:
        if identifier is None:
            return None
        if identifier not in self._relationships:
            raise NotFound(
                f"There is no relationship {identifier!r} here, or it is not yours to see.",
                location="relationship",
                next_step="`mentor people` lists your relationships.",
            )
        return self._relationships[identifier]

    def _people_called(self, named: str) -> list[str]:
        """Ids the words may mean: an id, a full name, or a first name; a partner before others."""
        if named in self._directory:
            return [named]
        wanted = named.casefold()
        full = [p.id for p in self._directory.values() if wanted == p.name.casefold()]
        if full:
            return full
        if not wanted.strip():
            return []
        first = [
            p.id for p in self._directory.values() if wanted in (p.known_as.casefold(), p.name.split()[0].casefold())
        ]
        partners = {pair.partner_of(self._viewer.person.id) for pair in self._relationships.values()}
        return [one for one in first if one in partners] or first

    def _readers(self, audience: tuple[str, ...]) -> tuple[str, ...]:
        for reader in audience:
            if reader != OUTSIDE and reader not in self._directory:
                raise NotFound(
                    f"There is no person {reader!r} here, or they are not yours to name.",
                    location="audience",
                    next_step="`mentor people` lists whom you can name.",
                )
        return tuple(dict.fromkeys(audience))

    def _which(self, identifier: str, text: str, people: list[str]) -> Question:
        named = "; ".join(f"{self._directory[one].name} ({one})" for one in people)
        return Question(
            id=identifier,
            text=f"{text} {named}.",
            blocking=True,
            why="What you may say, and what we know of them, depends on the person.",
        )

    @staticmethod
    def _unknown(named: str) -> Question:
        return Question(
            id="to",
            text=f"Nobody is known as {named!r} here. Who is it? Write a name as you would address them.",
            blocking=True,
            why="A mistyped id would put the wrong name into the message.",
        )

    def _which_pair(self, pairs: list[Relationship]) -> Question:
        viewer = self._viewer.person.id
        named = "; ".join(
            f"with {self._directory[pair.partner_of(viewer)].name}, you as "
            f"{(Role.MENTOR if pair.mentor == viewer else Role.MENTEE).value} ({pair.id})"
            for pair in pairs
        )
        return Question(
            id="relationship",
            text=f"Which relationship is it? {named}.",
            blocking=True,
            why="What one pair tells each other never goes into a draft for another.",
        )
