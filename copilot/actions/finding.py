"""Commitments found in note prose, as proposals a person can accept or drop."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from copilot.actions.dates import find_dates, next_session, settled
from copilot.actions.deadlines import (
    day_of_doing_it,
    day_owed,
    moves_something,
    opening_day,
    session_day,
    telling_mention,
    until_day,
)
from copilot.actions.found import (
    APART,
    FoundAction,
    day_alone,
    does_it,
    does_nothing,
    told_later,
    with_day_of,
    with_its_thing,
)
from copilot.actions.people import Cast, named_in
from copilot.actions.phrasing import or_own_words, readable_phrase, with_names
from copilot.actions.pledge import Pledge
from copilot.actions.reading import pledges_of
from copilot.actions.statements import Statement, statements
from copilot.actions.step_lists import LIST_MARK, lists_of_steps, own_lists
from copilot.actions.verbs import work_in
from copilot.actions.wording import content_stems, doings, word_set, words
from copilot.models import Action, ActionStatus, Note, Person, Relationship, Visibility
from copilot.records import Quote
from ingest.models import content_id

_BROUGHT = word_set("deliver list write")
"""Kinds of doing that are owed by a day, though both do it on that day."""
_EVENTS = word_set("present presenting speak interview attend")
_TRAILING = re.compile(
    r"(?:,?\s+(?:so\s+(?:that\s+)?(?:she|he|they|we|I)\b|because\b|as\s+(?:she|he|they|"
    r"we|I)\b|"
    r"since\s+(?:she|he|they|we|I)\b|which\b)|,\s+(?:date\s+)?tb[cda]\b|"
    r"\s+\((?:no\s+rush|tbc)\)).*$",
    re.IGNORECASE | re.DOTALL,
)
_NEEDS_ANOTHER = re.compile(
    r",?\s+(?:and|but)\s+(?:they|we|he|she|I|the\s+\w+)\s+(?:also\s+|still\s+)?(?:needs?|wants?|would\s+like)\s+"
    r"(?:an?|the|some|one|two|three|my|his|her)\s.*$",
    re.IGNORECASE | re.DOTALL,
)
"""Another thing that somebody needs: a day behind it is not for what stands before."""
_OWN_DUTY = re.compile(
    r"^\W*(?:also\s+|still\s+)?(?:(?:need|have|got)\s+to|must)\s+$|\bI(?:\s+(?:also|still|really|now))*(?:\s+(?:need|have)\s+to|\s+must|[’']ve\s+(?:got\s+)?to|[’']d\s+better|[’']ll\s+(?:have|need)\s+to)\s+$",
    re.I,
)
_SOMEBODY = re.compile(
    r"\w+\s+(?:(?:to|with|out\s+to)\s+)?(?:him\b|[A-Z][\w’'-]+|(?:my|his|her|the)\s+(?:new\s+|old\s+|line\s+)?(?:boss|manager|director|"
    r"lead|supervisor|colleague|sponsor|professor|team|wife|husband)\b)|"
    r"(?:ring|phone|call|e?mail|text|ask|chase|contact|remind|write\s+to|reply\s+to|talk\s+to|speak\s+to)\s+(?:the|my|his|her|our|their)\s+[a-z]"
)
"""A verb and whom it reaches: "ask Tomas", "talk to Helen", "phone the bank"."""
_AT_NEXT = re.compile(
    r"\b(?:(?:at|in|for|to)\s+(?:our\s+|the\s+)?)?next\s+(?:session|meeting|time|call)\W*$", re.IGNORECASE
)
_SAME_DAY = re.compile(r",?\s*(?:(?:by|on)\s+)?(?:the\s+)?same\s+day\b", re.IGNORECASE)
_WHICH_IS_DUE = re.compile(r",\s+(?:which|that)(?:[’']s|\s+(?:is|are))\s+due\b", re.IGNORECASE)
_DOES_IT = re.compile(
    r"^\s*(?:(?:and|so|but|then),?\s+)?(?P<who>I|he|she|they|[A-Z][\w-]+)(?:[’']ll|\s+will|\s+is\s+going\s+to|"
    r"[’']s\s+going\s+to|\s+(?:has\s+)?(?:promised|agreed)\s+to)\s+(?:do|see\s+to|take\s+care\s+of|sort|fix|finish)\s+"
    r"(?:it|that|this|so)\b(?P<when>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NEED = re.compile(
    r"\b(?:(?:needs?|ha(?:s|ve)|wants?|ought|is|are)\s+(?:still\s+)?to|must|should)\s+(?:still\s+|be\s+)?(?P<what>[a-z]+\s+\S.*?)"
    r"[.!]*\s*$|\bneeds?\s+(?:an?|the|some|more|new|another|\w+ing)\b|\b(?:missing|out\s+of\s+date|overdue|open|"
    r"unfinished|not\s+(?:done|there|ready|finished|sent))\b",
    re.DOTALL,
)
"""What is to be done, said without saying who does it."""
_SECOND = re.compile(
    r",?\s+(?:and|&)\s+(?:then\s+|also\s+)?(?=(?P<verb>[a-z]+)\s+(?P<next>a|an|the|his|"
    r"her|my|our|him|"
    r"me|two|three|[A-Z]\w+)\b)"
)


def find_actions(note: Note, relationship: Relationship | None, people: Mapping[str, Person]) -> list[FoundAction]:
    """The commitments of one note, in the order of its text.

    `people`: those the caller may know of, the members among them. Each action's id is made from the note
    and its own words, so it stays the same over runs and over edits elsewhere in the note.
    """
    found = _found(note, relationship, tuple(named_in(note, people, relationship).items()))
    return [each for each in found if not each.appointment]


def find_appointments(note: Note, relationship: Relationship | None, people: Mapping[str, Person]) -> list[FoundAction]:
    """What both said they would do on a day of its own, in the order of the note's text."""
    found = _found(note, relationship, tuple(named_in(note, people, relationship).items()))
    return [each for each in found if each.appointment]


