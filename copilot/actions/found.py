"""A commitment as found in a note, and what its next lines add to it: the thing meant by "it", a day, an owner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from copilot.actions.dates import find_dates, next_session
from copilot.actions.people import Cast
from copilot.actions.statements import Statement
from copilot.actions.wording import words
from copilot.models import Action, Note
from copilot.records import Quote

_MINE = re.compile(r"\W*(?:mine|on\s+me)\b(?:\s+to\s|\W*$)", re.IGNORECASE)
_DAY_ALONE = re.compile(
    r"^\W*(?P<all>both|all(?:\s+(?:of\s+(?:it|this|that|them)|this|that|three|four))?|everything)?\s*:?\s*"
    r"(?:(?:is|are|to\s+be\s+done|done|please|pls|due|deadline(?:\s+is)?)\s*:?\s*)*"
    r"(?:no\s+later\s+than|by|before|until|till|for|due|deadline)?\W*(?:for\s+(?:both|all)(?:\s+of\s+\w+)?\W*)?$",
    re.IGNORECASE,
)
"""What is left of a statement that gives a day and no more, once the day is taken out: "Both until 31 August"."""
_DOING_IT = re.compile(
    r"^(?:(?:get\s+to|see\s+to|do|finish)\s+(?:it|that|this|them|so)\b|do)(?=\W|$)"
    r"(?!\s+(?:the|an?|my|his|her|their|our|some|two|three|\d))",
    re.IGNORECASE,
)
"""A promise to do what was named just before: "gets to it", "will do on the train"."""
APART = 3
"""Signs between a line and the next one of its list: the line's end and the mark."""
_LONGEST = 400
"""Characters that a quote may be made longer to, so that it holds the day as well."""


@dataclass(frozen=True)
class FoundAction:
    """A commitment as a proposed `action`, with the words it came from.

    `done_at_once`: it stood in the note as done already ("[x] …"). `points_back`: what is owed stands in the
    sentence before the promise ("…. He'll do it on Friday"), and the quote holds both. `appointment`: both said to do
    it on a day, so that it takes place then and is asked about, and not owed by it.
    """

    action: Action
    quote: Quote
    done_at_once: bool = False
    points_back: bool = False
    appointment: bool = False


def does_it(phrase: str) -> bool:
    """Whether the phrase is to do what was named just before, and names nothing itself."""
    return _DOING_IT.match(phrase) is not None


def does_nothing(phrase: str) -> bool:
    """Whether the phrase is "do" with a place or a time and no more: "do on the train"."""
    return (
        does_it(phrase)
        and re.match(r"do(?:$|\s+(?:(?:it|that|this|so)\s+)?(?:on|in|at|over|by|as|when|before|after|with)\b)", phrase)
        is not None
    )


def with_day_of(last: FoundAction | None, found: FoundAction, note: Note) -> FoundAction | None:
    """The action before with the day of "he gets to it by Friday", if that is all that `found` says; else None."""
    if last is None or found.points_back or not does_it(found.action.text):
        return None
    if found.quote.start - last.quote.end > APART or found.action.owner not in (last.action.owner, None):
        return None
    if last.action.due is not None or found.action.due is None:
        return last
    return _dated(last, found.action.due, found.quote.end, note)


def told_later(
    found: Sequence[FoundAction], statement: Statement, note: Note, *, says_more: bool
) -> Iterator[FoundAction]:
    """Of what was found so far that to which the statement only adds something, with it: a day, or whose it is.

    `says_more`: something is owed by the statement itself, so that a day in it is for that.
    """
    text = statement.text
    before = [each for each in found if each.quote.end < statement.start]
    if before and _MINE.match(text) and before[-1].action.owner is None:
        yield replace(before[-1], action=replace(before[-1].action, owner=note.author))
    alone = day_alone(text, note) or (None if says_more else _day_for_it(text, note))
    if alone is None or not before:
        return
    day, of_all = alone
    begun_anew = "\n" in note.text[before[-1].quote.end : statement.start]
    for each in _row(before, within_one=not (of_all or begun_anew)):
        if each.action.due is None:
            yield _dated(each, day, statement.end, note)


_NEEDS_IT = re.compile(
    r"\b(?:needs?|wants?|has|have|expects?|gets?|due|would\s+like)\b[^.;!?]{0,20}\b(?:it|them|this|that|one)\b|"
    r"\b(?:it|they|this|that|that[’']s|one)\b[^.;!?]{0,20}\b(?:due|needed|wanted|back|ready|there)\b",
    re.IGNORECASE,
)
_PLEASE = re.compile(r"^\W*$|^\s*,?\s*(?:please|pls|at\s+the\s+latest)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(\s*(?:deadline|due|by|until|before)\b[^()]*\)?\W*$", re.IGNORECASE)


