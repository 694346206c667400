"""A goal on a terminal: as it was on the left, as it is now on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from copilot.draft import Block, Draft, Finding, Sentence

_BEFORE = "Before"
_BELOW = "A question to take along"
_NARROW = 70
"""Columns. On a narrower terminal before stands above after."""


def show_goal(draft: Draft, marked: Callable[[Sentence], Text], console: Console) -> None:
    """Print the blocks side by side; `marked` gives a sentence with its source marks."""
    before = [block for block in draft.blocks if block.heading == _BEFORE]
    below = [block for block in draft.blocks if block.heading == _BELOW]
    after = [block for block in draft.blocks if block not in before and block not in below]
    console.print()
    left, right = _stacked(before, marked), _stacked(after, marked)
    if console.width < _NARROW:
        console.print(left)
        console.print()
        console.print(right)
    else:
        sides = Table.grid(padding=(0, 3), expand=True)
        sides.add_column(ratio=2)
        sides.add_column(ratio=5)
        sides.add_row(left, right)
        console.print(sides)
    if below:
        console.print()
        console.print(_stacked(below, marked))


def not_asked(draft: Draft) -> list[Finding]:
    """The findings without those that only say what a question asks for, with the same evidence, right above."""
    asked = {f"goal-{question.id.replace('_', '-')}" for question in draft.questions}
    return [finding for finding in draft.findings if finding.check not in asked]


def _stacked(blocks: Sequence[Block], marked: Callable[[Sentence], Text]) -> Group:
    parts: list[Text | Table] = []
    for block in blocks:
        if parts:
            parts.append(Text())
        parts.append(Text(block.heading, style="bold"))
        lines = Table.grid(padding=(0, 1))
        for sentence in block.sentences:
            lines.add_row("•", marked(sentence))
        parts.append(lines)
    return Group(*parts)