@lru_cache(maxsize=2048)
def _found(
    note: Note, relationship: Relationship | None, people: tuple[tuple[str, Person], ...]
) -> tuple[FoundAction, ...]:
    """A note's commitments do not change: every draft of a day asks for them again."""
    cast = Cast(note.author, relationship, dict(people))
    found: dict[str, FoundAction] = {}
    earlier, last_day = "", None
    before: Statement | None = None
    parts = statements(note.text)
    steps = lists_of_steps(parts, cast)
    mine = own_lists(parts, note, cast)
    for place, statement in enumerate(parts):
        last = next(reversed(found.values()), None)
        last = last if last is not None and last.quote.end >= statement.start - APART else None
        following = parts[place + 1] if place + 1 < len(parts) else None
        beside = last is not None or (following is not None and day_alone(following.text, note) is not None)
        own = list(
            _in_statement(
                note,
                replace(statement, steps=True, heading="me") if statement.start in mine else statement,
                cast,
                earlier,
                last_day,
                statement.start in steps,
                last,
                promised=beside,
                following=following.text if following is not None else "",
            )
        )
        if before is not None and not own:
            own = list(_pointing_back(note, before, statement, cast))
        for each in own:
            last = next(reversed(found.values()), None)
            dated = with_day_of(last, each, note)
            if dated is not None:
                found[dated.action.id] = dated
            if dated is not None or not content_stems(each.action.text) or does_nothing(each.action.text):
                continue
            action = with_its_thing(each, last, note, cast)
            found.setdefault(action.action.id, action)
        found.update(
            (each.action.id, each) for each in told_later(list(found.values()), statement, note, says_more=bool(own))
        )
        before = None if own or statement.listed else statement
        days = [mention.day for mention in find_dates(statement.text, note.date) if mention.day]
        last_day = days[-1] if days else last_day
        earlier = statement.text
    return tuple(found.values())


def _in_statement(
    note: Note,
    statement: Statement,
    cast: Cast,
    earlier: str,
    last_day: date | None,
    reads_as_steps: bool = False,
    last: FoundAction | None = None,
    promised: bool = False,
    following: str = "",
) -> Iterator[FoundAction]:
    box = statement.ticked is not None
    earlier = "" if statement.listed else earlier
    cast, text = cast.speaking(LIST_MARK.sub("", statement.text))
    known = pledges_of(
        text,
        statement,
        cast,
        earlier,
        note,
        reads_as_steps=reads_as_steps,
        last=last,
        promised=promised,
        following=following,
    )
    opening = opening_day(text, note, last_day)
    for pledge in known:
        owner = _owner(pledge, cast, note, box)
        for part in _split(pledge.phrase):
            moving = moves_something(part, note.date)
            phrase = part if moving else settled(part, note.date)
            mentions = find_dates(phrase, note.date)
            chosen = telling_mention(mentions, phrase)
            due, kept = day_owed(chosen, phrase, note, last_day)
            if moving:
                due, kept = None, part  # "move the talk from 3 to 9 May": neither day is when it is to be moved
            if chosen is None and opening is not None and pledge.start >= opening[0].end:
                due, kept = (
                    opening[1],
                    phrase if opening[1] or opening[2].endswith(("then", "that")) else f"{phrase} {opening[2]}".strip(),
                )
            if chosen is None and due is None:
                due = until_day(text, pledge, note) or (day_of_doing_it(text, note) if len(known) == 1 else None)
            alone = len(known) == 1 or _WHICH_IS_DUE.search(pledge.phrase) is not None
            if chosen is None and due is None and alone and not moving:
                whole = settled(_NEEDS_ANOTHER.sub("", pledge.phrase), note.date)
                due = day_owed(telling_mention(find_dates(whole, note.date), whole), whole, note, last_day)[0]
            if chosen is None and due is None and _SAME_DAY.search(kept):
                due, kept = last_day, _SAME_DAY.sub("", kept)
            if chosen is None and due is None and _AT_NEXT.search(phrase):
                due = next_session(note.text, note.date)
            if chosen is None and due is None and not statement.listed:
                due = session_day(earlier, note)
            by_then = any(each.session and each.deadline for each in find_dates(pledge.phrase, note.date))
            if (
                pledge.weak
                and due is None
                and not (by_then or _reaches_somebody(text, pledge) or _one_of_two(pledge, known))
            ):
                continue
            spoken = text[: pledge.start] if pledge.start <= len(text) else ""
            words_of = readable_phrase(with_names(kept, pledge.who, cast, spoken, earlier), pledge.who, cast, box)
            first = words_of.split()[0].lower() if words_of else ""
            words_of = or_own_words(words_of, part, statement.text, cast)
            event = first in _EVENTS and chosen is not None and not chosen.deadline
            if not (content_stems(words_of) or does_it(words_of)) or (pledge.weak and event):
                continue
            together = pledge.who is not None and pledge.who.label == "both"
            brought = bool(doings(first) & _BROUGHT)
            taking_place = together and not brought and due is not None and chosen is not None and not chosen.deadline
            yield FoundAction(
                _action(note, statement, owner, due, words_of),
                statement.quote(note),
                bool(statement.ticked),
                appointment=taking_place and not chosen.session if chosen is not None else False,
            )


