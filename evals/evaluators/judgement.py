"""What an evaluator hands back, and the words it looks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from copilot.draft import Draft
from evals.drafts.own_case import OwnCase


@dataclass(frozen=True)
class Judgement:
    """A bool is an assertion, a number a score, a string a label. `missing` says what was wrong, for a reader."""

    value: bool | float | str
    missing: tuple[str, ...] = ()


Evaluator = Callable[[OwnCase, Draft], Judgement | None]
"""None: it does not apply to this case."""


def says(text: str, expected: str) -> bool:
    """Whether the text holds the expected words whole, or one of the ways to say them that a `|` divides."""
    folded = fold(text)
    ways = (fold(one) for one in expected.split("|"))
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", folded) for one in ways if one)


def fold(text: str) -> str:
    """Small letters, plain apostrophes, single spaces."""
    return " ".join(text.replace("’", "'").replace("‘", "'").lower().split())


def shown(draft: Draft) -> str:
    """All that its author reads as the draft: headings and sentences, those held back too."""
    lines: list[str] = []
    for block in draft.blocks:
        lines += [block.heading, *(sentence.text for sentence in block.sentences)]
    return "\n".join(lines)
