"""`goal`: a wish turned into a goal in its owner's words; what is missing is asked (docs/evidence.md, rows 9-13)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from copilot.brief import Brief, Text
from copilot.draft import DraftAction, Question
from copilot.drafts.goal_questions import CARDS, no_goal, questions
from copilot.drafts.goal_said import FIRST_STEP, GoalSaid, stored_goal
from copilot.drafts.goal_writer import GoalWriter
from copilot.drafts.kind import Material, Section, Similarity
from copilot.errors import BriefError
from copilot.models import Goal as StoredGoal
from copilot.retrieve import Evidence, Query
from copilot.review.goal_dimensions import Dimension
from copilot.review.goal_times import times, within_a_week
from ingest.models import DocumentKind, content_id

_ABOUT_GOALS = (
    "how sure we are about setting goals: Epton, Currie and Armitage, Harkin, SMART, Gollwitzer and Sheeran, if-then "
    "plans, WOOP, "
    "an obstacle, a goal that is too easy"
)
_GUIDANCE = frozenset({DocumentKind.GUIDANCE})


def _as_text(value: object) -> object:
    """YAML reads `3 April` as text but 2026-04-03 as a date and 5 as a number: all of them are answers."""
    if isinstance(value, date | int | float) and not isinstance(value, bool):
        return str(value)
    return value


Answer = Annotated[Text, BeforeValidator(_as_text)]


class Answers(BaseModel):
    """What was answered, by dimension."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    specific: Answer = None
    measurable: Answer = None
    time_bound: Answer = None
    hard_enough: Answer = None
    obstacle: Answer = None
    if_then: Answer = None
    check_date: Answer = None
    first_step: Answer = None
    milestones: Answer = None

    def given(self) -> dict[str, str]:
        """The answers that are not blank."""
        return {name: text for name, text in self.model_dump().items() if text}


class GoalBrief(Brief):
    """`goal` is a goal's words, or the id of a stored goal of the viewer's."""

    kind: Literal["goal"] = "goal"
    goal: Text = None
    answers: Answers = Answers()


class Goal:
    """One person's goal."""

    name = "goal"
    brief = GoalBrief

    def gaps(self, material: Material) -> list[Question]:
        """One question for each dimension that neither the goal nor an answer holds."""
        said = _said(material)
        return [no_goal()] if said is None else questions(said)

    def plan(self, material: Material) -> list[Query]:
        said = _said(material)
        about = said.text if said else ""
        tags = frozenset({"topic:goals"})
        return [
            Query(CARDS, _ABOUT_GOALS, _GUIDANCE, k=10, words=1600, per_document=6, tags=tags),
            Query(
                "questions", f"questions worth asking about a goal: {about}", _GUIDANCE, k=6, per_document=4, tags=tags
            ),
        ]

    def sections(self, material: Material, evidence: Evidence, similar: Similarity) -> list[Section]:
        said = _said(material)
        assert said is not None, "a draft without a goal is a question"
        return GoalWriter(said, material, evidence, similar).sections()

    def actions(self, material: Material) -> list[DraftAction]:
        """The first step, where it was named with a day within the week."""
        said = _said(material)
        words = said.answered(FIRST_STEP) if said else ""
        if said is None or not words:
            return []
        days = [one.day for one in times(words, said.as_of) if one.day and within_a_week(one, said.as_of)]
        if not days:
            return []
        key = content_id(material.viewer.id, said.text, words)
        return [
            DraftAction(
                id=key,
                owner=material.viewer.id,
                due=days[0],
                status="proposed",
                text=words,
                citation=said.cited(words, FIRST_STEP),
            )
        ]

    def facts(self, material: Material) -> Mapping[str, Any]:
        """What is missing, what was typed, and by when."""
        said = _said(material)
        if said is None:
            return {"missing": [one.value for one in Dimension]}
        return {
            "missing": [one.value for one in said.missing],
            "typed": (said.text, *said.answers.values()),
            "written": said.written,
            "deadline": said.deadline(),
        }


def with_its_relationship(brief: GoalBrief, goals: tuple[StoredGoal, ...], owner: str) -> GoalBrief:
    """The brief, about the relationship of the stored goal it names. Raises NotFound for an id of no goal of theirs."""
    record = stored_goal(brief.goal, goals, owner) if brief.goal else None
    if record is None or brief.relationship is not None:
        return brief
    return brief.model_copy(update={"relationship": record.relationship})


def texts_of(brief: GoalBrief, goals: tuple[StoredGoal, ...]) -> tuple[str, ...]:
    """What the draft would be about: the goal's words, a stored goal's too, and the answers."""
    stored = [goal.text for goal in goals if goal.id == brief.goal]
    return (*filter(None, (brief.goal,)), *stored, *brief.answers.given().values())


def _said(material: Material) -> GoalSaid | None:
    assert isinstance(material.brief, GoalBrief)
    brief = material.brief
    if brief.goal is None:
        return None
    record = stored_goal(brief.goal, material.records.goals, material.viewer.id)
    return GoalSaid.of(brief.goal, brief.answers.given(), material.as_of, record)


def with_answer(given: object, question: str, text: str) -> dict[str, object]:
    """A brief's answers with one more.

    Raises:
        BriefError: there is no such question, or what the brief gives as answers is no mapping.
    """
    if given is not None and not isinstance(given, Mapping):
        raise BriefError(
            "The brief's answers are no mapping.",
            location="answers",
            next_step="Write one `question: answer` a line below `answers:`.",
        )
    if question not in Answers.model_fields:
        raise BriefError(
            f"There is no question {question!r} to answer in this draft.",
            location="answers",
            next_step=f"Questions are: {', '.join(Answers.model_fields)}.",
        )
    return {**(given or {}), question: text}