def _action(note: Note, statement: Statement, owner: str | None, due: date | None, text: str) -> Action:
    key = " ".join(word.lower() for word in words(text))
    return Action(
        content_id(note.id, key),
        note.relationship,
        owner,
        text,
        due,
        ActionStatus.PROPOSED,
        note.id,
        statement.text,
    )


def _owner(pledge: Pledge, cast: Cast, note: Note, box: bool) -> str | None:
    """Whose it is: named, or of the two the one who is not to get it, or the author of an own to-do."""
    if pledge.who is not None:
        return pledge.who.person
    to = re.search(rf"\s+to\s+({cast.subject_pattern})(?=\W*$|\s+(?:by|until|till|before|on)\b)", pledge.phrase, re.I)
    reader = cast.resolve(to[1]) if to is not None else None
    if reader is not None and reader.person and reader.person in (cast.author, cast.partner):
        return cast.partner if reader.person == cast.author else cast.author
    if box or pledge.to_do or note.visibility is Visibility.PRIVATE or cast.partner is None:
        return cast.author
    return None


def _split(phrase: str) -> list[str]:
    """ "send the list and book a room" as two; a date at the very end belongs to both."""
    phrase = _NEEDS_ANOTHER.sub("", _TRAILING.sub("", phrase))
    match = _SECOND.search(phrase)
    if match is None or not doings(match["verb"]) or re.search(r"\b(?:it|them)\b", phrase[match.end() :]):
        return [phrase]
    return [phrase[: match.start()], phrase[match.end() :]]


def _one_of_two(pledge: Pledge, known: Sequence[Pledge]) -> bool:
    """A piece of work that is somebody's duty beside another's: "He needs to bring his pass and I have to sign a form"."""
    first = pledge.phrase.split()[:1]
    return bool(first) and work_in(first[0]) == first[0].lower() and any(one.who != pledge.who for one in known)


def _reaches_somebody(text: str, pledge: Pledge) -> bool:
    """ "I need to ask Tomas …": a duty of the author's own towards somebody named is meant, "I need to ask more" hardly."""
    opening = pledge.phrase.split()
    return (
        _OWN_DUTY.search(text[: pledge.start]) is not None
        and bool(opening and (doings(opening[0]) or work_in(opening[0])))
        and _SOMEBODY.match(pledge.phrase) is not None
    )


def _pointing_back(note: Note, before: Statement, statement: Statement, cast: Cast) -> Iterator[FoundAction]:
    """ "The slides need a chart. He'll do it by Friday.": owed is what the sentence before says is to be done."""
    promise = _DOES_IT.match(statement.text)
    if promise is None or statement.listed or before.text.rstrip().endswith("?"):
        return
    who = cast.resolve(promise["who"], "", before.text)
    mentions = find_dates(promise["when"], note.date)
    need = _NEED.search(before.text)
    if who is None or not who.member or not mentions or need is None:
        return
    words_of = readable_phrase(need["what"] or "", who, cast, box=False)
    if not content_stems(words_of) or re.search(r"\b(?:it|them|this|that)\b", words_of):
        words_of = f"do it: “{before.text.strip().rstrip('.')}”"
    due, _ = day_owed(telling_mention(mentions, promise["when"]), promise["when"], note, None)
    whole = note.text[before.start : statement.end]
    quote = Quote(note.id, note.date, whole, before.start, statement.end)
    action = replace(_action(note, statement, who.person, due, words_of), quote=whole)
    yield FoundAction(action, quote, points_back=True)
