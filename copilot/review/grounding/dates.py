"""Days of a sentence against those of its sources, and days computed from a due date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copilot.actions.dates import find_dates
from copilot.review.grounding.days import MONTHS, WEEKDAYS, DayMention, Range, day_mentions, shift_months, single
from copilot.review.grounding.model import Problem, Source
from copilot.review.grounding.quantities import quantities
from copilot.review.grounding.words import IRREGULAR, clauses, content_stems, normalise, overlap

_TELLS_PAST = re.compile(r"\b(?:\w{3,}ed|" + "|".join(IRREGULAR) + r")\b", re.I)


def _agrees(wanted: Range, offered: Range) -> bool:
    """A day for the same day, or a month or week for a day or span within it."""
    return wanted[0] <= offered[0] and offered[1] <= wanted[1]


_OF_A_SESSION = re.compile(
    r"\b(?:since|after|from|in|at) (?:our|your|the|my) (?:last )?(?:session|meeting|call|talk)(?: note)?(?: of| on)? $",
    re.I,
)
"""Words that name a session by its day, which is the note's own."""


def check_days(sentence: str, sources: Sequence[Source], as_of: dt.date) -> list[Problem]:
    """Problems of kind `date`: days in the sentence that no source holds.

    A sentence may name a note's own day, except as a deadline; as a deadline, the end of a week or month that a
    note names. "3 days overdue", "in 12 days" and
    "tomorrow" must follow from a day in a source and `as_of`.
    """
    held = [
        span
        for source in sources
        for mention in day_mentions(normalise(source.text), source.date or as_of)
        for span in mention.ranges
    ]
    held += [(day, day) for source in sources for day in source.dates]
    written = [(source.date, source.date) for source in sources if source.date is not None]
    problems = []
    whole = " ".join(normalise(source.text).lower() for source in sources)
    every = day_mentions(sentence, as_of)
    for mention in every:
        if mention.text.lower() in whole and (mention.overdue_days is not None):
            continue  # the source's own words, "14 days late", of whatever they speak
        if re.search(r"\bearlier$", mention.text, re.I) and len(every) > 1:
            continue  # earlier than another day of the sentence, not than today
        if not mention.weekday_fits:
            problems.append(Problem("date", f"“{mention.text}”: the weekday is another"))
            continue
        if mention.overdue_days is not None:
            late = [(as_of - span[1]).days for span in held + _closing_days(sources)]
            allowed = (
                {mention.overdue_days, mention.overdue_days + 1}
                if mention.overdue_days >= 30
                else {mention.overdue_days}
            )
            if not allowed & set(late):
                problems.append(Problem("date", f"“{mention.text}” does not follow from a cited due date"))
            continue
        offered = held + _closing_days(sources) if mention.deadline else held + written
        meant = (*mention.ranges, *_this_year(mention, as_of))
        if (
            not any(_agrees(wanted, span) for wanted in meant for span in offered)
            and not _same_words(mention, sources, written, as_of)
            and not _took_as_long(sentence, mention, sources, as_of)
            and not _is_length(sentence, mention, sources, as_of)
        ):
            problems.append(Problem("date", f"“{mention.text}” is in no cited source"))
        elif other := _day_of_another(sentence, mention, meant, sources, as_of):
            problems.append(Problem("date", f"“{mention.text}” is the day of another thing; of this it is {other}"))
        elif (
            not any(_agrees(wanted, span) for wanted in meant for span in held)
            and not _OF_A_SESSION.search(sentence[: mention.start])
            and _dated_otherwise(sentence, mention, sources)
        ):
            problems.append(Problem("date", f"“{mention.text}” is the note's own day, and the note gives another"))
    if re.search(r"\boverdue\b", sentence, re.I) and not any(
        mention.overdue_days is not None for mention in day_mentions(sentence, as_of)
    ):
        stated = any("overdue" in source.text.lower() for source in sources)
        if not stated and not any(span[1] < as_of for span in held):
            problems.append(Problem("date", "“overdue”, but no cited due date is past"))
    return problems


