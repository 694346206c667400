"""How a draft reads: what its own review says of it, its length, what it says twice, how plain it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from copilot.draft import Draft, DraftStatus, Severity, Support
from copilot.review.outreach_checks import FEWEST_WORDS, MOST_WORDS
from copilot.review.readability import grade
from evals.drafts.own_case import OwnCase
from evals.evaluators.judgement import Judgement, fold

WORDS: Mapping[str, tuple[int, int]] = {
    "outreach": (20, MOST_WORDS),
    "agenda": (60, 400),
    "goal": (15, 220),
    "ask": (3, 250),
}
"""The fewest and the most words that are still a draft of its kind; a request has bounds of its own."""
_RUN = 5


def checks_passed(case: OwnCase, draft: Draft) -> Judgement | None:  # noqa: ARG001 - evaluators are called alike
    """Whether its own review finds no error; None where there is no draft."""
    if draft.status is not DraftStatus.DRAFTED:
        return None
    errors = tuple(f"{one.check}: {one.message}" for one in draft.findings if one.severity is Severity.ERROR)
    return Judgement(not errors, errors)


def all_supported(case: OwnCase, draft: Draft) -> Judgement | None:  # noqa: ARG001
    """The share of the sentences that its own review does not mark as unsupported; None where there is no draft."""
    said = draft.sentences()
    if draft.status is not DraftStatus.DRAFTED or not said:
        return None
    marked = tuple(one.text for one in said if one.support is Support.UNSUPPORTED)
    return Judgement(1 - len(marked) / len(said), marked)


def length_in_bounds(case: OwnCase, draft: Draft) -> Judgement | None:
    """`short`, `right` or `long` for its kind; None where there is no draft or places are still to be filled."""
    if draft.status is not DraftStatus.DRAFTED or "[Your words here" in draft.text:
        return None
    fewest, most = WORDS[case.kind]
    if case.brief.get("type") == "request":
        fewest = FEWEST_WORDS
    words = len(re.findall(r"\w[\w'’-]*", draft.text))
    label = "short" if words < fewest else "long" if words > most else "right"
    return Judgement(label, () if label == "right" else (f"{words} words",))


def repetition(case: OwnCase, draft: Draft) -> Judgement | None:
    """The share of runs of five words that stand in the text before already; None for a goal, which shows itself twice."""
    words = re.findall(r"[\w'-]+", fold(draft.text))
    runs = [tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]
    if not runs or case.kind == "goal":
        return None
    again = [run for place, run in enumerate(runs) if run in set(runs[:place])]
    return Judgement(len(again) / len(runs), (" ".join(again[0]),) if again else ())


def reading_level(case: OwnCase, draft: Draft) -> Judgement | None:
    """The school grade of a message, by Flesch and Kincaid; None for the kinds that quote notes."""
    if case.kind != "outreach" or draft.status is not DraftStatus.DRAFTED:
        return None
    held = frozenset(draft.held_back)
    said = [one.text for block in draft.blocks for one in block.sentences if one.id not in held]
    prose = " ".join(text for text in said if text.rstrip("”\"')")[-1:] in tuple(".?!"))
    return Judgement(round(grade(prose), 1)) if prose else None
