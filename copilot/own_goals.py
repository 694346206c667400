"""A person's goals as they keep them: added, listed, reached, dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from copilot.errors import BriefError, NotFound
from copilot.models import Goal, GoalStatus, Viewer, Visibility
from copilot.own_notes import NO_RELATIONSHIP, no_relationship
from copilot.repository import goals
from copilot.staleness import settle, standing
from copilot.versions import expect
from ingest.models import content_id


def add(
    session: Session,
    viewer: Viewer,
    text: str,
    *,
    day: date,
    relationship: str | None = None,
    visibility: Visibility = Visibility.PRIVATE,
) -> Goal:
    """Keep a goal of the viewer's. The same words about the same relationship are the same goal.

    `relationship` defaults to the viewer's only one; NO_RELATIONSHIP, or having several, makes it about none.

    Raises:
        BriefError: the text is blank, or a shared goal would be about no relationship.
        NotFound: the relationship is not there, or not the viewer's.
    """
    words = " ".join(text.replace("\0", "").split())
    if not words:
        raise BriefError("The goal is blank.", location="TEXT", next_step="Write it in your own words, in quotes.")
    about = _about(viewer, relationship)
    if visibility is Visibility.SHARED and about is None:
        raise BriefError(
            "A goal about no relationship cannot be shared.",
            location="--visibility",
            next_step="Name its --relationship, or keep it private.",
        )
    identifier = f"g-{content_id(viewer.person.id, about or '', words, length=8)}"
    goal = Goal(identifier, viewer.person.id, words, day, about, visibility)
    known = next((one for one in goals.readable(session, viewer.programme, viewer.scopes) if one.id == goal.id), None)
    if known is not None and known.text != words:
        # It was edited since, and keeps its id: the words it began with are another goal now.
        goal = replace(goal, id=f"g-{content_id(identifier, known.text, words, length=8)}")
    goals.save(session, viewer.programme, goal)
    return goal


def decide(
    session: Session,
    viewer: Viewer,
    readable: Sequence[Goal],
    identifier: str,
    status: GoalStatus,
    expected: str | None = None,
) -> Goal:
    """Mark a goal of the viewer's as reached or dropped, or as pursued again.

    `readable` are the goals the viewer may read.

    Raises:
        NotFound: there is none of that id among them.
        BriefError: it is shared by somebody else, and theirs to decide on.
        Conflict: it does not stand at the version `expected` any more.
    """
    found = _own(viewer, readable, identifier, "decide on")
    decided = replace(found, status=status)
    expect(expected, found, told(decided), f"The goal {identifier!r}", told=told)
    goals.save(session, viewer.programme, decided)
    return decided


@dataclass(frozen=True)
class GoalEdit:
    """What of a goal is to be another; None stays."""

    text: str | None = None
    day: date | None = None
    visibility: Visibility | None = None
    status: GoalStatus | None = None


def edit(session: Session, viewer: Viewer, identifier: str, wanted: GoalEdit, expected: str | None = None) -> Goal:
    """Change a goal of the viewer's own; it keeps its id. Returns how it stands then.

    Kept drafts that named it to readers who may not see it any more lose it and are marked stale.

    Raises:
        NotFound: there is no such goal, or it is not the viewer's to see.
        BriefError: it is somebody else's, would be blank, or would be shared and about no relationship.
        Conflict: it does not stand at the version `expected` any more.
    """
    stands = _own(viewer, goals.readable(session, viewer.programme, viewer.scopes), identifier, "change")
    words = stands.text if wanted.text is None else " ".join(wanted.text.replace("\0", "").split())
    if not words:
        raise BriefError("The goal would be blank.", location="text", next_step="Write it in your own words.")
    visibility = wanted.visibility or stands.visibility
    if visibility is Visibility.SHARED and stands.relationship is None:
        raise BriefError(
            "A goal about no relationship cannot be shared.", location="visibility", next_step="Keep it private."
        )
    changed = replace(
        stands,
        text=words,
        date=wanted.day or stands.date,
        visibility=visibility,
        status=wanted.status or stands.status,
    )
    expect(expected, stands, told(changed), f"The goal {identifier!r}", told=told)
    before = standing(session, viewer.programme)
    goals.save(session, viewer.programme, changed)
    settle(session, viewer.programme, before)
    return changed


def told(goal: Goal) -> dict[str, object]:
    """The goal as plain values, to be shown beside another text of it."""
    return {
        "id": goal.id,
        "text": goal.text,
        "date": goal.date.isoformat(),
        "visibility": goal.visibility.value,
        "status": goal.status.value,
    }


def named(readable: Sequence[Goal], identifier: str) -> Goal:
    """The goal of that id among those the viewer may read. Raises NotFound."""
    found = next((goal for goal in readable if goal.id == identifier), None)
    if found is None:
        raise NotFound(
            f"There is no goal {identifier!r} here, or it is not yours to see.",
            next_step="See `mentor goals list --all`.",
        )
    return found


def _own(viewer: Viewer, readable: Sequence[Goal], identifier: str, verb: str) -> Goal:
    found = named(readable, identifier)
    if found.owner != viewer.person.id:
        raise BriefError(
            f"The goal {identifier!r} is {found.owner}'s; only its owner can {verb} it.",
            location="ID",
            next_step=f"Ask {found.owner}.",
        )
    return found


def _about(viewer: Viewer, relationship: str | None) -> str | None:
    if relationship == NO_RELATIONSHIP:
        return None
    if relationship is None:
        return next(iter(viewer.relationships)) if len(viewer.relationships) == 1 else None
    if relationship not in viewer.relationships:
        raise no_relationship(relationship)
    return relationship
