"""All that one statement says is owed: promises first, then what is owed in other forms where none was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from copilot.actions.bare_steps import (
    addressed,
    labelled_step,
    promised_now,
    slashed,
    tells_something,
    then_a_thing,
    thing_to,
)
from copilot.actions.clauses import pledges
from copilot.actions.dates import find_dates
from copilot.actions.deadlines import session_day
from copilot.actions.duties import duties, others_want
from copilot.actions.fields import fields
from copilot.actions.found import FoundAction, day_alone
from copilot.actions.grammar import grammar
from copilot.actions.people import Cast, Who
from copilot.actions.phrasing import plain_form
from copilot.actions.pledge import Pledge
from copilot.actions.statements import Statement
from copilot.actions.telling import Told, cut_before, stands, told
from copilot.actions.undone import undone
from copilot.actions.wording import doings, is_past, words
from copilot.models import Note

_PROGRESSIVE = re.compile(
    r"^\s*(?:(?:so|and|also|then),?\s+)?(?:(?P<who>I|he|she|[A-Z]\w+)(?:\s*[’']?(?:m|"
    r"s)|\s+am|\s+is)\s+)?(?P<verb>\w+ing)\s+"
    r"(?P<rest>\w.*)$",
    re.IGNORECASE | re.DOTALL,
)


def pledges_of(
    text: str,
    statement: Statement,
    cast: Cast,
    earlier: str,
    note: Note,
    *,
    reads_as_steps: bool,
    last: FoundAction | None,
    promised: bool,
    following: str,
) -> list[Pledge]:
    """Every commitment in a statement, however it is told, with its phrase still holding its days.

    Args:
        text: the statement without its list mark.
        earlier: the statement before it, for pronouns; `following` the one after it.
        reads_as_steps: it stands in a list without a heading whose lines are steps (`lists_of_steps`).
        last: the commitment found right before it.
        promised: a promise, or a day for what stands before, stands next to it.
    """
    box = statement.ticked is not None
    whose = cast.resolve(statement.under) if statement.under else None
    theirs = whose is not None and whose.known
    steps = box or (statement.steps and (theirs or not statement.under))
    known = slashed(text, cast) or fields(text, cast, note)
    known = known or pledges(
        text,
        cast,
        earlier,
        steps=steps,
        heading=statement.under if theirs else statement.heading if steps else "",
        item=statement.listed or box or reads_as_steps,
        reads_as_steps=reads_as_steps,
    )
    clauses = [] if steps else told(text, cast, earlier, note.date)
    known = [replace(one, phrase=cut_before(one.phrase, text, clauses, one.start)) for one in known]
    dated_next = day_alone(following, note) is not None
    known = known or list(undone(text, cast, earlier, note, dated_next=dated_next))
    known = [*known, *_duties_beside(known, text, following, cast, earlier, note)]
    known = known or _progressive(text, cast, earlier, note) or _by_a_day(text, cast, earlier, note)
    known = known or [one for one in (addressed(text, cast), _thing(text, cast, note, last)) if one is not None]
    if not known and last is not None:
        known = [
            one
            for one in [labelled_step(text, cast, grammar(cast.subject_pattern))]
            if one is not None and _goes_on(one)
        ]
    clauses = [_before_known(each, known, text) for each in clauses]
    return [*known, *_standing(clauses, known, text, note, beside=promised)]


def _before_known(each: Told, known: Sequence[Pledge], text: str) -> Told:
    """The clause without another promise that begins within it: "I'm printing the form, he'll sign it by Friday"."""
    start = each.pledge.start + len(each.verb) + 1
    further = [one.start for one in known if start < one.start < start + len(each.pledge.phrase)]
    ends = list(_PART_ENDS.finditer(text, start, min(further))) if further else []
    if not ends:
        return each
    return replace(each, pledge=replace(each.pledge, phrase=f"{each.verb} {text[start : ends[-1].start()]}"))


_PART_ENDS = re.compile(r"\s*[,;]\s|\s+[-–—]\s|\s+(?:and|so|but|then)\s")


def _goes_on(step: Pledge) -> bool:
    """ "Mei: book flights. Devon: hotel.": right after a step, a name and a thing of few words."""
    member = step.who is not None and step.who.member
    few = len(step.phrase.split()) <= _FEW_WORDS and not any(is_past(word.lower()) for word in words(step.phrase))
    return member and few and not tells_something(step.phrase) and ":" not in step.phrase


_FEW_WORDS = 5


def _duties_beside(
    known: Sequence[Pledge], text: str, following: str, cast: Cast, earlier: str, note: Note
) -> Iterator[Pledge]:
    """Duties in those parts of the statement, between semicolons, in which nothing was found."""
    for part in re.finditer(r"[^;]+", text):
        nothing = not any(part.start() <= one.start < part.end() for one in known)
        read = duties if nothing else others_want
        for one in read(part.group(), following, cast, earlier, note):
            yield replace(one, start=one.start + part.start())


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
        if each.joined and any(one.start < each.begin < one.start + len(one.phrase) for one in known):
            continue
        if stands(each, text, note, beside=sure):
            sure = True
            yield each.pledge


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
