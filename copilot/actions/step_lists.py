"""Lists and runs of sentences that read as next steps though no heading says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.actions.bare_steps import tells_something
from copilot.actions.clauses import promises, promises_plainly
from copilot.actions.dates import find_dates
from copilot.actions.found import day_alone
from copilot.actions.people import Cast
from copilot.actions.statements import Statement
from copilot.actions.verbs import begins_with_work
from copilot.actions.wording import is_past, words
from copilot.models import Note

LIST_MARK = re.compile(r"^\s*(?:[-*•–—>]\s+|\d{1,2}[.)]\s+)?(?:\[[ xX✓]?\]|[☐☑✅✓✔])?\s*")


def lists_of_steps(parts: Sequence[Statement], cast: Cast) -> frozenset[int]:
    """Where the lines stand of lists without a heading that are lists of steps: most of their lines promise something."""
    found: set[int] = set()
    run: list[Statement] = []
    further: list[Statement] = []
    for part in (*parts, None):
        if part is not None and part.listed and not part.steps:
            run.append(part)
            continue
        if part is not None and run and not part.listed and part.start - (further or run)[-1].end <= 1:
            further.append(part)  # another sentence of the last line
            continue
        promising = sum(promises(LIST_MARK.sub("", one.text), cast) for one in run)
        if run and promising * 2 >= len(run):
            found.update(one.start for one in (*run, *further))
        run, further = [], []
    return frozenset(found | _promising_prose(parts, cast))


def own_lists(parts: Sequence[Statement], note: Note, cast: Cast) -> set[int]:
    """Where the lines stand of lists without a heading that are their author's own steps.

    One day is given for all of it ("All before 16 June"), or most lines are doings and one names a day or somebody.
    """
    found: set[int] = set()
    run: list[Statement] = []
    for part in (*parts, None):
        if part is not None and part.listed and not part.steps and part.ticked is None:
            run.append(part)
            continue
        alone = day_alone(part.text, note) if run and part is not None else None
        introduced = bool(run) and note.text[: run[0].start].rstrip().endswith(":")
        if (alone is not None and alone[1]) or (not introduced and _are_doings(run, note, cast)):
            found.update(one.start for one in run if not _tells(LIST_MARK.sub("", one.text)))
        run = []
    return found


def _tells(line: str) -> bool:
    """Whether a line among doings tells of something: "comments: sent last night", "the talk was all right"."""
    told = tells_something(line) or any(is_past(word.lower()) for word in words(line))
    return told and not (begins_with_work(line) and not _WAS.search(line))


_HABIT = re.compile(
    r"\b(?:always|usually|often|(?:every|each)\s+(?:\w+\s+)?(?:day|morning|evening|night|week))\b", re.I
)
_WAS = re.compile(r"\b(?:was|were|went)\b")


def _are_doings(run: Sequence[Statement], note: Note, cast: Cast) -> bool:
    lines = [LIST_MARK.sub("", one.text) for one in run]
    doings = sum(map(begins_with_work, lines))
    sure = any(
        any(each.day is not None and each.day >= note.date for each in find_dates(line, note.date))
        or cast.names_somebody(line)
        for line in lines
    )
    return len(lines) > 1 and doings * 2 >= len(lines) and sure


def _promising_prose(parts: Sequence[Statement], cast: Cast) -> set[int]:
    """Where sentences stand that follow each other on a line and all promise something, one of them plainly."""
    found: set[int] = set()
    run: list[Statement] = []
    for part in (*parts, None):
        follows = part is not None and run and part.start - run[-1].end <= 1
        promising = part is not None and not part.listed and not part.steps and promises(part.text, cast)
        promising = promising and part is not None and not _HABIT.search(part.text)
        if part is not None and promising and (follows or not run):
            run.append(part)
            continue
        if len(run) > 1 and any(promises_plainly(one.text, cast) for one in run):
            found.update(one.start for one in run)
        run = [part] if part is not None and promising else []
    return found
