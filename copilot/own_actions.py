"""What a person and their partners owe: listed, accepted, finished, dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from copilot.actions.tracking import TrackedAction, track_actions
from copilot.errors import BriefError, NotFound
from copilot.models import Action, ActionStatus, Person, Relationship, Viewer
from copilot.own_notes import no_relationship
from copilot.records import Records
from copilot.repository import actions

_SHORT_ID = 4
"""So many characters of an action's id must be typed at least."""


def listed(seen: Records, directory: Mapping[str, Person], relationship: str | None = None) -> list[TrackedAction]:
    """Of the records the viewer may read: open, then proposed, each by due date; closed ones last.

    Raises:
        NotFound: the relationship is not among them.
    """
    if relationship is not None and relationship not in seen.relationships:
        raise no_relationship(relationship)
    wanted: list[Relationship | None] = (
        [None, *seen.relationships.values()] if relationship is None else [seen.relationships[relationship]]
    )
    tracked = [
        each for about in wanted for each in track_actions(seen.notes, seen.actions, about, directory, seen.as_of)
    ]
    return sorted(tracked, key=_standing)


def decide(
    session: Session,
    viewer: Viewer,
    tracked: Sequence[TrackedAction],
    identifier: str,
    status: ActionStatus,
    *,
    day: date,
) -> Action:
    """Accept (`open`), drop or finish one of the actions the viewer can see, from that day on.

    `identifier` is its id or a beginning of it that no other shares (at least four characters), or the id of
    a proposal it has taken the place of. What is kept and returned is the action as its own note states it,
    for that note's readers are its readers too: how later notes, some of them perhaps private, moved it is
    read from them anew, by whoever may read them.

    Raises:
        NotFound: there is none of that id among them.
        BriefError: several share the beginning.
    """
    decided = replace(named(tracked, identifier).stated, status=status, decided=day)
    actions.save(session, viewer.programme, decided)
    return decided


def named(tracked: Sequence[TrackedAction], identifier: str) -> TrackedAction:
    """The one of that id, or that `identifier` is short for. Raises NotFound, BriefError."""
    found = (
        [each for each in tracked if each.action.id == identifier]
        or [each for each in tracked if identifier in each.covers]
        or [each for each in tracked if len(identifier) >= _SHORT_ID and each.action.id.startswith(identifier)]
    )
    if len({each.action.id for each in found}) > 1:
        raise BriefError(
            f"Several actions begin with {identifier!r}: {', '.join(each.action.id for each in found)}.",
            location="ID",
            next_step="Type more of the id.",
        )
    if not found:
        raise NotFound(
            f"There is no action {identifier!r} here, or it is not yours to see.",
            next_step="See `mentor actions list --all`.",
        )
    return found[0]


def _standing(tracked: TrackedAction) -> tuple[int, bool, date, str]:
    due = tracked.action.due
    rank = {ActionStatus.OPEN: 0, ActionStatus.PROPOSED: 1}.get(tracked.action.status, 2)
    return rank, due is None, due or date.max, tracked.action.id
