"""The notes of a relationship read one after the other, and what each says of earlier actions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from copilot.actions.corrections import find_corrections
from copilot.actions.dates import find_dates
from copilot.actions.finding import FoundAction, find_actions
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
from copilot.actions.people import Cast
from copilot.actions.statements import Statement, statements
from copilot.actions.wording import content_stems, doings, lemma, stem, word_set, words
from copilot.models import Action, ActionStatus, Note, Person, Relationship
from copilot.records import Quote

LIVE = frozenset({ActionStatus.OPEN, ActionStatus.PROPOSED})
_FRAGMENT = re.compile(
    r"^\W*(?:(?:new|next)\s+(?:date|deadline)|still|now|by|due|until|make\s+it|so\s+by|"
    r"moved\s+to)\b",
    re.IGNORECASE,
)
_FRAGMENT_WORDS = 6
_PRONOUN = re.compile(r"\b(?:it|this|that|them)\b", re.IGNORECASE)
_SWAP = re.compile(r"\b(?:other|wrong)\s+way\s+a?round\b|,\s+not\s+(?:me|him|her|[A-Z]\w+)\b|\bnot\s+me\b")
_RECEIVING = word_set("got received heard arrived came landed come had recieved")
_POINTS_BACK = re.compile(r"^\w+\s+(?:it|them|this|that)\b", re.IGNORECASE)
_REACH = 3
"""For so many statements a topic stays what "it" means."""
_TIE = 0.05


@dataclass(frozen=True)
class ActionUpdate:
    """One later change: its kind, the words that say so, and the new day where one is given."""

    kind: Kind
    quote: Quote
    due: date | None = None


@dataclass
class Item:
    """An action as far as the notes read so far tell; changes as more are read."""

    action: Action
    source: Quote | None
    since: date
    notes: set[str]
    verb: str = ""
    topic: frozenset[str] = frozenset()
    accepted: bool = False
    updates: list[ActionUpdate] = field(default_factory=list)

    @property
    def unproven(self) -> bool:
        """Stored as done by a person, while no note read so far says so."""
        stored = self.accepted and self.action.status is ActionStatus.DONE
        return stored and not any(update.kind is Kind.DONE for update in self.updates)

    @property
    def live(self) -> bool:
        return self.action.status in LIVE


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
        cast = Cast(note.author, self._relationship, self._people)
        topic, left, before = None, 0, ""
        for statement in self._parts[note.id]:
            added = found.get(statement.start, [])
            about = self._update(note, statement, cast, topic if left > 0 else None, before, added)
            topic, left = (about, _REACH) if about is not None else (topic, left - 1)
            before = statement.text
            for each in added:
                self._add(each, note)

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
        target = about or (topic if elliptic else None)
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
                self._change(target, Kind.DROPPED, quote, ActionStatus.DROPPED)
                return target
            moved, day = moved_to(text, note.date) if not added or moves_plainly(text) else (False, None)
            fragment = elliptic and _FRAGMENT.match(text) is not None
            if fragment and not moved:
                days = [each.day for each in find_dates(text, note.date) if each.day]
                moved, day = bool(days), days[0] if days else None
            if moved and day != target.action.due and not self._says_done(text, target, note):
                self._change(target, Kind.MOVED, quote, target.action.status, day)
                return target
        if ticked is not False and not still_open(text):
            self._close(note, statement, cast, before, open_items, quote)
        return target

    def _about(self, text: str, note_date: date, items: Sequence[Item]) -> Item | None:
        """The open action the statement is about: the best covered one, None if two are equally so."""
        stems = self._rarity.stems(text)
        days = {each.day for each in find_dates(text, note_date) if each.day}
        scored = sorted(
            ((self._closeness(item, stems, days), item) for item in items if item.topic),
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

    def _closeness(self, item: Item, stems: frozenset[str], days: set[date]) -> float:
        """Coverage of the item's topic; its verb, or the very day it is due, named beside it adds to that."""
        score = self._rarity.coverage(item.topic, stems)
        if score <= 0.0:
            return 0.0
        named = item.verb and stem(item.verb) in stems
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
            if item.live and answered(statement.text, item.action.text):
                self._change(item, Kind.DONE, quote, ActionStatus.DONE)
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
                result = score > 0.8 and any(stem(lemma(verb)) in item.topic for verb in claim.verbs)
                if not (verbs_agree(item.verb, claim) or nominal or result) or not _may_have_done(item, claim, cast):
                    continue
                if len(item.topic) == 1 and not (exact or nominal or heads):
                    continue
                score += (0.2 if exact or nominal else 0.0) + (0.2 if heads else 0.0)
                if score >= TOPIC:
                    fitting.append((score, self._rarity.weight(item.topic), item))
            if not fitting:
                continue
            fitting.sort(key=lambda each: each[:2], reverse=True)
            if len(fitting) > 1 and fitting[0][:2] == fitting[1][:2]:
                continue  # two alike: closing the wrong one is worse than leaving both
            self._change(fitting[0][2], Kind.DONE, quote, ActionStatus.DONE)
            closed.add(fitting[0][2].action.id)

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
                self._change(item, Kind.CORRECTED, quote, item.action.status, days[0])
                return True
            if (same_words or covered) and item.action.due is not None and item.action.due == days[0] and len(days) > 1:
                self._change(item, Kind.CORRECTED, quote, item.action.status, days[1])
                return True
            if covered and len(days) == 1 and item.action.due not in (None, days[0]):
                self._change(item, Kind.CORRECTED, quote, item.action.status, days[0])
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
                self._change(item, Kind.CORRECTED, quote, item.action.status, item.action.due)
                return True
        return False

    def _change(self, item: Item, kind: Kind, quote: Quote, status: ActionStatus, due: date | None = None) -> None:
        item.updates.append(ActionUpdate(kind, quote, due))
        if kind in (Kind.MOVED, Kind.CORRECTED):
            item.action = replace(item.action, due=due)
        item.action = replace(item.action, status=status)

    def _add(self, found: FoundAction, note: Note) -> None:
        verb, topic = self._rarity.topic(found.action.text)
        if _POINTS_BACK.match(found.action.text) and self.items and note.id in self.items[-1].notes:
            topic |= self.items[-1].topic
        if found.done_at_once and any(
            update.kind is Kind.DONE and update.quote == found.quote for item in self.items for update in item.updates
        ):
            return  # the box ticks something already listed
        same = self._same(found.action, verb, topic, note)
        if same is not None:
            if found.done_at_once:
                if same.live:
                    self._change(same, Kind.DONE, found.quote, ActionStatus.DONE)
            elif found.action.due not in (None, same.action.due):
                self._change(same, Kind.MOVED, found.quote, same.action.status, found.action.due)
            if same.action.owner is None and found.action.owner is not None:
                same.action = replace(same.action, owner=found.action.owner)
            same.notes.add(note.id)
            return
        item = Item(found.action, found.quote, note.date, {note.id}, verb, topic)
        if found.done_at_once:
            self._change(item, Kind.DONE, found.quote, ActionStatus.DONE)
        self.items.append(item)

    def _same(self, action: Action, verb: str, topic: frozenset[str], note: Note) -> Item | None:
        """The live action this one repeats, or one a person dropped from this very note."""
        best: tuple[float, Item] | None = None
        for item in self.items:
            stored_here = item.accepted and item.action.note == note.id
            if not (item.live or stored_here or any(update.quote.note == note.id for update in item.updates)):
                continue
            if action.owner is not None and item.action.owner is not None and action.owner != item.action.owner:
                continue
            alike = stem(verb) == stem(item.verb) or bool(doings(verb) & doings(item.verb))
            score = min(
                self._rarity.likeness(topic, item.topic),
                self._rarity.likeness(self._whole(action.text), self._whole(item.action.text)),
            )
            if score >= (SAME if alike else 0.99) and (best is None or score > best[0]):
                best = (score, item)
        return best[1] if best else None

    def _whole(self, phrase: str) -> frozenset[str]:
        first = words(phrase)[0] if words(phrase) else ""
        return self._rarity.stems(phrase) - {stem(first)} or self._rarity.stems(phrase)

    def adopt(self, action: Action, note: Note | None) -> None:
        """Put a stored action in the place of its proposal, or beside the others if it has none."""
        verb, topic = self._rarity.topic(action.text)
        best: tuple[float, Item] | None = None
        for item in self.items:
            if item.accepted or note is None:
                continue
            score = self._rarity.likeness(topic, item.topic)
            score += 0.3 if note.id in item.notes else 0.0
            touched = any(update.quote.note == note.id for update in item.updates)
            score += 0.2 if touched else 0.0
            if item.action.id == action.id:
                score = 9.0
            if not item.live and not (touched or note.id in item.notes):
                continue
            if action.owner is not None and item.action.owner not in (None, action.owner):
                continue
            if score >= SAME + 0.15 and (best is None or score > best[0]):
                best = (score, item)
        if best is None:
            source = self._source(action, topic, note)
            self.items.append(
                Item(
                    action,
                    source,
                    note.date if note else date.min,
                    {note.id} if note else set(),
                    verb,
                    topic,
                    True,
                )
            )
            return
        item = best[1]
        item.action, item.accepted = action, True
        item.topic = (
            item.topic
            if self._rarity.weight(item.topic) >= self._rarity.weight(topic) and item.topic <= topic
            else topic
        )
        item.verb = verb or item.verb
        if note is not None:
            item.notes.add(note.id)

    def _source(self, action: Action, topic: frozenset[str], note: Note | None) -> Quote | None:
        if note is None:
            return None
        place = note.text.find(action.quote) if action.quote else -1
        if place >= 0:
            return Quote(note.id, note.date, action.quote, place, place + len(action.quote))
        scored = [(self._rarity.coverage(topic, self._rarity.stems(each.text)), each) for each in self._parts[note.id]]
        best = max(scored, key=lambda pair: pair[0], default=None)
        return best[1].quote(note) if best and best[0] >= TOPIC else None


def _may_have_done(item: Item, claim: Claim, cast: Cast) -> bool:
    """Whether the claim's subject can be the action's owner; receiving works the other way round."""
    if item.action.owner is None or not claim.verbs or any(verb in _RECEIVING for verb in claim.verbs):
        return True
    match = re.search(
        rf"(?<![\w’'])({cast.subject_pattern})(?:[’'](?:ve|s|d))?\s+(?:has\s+|have\s+|had\s+|"
        rf"also\s+|already\s+|just\s+|both\s+)*"
        rf"{re.escape(claim.verbs[0])}\b",
        claim.clause,
        re.IGNORECASE,
    )
    if match is None:
        return True
    who = cast.resolve(match[1], claim.clause[: match.start()])
    if who is None or who.label == "both" or who.person is None:
        return True
    return who.person == item.action.owner
