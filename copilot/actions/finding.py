"""Commitments found in note prose, as proposals a person can accept or drop."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from copilot.actions.bare_steps import addressed, promised_now, slashed, then_a_thing, thing_to
from copilot.actions.clauses import pledges, promises, promises_plainly
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
from copilot.actions.duties import duties
from copilot.actions.fields import fields
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
from copilot.actions.people import Cast, Who, named_in
from copilot.actions.phrasing import or_own_words, plain_form, readable_phrase, with_names
from copilot.actions.pledge import Pledge
from copilot.actions.statements import Statement, statements
from copilot.actions.telling import Told, cut_before, stands, told
from copilot.actions.undone import undone
from copilot.actions.wording import content_stems, doings, word_set, words
from copilot.models import Action, ActionStatus, Note, Person, Relationship, Visibility
from copilot.records import Quote
from ingest.models import content_id

_EVENTS = word_set("present presenting speak interview attend")
_TRAILING = re.compile(
    r"(?:,?\s+(?:so\s+(?:that\s+)?(?:she|he|they|we|I)\b|because\b|as\s+(?:she|he|they|"
    r"we|I)\b|"
    r"since\s+(?:she|he|they|we|I)\b|which\b)|,\s+(?:date\s+)?tb[cda]\b|"
    r"\s+\((?:no\s+rush|tbc)\)).*$",
    re.IGNORECASE | re.DOTALL,
)
_OWN_DUTY = re.compile(
    r"\bI(?:\s+(?:also|still|really|now))*(?:\s+(?:need|have)\s+to|\s+must|[’']ve\s+got\s+to)\s+$", re.I
)
_SOMEBODY = re.compile(r"\w+\s+(?:(?:to|with|out\s+to)\s+)?(?:him\b|[A-Z][\w’'-]+)")
"""A verb and whom it reaches: "ask Tomas", "talk to Helen"."""
_AT_NEXT = re.compile(
    r"\b(?:(?:at|in|for|to)\s+(?:our\s+|the\s+)?)?next\s+(?:session|meeting|time|call)\W*$", re.IGNORECASE
)
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
_PROGRESSIVE = re.compile(
    r"^\s*(?:(?:so|and|also|then),?\s+)?(?:(?P<who>I|he|she|[A-Z]\w+)(?:\s*[’']?(?:m|"
    r"s)|\s+am|\s+is)\s+)?(?P<verb>\w+ing)\s+"
    r"(?P<rest>\w.*)$",
    re.IGNORECASE | re.DOTALL,
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
    steps = _lists_of_steps(parts, cast)
    own_lists = _lists_with_a_day(parts, note)
    for place, statement in enumerate(parts):
        last = next(reversed(found.values()), None)
        last = last if last is not None and last.quote.end >= statement.start - APART else None
        following = parts[place + 1] if place + 1 < len(parts) else None
        beside = last is not None or (following is not None and day_alone(following.text, note) is not None)
        own = list(
            _in_statement(
                note,
                replace(statement, steps=True, heading="me") if statement.start in own_lists else statement,
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
        found.update((each.action.id, each) for each in told_later(list(found.values()), statement, note))
        before = None if own or statement.listed else statement
        days = [mention.day for mention in find_dates(statement.text, note.date) if mention.day]
        last_day = days[-1] if days else last_day
        earlier = statement.text
    return tuple(found.values())


def _lists_of_steps(parts: Sequence[Statement], cast: Cast) -> frozenset[int]:
    """Where the lines stand of lists without a heading that are lists of steps: most of their lines promise something."""
    found: set[int] = set()
    run: list[Statement] = []
    further: list[Statement] = []
    for part in (*parts, None):
        if part is not None and part.listed and not part.steps:
            run.append(part)
            continue
        if part is not None and run and not part.listed and part.start - (further or run)[-1].end <= 1:
            further.append(part)  # another sentence of the last line
            continue
        promising = sum(promises(_MARK.sub("", one.text), cast) for one in run)
        if run and promising * 2 >= len(run):
            found.update(one.start for one in (*run, *further))
        run, further = [], []
    return frozenset(found | _promising_prose(parts, cast))


def _lists_with_a_day(parts: Sequence[Statement], note: Note) -> set[int]:
    """Where the lines stand of lists without a heading that one day is given for, "All before 16 June": the author's own."""
    found: set[int] = set()
    run: list[Statement] = []
    for part in parts:
        if part.listed and not part.steps and part.ticked is None:
            run.append(part)
            continue
        alone = day_alone(part.text, note) if run else None
        if alone is not None and alone[1]:
            found.update(one.start for one in run)
        run = []
    return found


def _promising_prose(parts: Sequence[Statement], cast: Cast) -> set[int]:
    """Where sentences stand that follow each other on a line and all promise something, one of them plainly."""
    found: set[int] = set()
    run: list[Statement] = []
    for part in (*parts, None):
        follows = part is not None and run and part.start - run[-1].end <= 1
        if (
            part is not None
            and not part.listed
            and not part.steps
            and (follows or not run)
            and promises(part.text, cast)
        ):
            run.append(part)
            continue
        if len(run) > 1 and any(promises_plainly(one.text, cast) for one in run):
            found.update(one.start for one in run)
        run = [part] if part is not None and not part.listed and not part.steps and promises(part.text, cast) else []
    return found


