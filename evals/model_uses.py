"""All that a language model is asked for people of a programme, as the façade is called for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from copilot.app import Copilot
from copilot.content import ProgrammeContent
from copilot.draft import Draft
from copilot.models import Role
from copilot.writing.answer_writer import Exchange


@dataclass(frozen=True)
class Use:
    """`make` asks as that person would; `relationship` is what it is about. `brief`: of a draft, what was typed."""

    name: str
    person: str
    relationship: str | None
    make: Callable[[Copilot], Draft]
    kind: str = ""
    brief: Mapping[str, object] | None = None


def uses_of(programme: ProgrammeContent, person: str, topic: str = "") -> Iterator[Use]:
    """Everything for one person: each kind of draft for each of their pairs, questions, a goal, staff's report.

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
        yield _question("ask", person, pair.id, f"What did we say about {about}?")
        yield _question("ask, alone", person, None, f"What is there to know about {about}?")
        before = Exchange(f"What did we agree about {about}?", "That it is looked at again.")
        yield _question("follow-up", person, pair.id, "And who does it, by when?", before)
    for goal in programme.goals:
        if goal.owner == person:
            yield _draft("goal", person, goal.relationship, "goal", {"goal": goal.id, "answers": _ANSWERS})
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

    def make(copilot: Copilot) -> Draft:
        programme = copilot.programme().id
        return copilot.draft(copilot.viewer(programme, person), kind, said, copilot.as_of(programme))

    return Use(name, person, relationship, make, kind, said)


def _question(name: str, person: str, relationship: str | None, question: str, *before: Exchange) -> Use:
    brief: dict[str, object] = {"question": question}
    if relationship is not None:
        brief["relationship"] = relationship

    def make(copilot: Copilot) -> Draft:
        programme = copilot.programme().id
        viewer = copilot.viewer(programme, person)
        return copilot.draft(viewer, "ask", brief, copilot.as_of(programme), history=before)

    return Use(name, person, relationship, make, "ask", brief)
