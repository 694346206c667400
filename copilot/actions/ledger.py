"""What is known to be owed while notes are read: what a promise adds, repeats or goes on with, and what is stored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from copilot.actions.found import FoundAction
from copilot.actions.handing_in import made_by
from copilot.actions.item import Item
from copilot.actions.matching import SAME, TOPIC, Rarity
from copilot.actions.outcomes import Kind
from copilot.actions.statements import Statement
from copilot.actions.tidings import does, other_of_a_row
from copilot.actions.wording import doings, is_generic_doing, stem, word_set, words
from copilot.models import Action, ActionStatus, Note
from copilot.records import Quote

_POINTS_BACK = re.compile(r"^\w+\s+(?:(?:on|at|to|over|through|about)\s+)?(?:it|them|this|that)\b", re.IGNORECASE)
_BARE_IT = re.compile(
    r"^(?P<verb>\w+)\s+(?:it|them|this|that)(?:\s+(?:off|up|then|instead|now|properly|again|(?:and|to|at|on|in|with|along)\b.*))?$",
    re.IGNORECASE,
)
"""A promise that names what it is about by "it" alone."""
_LOOKS = re.compile(
    r"^(?:have\s+an?(?:other)?\s+(?:\w+\s+)?)?(?P<verb>look|try|ask|check)(?:\s+(?:again|there|once\s+more))?$"
)
"""A promise that names nothing at all: "have another look"."""
_FINISHED = word_set("write list deliver comment apply present read")
"""Kinds of doing that make something which can be finished."""
_VERY_SAME = 0.9
"""So much alike, two actions of one note are one, even with another owner."""


class Ledger:
    """The actions known so far, `items`, in the order in which they were read.

    Args:
        rarity: how much a word tells in these notes.
        parts: each note's statements, by its id.
    """

    def __init__(self, rarity: Rarity, parts: Mapping[str, tuple[Statement, ...]]) -> None:
        self._rarity, self._parts = rarity, parts
        self.items: list[Item] = []

    def earlier(self, note: Note) -> list[Item]:
        """What is still owed, and was before that note."""
        return [item for item in self.items if item.live and note.id not in item.notes and item.since <= note.date]

    def add(self, found: FoundAction, note: Note) -> None:
        """Take in what a note adds, unless it is known already."""
        verb, topic = self._rarity.topic(found.action.text)
        if _POINTS_BACK.match(found.action.text) and self.items and note.id in self.items[-1].notes:
            topic |= self.items[-1].topic
        last = self.items[-1] if self.items else None
        if (
            last is not None
            and _POINTS_BACK.match(found.action.text)
            and note.id in last.notes
            and last.live
            and not doings(last.verb)
            and last.action.owner == found.action.owner
        ):
            return  # "Still open: three old disks. I sort them out": the one thing
        if found.done_at_once and any(
            update.kind is Kind.DONE and update.quote == found.quote for item in self.items for update in item.updates
        ):
            return  # the box ticks something already listed
        same = self._same(found.action, verb, topic, note)
        if same is not None:
            self.repeat(same, found, note)
            return
        item = Item(found.action, found.quote, note.date, {note.id}, verb, topic)
        if found.done_at_once:
            item.change(Kind.DONE, found.quote, ActionStatus.DONE)
        self.items.append(item)

    def named_before(self, before: str, found: FoundAction, note: Note) -> Item | None:
        """The one earlier action that makes what the sentence before names: "The proposal is half there."."""
        named = self._rarity.stems(before)
        fitting = [item for item in self.earlier(note) if made_by(item) in named and self.continues(item, found, note)]
        return fitting[0] if len(fitting) == 1 else None

    def continues(self, item: Item, found: FoundAction, note: Note) -> bool:
        """ "I will finish it by Friday": what is promised is the earlier action that the words before speak of."""
        bare = _BARE_IT.match(found.action.text) or _LOOKS.match(found.action.text)
        if bare is None or not item.live or note.id in item.notes or found.done_at_once:
            return False
        if None not in (found.action.owner, item.action.owner) and found.action.owner != item.action.owner:
            return False
        verb = bare["verb"]
        finishing = is_generic_doing(verb) and bool(doings(item.verb) & _FINISHED)
        return (
            finishing
            or does(verb, item.action.text)
            or stem(verb) == stem(item.verb)
            or bool(doings(verb) & doings(item.verb))
        )

    def repeat(self, same: Item, found: FoundAction, note: Note) -> None:
        """Take in a promise made before: it may name the owner, tick the box or move the day."""
        if same.action.owner is None and found.action.owner is not None:
            same.assign(found.action.owner, found.quote)
        if found.done_at_once:
            if same.live:
                same.change(Kind.DONE, found.quote, ActionStatus.DONE)
        elif found.action.due not in (None, same.action.due):
            same.change(Kind.MOVED, found.quote, same.action.status, found.action.due)
        same.covers |= {found.action.id} - {same.action.id}
        same.notes.add(note.id)

    def _same(self, action: Action, verb: str, topic: frozenset[str], note: Note) -> Item | None:
        """The live action this one repeats, or one a person dropped from this very note."""
        best: tuple[float, Item] | None = None
        for item in self.items:
            stored_here = item.accepted and item.action.note == note.id
            if not (item.live or stored_here or any(update.quote.note == note.id for update in item.updates)):
                continue
            if action.owner is not None and item.action.owner is not None and action.owner != item.action.owner:
                continue
            if other_of_a_row(action.text, item.action.text):
                continue
            if item.live and note.id not in item.notes and self._gives(action.text, item, action.owner):
                return item
            alike = stem(verb) == stem(item.verb) or bool(doings(verb) & doings(item.verb))
            if not alike and not item.live and not stored_here:
                continue  # "CV sent. I will rewrite its summary": what is done is not what is still to do
            score = min(
                self._rarity.likeness(topic, item.topic),
                self._rarity.likeness(self._whole(action.text), self._whole(item.action.text)),
            )
            if score >= (SAME if alike else 0.99) and (best is None or score > best[0]):
                best = (score, item)
        return best[1] if best else None

    def _gives(self, phrase: str, item: Item, owner: str | None) -> bool:
        """Whether the promise is to send what the action does: "comment on it" – "send my comments"."""
        given = re.match(r"^(?:send|give|return)\s+(?:(?:their|his|her|the|my|our|them|him|me)\s+)+(\w+)$", phrase)
        if given is None or stem(given[1]) != stem(item.verb) or owner != item.action.owner:
            return False
        return sum(other.live and stem(other.verb) == stem(item.verb) for other in self.items) == 1

    def _whole(self, phrase: str) -> frozenset[str]:
        first = words(phrase)[0] if words(phrase) else ""
        return self._rarity.stems(phrase) - {stem(first)} or self._rarity.stems(phrase)

    def adopt(self, action: Action, note: Note | None) -> None:
        """Put a stored action in the place of its proposal, or beside the others if it has none."""
        verb, topic = self._rarity.topic(action.text)
        item = self._proposal_of(action, topic, note) if note is not None else None
        if item is None:
            source = self._source(action, topic, note)
            item = Item(action, source, note.date if note else date.min, set(), verb, topic)
            self.items.append(item)
        elif item.action.text != action.text:
            item.topic, item.verb = topic, verb or item.verb
        item.store(action)
        if note is not None:
            item.notes.add(note.id)

    def _proposal_of(self, action: Action, topic: frozenset[str], note: Note) -> Item | None:
        """The item the stored action was found as: its owner's, else another's in the very same note.

        An action may be stored with the owner a later note put right, while its note still names the other.
        """
        best: tuple[bool, float, Item] | None = None
        for item in self.items:
            if item.accepted:
                continue
            touched = any(update.quote.note == note.id for update in item.updates)
            if not item.live and not (touched or note.id in item.notes):
                continue
            owners = action.owner is None or item.action.owner in (None, action.owner)
            score = self._rarity.likeness(topic, item.topic)
            if item.action.id == action.id:
                owners, score = True, 9.0
            elif not owners and (note.id not in item.notes or score < _VERY_SAME):
                continue
            score += (0.3 if note.id in item.notes else 0.0) + (0.2 if touched else 0.0)
            if score >= SAME + 0.15 and (best is None or (owners, score) > best[:2]):
                best = (owners, score, item)
        return best[2] if best else None

    def _source(self, action: Action, topic: frozenset[str], note: Note | None) -> Quote | None:
        if note is None:
            return None
        place = note.text.find(action.quote) if action.quote else -1
        if place >= 0:
            return Quote(note.id, note.date, action.quote, place, place + len(action.quote))
        scored = [(self._rarity.coverage(topic, self._rarity.stems(each.text)), each) for each in self._parts[note.id]]
        best = max(scored, key=lambda pair: pair[0], default=None)
        return best[1].quote(note) if best and best[0] >= TOPIC else None