_MARK = re.compile(r"^\s*(?:[-*•–—>]\s+|\d{1,2}[.)]\s+)?(?:\[[ xX✓]?\]|[☐☑✅✓✔])?\s*")


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
    text = _MARK.sub("", statement.text)
    box = statement.ticked is not None
    whose = cast.resolve(statement.under) if statement.under else None
    theirs = whose is not None and whose.known
    steps = box or (statement.steps and (theirs or not statement.under))
    heading = statement.under if theirs else statement.heading if steps else ""
    earlier = "" if statement.listed else earlier
    known = pledges(
        text,
        cast,
        earlier,
        steps=steps,
        heading=heading,
        item=statement.listed or box or reads_as_steps,
        reads_as_steps=reads_as_steps,
    )
    known = slashed(text, cast) or fields(text, cast, note) or known
    clauses = [] if steps else told(text, cast, earlier)
    known = [replace(one, phrase=cut_before(one.phrase, text, clauses, one.start)) for one in known]
    known = known or list(undone(text, cast, earlier, note)) or list(duties(text, following, cast, earlier, note))
    known = known or _progressive(text, cast, earlier, note) or _by_a_day(text, cast, earlier, note)
    known = known or [one for one in (addressed(text, cast), _thing(text, cast, note, last)) if one is not None]
    known = [*known, *_standing(clauses, known, text, note, beside=promised)]
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
                due, kept = opening[1], phrase if opening[1] else f"{phrase} {opening[2]}".strip()
            if chosen is None and due is None:
                due = until_day(text, pledge, note) or (day_of_doing_it(text, note) if len(known) == 1 else None)
            if chosen is None and due is None and len(known) == 1 and not moving:
                whole = settled(pledge.phrase, note.date)
                due = day_owed(telling_mention(find_dates(whole, note.date), whole), whole, note, last_day)[0]
            if chosen is None and due is None and _AT_NEXT.search(phrase):
                due = next_session(note.text, note.date)
            if chosen is None and due is None and not statement.listed:
                due = session_day(earlier, note)
            if pledge.weak and due is None and not _reaches_somebody(text, pledge):
                continue
            spoken = text[: pledge.start] if pledge.start <= len(text) else ""
            words_of = readable_phrase(with_names(kept, pledge.who, cast, spoken, earlier), pledge.who, cast, box)
            first = words_of.split()[0].lower() if words_of else ""
            words_of = or_own_words(words_of, part, statement.text, cast)
            event = first in _EVENTS and chosen is not None and not chosen.deadline
            if not (content_stems(words_of) or does_it(words_of)) or (pledge.weak and event):
                continue
            together = pledge.who is not None and pledge.who.label == "both"
            taking_place = together and due is not None and chosen is not None and not chosen.deadline
            yield FoundAction(
                _action(note, statement, owner, due, words_of),
                statement.quote(note),
                bool(statement.ticked),
                appointment=taking_place and not chosen.session if chosen is not None else False,
            )


def _thing(text: str, cast: Cast, note: Note, last: FoundAction | None) -> Pledge | None:
    """A thing without a verb, with its day: for somebody, or right after the promise `last`."""
    if text.rstrip().endswith("?") or not any(each.day is not None for each in find_dates(text, note.date)):
        return None
    owner = last.action.owner if last is not None else None
    then = then_a_thing(text, Who(owner, True, True, cast.first_name(owner))) if owner is not None else None
    return thing_to(text, cast) or then


def _standing(
    clauses: Sequence[Told], known: Sequence[Pledge], text: str, note: Note, *, beside: bool
) -> Iterator[Pledge]:
    """Of the clauses in the present tense those that are promises, and not found already."""
    sure = beside or any(not one.weak for one in known)
    for each in clauses:
        if any(abs(one.start - each.pledge.start) <= len(each.verb) + 1 for one in known):
            continue
        if stands(each, text, note, beside=sure):
            sure = True
            yield each.pledge


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
    phrase = _TRAILING.sub("", phrase)
    match = _SECOND.search(phrase)
    if match is None or not doings(match["verb"]) or re.search(r"\b(?:it|them)\b", phrase[match.end() :]):
        return [phrase]
    return [phrase[: match.start()], phrase[match.end() :]]


def _reaches_somebody(text: str, pledge: Pledge) -> bool:
    """ "I need to ask Tomas …": a duty of the author's own towards somebody named is meant, "I need to ask more" hardly."""
    opening = pledge.phrase.split()
    return (
        _OWN_DUTY.search(text[: pledge.start]) is not None
        and bool(opening and doings(opening[0]))
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


def _progressive(text: str, cast: Cast, earlier: str, note: Note) -> list[Pledge]:
    """ "Sending her the checklist tomorrow": a promise only when a day to come is named."""
    match = _PROGRESSIVE.match(text)
    if match is not None and match["who"] is None and _IS_SUBJECT.search(match["rest"]):
        return []  # "Shadowing Karthik is moved to 7 May" tells of it
    if match is None or not doings(plain_form(match["verb"])) or text.rstrip().endswith("?"):
        return []
    mentions = find_dates(match["rest"], note.date)
    objects = re.match(r"(?:her|him|them|me|the|a|my|over)\b", match["rest"], re.IGNORECASE)
    if not any(mention.day and mention.day > note.date and (objects or mention.deadline) for mention in mentions):
        return []
    who = cast.resolve(match["who"] or "I", "", earlier)
    if who is None or not who.member or plain_form(match["verb"]) in ("meet", "speak", "talk", "present", "run"):
        return []
    return [Pledge(who, text[match.start("verb") :], match.start("verb"))]


_IS_SUBJECT = re.compile(r"^[^,.;:]*\b(?:is|are|was|were|has|have|had|will|went|goes)\b")


def _by_a_day(text: str, cast: Cast, earlier: str, note: Note) -> list[Pledge]:
    """ "Amara sends the draft by 14 August", in prose: told in the present tense, a promise only with its deadline."""
    by = any(each.deadline and each.day is not None and each.day >= note.date for each in find_dates(text, note.date))
    if text.rstrip().endswith("?") or not (by or session_day(earlier, note)):
        return []
    pledge = promised_now(text, cast, earlier)
    return [pledge] if pledge is not None else []
