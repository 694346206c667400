"""All that a language model is asked for people of a programme, as the façade is called for it.

What comes back is a draft each time, proposals and questions too, so that all of it is compared alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from copilot.app import Copilot
from copilot.content import ProgrammeContent
from copilot.draft import Block, Citation, CitationKind, Draft, DraftStatus, Origin, Question, Sentence
from copilot.errors import BriefError
from copilot.models import Note, Role, Viewer
from copilot.writing.answer_writer import Exchange

_Ask = Callable[[Copilot, Viewer, date], Draft]


@dataclass(frozen=True)
class Use:
    """`ask` asks as that person would; `relationship` is what it is about. `brief`: of a draft, what was typed."""

    name: str
    person: str
    relationship: str | None
    ask: _Ask
    kind: str = ""
    brief: Mapping[str, object] | None = None

    def make(self, copilot: Copilot) -> Draft:
        programme = copilot.programme().id
        return self.ask(copilot, copilot.viewer(programme, self.person), copilot.as_of(programme))


def uses_of(programme: ProgrammeContent, person: str, topic: str = "") -> Iterator[Use]:
    """Everything for one person: each kind of draft for each of their pairs, questions, goals, staff's report.

    `topic` are words that a message is about and a question asks for, so that notes which hold them are found.
    """
    about = topic or "the numbers"
    for pair in programme.relationships:
        if person not in pair.members:
            continue
        other = pair.partner_of(person)
        bare: dict[str, object] = {"relationship": pair.id}
        yield _draft("agenda", person, pair.id, "agenda", {**bare, "focus": topic or None})
        yield _draft("agenda, alone", person, pair.id, "agenda", {**bare, "audience": [person]})
        message = {**bare, "to": other, "why": f"what you told me about {about}", "ask": f"Could we speak of {about}?"}
        for kind in ("request", "follow_up", "thank_you"):
            yield _draft(kind, person, pair.id, "outreach", {**message, "type": kind})
        yield _revised(person, pair.id, {**message, "type": "follow_up"})
        yield _question("ask", person, pair.id, f"What did we say about {about}?")
        yield _question("ask, alone", person, None, f"What is there to know about {about}?")
        before = Exchange(f"What did we agree about {about}?", "That it is looked at again.")
        yield _question("follow-up", person, pair.id, "And who does it, by when?", before)
        yield Use("actions", person, pair.id, _proposals(pair.id))
    for goal in programme.goals:
        if goal.owner == person:
            brief = {"goal": goal.id}
            yield _draft("goal", person, goal.relationship, "goal", {**brief, "answers": _ANSWERS})
            yield Use("goal question", person, goal.relationship, _goal_question(brief))
    outside = {"name": "Helena Brandt", "known": "spoke at the meetup"}
    yield _draft("request, outside", person, None, "outreach", {"type": "request", "to": outside, **_REQUEST})
    if any(one.id == person and Role.STAFF in one.roles for one in programme.people):
        yield _draft("feedback", person, None, "feedback", {})


_ANSWERS = {
    "measurable": "three of four meetings, counted by my partner",
    "time_bound": "by 26 March 2027",
    "first_step": "on 24 November I say which number I will bring",
    "obstacle": "I wait for a gap that never comes",
    "if_then": "If the second person has spoken, then I raise my hand",
    "check_date": "on 27 November, in our notes",
}
_REQUEST = {
    "why": "your talk about how you learned to lead",
    "about": "I lead a small team and want to get better at it",
    "ask": "Would you have 20 minutes on the phone in the next two weeks?",
    "give_back": "I can share what we learned from changing our rota",
}


def _draft(name: str, person: str, relationship: str | None, kind: str, brief: dict[str, object]) -> Use:
    said = {key: value for key, value in brief.items() if value is not None}

    def ask(copilot: Copilot, viewer: Viewer, day: date) -> Draft:
        return copilot.draft(viewer, kind, said, day)

    return Use(name, person, relationship, ask, kind, said)


def _question(name: str, person: str, relationship: str | None, question: str, *before: Exchange) -> Use:
    brief: dict[str, object] = {"question": question}
    if relationship is not None:
        brief["relationship"] = relationship

    def ask(copilot: Copilot, viewer: Viewer, day: date) -> Draft:
        return copilot.draft(viewer, "ask", brief, day, history=before)

    return Use(name, person, relationship, ask, "ask", brief)


def _revised(person: str, relationship: str, brief: Mapping[str, object]) -> Use:
    """A message of the studio, said warmer; without a model as it was."""

    def ask(copilot: Copilot, viewer: Viewer, day: date) -> Draft:
        made = copilot.studio.start(viewer, "outreach", brief, day)
        try:
            return copilot.studio.revise(viewer, made.id, "warmer", made.version).draft
        except BriefError:
            return made.draft
        finally:
            copilot.studio.remove(viewer, made.id)

    return Use("revise", person, relationship, ask)


def _proposals(relationship: str) -> _Ask:
    """What is proposed from the newest notes of the pair, each quoted."""

    def ask(copilot: Copilot, viewer: Viewer, day: date) -> Draft:
        said = []
        for note in copilot.notes(viewer, day, relationship)[-2:]:
            try:
                proposals = copilot.propose_actions(viewer, note.id)
            except BriefError:
                continue
            said += [_quoted(note, one.quote.text) for one in proposals]
        return _as_draft("actions", viewer, day, blocks=[Block(sentences=said)])

    return ask


def _quoted(note: Note, words: str) -> Sentence:
    citation = Citation(kind=CitationKind.NOTE, id=note.id, document=note.title, quote=words)
    return Sentence(id="s", text=f"“{words}”", origin=Origin.NOTE, citations=[citation])


def _goal_question(brief: Mapping[str, object]) -> _Ask:
    def ask(copilot: Copilot, viewer: Viewer, day: date) -> Draft:
        asked = copilot.goal_question(viewer, brief, day)
        return _as_draft("goal question", viewer, day, questions=[asked] if asked else [])

    return ask


def _as_draft(
    kind: str, viewer: Viewer, day: date, *, blocks: list[Block] | None = None, questions: list[Question] | None = None
) -> Draft:
    me = viewer.person.id
    return Draft(
        kind=kind,
        status=DraftStatus.DRAFTED,
        as_of=day,
        viewer=me,
        audience=[me],
        blocks=blocks or [],
        questions=questions or [],
    )
