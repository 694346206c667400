"""Answers that were ticked, not written: a scale's steps and the choices of a list, as a survey's file holds them. Pure.

`Mentoring calls were always useful`, word for word from twenty people, is no comment: what it is about was decided by
whoever wrote the survey, and counting it as a theme would say of people what they never wrote.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from copilot.models import Feedback
from copilot.themes.wording import words

SAME_FOR = 3
"""So many people do not write the same by chance."""
WORDS = 5
"""Where it has so many words; shorter ones (`more time`) people do write alike."""
_BETWEEN = re.compile(r"\s*[,;\n]\s*")


def without_choices(rows: Sequence[Feedback]) -> list[Feedback]:
    """The rows of one period with what was ticked taken out of their texts; what somebody wrote beside it stays.

    An answer is looked at beside the others to the same question; without a question nothing is taken out. One of nothing
    but choices is left with no text.
    """
    by_question: dict[str, dict[str, set[str]]] = {}
    for row in (one for one in rows if one.question):
        said = by_question.setdefault(row.question, {})
        for part in {_plain(row.text), *map(_plain, _parts(row.text))}:
            said.setdefault(part, set()).add(row.respondent)
    choices = {
        question: {part for part, people in said.items() if part and len(people) >= SAME_FOR}
        for question, said in by_question.items()
    }
    for found in choices.values():
        steps = [one.split() for one in found if _long(one)]
        found |= {one for one in map(_plain, (row.text for row in rows)) if any(_a_step(one, step) for step in steps)}
    return [_written(row, choices.get(row.question, ())) for row in rows]


def _a_step(plain: str, choice: Sequence[str]) -> bool:
    """Whether it is the choice but for one word: a step of the same scale that few people took."""
    said = plain.split()
    return len(said) == len(choice) and sum(a != b for a, b in zip(said, choice, strict=True)) == 1


def _written(row: Feedback, choices: Collection[str]) -> Feedback:
    if _long(_plain(row.text)) and _plain(row.text) in choices:
        return _with(row, "")
    parts = _parts(row.text)
    ticked = [part for part in parts if _plain(part) in choices]
    if not any(_long(_plain(part)) for part in ticked):
        return row
    return _with(row, ", ".join(part for part in parts if part not in ticked))


def _with(row: Feedback, text: str) -> Feedback:
    return replace(row, text=text)


def _parts(text: str) -> list[str]:
    return [part for part in _BETWEEN.split(text.strip()) if part]


def _plain(text: str) -> str:
    return " ".join(words(text))


def _long(plain: str) -> bool:
    return len(plain.split()) >= WORDS
