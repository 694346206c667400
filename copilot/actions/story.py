"""The notes of a relationship read one after the other, and what each says of earlier actions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from copilot.actions.corrections import find_corrections
from copilot.actions.dates import find_dates
from copilot.actions.finding import find_actions
from copilot.actions.found import FoundAction
from copilot.actions.handing_in import hands_in, made_by, may_have_done
from copilot.actions.heads import closes_head, names_only, told_shortly
from copilot.actions.item import Item
from copilot.actions.ledger import Ledger
from copilot.actions.matching import TOPIC, Rarity, akin
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
from copilot.actions.reached import no_luck, reached
from copilot.actions.results import came_of_it
from copilot.actions.statements import Statement, statements
from copilot.actions.tidings import agreed, hoped_for, tells_done, verbs_of
from copilot.actions.wording import content_stems, lemma, stem, words
from copilot.models import ActionStatus, Note, Person, Relationship
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
_WILL_DO_IT = re.compile(
    r"(?:[’']ll|\bwill)\s+(?:do|finish|see\s+to|get\s+to|get\s+round\s+to)\s+(?:it|that|this|them)\b", re.IGNORECASE
)
_TRIES_AGAIN = re.compile(
    r"(?:have\s+an?(?:other)?\s+(?:\w+\s+)?(?:look|go|try)|(?:look|try|ask|check|keep\s+\w+ing)(?:\s+(?:again|there|once\s+more))?)$"
)
"""What is promised names nothing: it is what is spoken of."""
_REACH = 3
"""For so many statements a topic stays what "it" means."""
_TIE = 0.05
_NOT_YET = re.compile(r"\bnot\s+yet\b\W*$", re.IGNORECASE)


def _says_when(text: str, note_date: date) -> bool:
    """Whether a short sentence names one day to come: after "not yet", the new one."""
    days = [each.day for each in find_dates(text, note_date) if each.day is not None]
    return len(days) == 1 and days[0] > note_date and len(words(text)) <= _SHORT


class Story:
    """The notes read one after the other; `ledger` holds what is known so far."""

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
        self.ledger = Ledger(self._rarity, self._parts)

    def read(self, note: Note) -> None:
        """Take in one note: first what it says of earlier actions, then what it adds."""
        found: dict[int, list[FoundAction]] = {}
        for action in find_actions(note, self._relationship, self._people):
            found.setdefault(action.quote.start, []).append(action)
        named = named_in(note, self._people, self._relationship)
        cast = Cast(note.author, self._relationship, named)
        topic, left, before = None, 0, ""
        for item in self.ledger.items:
            if item.live and item.over(note.date):
                item.action = replace(item.action, status=ActionStatus.DONE)
        for statement in self._parts[note.id]:
            added = found.get(statement.start, [])
            about = self._update(note, statement, cast, topic if left > 0 else None, before, added)
            topic, left = (about, _REACH) if about is not None else (topic, left - 1)
            for each in added:
                meant = about if about is not None else self.ledger.named_before(before, each, note)
                meant = topic if meant is None and topic is not None and _TRIES_AGAIN.match(each.action.text) else meant
                if meant is not None and self.ledger.continues(meant, each, note):
                    self.ledger.repeat(meant, each, note)
                elif not (each.points_back and about is not None):  # then it moves what is known already
                    self.ledger.add(each, note)
            before = statement.text
        for item in self.ledger.items:
            if item.stated is None:
                item.stated = item.action

    def settle(self, before: date | None) -> None:
        """Let count what people decided before that day (None: all of it)."""
        for item in self.ledger.items:
            item.settle(before)

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
        open_items = self.ledger.earlier(note)
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
            if elliptic and not moved and _WILL_DO_IT.search(text):
                coming = [each.day for each in find_dates(text, note.date) if each.day and each.day > note.date]
                moved, day = len(coming) == 1, coming[0] if coming else None
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
            (
                (self._closeness(item, stems, opening, days, names_only(item, text, self.ledger.items)), item)
                for item in items
                if item.topic
            ),
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

    def _closeness(
        self, item: Item, stems: frozenset[str], opening: frozenset[str], days: set[date], named: bool
    ) -> float:
        """Coverage of the item's topic; to be opened with, its verb, or the very day it is due adds to that.

        `named`: the statement names the thing itself, which is enough.
        """
        score = self._rarity.coverage(item.topic, stems)
        score = max(score, TOPIC) if named else score
        if score <= 0.0:
            return 0.0
        does = item.verb and stem(item.verb) in stems
        if self._rarity.coverage(item.topic, opening) >= TOPIC:
            score += 0.1
        return score + (0.15 if does else 0.0) + (0.3 if item.action.due in days else 0.0)

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
        unproven = [item for item in self.ledger.items if item.unproven and note.id not in item.notes]
        items = [*items, *unproven]
        closed: set[str] = set()
        for item in items:
            if item.live and (
                answered(statement.text, item.action.text)
                or agreed(statement.text, item.hoped)
                or tells_done(item, statement.text, items, self._rarity, before)
                or (
                    not still_open(statement.text)
                    and (
                        told_shortly(item, statement.text, items, cast)
                        or reached(item, statement.text, items)
                        or came_of_it(item, statement.text, items, cast, note)
                    )
                )
            ):
                item.change(Kind.DONE, quote, ActionStatus.DONE)
                closed.add(item.action.id)
            elif item.live and no_luck(item, statement.text, items):
                item.change(Kind.DROPPED, quote, ActionStatus.DROPPED)
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
                told = {lemma(verb) for verb in claim.verbs}
                exact = any(lemma(verb) in told for verb in verbs_of(item))
                nominal = akin(stem(item.verb), own) and bool(claim.verbs or claim.generic)
                heads = bool(opening) and akin(opening, item.topic | {stem(item.verb)})
                named = closes_head(item, claim, items)
                handed_in = hands_in(item, claim, cast) and self._only_one_of(item, items)
                result = handed_in or (score > 0.8 and any(stem(lemma(verb)) in item.topic for verb in claim.verbs))
                if not (
                    any(verbs_agree(each, claim) for each in verbs_of(item)) or nominal or result
                ) or not may_have_done(item, claim, cast):
                    continue
                if len(item.topic) == 1 and not (exact or nominal or heads or handed_in or named):
                    continue
                score += (0.2 if exact or nominal else 0.0) + (0.2 if heads else 0.0)
                score = max(score, TOPIC) if handed_in or named else score
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
