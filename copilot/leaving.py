"""A person leaves: what is theirs is deleted for good, and what is others' stays others'."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from copilot.draft import Citation, CitationKind
from copilot.drafts import citing
from copilot.models import Person, Relationship, Viewer
from copilot.repository import accounts, actions, drafts, feedback, goals, language_models, notes, people
from copilot.staleness import settle, standing
from ingest.passages import list_documents
from ingest.sync import Corpus


@dataclass(frozen=True)
class Belongings:
    """What of a person goes, by id, when they leave.

    `actions` are those they owe and those accepted from their notes; `feedback` what they said under their own
    id. `relationships` go in which nobody else has kept anything. `person`: whether their own row goes, because
    no relationship of theirs stays; else it is reduced to the name. `programme`: whether all of it goes, being
    a workspace they made for themselves (`mentor init`) in which nobody else has kept anything.
    """

    notes: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    feedback: tuple[str, ...] = ()
    relationships: tuple[str, ...] = ()
    person: bool = False
    programme: bool = False


@dataclass(frozen=True)
class Forgotten:
    """What went, and the ids of others' kept drafts that lost its words."""

    belongings: Belongings
    stale: tuple[str, ...] = field(default=())


def belongings(session: Session, viewer: Viewer) -> Belongings:
    """What would go if the viewer left now."""
    programme, me = viewer.programme, viewer.person.id
    every_note, every_goal = notes.everyones(session, programme), goals.everyones(session, programme)
    every_action, every_draft = actions.everyones(session, programme), drafts.everyones(session, programme)
    every_answer = feedback.everyones(session, programme)
    written = {note.id for note in every_note if note.author == me}
    owed = {one.id for one in every_action if one.owner == me or one.note in written}
    others = [
        *(one.relationship for one in every_note if one.author != me),
        *(one.relationship for one in every_goal if one.owner != me),
        *(one.relationship for one in every_action if one.id not in owed),
        *(one.relationship for one in every_draft if one.author != me),
        *(one.relationship for one in every_answer if one.respondent != me),
    ]
    own: tuple[Relationship, ...] = people.relationships(session, programme, member=me)
    going = tuple(pair.id for pair in own if pair.id not in others)
    return Belongings(
        notes=tuple(sorted(written)),
        goals=tuple(one.id for one in every_goal if one.owner == me),
        actions=tuple(sorted(owed)),
        drafts=tuple(sorted({one.known_as for one in every_draft if one.author == me})),
        feedback=tuple(one.id for one in every_answer if one.respondent == me),
        relationships=going,
        person=len(going) == len(own),
        programme=not others and people.me(session, programme) == me,
    )


def leave(corpus: Corpus, viewer: Viewer) -> Forgotten:
    """Delete the viewer's belongings in one transaction; others' kept drafts lose the words that rested on them.

    Where the relationship stays, for what the partner kept in it, so does the name, without title, roles or
    contact data: the partner's notes name it anyway. The bytes go with `Corpus.scrub`, afterwards.
    """
    programme, me = viewer.programme, viewer.person.id
    with corpus.change() as change:
        session = change.session
        going = belongings(session, viewer)
        before = standing(session, programme)
        notes.remove(session, programme, going.notes)
        for note in going.notes:
            change.delete(notes.document_id(programme, note))
        actions.remove(session, programme, going.actions)
        goals.remove(session, programme, going.goals)
        drafts.remove(session, programme, going.drafts)
        feedback.remove(session, programme, going.feedback)
        accounts.remove(session, programme, me)
        language_models.remove(session, programme, me)
        if going.programme:
            for document in list_documents(session, programme=programme):
                change.delete(document.id)
            people.remove_programme(session, programme)
            return Forgotten(going)
        left = Person(me, viewer.person.name, viewer.person.known_as)
        people.unset_me(session, programme, me)
        people.remove(session, programme, [me] if going.person else [], going.relationships)
        if not going.person:
            people.save_person(session, programme, left)
        session.flush()

        title = viewer.person.title.casefold()

        def erased(citation: Citation, text: str) -> bool:
            mine = citation.kind is CitationKind.PERSON and citation.id == me
            return mine and (going.person or bool(title and title in text.casefold()))

        renewed = {(CitationKind.PERSON, me): citing.person(left).quote}
        return Forgotten(going, settle(session, programme, before, erased=erased, renewed=renewed))
