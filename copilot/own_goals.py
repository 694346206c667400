"""A person's goals as they keep them: added, listed, reached, dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from copilot.errors import BriefError, NotFound
from copilot.models import Goal, GoalStatus, Viewer, Visibility
from copilot.own_notes import NO_RELATIONSHIP, no_relationship
from copilot.repository import goals
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
    goals.save(session, viewer.programme, goal)
    return goal


def decide(session: Session, viewer: Viewer, readable: Sequence[Goal], identifier: str, status: GoalStatus) -> Goal:
    """Mark a goal of the viewer's as reached or dropped.

    `readable` are the goals the viewer may read.

    Raises:
        NotFound: there is none of that id among them.
        BriefError: it is shared by somebody else, and theirs to decide on.
    """
    found = next((goal for goal in readable if goal.id == identifier), None)
    if found is None:
        raise NotFound(
            f"There is no goal {identifier!r} here, or it is not yours to see.",
            next_step="See `mentor goals list --all`.",
        )
    if found.owner != viewer.person.id:
        raise BriefError(
            f"The goal {identifier!r} is {found.owner}'s; only its owner can decide on it.",
            location="ID",
            next_step=f"Ask {found.owner}.",
        )
    decided = replace(found, status=status)
    goals.save(session, viewer.programme, decided)
    return decided


def _about(viewer: Viewer, relationship: str | None) -> str | None:
    if relationship == NO_RELATIONSHIP:
        return None
    if relationship is None:
        return next(iter(viewer.relationships)) if len(viewer.relationships) == 1 else None
    if relationship not in viewer.relationships:
        raise no_relationship(relationship)
    return relationship
