"""A goal on a terminal: as it was on the left, as it is now on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from copilot.draft import Block, Draft, Sentence
from copilot.showing import goal_sides

_NARROW = 70
"""Columns. On a narrower terminal before stands above after."""


def show_goal(draft: Draft, marked: Callable[[Sentence], Text], console: Console) -> None:
    """Print the blocks side by side; `marked` gives a sentence with its source marks."""
    blocks = goal_sides(draft)
    console.print()
    left, right = _stacked(blocks.before, marked), _stacked(blocks.after, marked)
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
    if blocks.below:
        console.print()
        console.print(_stacked(blocks.below, marked))


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