def _dated_otherwise(sentence: str, mention: DayMention, sources: Sequence[Source]) -> bool:
    """Whether what the sentence tells of a note's own day stands in the note with a day of its own."""
    if not any(word.strip(".") in MONTHS for word in mention.text.lower().split()):
        return False
    part = next((one for one in clauses(sentence) if mention.text in one), sentence)
    wanted = content_stems(part) - content_stems(mention.text)
    statements = [
        (statement, source)
        for source in sources
        if source.date is not None
        for statement in re.split(r"(?<=[.!?;])\s+|\n", normalise(source.text))
    ]
    shared = [overlap(wanted, content_stems(statement)) for statement, _ in statements]
    best = max(shared, default=0)
    if not best or best < len(wanted) / 3:
        return False
    return all(
        day_mentions(statement, source.date or mention.ranges[0][0])
        for (statement, source), count in zip(statements, shared, strict=True)
        if count == best
    )


@dataclass(frozen=True)
class _Dated:
    """A statement of a note that names days: its telling words, and those of the one before that it may go on from."""

    mentions: tuple[DayMention, ...]
    content: frozenset[str]
    with_before: frozenset[str]
    written: dt.date
    corrects: bool


_CORRECTS = re.compile(
    r"\b(?:correct\w*|moved|changed to|postponed|brought forward|put (?:off|back)|instead of)\b", re.I
)
_GOES_ON = re.compile(r"(?:it|that|this|these|they|he|she|there|so|then)\b", re.I)
_AGO = re.compile(r"\b(?:ago|earlier|late|overdue)\b", re.I)
_SHORT = 2
"""A statement with so few telling words beside its days ("Deadline 10 May.") goes on from the one before."""
_ONCE_MEANT = re.compile(r"\b(?:originally|was to|were to|had been|used to|no longer|instead of|not)\b", re.I)


def _dated(sources: Sequence[Source]) -> Iterator[_Dated]:
    for source in sources:
        if (written := source.date) is None:
            continue
        before: frozenset[str] = frozenset()
        before_dated = False
        for statement in _statements(normalise(source.text), written):
            mentions = day_mentions(statement, written)
            content = _but_days(statement, mentions)
            if mentions:
                goes_on = not before_dated or len(content) <= _SHORT or _GOES_ON.match(statement)
                told = content | before if goes_on else content
                yield _Dated(mentions, content, told, written, bool(_CORRECTS.search(statement)))
            before, before_dated = content, bool(mentions)


def _statements(text: str, written: dt.date) -> Iterator[str]:
    """The sentences of a text, and the parts of those that say one thing of one day and another of another."""
    for statement in re.split(r"(?<=[.!?;])\s+|\n", text):
        parts = [part for part in _PARTS.split(statement) if day_mentions(part, written)]
        apart = len(parts) > 1 and all(len(_but_days(part, day_mentions(part, written))) > 1 for part in parts)
        yield from parts if apart else [statement]


def _but_days(text: str, mentions: Sequence[DayMention]) -> frozenset[str]:
    for mention in mentions:
        text = text.replace(mention.text, " ")
    return content_stems(text)


