"""One action while a story is read: as stated, as later notes left it, and what a person decided on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from copilot.actions.outcomes import Kind
from copilot.models import Action, ActionStatus
from copilot.records import Quote

_AGAIN = re.compile(r"\b(?:every|each)\s+(?:\w+\s+)?(?:day|weekday|morning|evening|week|night|month)\b", re.IGNORECASE)
LIVE = frozenset({ActionStatus.OPEN, ActionStatus.PROPOSED})


@dataclass(frozen=True)
class ActionUpdate:
    """One later change: its kind, the words that say so, and the new day where one is given."""

    kind: Kind
    quote: Quote
    due: date | None = None


@dataclass
class Item:
    """An action as far as the notes read so far tell; changes as more are read.

    `stated`: as its own note has it, or as it is stored, before later notes changed it;
    None until that note is read to its end.
    `covers`: ids of proposals that are this same action: those it took the place of, and its repetitions.
    `verdict`: done or dropped by a person, from a day that is still to come in the story.
    `hoped`: whom a note names as the one to ask, for something that is to be found.
    """

    action: Action
    source: Quote | None
    since: date
    notes: set[str]
    verb: str = ""
    topic: frozenset[str] = frozenset()
    accepted: bool = False
    updates: list[ActionUpdate] = field(default_factory=list)
    stated: Action | None = None
    covers: set[str] = field(default_factory=set)
    verdict: ActionStatus | None = None
    hoped: frozenset[str] = frozenset()

    @property
    def unproven(self) -> bool:
        """Stored as done by a person, while no note read so far says so."""
        stored = self.accepted and self.action.status is ActionStatus.DONE
        return stored and not any(update.kind is Kind.DONE for update in self.updates)

    @property
    def live(self) -> bool:
        return self.action.status in LIVE

    def over(self, day: date) -> bool:
        """Whether it was a thing to do again and again until a day that has passed, and nobody took it on since."""
        ends = self.action.due
        return not self.accepted and ends is not None and ends < day and _AGAIN.search(self.action.text) is not None

    def change(self, kind: Kind, quote: Quote, status: ActionStatus, due: date | None = None) -> None:
        """What a note's words made of it; `due` counts where the kind is about days."""
        self.updates.append(ActionUpdate(kind, quote, due))
        if kind in (Kind.MOVED, Kind.CORRECTED):
            self.action = replace(self.action, due=due)
        self.action = replace(self.action, status=status)

    def assign(self, owner: str, quote: Quote) -> None:
        """The note's words say whose it is, where nobody was named."""
        self.action = replace(self.action, owner=owner)
        self.updates.append(ActionUpdate(Kind.ASSIGNED, quote))

    def store(self, action: Action) -> None:
        """Take on what is stored, whatever its status: a decision covers what acceptance would cover.

        Done and dropped ones stay live until the day of the decision (`settle`), so that they are moved,
        repeated and proved like any other, and nothing of them is left over to be proposed again.
        """
        if self.action.id != action.id:
            self.covers.add(self.action.id)
        closed = not self.live
        self.action, self.stated, self.accepted = action, action, True
        if action.status not in LIVE:
            self.verdict = action.status
            self.action = replace(action, status=ActionStatus.DONE if closed else ActionStatus.OPEN)

    def settle(self, before: date | None) -> None:
        """Let the decision count, if it fell before that day (None: whenever it fell).

        One whose day nobody recorded (it came from a programme file) is taken to fall on the day it was due.
        """
        if self.verdict is None:
            return
        day = self.action.decided or self.action.due
        if before is None or (day is not None and day < before):
            self.action = replace(self.action, status=self.verdict)
            self.verdict = None
