"""What somebody said of a goal: its own words, the answers that say something, and what is still missing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from copilot.draft import Citation, Origin
from copilot.drafts import citing
from copilot.drafts.kind import Line
from copilot.errors import NotFound
from copilot.models import Goal
from copilot.review.goal_answers import plainly, says_nothing
from copilot.review.goal_clauses import Clause, Part
from copilot.review.goal_days import in_full
from copilot.review.goal_dimensions import Dimension, GoalReading, answers_it, read_goal, rescoped, still_missing
from copilot.review.goal_times import times, within_a_week
from copilot.writing import phrasing

FIRST_STEP, MILESTONES = "first_step", "milestones"
"""What is asked for beside the dimensions."""
_LOOKS_LIKE_AN_ID = re.compile(r"(?:g|goal)[-_\d][\w.-]*")
_OF_A_RULE = re.compile(r"\b(?:if|when|whenever)\s+(?:it|today)(?:[’']s|\s+is)\s+(?:a\s+|the\s+)?$", re.IGNORECASE)
"""Before a day on which a rule holds each time it comes: "if it is Monday at 9 and I have not asked, then …"."""
_MAY_FOLLOW = re.compile(
    r"\s*(?:$|[,.;:)–-]|(?:and|or|at|with|to|for|in|so|but|then|after|before|when|morning|afternoon|evening)\b)",
    re.IGNORECASE,
)
"""What stands behind a day that is meant as one; not `the Tuesday call`."""
_BELIEF = re.compile(
    r"i\s+(?:think|suppose|guess|reckon|fear)\s+(?:that\s+)?(?:i|my|they|people|it|he|she|we|nobody)\b", re.IGNORECASE
)
_NO_DAYS = (Dimension.OBSTACLE.value, Dimension.IF_THEN.value)
"""Answers whose `in ten days` is no day of the calendar."""
_YEAR = re.compile(r"\b20\d\d\b")


def stored_goal(named: str, goals: Sequence[Goal], owner: str) -> Goal | None:
    """The owner's stored goal of that id; None where the words are a goal themselves.

    Raises:
        NotFound: it is an id, and of no goal of theirs.
    """
    found = next((goal for goal in goals if goal.id == named), None)
    if found is not None and found.owner == owner:
        return found
    if found is not None or _LOOKS_LIKE_AN_ID.fullmatch(named):
        raise NotFound(
            f"There is no goal {named!r} here, or it is not yours.",
            location="goal",
            next_step="See `mentor goals list`, or write the goal itself.",
        )
    return None


@dataclass(frozen=True)
class GoalSaid:
    """A goal and the answers about it. `written` is the day the goal was put in words: its days count from there."""

    text: str
    reading: GoalReading
    answers: Mapping[str, str]
    as_of: date
    record: Goal | None = None

    @classmethod
    def of(cls, text: str, answers: Mapping[str, str], as_of: date, record: Goal | None = None) -> GoalSaid:
        """Read a goal; of a stored one its own day is the one to count from."""
        whole = record.text.strip() if record else text.strip()
        written = record.date if record else as_of
        return cls(whole, read_goal(whole, written), dict(answers), as_of, record)

    @property
    def written(self) -> date:
        return self.record.date if self.record else self.as_of

    @property
    def missing(self) -> tuple[Dimension, ...]:
        """What is still missing, in the order of docs/interfaces.md; a deadline that has passed is none."""
        lacking = still_missing(self.reading, self.answers, self.as_of)
        if self.deadline_is_past and not self.answered(Dimension.TIME_BOUND):
            lacking = (*lacking, Dimension.TIME_BOUND)
        return tuple(one for one in Dimension if one in lacking)

    @property
    def deadline_is_past(self) -> bool:
        """Whether every time that the goal itself names lies before the as-of day."""
        named = [one.day for clause in self.wishes for one in times(clause.text, self.written)]
        return bool(named) and all(day is not None and day < self.as_of for day in named)

    @property
    def wishes(self) -> tuple[Clause, ...]:
        return self.reading.part(Part.WISH)

    @property
    def new_goal(self) -> str:
        """What was named in place of a goal that was too small; empty where nothing was."""
        words = self.answers.get(Dimension.HARD_ENOUGH.value, "")
        return plainly(words) if self.reading.of(Dimension.HARD_ENOUGH).missing and rescoped(words) else ""

    def answered(self, asked: str) -> str:
        """The words that answer a question, without hedges around them; empty for a refusal or an empty word."""
        words = self.answers.get(asked, "")
        if asked in (FIRST_STEP, MILESTONES):
            return "" if says_nothing(words, least=2) else plainly(words)
        if asked == Dimension.OBSTACLE.value and _BELIEF.match(words):
            return (
                "" if says_nothing(words) else " ".join(words.split())
            )  # "I think I bother people" is about the thinking
        return plainly(words) if answers_it(Dimension(asked), words, self.as_of) else ""

    def deadline(self) -> date | None:
        """The day to be there by, where the words name one exactly; the last of several."""
        named = self.answered(Dimension.TIME_BOUND)
        days = [one.day for one in times(named, self.as_of, asked=True) if one.day]
        days = days or [one.day for one in times(self.new_goal, self.as_of) if one.day]
        days = days or [
            one.day
            for clause in self.wishes
            for one in times(clause.text, self.written)
            if one.day and one.day >= self.as_of
        ]
        return max(days, default=None)

    def own_times(self) -> list[str]:
        """The words for times in the goal's own wishes."""
        return [one.text for clause in self.wishes for one in times(clause.text, self.written)]

    def named_time(self) -> str:
        """The words that say by when; empty without any."""
        named = self.answered(Dimension.TIME_BOUND)
        found = times(named, self.as_of, asked=True) or times(self.new_goal, self.as_of)
        if not found and not self.deadline_is_past:
            found = [one for clause in self.wishes for one in times(clause.text, self.written)]
        return found[-1].text if found else ""

    def soon(self) -> Clause | None:
        """A wish that is to be done within a week: its words are a first step."""
        for clause in self.wishes:
            if any(within_a_week(one, self.as_of) for one in times(clause.text, self.written)):
                return clause
        return None

    # Words as lines of a draft

    def line(self, frame: str, words: str, asked: str | None = None) -> Line:
        """A line of `words` set into `frame` (`{}`), citing the answer to `asked`, or else the goal."""
        told = tidy(words)
        if asked not in _NO_DAYS:
            told = self._with_day(told, self.as_of if asked else self.written)
        shown = frame.format(told)
        origin = Origin.BRIEF if asked or self.record is None else Origin.RECORD
        return Line(phrasing.sentence(shown), origin, (self.cited(words, asked),))

    def cited(self, words: str, asked: str | None = None) -> Citation:
        """The words, where they were said: an answer, the brief's goal, or a stored goal."""
        if asked:
            return citing.brief(f"answers.{asked}", words)
        if self.record:
            return citing.goal(self.record).model_copy(update={"quote": words})
        return citing.brief("goal", words)

    def _with_day(self, words: str, counted_from: date) -> str:
        """The words with the day they mean told in full, where they name exactly one and not its year."""
        found = [
            one
            for one in times(words, counted_from, asked=True)
            if one.day
            and one.exact
            and _MAY_FOLLOW.match(words, one.end)
            and not _OF_A_RULE.search(words, 0, one.start)
        ]
        if len(found) != 1 or _YEAR.search(words):
            return words
        return in_full(words, found[0])


def tidy(words: str) -> str:
    """The words on one line, without a closing mark, a lone `i` as `I`, days and months with their capital."""
    return phrasing.with_capitals(" ".join(words.split()).rstrip(" .;,"))
