"""What a person and their partners owe: listed, accepted, finished, dropped."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from copilot.actions.tracking import TrackedAction, track_actions
from copilot.errors import BriefError, NotFound
from copilot.models import Action, ActionStatus, Person, Relationship, Viewer
from copilot.own_notes import no_relationship
from copilot.records import Records
from copilot.repository import actions
from copilot.staleness import settle, standing
from copilot.versions import expect

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
    status: ActionStatus | None,
    *,
    day: date,
    wanted: ActionEdit | None = None,
    expected: str | None = None,
    owners: Collection[str] = (),
) -> Action:
    """Accept (`open`), drop or finish one of the actions the viewer can see, from that day on.

    `identifier` is its id or a beginning of it that no other shares (at least four characters), or the id of
    a proposal it has taken the place of. What is kept and returned is the action as its own note states it,
    for that note's readers are its readers too: how later notes, some of them perhaps private, moved it is
    read from them anew, by whoever may read them. `wanted` is what of it is to be said otherwise; without a
    `status` nothing but that changes. `owners` may be made to owe it, beside who owes it already. `tracked` must
    be what there is in the transaction of `session`.

    Raises:
        NotFound: there is none of that id among them.
        BriefError: several share the beginning, the words are blank, or it would be nobody's or an outsider's.
        Conflict: it does not stand at the version `expected` any more.
    """
    one = named(tracked, identifier)
    decided = _reworded(one.stated, wanted or ActionEdit(), {viewer.person.id, one.action.owner, *owners})
    if status is not None:
        decided = replace(decided, status=status, decided=day)
    elif not one.accepted:
        raise BriefError(
            f"The action {identifier!r} is only proposed.", location="ID", next_step="Accept it with your own words."
        )
    expect(expected, one.action, told(decided), f"The action {one.action.id!r}", told=told)
    before = standing(session, viewer.programme) if wanted is not None else {}
    actions.save(session, viewer.programme, decided)
    if wanted is not None:
        settle(session, viewer.programme, before)
    return decided


@dataclass(frozen=True)
class ActionEdit:
    """What of an action is to be said otherwise; None stays. `no_due`: it is due on no day any more."""

    text: str | None = None
    due: date | None = None
    no_due: bool = False
    owner: str | None = None


def told(action: Action) -> dict[str, object]:
    """The action as plain values, to be shown beside another text of it."""
    return {
        "id": action.id,
        "text": action.text,
        "owner": action.owner,
        "due": None if action.due is None else action.due.isoformat(),
        "status": action.status.value,
    }


def _reworded(stated: Action, wanted: ActionEdit, owners: Collection[str | None]) -> Action:
    words = stated.text if wanted.text is None else " ".join(wanted.text.replace("\0", "").split())
    if not words:
        raise BriefError("The action would be blank.", location="text", next_step="Say what is to be done.")
    if wanted.owner is not None and wanted.owner not in owners:
        raise BriefError(
            f"{wanted.owner!r} cannot be made to owe this.",
            location="owner",
            next_step="Name yourself, or your partner in its relationship.",
        )
    due = None if wanted.no_due else wanted.due or stated.due
    return replace(stated, text=words, due=due, owner=wanted.owner or stated.owner)


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
