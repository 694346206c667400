"""What lies ahead of somebody, read from what they may read: the next sessions, and the course of a goal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from copilot.actions.dates import find_dates
from copilot.draft import Block, CitationKind, Draft, DraftStatus
from copilot.drafts.goal_said import GoalSaid
from copilot.drafts.goal_writer import AFTER, BEFORE, TAKE_ALONG
from copilot.drafts.history import first_date_said, spoken
from copilot.models import Goal, Note, NoteKind, Relationship
from copilot.records import Quote, Records
from copilot.review.goal_clauses import Part
from copilot.review.goal_dimensions import Dimension
from copilot.review.goal_times import times
from copilot.review.trouble import find_trouble

_CHECK, _MILESTONES = "Check", "Milestones"
_GAP = "[Your words here:"
_NEXT = re.compile(
    r"\b(?:(?:next|closing|last|final|following)\s+(?:session|meeting|call|one|time|catch[- ]?up|1[:-]1|chat)|next)\b"
    r"(?P<stop>\s*[:=–—-])?(?:\s*(?:is|will be|on|for|planned|fixed|the))*\s*",
    re.IGNORECASE,
)
"""Where a sentence comes to speak of the next session. Behind a colon its day may stand anywhere, else right there:
`the next round by 6 May` is no session."""


@dataclass(frozen=True)
class SessionAhead:
    """The next session of a relationship.

    `day` is when a note says it is, and `source` the words that say so; both None where no note does. A day before
    the as-of day means that no note tells of that session yet. `last`: the day of the newest session note.
    """

    relationship: Relationship
    day: date | None
    source: Quote | None
    last: date | None


def sessions_ahead(seen: Records) -> tuple[SessionAhead, ...]:
    """One for each relationship that has not ended by then, the soonest first, those without a day last.

    The newest session note that names a day for the next one counts, until a session note of that day or later is
    there; before there is any, the newest other note that says when the first is. Notes that speak of trouble are not read.
    """
    running = [pair for pair in seen.relationships.values() if not pair.is_over(seen.as_of)]
    ahead = [_next_of(pair, [note for note in seen.notes if note.relationship == pair.id]) for pair in running]
    return tuple(sorted(ahead, key=lambda one: (one.day is None, one.day or date.max, one.relationship.id)))


def _next_of(pair: Relationship, notes: Sequence[Note]) -> SessionAhead:
    held = sorted((note for note in notes if note.kind is NoteKind.SESSION), key=lambda note: note.date, reverse=True)
    last = held[0].date if held else None
    for note in held:
        if find_trouble(note.title) or find_trouble(note.text):
            continue
        for quote in reversed(spoken(note)):
            day = _next_day(quote)
            if day is not None:
                to_come = last is not None and day > last
                return SessionAhead(pair, day if to_come else None, quote if to_come else None, last)
    first = None if held else first_date_said(notes)
    return SessionAhead(pair, first[1] if first else None, first[0] if first else None, last)


def _next_day(quote: Quote) -> date | None:
    """The day that the words give for the next session."""
    for found in _NEXT.finditer(quote.text):
        rest = quote.text[found.end() :]
        for mention in find_dates(rest, quote.date):
            if mention.day is not None and mention.day > quote.date and (found["stop"] or mention.start == 0):
                return mention.day
    return None


@dataclass(frozen=True)
class Waypoint:
    """Something on the way to a goal: its words, and the day they name, where they name one."""

    text: str
    day: date | None


@dataclass(frozen=True)
class GoalCourse:
    """A goal and its way. `refined` are the blocks of the newest draft that sharpened it, without its first wording.

    `refined_on` is that draft's day. `deadline`: the day to be there by. `missing`: what the goal still lacks, with
    the draft's answers counted.
    """

    goal: Goal
    refined: tuple[Block, ...]
    refined_on: date | None
    deadline: date | None
    milestones: tuple[Waypoint, ...]
    checks: tuple[Waypoint, ...]
    missing: tuple[str, ...]

    @property
    def after(self) -> tuple[str, ...]:
        """The goal in its new words; empty for one that no draft sharpened."""
        return tuple(one.text for block in self.refined if block.heading == AFTER for one in block.sentences)

    def due(self, until: date) -> tuple[Waypoint, ...]:
        """What on the way has its day by then, the earliest first: checks, milestones, the end itself."""
        end = () if self.deadline is None else (Waypoint("The day to be there by", self.deadline),)
        dated = [(one.day, one) for one in (*self.checks, *self.milestones, *end) if one.day is not None]
        return tuple(one for day, one in sorted(dated, key=lambda pair: pair[0]) if day <= until)


def course(goal: Goal, drafts: Iterable[Draft], as_of: date) -> GoalCourse:
    """Where the goal stands on that day. `drafts` are its owner's, the newest first."""
    said = GoalSaid.of(goal.text, {}, as_of, goal)
    draft = next((one for one in drafts if _sharpens(one, goal)), None)
    if draft is None:
        checks = [Waypoint(one.text, _day(one.text, goal.date)) for one in said.reading.part(Part.CHECK)]
        end = [day for day in (said.deadline(), *_wished_days(said)) if day is not None]
        missing = tuple(str(one.value) for one in said.missing)
        return GoalCourse(goal, (), None, max(end, default=None), (), tuple(checks), missing)
    blocks = tuple(block for block in draft.blocks if block.heading not in (BEFORE, TAKE_ALONG))
    after = [day for block in blocks if block.heading == AFTER for day in _days(block, draft.as_of)]
    end = [*after, *(day for day in [said.deadline()] if day is not None)]
    return GoalCourse(
        goal,
        blocks,
        draft.as_of,
        end[-1] if end else None,
        _waypoints(blocks, _MILESTONES, draft.as_of),
        _waypoints(blocks, _CHECK, draft.as_of),
        tuple(one for one in draft.missing if one in {each.value for each in Dimension}),
    )


def _sharpens(draft: Draft, goal: Goal) -> bool:
    """Whether the draft is about this goal: it cites it, or it began with its very words."""
    if draft.kind != "goal" or draft.status is not DraftStatus.DRAFTED:
        return False
    cited = {one.id for sentence in draft.sentences() for one in sentence.citations if one.kind is CitationKind.GOAL}
    first = " ".join(one.text for block in draft.blocks if block.heading == BEFORE for one in block.sentences)
    return goal.id in cited if cited else _plain(first) == _plain(goal.text)


def _waypoints(blocks: Sequence[Block], heading: str, written: date) -> tuple[Waypoint, ...]:
    texts = [one.text for block in blocks if block.heading == heading for one in block.sentences]
    return tuple(Waypoint(one, _day(one, written)) for one in texts if not one.startswith(_GAP))


def _days(block: Block, written: date) -> list[date]:
    texts = [one.text for one in block.sentences if not one.text.startswith(_GAP)]
    return [day for day in (_day(text, written) for text in texts) if day is not None]


def _day(text: str, written: date) -> date | None:
    """The last day that the words name."""
    days = [one.day for one in times(text, written, asked=True) if one.day is not None]
    return max(days, default=None)


def _wished_days(said: GoalSaid) -> list[date | None]:
    """Days in the wish itself, passed or not: a deadline that has gone by is still what was set."""
    return [one.day for clause in said.wishes for one in times(clause.text, said.written)]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
