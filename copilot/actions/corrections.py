"""Statements that correct something written earlier."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from copilot.actions.dates import MONTHS, Sense, find_dates
from copilot.actions.matching import Rarity
from copilot.actions.statements import Statement, statements
from copilot.actions.wording import content_stems
from copilot.models import Note
from copilot.records import Quote

_CUE = re.compile(
    r"\b(?:correct(?:ion|ing)\b(?!\s+(?:the|my|his|her)\s+(?:table|paper|exam))|"
    r"I\s+wrote\s+.{1,60}\bshould\s+(?:have\s+been|be|read|say)|"
    r"should\s+have\s+(?:been|read|said)|(?:I|we|he|she|(?-i:[A-Z][a-z]+))\s+(?:got|had|wrote|put|noted)\s+(?:.{1,40}\s)?wrong\b|"
    r"(?:in\s+my|in\s+the|from\s+my|to\s+my)\s+(?:last|previous|earlier|\w+)\s+note.{0,40}\b(?:wrong|not|"
    r"mistake|should|wrote)|"
    r"fix(?:ing|ed)\s+(?:the|my|last)\s+(?:\w+\s+)?notes?|other\s+way\s+(?:a)?round|"
    r"wrong\s+way\s+(?:a)?round|"
    r"scratch\s+that|my\s+mistake|(?:typo|error|mistake)\s+in\s+(?:my|the|last)|not\s+as\s+I\s+wrote)",
    re.IGNORECASE,
)
_NOT_THIS = re.compile(
    r"(?:(?P<right>[^,;.]{2,40}),\s*(?:and\s+)?not\s+(?:on\s+)?(?P<wrong>[^,;.]{2,40})|"
    r"\bnot\s+(?:on\s+)?(?P<wrong2>[^,;.]{2,30}),\s*(?:but\s+)?(?P<right2>[^,;.]{2,30}))",
    re.IGNORECASE,
)
_NOT_THIS_MANY = re.compile(
    r"\b(?P<right>\d[\d.,]*\d|\d)\b[^.;:]{0,24}?,?\s+not\s+(?P<wrong>\d[\d.,]*\d|\d)\b(?!\s*%?\s*of\b)"
)
"""Two numbers, one of them denied: "10 days, not 12"."""
_MONTH_NOTE = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+notes?\b", re.IGNORECASE)
MEMORY = timedelta(days=400)
"""How far back the corrected words are looked for."""
_ENOUGH = 0.34


@dataclass(frozen=True)
class Correction:
    """`right` is the sentence that corrects; `wrong` the earlier one it corrects, None when not found."""

    wrong: Quote | None
    right: Quote


def find_corrections(notes: Sequence[Note]) -> list[Correction]:
    """The corrections in `notes`, oldest first, each with the earlier sentence it sets right.

    "X, not Y" counts as a correction only where Y is a day or is found in an earlier note; "Correction:",
    "should have been" and the like always do.
    """
    ordered = sorted(notes, key=lambda note: note.date)
    parts = {note.id: statements(note.text) for note in ordered}
    rarity = Rarity((each.text for found in parts.values() for each in found), frozenset())
    result: list[Correction] = []
    for place, note in enumerate(ordered):
        for index, statement in enumerate(parts[note.id]):
            if statement.text.rstrip().endswith("?"):
                continue
            explicit = _CUE.search(statement.text) is not None
            if (
                not explicit
                and not _names_another_day(statement.text, note)
                and not _NOT_THIS_MANY.search(statement.text)
            ):
                continue
            wrong = _wrong(statement, index, note, ordered[:place], parts, rarity)
            if explicit or wrong is not None:
                result.append(Correction(wrong, statement.quote(note)))
    return result


def _names_another_day(text: str, note: Note) -> bool:
    """ "Thursday, not Tuesday": two different days, one of them denied."""
    match = _NOT_THIS.search(text)
    if match is None:
        return False
    right, wrong = (match["right"] or match["right2"]), (match["wrong"] or match["wrong2"])
    one, other = find_dates(right, note.date), find_dates(wrong, note.date)
    return bool(one and other and one[-1].day != other[0].day)


def _wrong(
    statement: Statement,
    index: int,
    note: Note,
    before: Sequence[Note],
    parts: dict[str, tuple[Statement, ...]],
    rarity: Rarity,
) -> Quote | None:
    nearby = " ".join(
        each.text for each in parts[note.id][index : index + 2] if each is statement or len(statement.text) < 60
    )
    wanted = content_stems(nearby) - content_stems("correction note last wrote wrong should")
    number = _NOT_THIS_MANY.search(statement.text)
    denied = None if number else _NOT_THIS.search(statement.text)
    right = (denied["right"] or denied["right2"]) if denied else ""
    right_words = content_stems(re.split(r"\b(?:is|are|was|were)\b", right)[-1])
    named = {each.day for each in find_dates(statement.text, note.date, Sense.BACK)}
    told = named & {earlier.date for earlier in before}
    month = _MONTH_NOTE.search(statement.text)
    wrong_words = content_stems(denied["wrong"] or denied["wrong2"]) if denied else frozenset()
    best: tuple[float, Quote] | None = None
    for earlier in (note, *reversed(before)):
        if note.date - earlier.date > MEMORY:
            break
        for each in parts[earlier.id][: index if earlier is note else None]:
            stems = content_stems(each.text)
            shared = wanted & stems
            if number is not None and not re.search(
                rf"(?<![\d.,]){re.escape(number['wrong'])}(?![\d]|[.,]\d)", each.text
            ):
                continue
            if number is not None and shared - content_stems(number["wrong"]):
                return each.quote(earlier)
            if not shared or (len(shared) < 2 and not (shared and wrong_words & stems)):
                continue
            score = rarity.weight(shared) / max(rarity.weight(wanted), 0.01)
            if wrong_words:
                score += 0.5 * rarity.coverage(wrong_words, stems)
            if (right_words - wrong_words) & stems:
                score -= 0.3
            if earlier.date in told:
                score += 0.4
            elif month and not told and MONTHS[earlier.date.month - 1] == month[1][:3].lower():
                score += 0.2
            if score >= _ENOUGH and (best is None or score > best[0] + 0.05):
                best = (score, each.quote(earlier))
    return best[1] if best else None