def _day_for_it(text: str, note: Note) -> tuple[date, bool] | None:
    """The day by which a statement says that "it" is needed, or asks for what stands before: "By Tuesday please"."""
    days = [each for each in find_dates(text, note.date) if each.day is not None and each.day >= note.date]
    ends = [each for each in days if each.deadline]
    bracket = _IN_BRACKETS.search(text)
    if bracket is not None and len(days) == 1 and days[0].start >= bracket.start():
        return days[0].day or note.date, False
    if len(ends) != 1 or text.rstrip().endswith("?"):
        return None
    asked = not text[: ends[0].start].strip() and _PLEASE.match(text[ends[0].end :])
    needed = _NEEDS_IT.search(text[: ends[0].end])
    return (ends[0].day or note.date, False) if asked or needed else None


def day_alone(text: str, note: Note) -> tuple[date, bool] | None:
    """The day that a statement gives for what stands before it, saying no more, and whether for all of it.

    "Both until 31 August", "Due 3 Feb."; None for any other statement.
    """
    mentions = find_dates(text, note.date)
    if len(mentions) != 1 or len(words(text)) > _SHORT:
        return None
    after = text[mentions[0].end :]
    after = "" if len(words(after)) <= _FEW and after.lstrip().startswith((",", ";", "-", "–", "(")) else after
    alone = _DAY_ALONE.match(text[: mentions[0].start] + after)
    day = next_session(note.text, note.date) if mentions[0].session else mentions[0].day
    if alone is None or day is None or not (alone["all"] or mentions[0].deadline or "deadline" in text.lower()):
        return None
    return day, bool(alone["all"]) or re.search(r"\bfor\s+(?:both|all)\b", text, re.IGNORECASE) is not None


_SHORT = 10
_FEW = 3
"""So many words may follow the day and add nothing: "no excuses"."""


def _row(found: Sequence[FoundAction], *, within_one: bool) -> Iterator[FoundAction]:
    """The last ones, as long as they stand in one statement or, unless only that is meant, in lines that follow each other."""
    following: FoundAction | None = None
    for each in reversed(found):
        if following is not None and following.quote.start - each.quote.end > (0 if within_one else APART):
            return
        yield each
        following = each


def _dated(found: FoundAction, day: date, end: int, note: Note) -> FoundAction:
    """The action due on that day, its quote reaching to the words that give it."""
    action, quote = replace(found.action, due=day), found.quote
    if end - quote.start <= _LONGEST:
        quote = Quote(note.id, note.date, note.text[quote.start : end], quote.start, end)
        action = replace(action, quote=quote.text)
    return replace(found, action=action, quote=quote)


_OF_IT = re.compile(r"^(?P<doing>\w+(?:\s+(?:on|at|over|through))?)\s+it\b")
_THING = re.compile(
    r"^\w+\s+(?:(?:at|over|through|on)\s+)?(?:(?:[A-Z][\w’'-]+|them|him|her)\s+)?"
    r"(?P<thing>(?:the|an?|their|his|her|one|two|three|[A-Z][\w-]+[’']s)\s+(?!by\b).+?)"
    r"(?=,|\s*\(|\s+(?:by|before|until|and|so|which|who|himself|herself|themselves|until|to\s+[A-Z]|(?:at|over|on)\s+the\s+weekend)\b|$)"
)


def with_its_thing(found: FoundAction, before: FoundAction | None, note: Note, cast: Cast) -> FoundAction:
    """The action with the thing for "it", where the line before names it: "send her the draft", "comment on it".

    Its quote then holds both lines, since one alone does not say what it is.
    """
    it = _OF_IT.match(found.action.text)
    named = _THING.match(before.action.text) if before is not None else None
    if (
        it is None
        or before is None
        or named is None
        or found.points_back
        or found.quote.start - before.quote.end > APART
    ):
        return found
    thing = re.sub(r"^(?:an?|one)\b", "the", named["thing"])
    if before.action.owner != found.action.owner and before.action.owner is not None:
        thing = re.sub(r"\b(?:their|his|her)\b", f"{cast.first_name(before.action.owner)}’s", thing)
    text = f"{it['doing']} {thing}{found.action.text[it.end() :]}"
    whole = note.text[before.quote.start : found.quote.end]
    quote = Quote(note.id, note.date, whole, before.quote.start, found.quote.end)
    return replace(found, action=replace(found.action, text=text), quote=quote)
