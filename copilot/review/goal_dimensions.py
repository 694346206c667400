"""What a raw goal has and lacks: seven dimensions, each with the words that were found and the evidence behind it.

Plain rules over the goal's clauses, no model. SMART's own fields (measurable, time-bound) are a completeness check
only (docs/evidence.md, row 10); the others rest on experiments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from copilot.review.goal_answers import content_words, says_nothing
from copilot.review.goal_clauses import WANTS, Clause, Part, clauses, if_then
from copilot.review.goal_times import TimeSaid, rhythms, spelt, times
from copilot.review.goal_wording import (
    A_SKILL,
    AREAS,
    CARELESS,
    COMPARED,
    EVENTS,
    EVENTS_TOO,
    FEELS,
    IDLE,
    NO_STRETCH,
    NUMBER_OF_SOMETHING,
    ONE_OFF,
    OPEN_ENDED,
    REPLACES,
    RESOLVES,
    SMALL,
    SMALL_BUT_MANY,
    SMALL_CHORE,
    TO_DO_WHAT,
    VAGUE,
    VAGUE_WISH,
)


class Dimension(StrEnum):
    """In the order of docs/interfaces.md."""

    SPECIFIC = "specific"
    MEASURABLE = "measurable"
    TIME_BOUND = "time_bound"
    HARD_ENOUGH = "hard_enough"
    OBSTACLE = "obstacle"
    IF_THEN = "if_then"
    CHECK_DATE = "check_date"


@dataclass(frozen=True)
class Evidence:
    """A row of docs/evidence.md: what was found, and how strong that is."""

    row: int
    source: str
    strength: str


_HARD = Evidence(9, "Epton, Currie & Armitage (2017), 384 effects, d = .34", "strong")
_SMART = Evidence(
    10, "SMART: one positive student experiment; a 2021 review warns of overuse", "mixed: a completeness check"
)
EVIDENCE: Mapping[Dimension, Evidence] = MappingProxyType(
    {
        Dimension.SPECIFIC: _HARD,
        Dimension.MEASURABLE: _SMART,
        Dimension.TIME_BOUND: _SMART,
        Dimension.HARD_ENOUGH: _HARD,
        Dimension.OBSTACLE: Evidence(
            12,
            "WOOP meta-analysis (2021), 24 effects, g = .34; asking works better (.47) than a sheet (.28)",
            "moderate: publication bias",
        ),
        Dimension.IF_THEN: Evidence(11, "Gollwitzer & Sheeran (2006), 94 tests, d = .65", "strong"),
        Dimension.CHECK_DATE: Evidence(
            13, "Harkin et al. (2016), 138 studies, d = .40; larger if written down or public", "strong"
        ),
    }
)


@dataclass(frozen=True)
class Span:
    """Words of a text: `text` is `whole[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Reading:
    """What was found of one dimension: `spans` is empty where it is missing. `why` says why, where words mislead."""

    dimension: Dimension
    spans: tuple[Span, ...]
    evidence: Evidence
    why: str = ""

    @property
    def missing(self) -> bool:
        return not self.spans


@dataclass(frozen=True)
class GoalReading:
    """A goal's clauses, and one reading for each dimension in the order of `Dimension`."""

    text: str
    clauses: tuple[Clause, ...]
    readings: tuple[Reading, ...]

    def of(self, dimension: Dimension) -> Reading:
        return next(one for one in self.readings if one.dimension is dimension)

    @property
    def missing(self) -> tuple[Dimension, ...]:
        return tuple(one.dimension for one in self.readings if one.missing)

    def part(self, part: Part) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if clause.part is part)


def read_goal(text: str, as_of: date) -> GoalReading:
    """The goal read as of a day: a day before it is no deadline. A blank goal lacks everything."""
    parts = tuple(clauses(text, as_of))
    wishes = [clause for clause in parts if clause.part is Part.WISH]
    ahead = [_moved(one, clause) for clause in wishes for one in times(clause.text, as_of)]
    bare = _Bare(wishes, ahead)
    specific = bare.concrete()
    small = bare.small()
    found: dict[Dimension, tuple[list[Span], str]] = {
        Dimension.SPECIFIC: (specific, "" if specific else "it names a feeling or an area, not what will happen"),
        Dimension.MEASURABLE: (bare.measures(specific), ""),
        Dimension.TIME_BOUND: ([Span(one.start, one.end, one.text) for one in ahead], ""),
        Dimension.HARD_ENOUGH: (
            [] if small else specific,
            "it looks like one small step" if small else "" if specific else "nobody can tell before it is specific",
        ),
        Dimension.OBSTACLE: (_of(parts, Part.OBSTACLE), ""),
        Dimension.IF_THEN: (_of(parts, Part.PLAN), ""),
        Dimension.CHECK_DATE: (_of(parts, Part.CHECK), ""),
    }
    return GoalReading(
        text,
        parts,
        tuple(Reading(one, tuple(spans), EVIDENCE[one], why) for one, (spans, why) in found.items()),
    )


def missing_after(goal: str, answers: Mapping[str, str], as_of: date) -> tuple[Dimension, ...]:
    """What a goal still lacks once these answers are given (`dimension: text`), in the order of `Dimension`."""
    return still_missing(read_goal(goal, as_of), answers, as_of)


def still_missing(reading: GoalReading, answers: Mapping[str, str], as_of: date) -> tuple[Dimension, ...]:
    """As `missing_after`, for a goal already read.

    Beside the answer to its own question a time, a number, a plan or a check may stand in any other answer;
    what is specific, hard enough or in the way is taken only from the answer to that question.
    """
    given = {name: text for name, text in answers.items() if not says_nothing(text)}
    return tuple(
        one
        for one in reading.missing
        if not answers_it(one, answers.get(one.value, ""), as_of)
        and not any(_holds(one, text, as_of) for name, text in given.items() if name != one.value)
    )


def answers_it(dimension: Dimension, text: str, as_of: date) -> bool:
    """Whether the text answers the question for that dimension; a refusal or an empty word never does."""
    if dimension is Dimension.TIME_BOUND:
        # "end of term, I guess" names a time, however little else it says.
        return bool(times(text, as_of, asked=True)) and not re.match(r"\W*(?:not|no)\b", text, re.IGNORECASE)
    if dimension is Dimension.CHECK_DATE:
        return bool(
            rhythms(text)
            or times(text, as_of, asked=True)
            or re.search(r"\b(?:next|each|every|our) (?:session|meeting)s?\b", text, re.IGNORECASE)
        )
    if dimension is Dimension.HARD_ENOUGH:
        return not NO_STRETCH.search(text) and (bool(CARELESS.search(text)) or not says_nothing(text))
    if says_nothing(text):
        return False
    if dimension is Dimension.SPECIFIC:
        return not _Bare([Clause(0, len(text), text, Part.WISH)], []).vague(text)
    if dimension is Dimension.MEASURABLE:
        return bool(NUMBER_OF_SOMETHING.search(text)) or not FEELS.search(text)
    if dimension is Dimension.IF_THEN:
        if IDLE.search(text):
            return False
        return if_then(text) is not None or (len(content_words(text)) >= 2 and not RESOLVES.search(text))
    return True


def rescoped(text: str) -> bool:
    """Whether an answer to "is it hard enough?" names another goal, rather than only saying yes."""
    rest = re.sub(CARELESS, " ", text)
    return not says_nothing(rest, least=3) and bool(REPLACES.search(text))


def _holds(dimension: Dimension, text: str, as_of: date) -> bool:
    """Whether an answer to another question holds this dimension beyond doubt."""
    if dimension is Dimension.TIME_BOUND:
        return any(
            re.match(r"(?:by|before|until|till|end of|the end of)\b", one.text, re.IGNORECASE)
            for one in times(text, as_of)
        )
    if dimension is Dimension.IF_THEN:
        return if_then(text) is not None
    if dimension is Dimension.CHECK_DATE:
        return any(clause.part is Part.CHECK for clause in clauses(text, as_of)[1:])
    if dimension is Dimension.MEASURABLE:
        bare = _Bare([Clause(0, len(text), text, Part.WISH)], times(text, as_of))
        return bool(bare.numbers())
    return False


_CLOCK = re.compile(r"\b(?:by|at|before|until|till)\s+\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm|o['’]clock)\b", re.IGNORECASE)


class _Bare:
    """The wish without its times, and without "I would like to" before it."""

    def __init__(self, wishes: Sequence[Clause], ahead: Sequence[TimeSaid]) -> None:
        self._wishes = []
        for clause in wishes:
            words = spelt(clause.text)
            for one in ahead:
                if clause.start <= one.start < clause.end:
                    a, b = one.start - clause.start, one.end - clause.start
                    words = words[:a] + " " * (b - a) + words[b:]
            words = _CLOCK.sub(lambda found: " " * len(found.group()), words)
            self._wishes.append((clause.start, words))

    def concrete(self) -> list[Span]:
        """The wishes that say what will happen: a number, or no vague verb or area at their heart."""
        found = []
        for start, words in self._wishes:
            core = _core(words)
            if not core:
                continue
            if self.vague(core) and not self._counted(words):
                core = _second_half(core)
                if not core or self.vague(core):
                    continue
            at = words.find(core)
            found.append(Span(start + at, start + at + len(core), core))
        return found

    @staticmethod
    def vague(words: str) -> bool:
        """Whether the words name only a feeling, a trait or an area."""
        core = _core(words)
        if A_SKILL.search(words):
            return False
        if len(content_words(core)) < 2 and not EVENTS.search(core) and not EVENTS_TOO.search(core):
            return True
        tail = TO_DO_WHAT.split(core, maxsplit=1)
        if len(tail) > 1 and len(content_words(tail[1])) >= 2 and not VAGUE.match(_core(tail[1])):
            return False
        if VAGUE.match(core) or VAGUE_WISH.match(core):
            return True
        return bool(AREAS.match(core))

    def numbers(self) -> list[Span]:
        """Numbers that count something wanted: no ages, years, clock times or days."""
        return [
            Span(start + match.start(), start + match.end(), match.group())
            for start, words in self._wishes
            for match in NUMBER_OF_SOMETHING.finditer(words)
        ]

    def measures(self, specific: Sequence[Span]) -> list[Span]:
        """What can be counted, or seen to have happened or not."""
        counted = self.numbers()
        if counted or not specific:
            return counted
        return [one for one in specific if self.small() or _can_be_seen(one.text)]

    def small(self) -> bool:
        """Whether every wish is one small step."""
        cores = [_core(words) for _, words in self._wishes]
        return bool(cores) and all(
            (SMALL.match(core) or SMALL_CHORE.match(core)) and not SMALL_BUT_MANY.search(core) for core in cores if core
        )

    @staticmethod
    def _counted(words: str) -> bool:
        return bool(NUMBER_OF_SOMETHING.search(words))


def _second_half(core: str) -> str:
    """What happens, where it is joined to a feeling: `visit my daughter` of `lose my fear and visit my daughter`."""
    joined = re.search(r"\band\s+(?=\w+\s+\w)", core)
    rest = core[joined.end() :] if joined else ""
    return rest if EVENTS.match(rest) else ""


def _can_be_seen(core: str) -> bool:
    """Whether anybody could tell, of a wish without a number, that it was met."""
    tail = TO_DO_WHAT.split(core, maxsplit=1)
    if len(tail) > 1 and not OPEN_ENDED.search(_core(tail[1])):
        return True
    if COMPARED.search(core) and not ONE_OFF.search(core):
        return False
    return bool(EVENTS.search(core) or EVENTS_TOO.search(core)) or not OPEN_ENDED.search(core)


def _core(words: str) -> str:
    """The verb phrase of a wish, without "I just want to" and what stands before it."""
    said = WANTS.search(words)
    core = words[said.end() :] if said else words
    before = ""
    while before != core:
        before = core
        core = re.sub(
            r"^[\s,.:;–—-]*(?:(?:to|just|really|finally|also|try to|start to|start|begin to|learn how to|learn to|"
            r"please|if possible,?|maybe|like to|love to|looking to|trying to|going to|hoping to|"
            r"able to|by|and|so|then|how to|i|we|myself|actually|once and for all|somehow)\b\s*)?[\s,.:;–—-]*",
            "",
            core,
            count=1,
            flags=re.IGNORECASE,
        )
    return core.rstrip(" .,;!?\n")


def _of(parts: Sequence[Clause], part: Part) -> list[Span]:
    return [Span(clause.start, clause.end, clause.text) for clause in parts if clause.part is part]


def _moved(said: TimeSaid, clause: Clause) -> TimeSaid:
    return TimeSaid(said.start + clause.start, said.end + clause.start, said.text, said.day, said.exact)
