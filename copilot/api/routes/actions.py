"""What one and one's partners owe: found in notes as proposals, accepted, dropped, done."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field

from copilot.actions.tracking import TrackedAction
from copilot.api.asking import Asked, CopilotHere, Day, DayHere, Identifier, Told, ViewerHere, day_of
from copilot.api.paging import DatedPage, Page, page_of
from copilot.api.versions import IfMatch
from copilot.models import ActionStatus
from copilot.own_actions import ActionEdit
from copilot.records import Quote
from copilot.versions import version_of

router = APIRouter(prefix="/actions", tags=["actions"])


class SaidIn(Told):
    """Words in a note one may read."""

    note: str
    date: date
    quote: str
    start: int
    end: int


class UpdateShown(Told):
    """What a later note made of it."""

    kind: str
    due: date | None
    source: SaidIn


class ActionShown(Told):
    """Something somebody owes, as it stands on the day. `version` goes into `If-Match` when it is decided on."""

    id: str
    relationship: str | None
    owner: str | None
    text: str
    due: date | None
    overdue: bool
    status: ActionStatus
    note: str | None
    source: SaidIn | None
    updates: list[UpdateShown]
    version: str


class ActionsWanted(DatedPage):
    relationship: str | None = Field(default=None, max_length=300, description="About this one alone.")
    note: str | None = Field(default=None, max_length=300, description="Found in this note alone.")
    owner: str | None = Field(default=None, max_length=300, description="Owed by this person alone.")
    status: ActionStatus | None = None
    live: bool = Field(default=False, description="Open and proposed ones alone.")


class ActionChange(Asked):
    """What is to be said otherwise; what is left out stays, and a `due` of null means no day."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "Send the outline", "due": "2026-11-12"}]})

    text: Annotated[str, Field(max_length=2000, pattern=r"\S")] | None = None
    due: Day | None = None
    owner: str | None = Field(default=None, max_length=300, description="Oneself or the partner.")


class Decision(ActionChange):
    """`open` accepts or reopens it; `text`, `due` and `owner` may be put right with it."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "open", "due": "2026-11-12"}]})

    status: Literal[ActionStatus.OPEN, ActionStatus.DONE, ActionStatus.DROPPED]


@router.get("")
def actions(wanted: Annotated[ActionsWanted, Query()], copilot: CopilotHere, viewer: ViewerHere) -> Page[ActionShown]:
    """Open actions, then proposals, by due date; closed ones last."""
    day = day_of(copilot, viewer, wanted.as_of)
    live = (ActionStatus.OPEN, ActionStatus.PROPOSED)
    found = [
        each
        for each in copilot.actions(viewer, day, wanted.relationship)
        if wanted.status in (None, each.action.status)
        and wanted.note in (None, each.action.note)
        and wanted.owner in (None, each.action.owner)
        and (not wanted.live or each.action.status in live)
    ]
    page = page_of(found, wanted)
    return Page(items=[action_shown(each, day) for each in page.items], total=page.total, next=page.next)


@router.get("/{identifier}")
def action(identifier: Identifier, copilot: CopilotHere, viewer: ViewerHere, as_of: DayHere) -> ActionShown:
    """One action, by its id or a beginning of it that no other shares."""
    return action_shown(copilot.action(viewer, as_of, identifier), as_of)


@router.post("/{identifier}/decision")
def decide(
    identifier: Identifier,
    said: Decision,
    copilot: CopilotHere,
    viewer: ViewerHere,
    as_of: DayHere,
    if_match: IfMatch = None,
) -> ActionShown:
    """Accept, drop, finish or reopen it, from that day on."""
    edit = _edit(said)
    decided = copilot.decide(viewer, as_of, identifier, said.status, wanted=edit, expected=if_match)
    return action_shown(copilot.action(viewer, as_of, decided.id), as_of)


@router.patch("/{identifier}")
def change(
    identifier: Identifier,
    said: ActionChange,
    copilot: CopilotHere,
    viewer: ViewerHere,
    as_of: DayHere,
    if_match: IfMatch = None,
) -> ActionShown:
    """Put an accepted action's words, day or owner right."""
    edit = _edit(said) or ActionEdit()
    changed = copilot.decide(viewer, as_of, identifier, None, wanted=edit, expected=if_match)
    return action_shown(copilot.action(viewer, as_of, changed.id), as_of)


def _edit(said: ActionChange) -> ActionEdit | None:
    if not said.model_fields_set & {"text", "due", "owner"}:
        return None
    return ActionEdit(said.text, said.due, "due" in said.model_fields_set and said.due is None, said.owner)


def action_shown(each: TrackedAction, day: date) -> ActionShown:
    """The action as the API tells of it."""
    one = each.action
    return ActionShown(
        id=one.id,
        relationship=one.relationship,
        owner=one.owner,
        text=one.text,
        due=one.due,
        overdue=one.status is ActionStatus.OPEN and one.due is not None and one.due < day,
        status=one.status,
        note=one.note,
        source=None if each.source is None else _said(each.source),
        updates=[UpdateShown(kind=str(made.kind), due=made.due, source=_said(made.quote)) for made in each.updates],
        version=version_of(one),
    )


def _said(quote: Quote) -> SaidIn:
    return SaidIn(note=quote.note, date=quote.date, quote=quote.text, start=quote.start, end=quote.end)
