"""How the word lists for goals are written: one phrase a line, joined to one pattern."""

from __future__ import annotations

import re


def one_of(block: str) -> str:
    """A group that matches any line of the block; a blank in a line stands for any white space.

    A line that ends in `|` goes on in the next.
    """
    whole = re.sub(r"\|\s*\n\s*", "|", block)
    lines = [re.sub(r"\s+", r"\\s+", line.strip()) for line in whole.strip().splitlines() if line.strip()]
    return f"(?:{'|'.join(lines)})"


def words(block: str) -> str:
    """A group that matches any of the words of the block, which are divided by white space."""
    return f"(?:{'|'.join(block.split())})"
