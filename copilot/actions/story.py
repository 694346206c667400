"""The notes of a relationship read one after the other, and what each says of earlier actions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from copilot.actions.corrections import find_corrections
from copilot.actions.dates import find_dates
from copilot.actions.finding import FoundAction, find_actions
from copilot.actions.handing_in import hands_in, made_by, may_have_done
from copilot.actions.item import Item
from copilot.actions.matching import SAME, TOPIC, Rarity, akin
from copilot.actions.outcomes import (
    Claim,
    Kind,
    answered,
    done_claims,
    dropped,
    moved_to,
    moves_plainly,
    still_open,
    verbs_agree,
)
from copilot.actions.people import Cast, named_in
from copilot.actions.statements import Statement, statements
from copilot.actions.tidings import agreed, does, hoped_for, other_of_a_row, tells_done, verbs_of
from copilot.actions.wording import content_stems, doings, is_generic_doing, lemma, stem, word_set, words
from copilot.models import Action, ActionStatus, Note, Person, Relationship
from copilot.records import Quote

_FRAGMENT = re.compile(
    r"^\W*(?:(?:new|next)\s+(?:date|deadline)|still|now|by|due|until|make\s+it|so\s+by|"
    r"moved\s+to)\b",
    re.IGNORECASE,
)
_FRAGMENT_WORDS = 6
_SHORT = 9
_PRONOUN = re.compile(r"\b(?:it|this|that|them)\b", re.IGNORECASE)
_SWAP = re.compile(r"\b(?:other|wrong)\s+way\s+a?round\b|,\s+not\s+(?:me|him|her|[A-Z]\w+)\b|\bnot\s+me\b")
_POINTS_BACK = re.compile(r"^\w+\s+(?:(?:on|at|to|over|through|about)\s+)?(?:it|them|this|that)\b", re.IGNORECASE)
_BARE_IT = re.compile(
    r"^(?P<verb>\w+)\s+(?:it|them|this|that)(?:\s+(?:off|up|then|instead|now|properly|again|and\b.*))?$", re.IGNORECASE
)
"""A promise that names what it is about by "it" alone."""
_FINISHED = word_set("write list deliver comment apply present read")
"""Kinds of doing that make something which can be finished."""
_REACH = 3
"""For so many statements a topic stays what "it" means."""
_TIE = 0.05
_VERY_SAME = 0.9
"""So much alike, two actions of one note are one, even with another owner."""


_NOT_YET = re.compile(r"\bnot\s+yet\b\W*$", re.IGNORECASE)


def _says_when(text: str, note_date: date) -> bool:
    """Whether a short sentence names one day to come: after "not yet", the new one."""
    days = [each.day for each in find_dates(text, note_date) if each.day is not None]
    return len(days) == 1 and days[0] > note_date and len(words(text)) <= _SHORT


class Story:
    """The notes read one after the other; holds what is known so far."""

    def __init__(self, notes: Sequence[Note], relationship: Relationship | None, people: Mapping[str, Person]) -> None:
        self._relationship, self._people = relationship, people
        self._parts = {note.id: statements(note.text) for note in notes}
        names = " ".join(
            f"{people[each].name} {people[each].known_as}"
            for each in (relationship.members if relationship else ())
            if each in people
        )
        self._rarity = Rarity((each.text for found in self._parts.values() for each in found), content_stems(names))
        self._corrections = {(each.right.note, each.right.start): each for each in find_corrections(notes)}
        self.items: list[Item] = []

    def read(self, note: Note) -> None:
        """Take in one note: first what it says of earlier actions, then what it adds."""
        found: dict[int, list[FoundAction]] = {}
        for action in find_actions(note, self._relationship, self._people):
            found.setdefault(action.quote.start, []).append(action)
        named = named_in(note, self._people, self._relationship)
        cast = Cast(note.author, self._relationship, named)
        topic, left, before = None, 0, ""
        for item in self.items:
            if item.live and item.over(note.date):
                item.action = replace(item.action, status=ActionStatus.DONE)
        for statement in self._parts[note.id]:
            added = found.get(statement.start, [])
            about = self._update(note, statement, cast, topic if left > 0 else None, before, added)
            topic, left = (about, _REACH) if about is not None else (topic, left - 1)
            for each in added:
                meant = about if about is not None else self._named_before(before, each, note)
                if meant is not None and self._continues(meant, each, note):
                    self._repeat(meant, each, note)
                elif not (each.points_back and about is not None):  # then it moves what is known already
                    self._add(each, note)
            before = statement.text
        for item in self.items:
            if item.stated is None:
                item.stated = item.action

    def settle(self, before: date | None) -> None:
        """Let count what people decided before that day (None: all of it)."""
        for item in self.items:
            item.settle(before)

    def _earlier(self, note: Note) -> list[Item]:
        return [item for item in self.items if item.live and note.id not in item.notes and item.since <= note.date]

    def _update(
        self,
        note: Note,
        statement: Statement,
        cast: Cast,
        topic: Item | None,
        before: str,
        added: list[FoundAction],
    ) -> Item | None:
        """Apply what the statement says of earlier actions. Returns the one it is about, if any."""
        text, quote = statement.text, statement.quote(note)
        open_items = self._earlier(note)
        about = self._about(text, note.date, open_items)
        ticked = statement.ticked
        elliptic = (
            topic is not None
            and topic.live
            and about is None
            and (
                _PRONOUN.search(text) is not None
                or (_FRAGMENT.match(text) is not None and len(words(text)) <= _FRAGMENT_WORDS)
            )
        )
        if (
            topic is not None
            and topic.live
            and about is None
            and _NOT_YET.search(before)
            and _says_when(text, note.date)
        ):
            elliptic = True
        target = about or (topic if elliptic else None)
        if about is not None and about.verb in ("find", "get", "ask"):
            about.hoped |= hoped_for(text)
        correction = self._corrections.get((note.id, statement.start))
        if (
            target is not None
            and (correction is not None or _SWAP.search(text))
            and self._swap(target, text, cast, quote)
        ):
            pass
        elif correction is not None and self._correct(correction.wrong, text, quote, note, open_items):
            return about
        elif (
            item := topic if _SWAP.search(text) and topic is not None and topic.live else None
        ) is not None and self._swap(item, text, cast, quote):
            target = item
        if target is not None and ticked is not False:
            if dropped(text) and not added:
                target.change(Kind.DROPPED, quote, ActionStatus.DROPPED)
                return target
            moved, day = moved_to(text, note.date) if not added or moves_plainly(text) else (False, None)
            fragment = elliptic and (_FRAGMENT.match(text) is not None or _NOT_YET.search(before) is not None)
            if fragment and not moved:
                days = [each.day for each in find_dates(text, note.date) if each.day]
                moved, day = bool(days), days[0] if days else None
            if moved and day != target.action.due and not self._says_done(text, target, note):
                target.change(Kind.MOVED, quote, target.action.status, day)
                return target
        if ticked is not False and not still_open(text) and correction is None:
            self._close(note, statement, cast, before, open_items, quote)
        return target

    def _about(self, text: str, note_date: date, items: Sequence[Item]) -> Item | None:
        """The open action the statement is about: the best covered one, None if two are equally so."""
        stems = self._rarity.stems(text)
        days = {each.day for each in find_dates(text, note_date) if each.day}
        opening = self._rarity.stems(re.split(r"[,;]", text)[0])
        scored = sorted(
            ((self._closeness(item, stems, opening, days), item) for item in items if item.topic),
            key=lambda pair: pair[0],
            reverse=True,
        )
        if not scored or scored[0][0] < TOPIC:
            return None
        if len(scored) > 1 and scored[1][0] > scored[0][0] - _TIE:
            return max(
                (item for score, item in scored if score > scored[0][0] - _TIE),
                key=lambda item: self._rarity.weight(item.topic),
            )
        return scored[0][1]

    def _closeness(self, item: Item, stems: frozenset[str], opening: frozenset[str], days: set[date]) -> float:
        """Coverage of the item's topic; to be opened with, its verb, or the very day it is due adds to that."""
        score = self._rarity.coverage(item.topic, stems)
        if score <= 0.0:
            return 0.0
        named = item.verb and stem(item.verb) in stems
        if self._rarity.coverage(item.topic, opening) >= TOPIC:
            score += 0.1
        return score + (0.15 if named else 0.0) + (0.3 if item.action.due in days else 0.0)

    def _says_done(self, text: str, item: Item, note: Note) -> bool:
        return any(
            self._rarity.coverage(item.topic, self._rarity.stems(claim.clause)) >= TOPIC
            and verbs_agree(item.verb, claim)
            for claim in done_claims(text, note.date)
        )

    def _close(
        self, note: Note, statement: Statement, cast: Cast, before: str, items: Sequence[Item], quote: Quote
    ) -> None:
        label = statement.text.split(":")[0] if ":" in statement.text[:60] else ""
        claims = list(done_claims(statement.text, note.date))
        if statement.ticked:
            claims.append(Claim(Kind.DONE, (), True, None, statement.text))
        unproven = [item for item in self.items if item.unproven and note.id not in item.notes]
        items = [*items, *unproven]
        closed: set[str] = set()
        for item in items:
            if item.live and (
                answered(statement.text, item.action.text)
                or agreed(statement.text, item.hoped)
                or tells_done(item, statement.text, items, self._rarity, before)
            ):
                item.change(Kind.DONE, quote, ActionStatus.DONE)
                closed.add(item.action.id)
        for claim in claims:
            given = self._rarity.stems(f"{label} {claim.clause}")
            own = given
            if _PRONOUN.search(claim.clause):
                given |= self._rarity.stems(f"{statement.text} {before}")
            opening = next((stem(word) for word in words(claim.clause) if content_stems(word)), "")
            fitting = []
            for item in items:
                score = self._rarity.coverage(item.topic, given)
                core = item.topic - {stem(item.verb)} or item.topic
                if (
                    not (item.live or item.unproven)
                    or item.action.id in closed
                    or self._rarity.coverage(core, given) <= 0.0
                ):
                    continue
                exact = lemma(item.verb) in {lemma(verb) for verb in claim.verbs}
                nominal = akin(stem(item.verb), own) and bool(claim.verbs or claim.generic)
                heads = bool(opening) and akin(opening, item.topic | {stem(item.verb)})
                handed_in = hands_in(item, claim, cast) and self._only_one_of(item, items)
                result = handed_in or (score > 0.8 and any(stem(lemma(verb)) in item.topic for verb in claim.verbs))
                if not (
                    any(verbs_agree(each, claim) for each in verbs_of(item)) or nominal or result
                ) or not may_have_done(item, claim, cast):
                    continue
                if len(item.topic) == 1 and not (exact or nominal or heads or handed_in):
                    continue
                score += (0.2 if exact or nominal else 0.0) + (0.2 if heads else 0.0)
                score = max(score, TOPIC) if handed_in else score
                if score >= TOPIC:
                    fitting.append((score, self._rarity.weight(item.topic), item))
            if not fitting:
                continue
            fitting.sort(key=lambda each: each[:2], reverse=True)
            if len(fitting) > 1 and fitting[0][:2] == fitting[1][:2]:
                continue  # two alike: closing the wrong one is worse than leaving both
            fitting[0][2].change(Kind.DONE, quote, ActionStatus.DONE)
            closed.add(fitting[0][2].action.id)

    def _only_one_of(self, item: Item, items: Sequence[Item]) -> bool:
        """Whether no other action still owed by the same person makes such a thing ("two reports")."""
        head = made_by(item)
        return not any(
            other is not item and other.live and head == made_by(other) and other.action.owner == item.action.owner
            for other in items
        )

    def _correct(self, wrong: Quote | None, text: str, quote: Quote, note: Note, items: Sequence[Item]) -> bool:
        """Give the corrected action its right day. Only where it names the very words or topic."""
        days = [each.day for each in find_dates(text, note.date) if each.day]
        if not days:
            return False
        stems = self._rarity.stems(text)
        for item in items:
            same_words = (
                wrong is not None
                and item.source is not None
                and ((wrong.note, wrong.start) == (item.source.note, item.source.start))
            )
            covered = self._rarity.coverage(item.topic, stems) >= TOPIC
            if (same_words or covered) and item.action.due in days[1:]:
                item.change(Kind.CORRECTED, quote, item.action.status, days[0])
                return True
            if (same_words or covered) and item.action.due is not None and item.action.due == days[0] and len(days) > 1:
                item.change(Kind.CORRECTED, quote, item.action.status, days[1])
                return True
            if covered and len(days) == 1 and item.action.due not in (None, days[0]):
                item.change(Kind.CORRECTED, quote, item.action.status, days[0])
                return True
        return False

    def _swap(self, item: Item, text: str, cast: Cast, quote: Quote) -> bool:
        """ "Other way around: … so Priya asks her": the owner was wrong."""
        for match in re.finditer(
            rf"(?<![\w’'])({cast.subject_pattern})(?:[’'](?:s|ll)|\s+(?:will|is|"
            rf"has\s+to|should))?\s+(\w+)",
            text,
            re.IGNORECASE,
        ):
            who = cast.resolve(match[1], text[: match.start()])
            if who is not None and who.member and who.person and stem(match[2]) == stem(item.verb):
                if who.person == item.action.owner:
                    return False
                item.action = replace(item.action, owner=who.person)
                item.change(Kind.CORRECTED, quote, item.action.status, item.action.due)
                return True
        return False

    def _add(self, found: FoundAction, note: Note) -> None:
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
            self._repeat(same, found, note)
            return
        item = Item(found.action, found.quote, note.date, {note.id}, verb, topic)
        if found.done_at_once:
            item.change(Kind.DONE, found.quote, ActionStatus.DONE)
        self.items.append(item)

    def _named_before(self, before: str, found: FoundAction, note: Note) -> Item | None:
        """The one earlier action that makes what the sentence before names: "The proposal is half there."."""
        named = self._rarity.stems(before)
        fitting = [
            item for item in self._earlier(note) if made_by(item) in named and self._continues(item, found, note)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _continues(self, item: Item, found: FoundAction, note: Note) -> bool:
        """ "I will finish it by Friday": what is promised is the earlier action that the words before speak of."""
        bare = _BARE_IT.match(found.action.text)
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

    def _repeat(self, same: Item, found: FoundAction, note: Note) -> None:
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
