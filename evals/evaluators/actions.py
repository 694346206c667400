"""Whether the open actions are those of the notes, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.draft import Draft, DraftAction
from evals.drafts.own_case import ExpectedAction, OwnCase
from evals.evaluators.judgement import Judgement, says


def actions_in_order(case: OwnCase, draft: Draft) -> Judgement | None:
    """The longest run of right actions in the right order, over all there should be or all there are.

    An action that is missing, done already, another's, due on another day or out of place counts against it, once.
    None where the case does not look at actions.
    """
    if case.actions is None:
        return None
    found = [one for one in draft.actions if one.status != "done"]
    expected = [one for one in case.actions if not one.maybe or any(_is(one, other) for other in found)]
    most = max(len(expected), len(found))
    if most == 0:
        return Judgement(1.0)
    right = _longest(expected, found)
    missing = [f"no {_words(one)}" for one in expected if not any(_is(one, other) for other in found)]
    missing += [f"has {_told(one)}" for one in found if not any(_is(other, one) for other in expected)]
    if right < most and not missing:
        missing = ["order: " + "; ".join(_told(one) for one in found)]
    return Judgement(right / most, tuple(missing))


def _is(expected: ExpectedAction, found: DraftAction) -> bool:
    quote = found.citation.quote if found.citation else ""
    if not says(f"{found.text} {quote}", expected.does):
        return False
    if expected.who is not None and expected.who != found.owner:
        return False
    return expected.by is None or (found.due is None if expected.by == "none" else found.due == expected.by)


def _longest(expected: Sequence[ExpectedAction], found: Sequence[DraftAction]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(found) + 1)
    for one in expected:
        last = row
        row = [0]
        for place, other in enumerate(found, start=1):
            row.append(last[place - 1] + 1 if _is(one, other) else max(last[place], row[-1]))
    return row[-1]


def _words(one: ExpectedAction) -> str:
    return f"{one.who or 'anybody'}, {one.by or 'any day'}: {one.does}"


def _told(one: DraftAction) -> str:
    return f"{one.owner}, {one.due}: {one.text}"
