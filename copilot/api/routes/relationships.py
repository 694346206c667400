"""One's own relationships, their stage, and what happened in them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from copilot.api.asking import CopilotHere, DayHere, Identifier, Told, ViewerHere, day_of
from copilot.api.paging import DatedPage, Page, page_of
from copilot.models import Relationship, RelationshipKind, Stage, Visibility
from copilot.timeline import EntryKind

router = APIRouter(prefix="/relationships", tags=["relationships"])


class RelationshipShown(Told):
    """A mentor and a mentee; `partner` is the other one."""

    id: str
    kind: RelationshipKind
    mentor: str
    mentee: str
    partner: str
    started: date
    ends: date | None
    stage: Stage = Field(description="As the records have it on the day: first, middle or closing.")


class EntryShown(Told):
    """Something on its day. `who` wrote it or owes it."""

    day: date
    kind: EntryKind
    id: str
    who: str | None
    title: str
    text: str
    status: str = Field(description="A note's kind, an action's or a goal's status.")
    visibility: Visibility | None = Field(description="Null for actions, which are as open as their note.")
    due: date | None


class TimelineWanted(DatedPage):
    kind: EntryKind | None = Field(default=None, description="Notes, actions or goals alone.")
    newest_first: bool = False


@router.get("")
def relationships(
    wanted: Annotated[DatedPage, Query()], copilot: CopilotHere, viewer: ViewerHere
) -> Page[RelationshipShown]:
    """One's own, by id."""
    seen = copilot.records(viewer, day_of(copilot, viewer, wanted.as_of))
    return page_of([_shown(one, viewer.person.id, seen.stage(one.id)) for one in seen.relationships.values()], wanted)


@router.get("/{identifier}")
def relationship(identifier: Identifier, copilot: CopilotHere, viewer: ViewerHere, as_of: DayHere) -> RelationshipShown:
    """One of one's own."""
    found = copilot.relationship(viewer, identifier)
    return _shown(found, viewer.person.id, copilot.records(viewer, as_of).stage(found.id))


@router.get("/{identifier}/timeline")
def timeline(
    identifier: Identifier, wanted: Annotated[TimelineWanted, Query()], copilot: CopilotHere, viewer: ViewerHere
) -> Page[EntryShown]:
    """Notes, actions and goals of the relationship that one may read, in the order of their days."""
    entries = [
        EntryShown(
            day=one.day,
            kind=one.kind,
            id=one.id,
            who=one.who,
            title=one.title,
            text=one.text,
            status=one.status,
            visibility=one.visibility,
            due=one.due,
        )
        for one in copilot.timeline(viewer, day_of(copilot, viewer, wanted.as_of), identifier)
        if wanted.kind in (None, one.kind)
    ]
    return page_of(entries[::-1] if wanted.newest_first else entries, wanted)


def _shown(one: Relationship, me: str, stage: Stage) -> RelationshipShown:
    return RelationshipShown(
        id=one.id,
        kind=one.kind,
        mentor=one.mentor,
        mentee=one.mentee,
        partner=one.partner_of(me),
        started=one.started,
        ends=one.ends,
        stage=stage,
    )
