"""What its author alone knows of the actions in a draft that others read too."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from copilot.actions import TrackedAction
from copilot.actions.outcomes import Kind
from copilot.draft import Finding, Severity
from copilot.models import ActionStatus
from copilot.writing import phrasing

CHECK = "private-change"

_SAID = {Kind.DONE: "done", Kind.DROPPED: "dropped"}


def private_changes(
    shown: Sequence[TrackedAction], own: Sequence[TrackedAction], readers: Collection[str]
) -> Iterator[Finding]:
    """A finding for each action `shown` as owed that is closed or moved in `own`, as its author's notes have it.

    Args:
        shown: actions as all readers of the draft can know them.
        own: the same as the author's every note has them.
        readers: the other readers' names.

    For the author's eyes: findings are in no text and no export.
    """
    for one in shown:
        mine = next((each for each in own if {one.action.id} & {each.action.id, *each.covers}), None)
        if mine is None or one.action.status not in (ActionStatus.OPEN, ActionStatus.PROPOSED):
            continue
        if (mine.action.status in _CLOSED) == (one.action.status in _CLOSED) and mine.action.due == one.action.due:
            continue
        update = next((each for each in reversed(mine.updates) if each not in one.updates), None)
        if update is None:
            continue
        said = _SAID.get(update.kind) or f"now due {update.due.isoformat() if update.due else 'on no day'}"
        yield Finding(
            check=CHECK,
            severity=Severity.WARN,
            message=f"“{one.action.text}” is {said}, says a note of {update.quote.date.isoformat()} that you may read and "
            f"{phrasing.listing(list(readers))} may not. So it stands here as before: mark it with `mentor actions`, or "
            "share what may be shared.",
            source="our rule: private by default",
            strength="our rule",
        )


_CLOSED = frozenset({ActionStatus.DONE, ActionStatus.DROPPED})