def _day_of_another(
    sentence: str, mention: DayMention, meant: Sequence[Range], sources: Sequence[Source], as_of: dt.date
) -> str:
    """The day that the sources give for what the sentence tells, where the sentence gives another one of theirs.

    Of two statements with days, the one that shares at least two telling words more tells of the same thing; what a
    later note corrects is no day any more, unless the sentence says that it was one.
    """
    if any(source.kind not in ("note", "guidance") for source in sources):
        return ""
    every = day_mentions(sentence, as_of)
    part = sentence
    if len(every) > 1:
        part = next((one for one in _PARTS.split(sentence) if mention.text in one), sentence)
    wanted = _but_days(part, every)
    holding: list[tuple[int, _Dated]] = []
    others: list[tuple[int, _Dated]] = []
    for one in _dated(sources):
        if any(_agrees(day, span) for own in one.mentions for day in meant for span in own.ranges):
            holding.append((overlap(wanted, one.with_before), one))
        elif not any(_AGO.search(own.text) for own in one.mentions):
            others.append((overlap(wanted, one.content), one))
    if not holding or not others:
        return ""
    held, holder = max(holding, key=lambda one: one[0])
    best, other = max(others, key=lambda one: one[0])
    corrected = (
        other.corrects
        and other.written > holder.written
        and best >= max(held, 1)
        and overlap(other.content, holder.with_before) > 1
        and not _ONCE_MEANT.search(part)
    )
    clear = best >= held + 2 and 3 * best >= len(wanted)
    return other.mentions[0].text.strip(".") if clear or corrected else ""


_PARTS = re.compile(r"[,;:]|\b(?:and|but|while|whereas|which)\b", re.I)
_SPAN_END = re.compile(r"\b(?:week|month|year|eow|eom)\b|\bmonth[- ]end\b", re.I)


def _closing_days(sources: Sequence[Source]) -> list[Range]:
    """The last days of spans that notes promise something within: what is owed "this week" is due on its Friday."""
    return [
        single(found.day)
        for source in sources
        if source.kind == "note" and source.date is not None
        for found in find_dates(source.text, source.date)
        if found.day is not None and _SPAN_END.search(source.text[found.start : found.end])
    ]


def _this_year(mention: DayMention, as_of: dt.date) -> list[Range]:
    """A sentence's day or month without a year may be one of this year, though next year's is nearer."""
    if mention.relative or re.search(r"\d{4}", mention.text):
        return []
    found = []
    for first, last in mention.ranges:
        shift = (as_of.year - first.year) * 12
        found.append((shift_months(first, shift), shift_months(last, shift)))
    return found


def _took_as_long(sentence: str, mention: DayMention, sources: Sequence[Source], as_of: dt.date) -> bool:
    """ "interviewed nine users in four days" is a length, where source and sentence tell the past."""
    if not re.match(r"in\b", mention.text, re.I) or not _TELLS_PAST.search(sentence) or not mention.ranges:
        return False
    length = mention.ranges[0][0] - as_of
    return any(
        re.match(r"in\b", other.text, re.I)
        and other.ranges
        and other.ranges[0][0] - (source.date or as_of) == length
        and _TELLS_PAST.search(source.text)
        for source in sources
        for other in day_mentions(normalise(source.text), source.date or as_of)
    )


def _is_length(sentence: str, mention: DayMention, sources: Sequence[Source], as_of: dt.date) -> bool:
    """ "copies in four weeks" for "copies, four weeks": a length that a source gives to something the sentence names."""
    if not re.match(r"in\b", mention.text, re.I) or mention.deadline:
        return False
    wanted = _but_days(sentence, (mention,))
    lengths = {(one.value, one.unit) for one in quantities(mention.text)[0]}
    for source in sources:
        for clause in clauses(normalise(source.text)):
            timed = any(own.relative for own in day_mentions(clause, source.date or as_of))
            if not timed and lengths & {(one.value, one.unit) for one in quantities(clause)[0]}:
                return overlap(wanted, content_stems(normalise(source.text))) > 0
    return False


def _same_words(mention: DayMention, sources: Sequence[Source], written: list[Range], as_of: dt.date) -> bool:
    """A year alone, or "in two weeks" as a length, said in the source with the same words on the same day."""
    # "the Monday meeting", "Thursday mornings": a weekday that comes again
    again = mention.text[:3].lower() in WEEKDAYS and not mention.deadline and not mention.dated
    if mention.relative and not again and all(day[0] != as_of for day in written):
        return False
    return any(mention.text.lower() in normalise(source.text).lower() for source in sources)
