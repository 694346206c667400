"""What the records hold that a message between two people can say: done, still owed, reached, noted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from copilot.actions import TrackedAction
from copilot.actions.wording import content_stems, is_past, lemma, words
from copilot.draft import Citation, Origin
from copilot.drafts import citing
from copilot.drafts.history import accounted_for, day_named, last_session, open_actions, spoken, usable_notes
from copilot.drafts.kind import Line, Material, Similarity
from copilot.drafts.noted_thanks import noted_thanks
from copilot.models import ActionStatus, GoalStatus, Person, Stage
from copilot.records import Quote
from copilot.retrieve import Evidence
from copilot.review.disclosure import contact_data
from copilot.writing import phrasing

_RECENT = timedelta(days=30)
_SEASON = timedelta(days=120)
"""So long is what somebody did for one worth a thank-you; in the last weeks of a mentoring, all of it is."""
_SOON = timedelta(days=21)
_NEAR = 0.45
"""Least cosine similarity of a note or goal to the ask for it to be offered as a sentence."""
_OPENING = re.compile(r"(?s:\s*)\S[^\n]{0,79}(?=\s|$)")
"""A note's opening words: its first line, or the whole words of it within some eighty characters."""
_RELATIVE_TIME = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|this (?:week|morning|afternoon|month)|last (?:week|night|month)|"
    r"next (?:week|month)|just now|mon|tue|wed|thu|fri|monday|tuesday|wednesday|thursday|friday)\b",
    re.IGNORECASE,
)
_GRATEFUL = re.compile(
    r"\b(?:thank\w*|helped|helpful|useful|made (?:a|the) difference|went (?:really |very )?well|because of|glad|"
    r"grateful|worked)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\([^()]{1,20}\)")
"""`ask Wendy (UX) to come`: a word for the note's reader."""
_AT_A_TIME = re.compile(r"\s+before\s+(?:the|we|our|my|your|it)\b.*$", re.IGNORECASE)
"""Of what is done, by when it was to be is no more to the point."""
_END_OF = re.compile(r"\bend of\b", re.IGNORECASE)
_NAMED_SHARE = 0.6
_TELLING = (6, 26)
"""Words of a sentence of one's own that can stand in a letter."""
_OWNED = re.compile(r"(?:the|an?|my|your|our|one|two|three|his|her|their)\b|[A-Z]\w+[’']s\b")
_SUBORDINATE = re.compile(r",?\s+(?:(?:whose|who|which|that|so|because)\b|(?:he|she|they)\s).*$", re.DOTALL)
"""What goes on about somebody by a pronoun: the promise itself is whole without it."""
_SENTENCE = re.compile(r"\b(?:I|you|your|it|he|she|they|that|is|are|was|were|has|have)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:He|She|It|They|That|This)\b")
"""It goes on from what was said before it."""
_NOTE_STYLE = re.compile(r"[()+&/]|->|(?<![\w’'])(?!I\b)[A-Z]\b(?![’'.])|\bw/|\bme and\b")
"""Notes' shorthand, which nobody writes to somebody."""
_DENIES = re.compile(r"\b(?:not|never|no)\b|n[’']t\b", re.IGNORECASE)
_FIRST_PERSON = {"I", "I'm", "I’m", "I've", "I’ve", "I'd", "My"}


