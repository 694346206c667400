"""What makes an agenda work: rows 14 to 17 and 19 of the table of evidence, and what must add up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.draft import Block, CitationKind, Draft, Severity
from copilot.models import Stage
from copilot.review.check import BriefFacts, Check, Remark
from copilot.writing import phrasing

MOST_POINTS = 3

_EXPECTATIONS = re.compile(
    r"\b(?:agreement|expect\w*|ground rules?|how (?:often|you will work|we (?:will )?work)|confidential\w*|"
    r"work together|boundar\w+|what (?:each|both) of you (?:hopes?|wants?|needs?)|cancel\w*|"
    r"reach each other)\b",
    re.I,
)
_NEXT = re.compile(
    r"\b(?:(?:next|second|following) (?:date|meeting|session|call|time you meet)|when (?:do|will|"
    r"shall) (?:you|we) "
    r"(?:next )?meet|meet again|book the)\b",
    re.I,
)
_ACTIONS = re.compile(r"\b(?:actions?|to-?dos?|commitments? from|first steps)\b", re.I)
_MIDDLE = re.compile(
    r"\b(?:middle check|mid-?(?:point|term|way)|half-?way|is (?:the|this|"
    r"our) mentoring working|"
    r"what (?:should|to|would you) change)\b",
    re.I,
)
_CLOSING = re.compile(
    r"\b(?:thank\w*|look(?:ing)? back|what (?:has )?changed|stay(?:ing)? in touch|farewell|"
    r"what comes (?:after|next)|end(?:s|ing)? well|closing|after the mentoring|let go)\b",
    re.I,
)
_FRAME = re.compile(
    r"^(?:open actions?|first steps|since\b|before you part|close|closing|middle check|mid-?point|check-?in|"
    r"welcome|"
    r"getting to know|what each of you hopes|how you will work|what has changed|feedback and thanks|"
    r"what comes (?:after|next)|"
    r"questions? worth|commitments?|next (?:date|meeting|session)|opening|wrap)",
    re.I,
)


def _words(draft: Draft) -> str:
    return "\n".join(
        part for block in draft.blocks for part in (block.heading, *(sentence.text for sentence in block.sentences))
    )


def _is_actions(block: Block) -> bool:
    return bool(_ACTIONS.search(block.heading)) or any(
        citation.kind is CitationKind.ACTION for sentence in block.sentences for citation in sentence.citations
    )


def _expectations(draft: Draft, facts: BriefFacts) -> list[Remark] | None:
    if facts.stage is not Stage.FIRST:
        return None
    if _EXPECTATIONS.search(_words(draft)):
        return []
    return [Remark("A first session: plan time for what you expect of each other and how you will work together.")]


def _next_fixed(draft: Draft, facts: BriefFacts) -> list[Remark] | None:
    if facts.stage is Stage.CLOSING:
        return None
    if _NEXT.search(_words(draft)):
        return []
    if facts.session_date and any(day > facts.session_date for day in facts.dates_said):
        return []  # a later meeting is fixed already
    return [Remark("Fix the next meeting before this one ends: add it to the close.")]


def _actions_first(draft: Draft, facts: BriefFacts) -> list[Remark] | None:
    if not facts.open_actions or facts.stage is Stage.FIRST:
        return None
    headed = [block for block in draft.blocks if block.heading]
    if not any(_is_actions(block) for block in headed):
        return [Remark("There are open actions, and the agenda has no place for them: put them first.")]
    if not _is_actions(headed[0]):
        return [Remark("Put the open actions first.", headed[0].sentences[0].id if headed[0].sentences else None)]
    return []


def _actions_left_out(draft: Draft, facts: BriefFacts) -> list[Remark] | None:  # noqa: ARG001 - a check's form
    if not facts.actions_left_out:
        return None
    return [
        Remark(
            f"{facts.actions_left_out} more open actions are not listed here: `mentor actions list` has them all. Drop "
            "what nobody will do.",
            severity=Severity.HINT,
        )
    ]


def _stage_parts(draft: Draft, facts: BriefFacts) -> list[Remark] | None:
    if facts.stage is Stage.CLOSING:
        return (
            []
            if _CLOSING.search(_words(draft))
            else [Remark("The mentoring is about to end: plan time to look back, to thank, and for what comes after.")]
        )
    if not facts.middle_check_due:
        return None
    return (
        []
        if _MIDDLE.search(_words(draft))
        else [Remark("Half of the time is over: plan a middle check of whether the mentoring works for you both.")]
    )


def _few_points(draft: Draft, _facts: BriefFacts) -> list[Remark]:
    points = [
        block for block in draft.blocks if block.heading and not _FRAME.search(block.heading) and not _is_actions(block)
    ]
    if len(points) <= MOST_POINTS:
        return []
    return [
        Remark(
            f"{len(points)} topics: keep {MOST_POINTS} and park the others.",
            points[MOST_POINTS].sentences[0].id if points[MOST_POINTS].sentences else None,
            Severity.HINT,
        )
    ]


def _minutes(draft: Draft, facts: BriefFacts) -> list[Remark] | None:
    if facts.minutes is None:
        return None
    headed = [block for block in draft.blocks if block.heading]
    remarks = [Remark(f"“{block.heading}” has no minutes: give it some.") for block in headed if not block.minutes]
    total = sum(block.minutes or 0 for block in draft.blocks)
    if total != facts.minutes:
        remarks.append(
            Remark(
                f"The sections take {total} minutes and the session has {facts.minutes}: make them agree.",
                severity=Severity.ERROR,
            )
        )
    return remarks


def _date_agreed(draft: Draft, facts: BriefFacts) -> list[Remark] | None:
    if facts.session_date is None or not facts.dates_said or facts.said_on is None:
        return None
    if facts.session_date in facts.dates_said:
        return []
    said = phrasing.listing([phrasing.day(day, draft.as_of, weekday=True) for day in facts.dates_said])
    return [
        Remark(
            f"The note of {phrasing.day(facts.said_on, draft.as_of)} names {said} for the next meeting, and this "
            f"agenda is for {phrasing.day(facts.session_date, draft.as_of, weekday=True)}: is that meant?",
            severity=Severity.HINT,
        )
    ]


def _no_empty_section(draft: Draft, _facts: BriefFacts) -> list[Remark]:
    held = frozenset(draft.held_back)
    return [
        Remark(
            f"“{block.heading or 'a section'}” is "
            f"empty{' once what is held back is left out' * bool(block.sentences)}: "
            "fill it or take it out.",
            severity=Severity.WARN if block.sentences else Severity.ERROR,
        )
        for block in draft.blocks
        if not any(one.text.strip() and one.id not in held for one in block.sentences)
    ]


def _no_repetition(draft: Draft, _facts: BriefFacts) -> Iterator[Remark]:
    seen: set[str] = set()
    for sentence in draft.sentences():
        plain = re.sub(r"\W+", " ", sentence.text).strip().lower()
        if plain and plain in seen:
            yield Remark("This sentence stands here twice: take one out.", sentence.id)
        seen.add(plain)


_AGENDA = frozenset({"agenda"})

AGENDA_CHECKS: tuple[Check, ...] = (
    Check(
        "agenda-expectations",
        _AGENDA,
        14,
        "Entering Mentoring, randomised trial (283 pairs)",
        "moderate: the training; weak: the document itself",
        _expectations,
    ),
    Check(
        "agenda-next-meeting",
        _AGENDA,
        15,
        "Eby et al. (2013), N = 40,737: meeting frequency and support",
        "moderate: correlational",
        _next_fixed,
    ),
    Check("agenda-actions-first", _AGENDA, 16, "Common coaching practice (GROW)", "weak", _actions_first),
    Check(
        "agenda-actions-left-out",
        _AGENDA,
        None,
        "our rule: nothing is left out silently",
        "our rule",
        _actions_left_out,
    ),
    Check(
        "agenda-stage-parts",
        _AGENDA,
        17,
        "MENTOR, Elements of Effective Practice; Grossman & Rhodes (2002), n = 1,138",
        "moderate, youth only",
        _stage_parts,
    ),
    Check("agenda-few-points", _AGENDA, 19, "Exercism's mentor guide", "weak: practice", _few_points),
    Check("agenda-date", _AGENDA, None, "our rule: the day agrees with the notes", "our rule", _date_agreed),
    Check("agenda-minutes", _AGENDA, None, "our rule: minutes add up", "our rule", _minutes),
    Check(
        "no-empty-section",
        _AGENDA,
        None,
        "our rule: no empty section",
        "our rule",
        _no_empty_section,
    ),
    Check(
        "no-repetition",
        frozenset({"agenda", "outreach"}),
        None,
        "our rule: nothing is said twice",
        "our rule",
        _no_repetition,
    ),
)
