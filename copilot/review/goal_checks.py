"""What makes a goal more than a wish: rows 9 to 13 of the table of evidence, and that nothing in it is made up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from copilot.draft import Block, Draft, Origin, Severity
from copilot.review.check import BriefFacts, Check, Remark, Run
from copilot.review.goal_days import without_resolved_days
from copilot.review.goal_dimensions import EVIDENCE, Dimension
from copilot.review.goal_times import times, within_a_week

_MISSING = {
    Dimension.SPECIFIC: "It does not say yet what exactly will happen.",
    Dimension.MEASURABLE: "Nobody could tell yet whether it was reached: name what can be seen or counted.",
    Dimension.TIME_BOUND: "No day is named by which it is to be done.",
    Dimension.HARD_ENOUGH: "Nothing says yet that it stretches you.",
    Dimension.OBSTACLE: "What may get in the way is not named.",
    Dimension.IF_THEN: "There is no if-then plan yet.",
    Dimension.CHECK_DATE: "No day or rhythm is named on which progress is looked at.",
}
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|quarter|third|twice|dozen|double)\b",
    re.IGNORECASE,
)
_DAY_WORD = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|"
    r"fri|satur|sun)days?|"
    r"spring|summer|autumn|winter|christmas|easter|tomorrow|tonight|yesterday|week(?:s|ly)?|months?|monthly|years?|"
    r"fortnight|quarter(?:ly)?|term|semester)\b|\b(?-i:May)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^\[Your words here\b")
_MORE = re.compile(r"\b(?:more|better|less|a\.?s\.?a\.?p|soon|some ?day|eventually)\b", re.IGNORECASE)
_OTHERS_DECIDE = re.compile(
    r"\b(?:get|be|become)\s+(?:promoted|hired|accepted|elected|appointed|chosen|selected|admitted)\b|\b(?:win|get|"
    r"earn|receive)\s+(?:an?|the|my)\s+(?:\w+\s+)?(?:promotion|raise|award|prize|grant|offer)\b",
    re.IGNORECASE,
)


def _lacks(dimension: Dimension) -> Run:
    """The check of one dimension: what neither the goal nor an answer holds is said once."""

    def run(draft: Draft, _facts: BriefFacts) -> list[Remark]:
        if dimension.value not in draft.missing:
            return []
        place = next((one.id for one in draft.sentences() if f"“{dimension.value}”" in one.text), None)
        severity = Severity.HINT if EVIDENCE[dimension].row == 10 else Severity.WARN
        return [Remark(f"{_MISSING[dimension]} See question “{dimension.value}”.", place, severity)]

    return run


def _nothing_invented(draft: Draft, facts: BriefFacts) -> Iterator[Remark]:
    """Every number and every word for a day in the draft is among the words its owner typed.

    A day in brackets beside words that mean just that day is theirs too. Lines of guidance have their own source.
    """
    if not facts.typed:
        return
    typed = "\n".join(facts.typed)
    known = _said(typed)
    days = dict.fromkeys(facts.typed[:1], facts.written or draft.as_of) | dict.fromkeys(facts.typed[1:], draft.as_of)
    for one in draft.sentences():
        if one.origin is Origin.GUIDANCE or _PLACE.match(one.text):
            continue
        strange = sorted(_said(without_resolved_days(one.text, days)) - known)
        if strange:
            named = ", ".join(f"“{word}”" for word in strange)
            yield Remark(
                f"{named} was not said by you: a number or a day is never made up. Take it out.", one.id, Severity.ERROR
            )


def _said(text: str) -> frozenset[str]:
    """The numbers and the words for days and spans in a text, in lower case."""
    return frozenset(found.group().lower() for pattern in (_NUMBER, _DAY_WORD) for found in pattern.finditer(text))


def _first_step(draft: Draft, _facts: BriefFacts) -> list[Remark]:
    block = _headed(draft, "First step")
    line = next(iter(block.sentences), None) if block else None
    if line is None or _PLACE.match(line.text):
        return [Remark("No first step within a week is named.", line.id if line else None, Severity.HINT)]
    later = [one.day for one in times(line.text, draft.as_of) if one.day and not within_a_week(one, draft.as_of)]
    if later and not any(within_a_week(one, draft.as_of) for one in times(line.text, draft.as_of)):
        return [Remark("The first step is more than a week away: is there a smaller one before it?", line.id)]
    return []


def _check_before_the_end(draft: Draft, facts: BriefFacts) -> list[Remark] | None:
    block = _headed(draft, "Check")
    if facts.deadline is None or block is None:
        return None
    for line in block.sentences:
        days = [one.day for one in times(line.text, draft.as_of) if one.day]
        if days and min(days) > facts.deadline:
            return [Remark("The check comes after the day the goal is to be reached: look at it before, too.", line.id)]
    return []


def _still_vague(draft: Draft, _facts: BriefFacts) -> list[Remark]:
    block = _headed(draft, "After")
    found = [
        (line.id, match.group())
        for line in (block.sentences if block else [])
        for match in [_MORE.search(line.text)]
        if match
    ]
    if not found or "measurable" not in draft.missing:
        return []
    return [Remark(f"“{found[0][1]}” can mean anything: how much would be enough?", found[0][0], Severity.HINT)]


def _in_own_hands(draft: Draft, _facts: BriefFacts) -> list[Remark]:
    block = _headed(draft, "After")
    return [
        Remark("This needs somebody else's decision: which part of it is in your own hands?", line.id, Severity.HINT)
        for line in (block.sentences if block else [])
        if _OTHERS_DECIDE.search(line.text)
    ]


def _milestones_dated(draft: Draft, facts: BriefFacts) -> list[Remark] | None:
    block = _headed(draft, "Milestones")
    if block is None:
        return None
    remarks = []
    for line in block.sentences:
        said = times(line.text, draft.as_of)
        days = [one.day for one in said if one.day]
        if not said:
            remarks.append(Remark("This milestone has no day yet.", line.id, Severity.HINT))
        elif facts.deadline and days and min(days) > facts.deadline:
            remarks.append(Remark("This milestone comes after the goal's own day.", line.id))
    return remarks


def _headed(draft: Draft, heading: str) -> Block | None:
    return next((block for block in draft.blocks if block.heading.startswith(heading)), None)


_GOAL = frozenset({"goal"})


def _of(dimension: Dimension) -> Check:
    found = EVIDENCE[dimension]
    return Check(
        f"goal-{dimension.value.replace('_', '-')}", _GOAL, found.row, found.source, found.strength, _lacks(dimension)
    )


def _practice(name: str, run: Callable[[Draft, BriefFacts], list[Remark] | None], source: str) -> Check:
    return Check(name, _GOAL, None, source, "weak: practice", run)


GOAL_CHECKS: tuple[Check, ...] = (
    *(_of(dimension) for dimension in Dimension),
    Check(
        "goal-nothing-invented",
        _GOAL,
        None,
        "our rule: no number or day that the person did not give",
        "our rule",
        _nothing_invented,
    ),
    _practice("goal-first-step", _first_step, "Common coaching practice: a step within a week"),
    Check(
        "goal-check-before-the-end",
        _GOAL,
        13,
        EVIDENCE[Dimension.CHECK_DATE].source,
        EVIDENCE[Dimension.CHECK_DATE].strength,
        _check_before_the_end,
    ),
    _practice("goal-milestones-dated", _milestones_dated, "Common coaching practice: milestones with days"),
    Check(
        "goal-still-vague",
        _GOAL,
        9,
        EVIDENCE[Dimension.SPECIFIC].source,
        EVIDENCE[Dimension.SPECIFIC].strength,
        _still_vague,
    ),
    _practice("goal-in-own-hands", _in_own_hands, "Our card “Setting goals”: leave out what others decide"),
)
