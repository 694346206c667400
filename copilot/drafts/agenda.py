"""`agenda`: the next session's agenda, open actions first (docs/evidence.md, rows 14-17, 19)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from copilot.actions import Plan
from copilot.brief import Brief, Day, Minutes, Text
from copilot.draft import DraftAction, Question
from copilot.drafts import agenda_sections, citing
from copilot.drafts.agenda_topics import is_vague, short, topics
from copilot.drafts.history import dates_ahead, open_actions, unknown_outcomes
from copilot.drafts.kind import Material, Section, Similarity
from copilot.drafts.minutes import allot
from copilot.models import RelationshipKind, Stage
from copilot.retrieve import Evidence, Query
from copilot.writing import phrasing
from ingest.models import DocumentKind

ASSUMED_MINUTES = 60
SHORT_SESSION = 25
SHORT_WITH_FOCUS = 30
"""In so many minutes what the two want to talk about is enough."""
_GUIDANCE = frozenset({DocumentKind.GUIDANCE})
_NOTES = frozenset({DocumentKind.NOTE})
_MOST_OUTCOME_QUESTIONS = 4


def _blank(value: object) -> object:
    return (value.strip() or None) if isinstance(value, str) else value


class AgendaBrief(Brief):
    kind: Literal["agenda"] = "agenda"
    session_date: Day = None
    minutes: Minutes = None
    focus: Text = None
    stage: Annotated[Stage | None, BeforeValidator(_blank)] = None


class Agenda:
    """The agenda of one relationship's next session."""

    name = "agenda"
    brief = AgendaBrief

    def gaps(self, material: Material) -> list[Question]:
        """Questions about the brief, then about planned things whose outcome no note tells."""
        brief = _brief(material)
        found = []
        if brief.session_date is None:
            said, _ = dates_ahead(material)
            found.append(
                Question(
                    id="session_date",
                    text="On which day is the session?",
                    why="The agenda carries its day; what is overdue is counted as of today.",
                    evidence=citing.note(said, material.records) if said else None,
                )
            )
        if brief.minutes is None:
            found.append(
                Question(
                    id="minutes",
                    text="How many minutes do you have?",
                    why=f"The agenda is laid out for {ASSUMED_MINUTES} minutes until you say.",
                )
            )
        if brief.focus is None or is_vague(brief.focus):
            asked = "Is there something the two of you want to spend this session on?"
            found.append(
                Question(
                    id="focus",
                    text=asked if brief.focus is None else f"“{brief.focus}”: what would that be, in a few words?",
                    why="The mentee owns the agenda; without a wish the topics come from goals and notes.",
                )
            )
        for plan in unknown_outcomes(material)[:_MOST_OUTCOME_QUESTIONS]:
            day = f" It was planned for {phrasing.day(plan.day, material.as_of)}." if plan.day else ""
            found.append(
                Question(
                    id=f"outcome:{plan.quote.note}:{plan.quote.start}",
                    text=f"How did this go: {_planned(plan)}?{day}",
                    why="No note says what came of it, and a plan is not told as done.",
                    evidence=citing.note(plan.quote, material.records),
                )
            )
        return found

    def plan(self, material: Material) -> list[Query]:
        stage = _stage(material)
        queries = [
            _guidance("opening", _OPENING[stage], stage, "session", "closing"),
            _guidance(
                "next_date",
                "book the next date of meeting before you part, commitments by which day",
                stage,
                "session",
                "agreement",
            ),
        ]
        if stage is Stage.FIRST:
            queries.append(
                _guidance(
                    "agreement",
                    "mentoring agreement: how often we meet, confidentiality, cancelling, how to reach each other",
                    stage,
                    "agreement",
                )
            )
            queries.append(
                _guidance(
                    "hopes",
                    "questions worth asking: what the mentee wants from mentoring, first goal, expectations",
                    stage,
                    "session",
                    "goals",
                    "agreement",
                )
            )
        if stage is Stage.CLOSING:
            queries.append(
                _guidance(
                    "farewell",
                    "questions worth asking at the end of a mentorship: what changed, what helped, staying in touch",
                    stage,
                    "closing",
                )
            )
        if stage is Stage.MIDDLE and agenda_sections.middle_check_due(material):
            queries.append(
                _guidance(
                    "middle",
                    "middle check, questions worth asking: is the mentoring working, what to change",
                    stage,
                    "middle",
                )
            )
        if material.relationship and material.relationship.kind is not RelationshipKind.TRADITIONAL:
            form = material.relationship.kind.value
            queries.append(_guidance("form", f"{form} mentoring: questions worth asking", stage, form))
        for topic in topics(material, _most_topics(material)):
            queries.append(
                _guidance(f"{topic.key}:guidance", f"questions worth asking: {topic.asked}", stage, *topic.guidance)
            )
            queries.append(Query(f"{topic.key}:notes", topic.about, _NOTES, k=4))
        return queries

    def sections(self, material: Material, evidence: Evidence, similar: Similarity) -> list[Section]:
        total = _brief(material).minutes or ASSUMED_MINUTES
        writer = agenda_sections.AgendaWriter(
            material, evidence, similar, _brief(material).session_date, short=total <= SHORT_SESSION
        )
        stage = _stage(material)
        parts = writer.parts(stage, topics(material, _most_topics(material)))
        minutes = allot(total, [part.weight for part in parts])
        opening = Section("", (writer.opening(total, _brief(material).session_date),))
        return [
            opening,
            *(Section(part.heading, part.lines, share) for part, share in zip(parts, minutes, strict=True)),
        ]

    def actions(self, material: Material) -> list[DraftAction]:
        return [
            DraftAction(
                id=one.action.id,
                owner=one.action.owner,
                due=one.action.due,
                status="open" if one.action.status == "open" else "proposed",
                text=one.action.text,
                citation=citing.note(one.source, material.records) if one.source else None,
            )
            for one in open_actions(material)
        ]

    def facts(self, material: Material) -> Mapping[str, Any]:
        brief = _brief(material)
        said, days = dates_ahead(material)
        return {
            "minutes": brief.minutes or ASSUMED_MINUTES,
            "stage": _stage(material).value,
            "open_actions": len(open_actions(material)),
            "actions_left_out": max(0, len(open_actions(material)) - agenda_sections.MOST_ACTIONS),
            "middle_check_due": agenda_sections.middle_check_due(material),
            "session_date": brief.session_date,
            "dates_said": days,
            "said_on": said.date if said else None,
        }


