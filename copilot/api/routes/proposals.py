"""What a language model finds to be done in a note, to be accepted or dropped like what is found without one."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import ConfigDict, Field

from copilot.actions.tracking import TrackedAction
from copilot.api.asking import Asked, CopilotHere, Day, DayHere, Identifier, Told, ViewerHere
from copilot.api.routes.actions import ActionShown, action_shown
from copilot.api.streaming import StopHere
from copilot.models import ActionStatus
from copilot.own_actions import ActionEdit

router = APIRouter(prefix="/notes", tags=["actions"])


class Proposed(Told):
    """What a language model found somebody is to do, in the note's own words: `text[start:end]`. Nothing of it is kept."""

    owner: str | None
    text: str
    due: date | None
    quote: str
    start: int
    end: int


class ProposalDecision(Asked):
    """Accept (`open`) or drop it. `text`, `due` and `owner` may be put right with it."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"start": 0, "end": 30, "status": "open"}]})

    start: int = Field(ge=0, le=1_000_000)
    end: int = Field(ge=1, le=1_000_000)
    status: Literal[ActionStatus.OPEN, ActionStatus.DROPPED]
    text: Annotated[str, Field(max_length=2000, pattern=r"\S")] | None = None
    due: Day | None = None
    owner: str | None = Field(default=None, max_length=300, description="Oneself or the partner.")


@router.post("/{identifier}/proposals")
def propose(
    identifier: Identifier, copilot: CopilotHere, viewer: ViewerHere, as_of: DayHere, stop: StopHere
) -> list[Proposed]:
    """Have the language model look in a note for what somebody is to do, beyond what is found without it."""
    return [_shown(each) for each in copilot.proposals(viewer, as_of, identifier, stop=stop)]


@router.post("/{identifier}/proposals/decision")
def decide(
    identifier: Identifier, said: ProposalDecision, copilot: CopilotHere, viewer: ViewerHere, as_of: DayHere
) -> ActionShown:
    """Accept or drop one of them, from that day on. Dropped, it is not proposed again."""
    edit = ActionEdit(said.text, said.due, "due" in said.model_fields_set and said.due is None, said.owner)
    decided = copilot.decide_proposal(viewer, as_of, identifier, said.start, said.end, said.status, wanted=edit)
    return action_shown(copilot.action(viewer, as_of, decided.id), as_of)


def _shown(each: TrackedAction) -> Proposed:
    one, quote = each.action, each.source
    assert quote is not None
    return Proposed(owner=one.owner, text=one.text, due=one.due, quote=quote.text, start=quote.start, end=quote.end)
