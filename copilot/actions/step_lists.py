"""Lists and runs of sentences that read as next steps though no heading says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.actions.clauses import promises, promises_plainly
from copilot.actions.found import day_alone
from copilot.actions.people import Cast
from copilot.actions.statements import Statement
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


def lists_with_a_day(parts: Sequence[Statement], note: Note) -> set[int]:
    """Where the lines stand of lists without a heading that one day is given for, "All before 16 June": the author's own."""
    found: set[int] = set()
    run: list[Statement] = []
    for part in parts:
        if part.listed and not part.steps and part.ticked is None:
            run.append(part)
            continue
        alone = day_alone(part.text, note) if run else None
        if alone is not None and alone[1]:
            found.update(one.start for one in run)
        run = []
    return found


def _promising_prose(parts: Sequence[Statement], cast: Cast) -> set[int]:
    """Where sentences stand that follow each other on a line and all promise something, one of them plainly."""
    found: set[int] = set()
    run: list[Statement] = []
    for part in (*parts, None):
        follows = part is not None and run and part.start - run[-1].end <= 1
        if (
            part is not None
            and not part.listed
            and not part.steps
            and (follows or not run)
            and promises(part.text, cast)
        ):
            run.append(part)
            continue
        if len(run) > 1 and any(promises_plainly(one.text, cast) for one in run):
            found.update(one.start for one in run)
        run = [part] if part is not None and not part.listed and not part.steps and promises(part.text, cast) else []
    return found