_OPENING = {
    Stage.FIRST: "first meeting of mentor and mentee: getting to know each other",
    Stage.MIDDLE: "open actions first: done, still open, no longer wanted",
    Stage.CLOSING: "last sessions of a mentorship: open actions to finish, hand over or let go",
}


def _guidance(name: str, text: str, stage: Stage, *topic: str, k: int = 12) -> Query:
    tags = frozenset({f"stage:{stage}", *(f"topic:{one}" for one in topic)})
    return Query(name, text, _GUIDANCE, k=k, words=1200, per_document=4, tags=tags)


def _planned(plan: Plan) -> str:
    """What was planned, in the note's own words where one word is all that was made of them: `Committee`."""
    what = phrasing.fragment(plan.text)
    return what if len(what.split()) > 1 else f"“{short(plan.quote)}”"


def _brief(material: Material) -> AgendaBrief:
    assert isinstance(material.brief, AgendaBrief)
    return material.brief


def _stage(material: Material) -> Stage:
    """The brief's stage where it names one, else the relationship's."""
    return _brief(material).stage or material.stage or Stage.MIDDLE


def _most_topics(material: Material) -> int:
    brief = _brief(material)
    minutes = brief.minutes or ASSUMED_MINUTES
    focused = brief.focus is not None and not is_vague(brief.focus) and minutes <= SHORT_WITH_FOCUS
    if minutes <= SHORT_SESSION or focused or brief.length == "short" or _stage(material) is Stage.CLOSING:
        return 1
    if _stage(material) is Stage.FIRST:
        return 2
    return 3 if minutes >= 75 or brief.length == "long" else 2