class CommonGround:
    """Lines for one message, from the records that its sender may use."""

    def __init__(self, material: Material, evidence: Evidence | None = None, similar: Similarity | None = None) -> None:
        self._material = material
        self._evidence = evidence or Evidence()
        self._similar = similar
        self._told = accounted_for(material)

    def own_words(self, wanted: str) -> list[Line]:
        """One goal or sentence of the sender's own notes near to what is wanted; at most one line."""
        material = self._material
        choices = [
            (
                goal.text,
                Line(
                    f"The goal I have set myself: {phrasing.fragment(goal.text)}.", Origin.RECORD, (citing.goal(goal),)
                ),
            )
            for goal in material.records.goals
            if goal.status is GoalStatus.ACTIVE and goal.owner == material.viewer.id
        ]
        choices += [
            (quote.text, Line(phrasing.sentence(quote.text), Origin.NOTE, (self._note(quote),)))
            for quote in self._own_sentences()
        ]
        asked = content_stems(wanted)  # what adds little to it would say the ask twice
        choices = [one for one in choices if len(content_stems(one[0]) - asked) * 3 > len(content_stems(one[0]))]
        if not choices or not wanted or self._similar is None:
            return []
        scores = self._similar([wanted], [text for text, _ in choices])[0]
        at = int(scores.argmax())
        return [choices[at][1]] if float(scores[at]) >= _NEAR else []

    def done_since(self, *, only_newer: bool = False) -> list[Line]:
        """What the sender has done of late, newest two, in the sender's voice; nothing told before the last session.

        `only_newer`: only where the notes tell it since the last session.
        """
        material = self._material
        last = last_session(material)
        done = self._said(material.viewer.id, phrasing.participle, latest=2)
        done = [one for one in done if last is None or one[2].date >= last.date]
        if not done:
            return []
        newer = last and all(quote.date > last.date for _, _, quote in done)
        if only_newer and not newer:
            return []
        since = f"Since our session on {phrasing.day(last.date, material.as_of)} " if last and newer else ""
        cited = self._cited(done)
        if since and last:
            cited.append(self.session_cited())
        return [Line(f"{since}I have {phrasing.listing([words for words, _, _ in done])}.", Origin.NOTE, tuple(cited))]

    def still_mine(self) -> list[Line]:
        """The next thing the sender owes; at most one line."""
        far = date.max
        for one in sorted(self._owed_by(self._material.viewer.id), key=lambda one: one.action.due or far):
            text = self._addressed(one.action.text)
            if text:
                due = one.action.due
                late = due is not None and due < self._material.as_of
                words = self._words_of(one, text)
                day = self._day(one)
                if phrasing.tells_what_to_do(words):
                    by = "" if due is None else f"; it was due on {day}" if late else f", by {day}"
                    said = f"I still have to {words}{by}."
                else:
                    by = "" if due is None else f"; due on {day}"
                    said = f"Still on my list: {words if _OWNED.match(words) else f'the {words}'}{by}."
                return [Line(said.replace("on the end of", "at the end of"), Origin.NOTE, self._action(one))]
        return []

    def theirs(self, recipient: str | None) -> list[Line]:
        """The next thing the recipient owes: kindly asked for once its day has come, asked after before."""
        today = self._material.as_of
        owed = [one for one in self._owed_by(recipient) if one.action.due is None or one.action.due <= today + _SOON]
        for one in sorted(owed, key=lambda one: one.action.due or date.max):
            text = self._addressed(one.action.text) or self._addressed(_SUBORDINATE.sub("", one.action.text))
            if not text:
                continue
            if not phrasing.tells_what_to_do(text):
                if one.action.due is None:
                    continue
                thing = self._words_of(one, text)
                thing = thing if _OWNED.match(thing) else f"the {thing}"
                day = self._day(one)
                return [
                    Line(f"We had {day} in mind for {thing}.", Origin.NOTE, self._action(one)),
                    Line("How is it coming along?", Origin.CONNECTIVE),
                ]
            words = self._words_of(one, text)
            day = self._day(one)
            if one.action.due and one.action.due > today:
                said = f"You were going to {words} by {day}."
                return [
                    Line(said, Origin.NOTE, self._action(one)),
                    Line("How is it coming along?", Origin.CONNECTIVE),
                ]
            if day:
                said = f"Could you {words} when you get the chance? We had {day} in mind for it."
            else:
                said = f"Could you {words} when you get the chance?"
            return [Line(said, Origin.NOTE, self._action(one))]
        return []

    def _words_of(self, one: TrackedAction, text: str) -> str:
        """An action's words for a letter: without asides, and without their time where its day is said beside them."""
        words = phrasing.fragment(_ASIDE.sub("", phrasing.without_afterthought(text)))
        return phrasing.without_its_day(words) if one.action.due else words

    def _day(self, one: TrackedAction) -> str:
        """By when, as the notes say it: `the end of October` is no 31st there. Empty without a day."""
        due = one.action.due
        if due is None:
            return ""
        told = " ".join(quote.text for quote in (one.source, *(update.quote for update in one.updates)) if quote)
        last_of_month = (due + timedelta(days=1)).day == 1
        if last_of_month and str(due.day) not in told and _END_OF.search(told):
            return f"the end of {due:%B}"
        return phrasing.day(due, self._material.as_of)

    def thanks(self, recipient: str | None) -> list[Line]:
        """Thanks for what the notes say the recipient has done for the sender: what helped by the notes' own words,
        else the newest, two things at most; then what the sender wrote of it.

        What a mentor did counts as done for the mentee; what anybody else did, where the words say so.
        """
        helped = self._helped(recipient)
        praised = [each for each in helped if self._praise(each[2])]
        chosen = (praised or helped)[-2:]
        if not chosen:
            noted = self._noted(recipient)
            return [Line(f"Thank you: {noted[0]}.", Origin.NOTE, (self._note(noted[1]),))] if noted else []
        text = f"Thank you for {phrasing.listing([words for words, _, _ in chosen])}."
        lines = [Line(text, Origin.NOTE, tuple(self._cited(chosen)))]
        came_of_it = next(filter(None, (self._came_of_it(quote, text) for _, _, quote in reversed(chosen))), None)
        return [*lines, came_of_it] if came_of_it else lines

    def _came_of_it(self, quote: Quote, thanked: str) -> Line | None:
        """What the sender wrote of the help, said to the helper: the words that tell of it, or those after."""
        near = self._own_words(quote)
        for own in reversed(near):
            first_told = own is near[0]
            text = self._addressed(own.text, pronouns=not first_told)
            length, first = len(own.text.split()), own.text.split()[0]
            if text is None or not _TELLING[0] <= length <= _TELLING[1] or _NOTE_STYLE.search(text):
                continue
            if first[:1].islower() or own.text.rstrip()[-1:] not in ".!" or contact_data(text):
                continue
            mine = content_stems(text)
            if len(mine - content_stems(thanked)) * 2 <= len(mine):
                continue  # it would only say the thanks again
            if not _SENTENCE.search(text) or not (
                first_told or _GOES_ON.match(text) or content_stems(text) & content_stems(thanked)
            ):
                continue
            if _RELATIVE_TIME.search(text) or (not first_told and own in self._told):
                continue
            if is_past(first.lower()):
                text = f"I {text[0].lower()}{text[1:]}"
            return Line(phrasing.sentence(text), Origin.NOTE, (self._note(quote), self._note(own)))
        return None

    def _praise(self, quote: Quote) -> Quote | None:
        """The sender's own words of what the help was worth: those that tell of it, or the sentence after."""
        return next((one for one in self._own_words(quote) if _GRATEFUL.search(one.text)), None)

    def _own_words(self, quote: Quote) -> list[Quote]:
        """The sender's sentence that holds the quote and the one after it; none of somebody else's note."""
        note = self._material.records.note(quote.note)
        if note is None or note.author != self._material.viewer.id:
            return []
        said = spoken(note)
        at = next((place for place, one in enumerate(said) if one.start <= quote.start < one.end), len(said))
        return list(said[at : at + 2])

    def reached(self) -> list[Line]:
        """The sender's goals in this relationship that are achieved."""
        material = self._material
        return [
            Line(
                f"The goal I set myself on {phrasing.day(goal.date, material.as_of)} is achieved: “{goal.text.strip()}”",
                Origin.RECORD,
                (citing.goal(goal),),
            )
            for goal in material.records.goals
            if goal.owner == material.viewer.id and goal.status is GoalStatus.ACHIEVED and goal.relationship
        ]

    def grateful(self) -> list[Line]:
        """The sender's newest noted words of what helped; at most one line."""
        mine = [
            quote
            for note in usable_notes(self._material)[-6:]
            if note.author == self._material.viewer.id
            for quote in spoken(note)
            if _GRATEFUL.search(quote.text) and self._stands_alone(quote)
        ]
        return [Line(phrasing.sentence(quote.text), Origin.NOTE, (self._note(quote),)) for quote in mine[-1:]]

    def session_cited(self) -> Citation:
        """The last session's note, by its opening words. Raises ValueError where there was no session."""
        last = last_session(self._material)
        if last is None:
            raise ValueError("no session note to cite")
        plain = next((one for one in spoken(last) if not _DENIES.search(one.text)), None)
        if plain is not None and _DENIES.search(last.text[: plain.start]):
            return self._note(plain)  # its opening words speak of sessions that were not
        opening = re.match(_OPENING, last.text)
        start, end = opening.span() if opening else (0, len(last.text))
        return self._note(Quote(last.id, last.date, last.text[start:end], start, end))

    def _said(
        self, owner: str | None, form: Callable[[str], str], *, latest: int, within: timedelta = _RECENT
    ) -> list[tuple[str, TrackedAction, Quote]]:
        """The owner's done actions as phrases the two would use, newest last, of the last days."""
        found = []
        for one, quote in done_by(self._material, owner):
            text = self._addressed(_ASIDE.sub("", one.action.text.split(",")[0]))
            if text and owner == self._material.viewer.id and self._noted_by_reader(quote):
                continue
            if text and phrasing.tells_what_to_do(text) and self._material.as_of - quote.date <= within:
                words = phrasing.fragment(phrasing.without_afterthought(text).split(",")[0])
                words = _AT_A_TIME.sub("", words)
                found.append((form(words), one, quote))
        return found[-latest:]

    def _helped(self, recipient: str | None) -> list[tuple[str, TrackedAction, Quote]]:
        pair = self._material.relationship
        from_mentor = pair is not None and pair.mentor == recipient
        closing = self._material.stage is Stage.CLOSING
        said = self._said(recipient, phrasing.gerund, latest=20, within=timedelta.max if closing else _SEASON)
        return [one for one in said if from_mentor or re.search(r"\b(?:me|my)\b", one[0])]

    def _noted_by_reader(self, quote: Quote) -> bool:
        """Whether the reader wrote it down: nobody needs to be told what they have noted themselves."""
        note = self._material.records.note(quote.note)
        others = set(self._material.audience) - {self._material.viewer.id}
        return note is not None and others == {note.author}

    def can_thank(self, recipient: str | None) -> bool:
        """Whether the notes hold something to thank the recipient for."""
        return bool(self._helped(recipient) or self._noted(recipient))

    def _noted(self, recipient: str | None) -> tuple[str, Quote] | None:
        helper = self._material.directory.get(recipient or "")
        return noted_thanks(usable_notes(self._material), self._material.viewer, helper) if helper else None

    def _owed_by(self, person: str | None) -> list[TrackedAction]:
        return [one for one in open_actions(self._material) if person and one.action.owner == person and one.source]

    def _own_sentences(self) -> list[Quote]:
        """First-person sentences of the sender's own notes that stand alone, from the evidence."""
        found: list[Quote] = []
        for piece in self._evidence.of("own"):
            note = self._material.records.note(piece.passage.document_id.rpartition(":note:")[2])
            if note is None or note.author != self._material.viewer.id or note.id in self._material.troubled:
                continue
            found += [
                quote
                for quote in spoken(note)
                if piece.passage.start <= quote.start < piece.passage.end and self._stands_alone(quote)
            ]
        return found

    def _stands_alone(self, quote: Quote, *, told: bool = False) -> bool:
        """`told`: what tells of an action may be said too."""
        words = quote.text.split()
        material = self._material
        others = {person.first_name for person in material.directory.values()} - {material.viewer.first_name}
        return (
            6 <= len(words) <= 28
            and words[0] in _FIRST_PERSON
            and not _RELATIVE_TIME.search(quote.text)
            and not any(name in quote.text for name in others)
            and (told or quote not in self._told)
        )

    def _cited(self, said: Sequence[tuple[str, TrackedAction, Quote]]) -> list[Citation]:
        """Where it says that it was done; and where it was promised, for what of it only the promise names."""
        cited: list[Citation] = []
        for doing, one, quote in said:
            cited.append(self._note(quote))
            if not names_it(quote.text, doing):
                cited += self._action(one)
        return cited

    def _action(self, one: TrackedAction) -> tuple[Citation, ...]:
        directory = self._material.directory
        owner = directory.get(one.action.owner) if one.action.owner else None
        cited = [self._note(quote) for quote in (one.source, day_named(self._material, one)) if quote]
        if one.accepted:
            cited.append(citing.action(one.stated, owner))
        cited += [self._note(update.quote) for update in one.updates if update.kind not in ("done", "dropped")]
        if owner:
            cited.append(citing.person(owner))
        return tuple(cited)

    def _note(self, quote: Quote) -> Citation:
        return citing.note(quote, self._material.records)

    def _addressed(self, text: str, *, pronouns: bool = False) -> str | None:
        """`pronouns`: somebody was named just before, so that "he" may stay."""
        others = [self._material.directory[one] for one in self._material.audience if one in self._material.directory]
        names = _names(others[0]) if len(others) == 1 else ()
        return phrasing.addressed(text, _names(self._material.viewer), names, pronouns=pronouns)


def names_it(told: str, done: str) -> bool:
    """Whether the words that tell of something done name the doing and most of it.

    Then where it was promised need not be cited.
    """
    wanted = {lemma(word) for word in words(done) if content_stems(word)}
    said = {lemma(word) for word in words(told)}
    return lemma(words(done)[0]) in said and len(wanted & said) >= _NAMED_SHARE * len(wanted)


def done_by(material: Material, owner: str | None) -> list[tuple[TrackedAction, Quote]]:
    """The owner's actions that a note says are done, with that note's words, oldest first."""
    found = [
        (one, update.quote)
        for one in material.tracked
        if owner and one.action.owner == owner and one.action.status is ActionStatus.DONE
        for update in one.updates[-1:]
        if update.kind == "done" and update.quote.note not in material.troubled
    ]
    return sorted(found, key=lambda pair: pair[1].date)


def _names(person: Person) -> Sequence[str]:
    return (person.name, person.first_name, person.known_as, person.name.split()[0])
