"""How a goal is put together from what its owner said: before, after, first step, milestones, plan, check.

Nothing is added but the few words around theirs; what they have not said is left as a place with the question's name.
"""

from __future__ import annotations

import re
from datetime import date

from copilot.draft import Origin
from copilot.drafts import lifting
from copilot.drafts.goal_said import FIRST_STEP, MILESTONES, GoalSaid, tidy
from copilot.drafts.goal_wishes import as_wish, by_when, is_short, without_by, without_vague_times
from copilot.drafts.kind import Line, Material, Section, Similarity
from copilot.retrieve import Evidence
from copilot.review.goal_clauses import Clause, Part, if_then
from copilot.review.goal_dimensions import Dimension
from copilot.review.goal_times import times
from copilot.writing import phrasing
from ingest.sentences import sentences

BEFORE, AFTER, TAKE_ALONG = "Before", "After", "A question to take along"
PLACES = {
    Dimension.SPECIFIC.value: "what exactly you will do",
    Dimension.MEASURABLE.value: "how you will know you got there",
    Dimension.TIME_BOUND.value: "by which day",
    FIRST_STEP: "a first step within a week",
    Dimension.OBSTACLE.value: "what may get in your way",
    Dimension.IF_THEN.value: "what you will do then",
    Dimension.CHECK_DATE.value: "when you will look at it, and with whom",
}
"""What a place for somebody's own words says, by the question that asks for them."""
_ITEM = re.compile(r"\s*(?:;|\n|(?<=[a-z)\d])\.\s+|,\s+(?:and\s+)?then\s+|,\s+(?=by\b))\s*", re.IGNORECASE)
_TRIGGER = re.compile(
    r"(?:if|when|whenever|as soon as|once|before|after|each time|every time|the moment)\b", re.IGNORECASE
)
_AGREES = re.compile(
    r"\W*(?:yes|yeah|yep|definitely|certainly|of course|very|it is|it[’']s|that is|that[’']s)\b", re.IGNORECASE
)
"""Begins an answer that the goal is hard for its owner: said to whoever asked, and no part of the goal."""
_BEGINS_WITH_A_TIME = re.compile(
    r"(?:every|each|once|twice|on|at|in|weekly|monthly|daily|fortnightly|after)\b(?![^,]*,\s*\w+\s+and\b)",
    re.IGNORECASE,
)
_NAMES_A_DAY = re.compile(
    r"(?P<which>(?:first|second|third|fourth|last)\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\d{1,2}(?:st|nd|rd|th)?\s+"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
"""`Sundays`, `last Friday of each month`, `25 February with Maeve`: on what day."""
_NEAR = 0.25
"""Least cosine of a guidance question to the goal for it to be taken along."""


class GoalWriter:
    """Writes one goal's draft."""

    def __init__(self, said: GoalSaid, material: Material, evidence: Evidence, similar: Similarity) -> None:
        self._said = said
        self._material = material
        self._evidence = evidence
        self._similar = similar

    def sections(self) -> list[Section]:
        """Before, after, and what carries it."""
        return [
            one
            for one in (
                Section(BEFORE, self._before()),
                Section(AFTER, tuple(self._after())),
                Section("First step, within a week", (self._first_step(),)),
                Section("Milestones", tuple(self._milestones())),
                Section("Obstacle and plan", tuple(self._obstacle_and_plan())),
                Section("Check", tuple(self._check())),
                Section(TAKE_ALONG, tuple(self._question())),
            )
            if one.lines
        ]

    def _before(self) -> tuple[Line, ...]:
        """As it was written: no day is added here."""
        said = self._said
        origin = Origin.RECORD if said.record else Origin.BRIEF
        texts = [said.text[start:end] for start, end in sentences(said.text)] or [said.text]
        return tuple(Line(" ".join(one.split()), origin, (said.cited(one),)) for one in texts)

    def _after(self) -> list[Line]:
        said = self._said
        lines = self._core()
        measured = said.answered(Dimension.MEASURABLE)
        if measured:
            lines.append(said.line("How I will know: {}", measured, Dimension.MEASURABLE.value))
        elif Dimension.MEASURABLE in said.missing:
            lines.append(place(Dimension.MEASURABLE.value))
        if Dimension.TIME_BOUND in said.missing:
            lines.append(place(Dimension.TIME_BOUND.value))
        hard = said.answered(Dimension.HARD_ENOUGH)
        if hard and not said.new_goal and not _AGREES.match(said.answers[Dimension.HARD_ENOUGH.value]):
            lines.append(said.line("Hard enough: {}", hard, Dimension.HARD_ENOUGH.value))
        return lines

    def _core(self) -> list[Line]:
        """The goal itself: what was named in its place, what exactly it means, or its own wish; and by when."""
        said = self._said
        exactly = said.answered(Dimension.SPECIFIC)
        if said.new_goal:
            # What was named in its place may be a part of it alone: what exactly it means is not lost.
            meant = [said.line(as_wish(exactly), exactly, Dimension.SPECIFIC.value)] if exactly else []
            return [*meant, *self._dated(said.new_goal, Dimension.HARD_ENOUGH.value)]
        if exactly:
            return self._dated(exactly, Dimension.SPECIFIC.value)
        if Dimension.SPECIFIC in said.missing:
            return [place(Dimension.SPECIFIC.value), *self._when()]
        later = self._dated_wishes()
        wishes = [one for one in said.wishes if one not in later] or list(said.wishes)
        lines = [said.line("{}", one.text) for one in wishes[:-1]]
        return [*lines, *self._dated(wishes[-1].text, None)]

    def _dated(self, words: str, asked: str | None) -> list[Line]:
        """The words as a wish, with the time set behind them where it was said elsewhere and is short."""
        said = self._said
        named = said.answered(Dimension.TIME_BOUND)
        own_time = times(words, said.as_of if asked else said.written)
        if asked is None and named:
            words = without_vague_times(words)
        form = as_wish(words) if asked else "{}"
        if own_time and not named:
            return [said.line(form, words, asked)]
        when, where = self._time()
        if not when:
            return [said.line(form, words, asked)]
        if own_time or not is_short(when) or form.startswith("My goal") or len(sentences(words)) > 1:
            return [said.line(form, words, asked), *self._when()]
        first, second = said.line(form, words, asked), said.line("{}", when, where)
        text = f"{first.text.rstrip('.')}, {by_when(second.text.rstrip('.'), when)}"
        return [Line(phrasing.sentence(text), first.origin, (*first.citations, *second.citations))]

    def _when(self) -> list[Line]:
        when, where = self._time()
        return [self._said.line("By when: {}", without_by(when), where)] if when else []

    def _time(self) -> tuple[str, str | None]:
        """The words for the time that do not stand in the wish itself, and the question they answer."""
        named = self._said.answered(Dimension.TIME_BOUND)
        if named:
            return named, Dimension.TIME_BOUND.value
        if self._said.answered(Dimension.SPECIFIC) or self._said.new_goal or Dimension.SPECIFIC in self._said.missing:
            return ("", None) if self._said.deadline_is_past else (self._own_time(), None)
        return "", None

    def _own_time(self) -> str:
        """The time in the goal's own wish, where that wish gave way to more exact words."""
        found = [one.text for clause in self._said.wishes for one in times(clause.text, self._said.written)]
        return "" if self._said.new_goal or not found else found[-1]

    def _first_step(self) -> Line:
        said = self._said
        step = said.answered(FIRST_STEP)
        if step:
            return said.line(as_wish(step, what="{}"), step, FIRST_STEP)
        soon = said.soon()
        if soon is not None and (said.new_goal or len(said.wishes) > 1):
            return said.line("{}", soon.text)
        return place(FIRST_STEP)

    def _milestones(self) -> list[Line]:
        said = self._said
        items = [
            tidy(part)
            for one in _ITEM.split(said.answered(MILESTONES))
            if one.strip(" .,")
            for part in self._each_with_its_day(one)
        ]
        return [
            *(said.line("{}", clause.text) for clause in self._dated_wishes()),
            *(said.line("{}", one, MILESTONES) for one in items),
        ]

    def _each_with_its_day(self, item: str) -> list[str]:
        """`advert out by 15 December, interviews in February` as two, since each part names its own time."""
        parts = re.split(r",\s+(?:and\s+)?", item)
        own = all(times(one, self._said.as_of) and len(one.split()) > 2 for one in parts)
        return parts if own else [item]

    def _dated_wishes(self) -> list[Clause]:
        """Wishes of the goal with a day of their own that lies before the last one: steps on the way."""
        said = self._said
        days = {one: day for one in said.wishes for day in [_last_day(one, said)] if day is not None}
        if len(days) < 2:
            return []
        end = max(days.values())
        return [one for one, day in days.items() if day < end and one != said.soon()]

    def _obstacle_and_plan(self) -> list[Line]:
        said = self._said
        lines: list[Line] = []
        obstacle = said.answered(Dimension.OBSTACLE)
        if obstacle:
            lines.append(said.line("What may get in my way: {}", obstacle, Dimension.OBSTACLE.value))
        elif Dimension.OBSTACLE in said.missing:
            lines.append(place(Dimension.OBSTACLE.value))
        else:
            lines += [said.line("{}", one.text) for one in said.reading.part(Part.OBSTACLE)]
        plan = said.answered(Dimension.IF_THEN)
        if plan:
            frame = "{}" if if_then(plan) or _TRIGGER.match(plan) else "When that happens: {}"
            lines.append(said.line(frame, plan, Dimension.IF_THEN.value))
        elif Dimension.IF_THEN in said.missing:
            lines.append(place(Dimension.IF_THEN.value))
        else:
            lines += [said.line("{}", one.text) for one in said.reading.part(Part.PLAN)]
        return lines

    def _check(self) -> list[Line]:
        said = self._said
        check = said.answered(Dimension.CHECK_DATE)
        if check:
            sentence = re.search(
                r"\b(?:i|we|he|she|they|will|asks?|looks?|checks?|reviews?|goes|go)\b", check, re.IGNORECASE
            )
            frame = "{}" if sentence else "I look at how far I have got: {}"
            if not sentence and _BEGINS_WITH_A_TIME.match(check):
                frame, check = "I look at how far I have got {}", check[:1].lower() + check[1:]
            elif not sentence and (day := _NAMES_A_DAY.match(check)):
                frame = f"I look at how far I have got on {'the ' if day['which'] else ''}{{}}"
            return [said.line(frame, check, Dimension.CHECK_DATE.value)]
        if Dimension.CHECK_DATE in said.missing:
            return [place(Dimension.CHECK_DATE.value)]
        return [said.line("{}", one.text) for one in said.reading.part(Part.CHECK)]

    def _question(self) -> list[Line]:
        """One question of the guidance to keep thinking about, once nothing is missing any more."""
        if self._said.missing:
            return []
        pieces = self._evidence.of("questions")
        asked = [
            one
            for one in lifting.questions(pieces)
            if re.search(r"\byour?\b", one.text) and not re.search(r"\b(?:we|us)\b", one.text)
        ]
        told = [
            one
            for one in asked
            if not re.search(r"\b(?:obstacle|in your way|when will|on which)\b", one.text, re.IGNORECASE)
        ]
        topic = " ".join(clause.text for clause in self._said.wishes)
        chosen = lifting.best(told, topic, self._similar, set(), self._material.chance("goal"), least=_NEAR)
        return [chosen.line()] if chosen else []


def place(asked: str) -> Line:
    """Where somebody's own words are still missing."""
    return Line(f"[Your words here: {PLACES[asked]}. See question “{asked}”.]", Origin.CONNECTIVE)


def _last_day(clause: Clause, said: GoalSaid) -> date | None:
    days = [one.day for one in times(clause.text, said.written) if one.day]
    return max(days, default=None)
