"""Goals: one's own to set, sharpen and reach; a partner's shared ones to read."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field

from copilot.api.asking import Asked, CopilotHere, Day, DayHere, Identifier, Told, ViewerHere, day_of
from copilot.api.paging import DatedPage, Page, page_of
from copilot.api.streaming import StopHere
from copilot.api.versions import IfMatch
from copilot.draft import Question
from copilot.errors import BriefError
from copilot.models import Goal, GoalStatus, Viewer, Visibility
from copilot.own_goals import GoalEdit
from copilot.versions import version_of

router = APIRouter(prefix="/goals", tags=["goals"])

Text = Annotated[str, Field(max_length=5000, pattern=r"\S")]


class GoalShown(Told):
    """A goal. `version` goes into `If-Match` when it is changed."""

    id: str
    owner: str
    mine: bool
    relationship: str | None
    text: str
    date: date
    visibility: Visibility
    status: GoalStatus
    version: str


class GoalWanted(Asked):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": "Lead one roadmap review by July.", "visibility": "private"}]}
    )

    text: Text
    relationship: str | None = Field(default=None, max_length=300, description="Its id, or `none`.")
    date: Day | None = Field(default=None, description="When it was set; by default the day one looks from.")
    visibility: Visibility = Visibility.PRIVATE


class GoalChange(Asked):
    """What is to be another; what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "achieved"}]})

    text: Text | None = None
    date: Day | None = None
    visibility: Visibility | None = None
    status: GoalStatus | None = Field(default=None, description="`achieved`, `dropped`, or `active` again.")


class Answered(Asked):
    """What was answered so far, by the questions' ids, and which are not to be asked. Nothing of it is kept."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"answers": {"measurable": "I lead it alone."}, "skip": []}]}
    )

    answers: dict[str, Annotated[str, Field(max_length=5000)]] = Field(default_factory=dict, max_length=40)
    skip: list[Annotated[str, Field(max_length=100)]] = Field(default_factory=list, max_length=40)


class Asking(Told):
    """The next question, or null where nothing is open."""

    question: Question | None


class GoalsWanted(DatedPage):
    relationship: str | None = Field(default=None, max_length=300, description="About this one alone.")
    status: GoalStatus | None = None
    mine: bool | None = Field(default=None, description="One's own alone, or others' alone.")


@router.get("")
def goals(wanted: Annotated[GoalsWanted, Query()], copilot: CopilotHere, viewer: ViewerHere) -> Page[GoalShown]:
    """The goals one may read, oldest first."""
    found = [
        _shown(one, viewer)
        for one in copilot.goals(viewer, day_of(copilot, viewer, wanted.as_of), wanted.relationship)
        if wanted.status in (None, one.status) and wanted.mine in (None, one.owner == viewer.person.id)
    ]
    return page_of(found, wanted)


@router.post("", status_code=201)
def add(wanted: GoalWanted, copilot: CopilotHere, viewer: ViewerHere) -> GoalShown:
    """Keep a goal. The same words about the same relationship are the same goal."""
    added = copilot.add_goal(
        viewer,
        wanted.text,
        day=day_of(copilot, viewer, wanted.date),
        relationship=wanted.relationship,
        visibility=wanted.visibility,
    )
    return _shown(added, viewer)


@router.get("/{identifier}")
def goal(identifier: Identifier, copilot: CopilotHere, viewer: ViewerHere) -> GoalShown:
    """A goal one may read, whatever its day."""
    return _shown(copilot.goal(viewer, identifier), viewer)


@router.post("/{identifier}/question")
def question(
    identifier: Identifier, said: Answered, copilot: CopilotHere, viewer: ViewerHere, as_of: DayHere, stop: StopHere
) -> Asking:
    """The next single question that helps to sharpen a goal of one's own, worded by the language model if one is set."""
    if copilot.goal(viewer, identifier).owner != viewer.person.id:
        raise BriefError("This goal is not yours to sharpen.", next_step="Its owner can; you may talk of it.")
    asked = copilot.goal_question(viewer, {"goal": identifier}, as_of, answers=said.answers, skip=said.skip, stop=stop)
    return Asking(question=asked)


@router.patch("/{identifier}")
def change(
    identifier: Identifier, wanted: GoalChange, copilot: CopilotHere, viewer: ViewerHere, if_match: IfMatch = None
) -> GoalShown:
    """Reword, share, reach or drop a goal of one's own."""
    edit = GoalEdit(wanted.text, wanted.date, wanted.visibility, wanted.status)
    return _shown(copilot.edit_goal(viewer, identifier, edit, if_match), viewer)


def _shown(one: Goal, viewer: Viewer) -> GoalShown:
    return GoalShown(
        id=one.id,
        owner=one.owner,
        mine=one.owner == viewer.person.id,
        relationship=one.relationship,
        text=one.text,
        date=one.date,
        visibility=one.visibility,
        status=one.status,
        version=version_of(one),
    )
