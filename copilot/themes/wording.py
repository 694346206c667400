"""No report repeats what a person wrote: no run of more than five words that stands in a comment. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LONGEST_RUN = 5
"""So many words in a row may happen to stand in a comment too."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a text, without case, marks and typographic apostrophes."""
    return [word.replace("’", "'").casefold() for word in _WORD.findall(text)]


class Runs:
    """Every run of six words that stands in any of the comments, for looking up."""

    def __init__(self, comments: Iterable[str]) -> None:
        self._runs = {run for comment in comments for run in _runs(words(comment))}

    def shared_with(self, text: str) -> bool:
        """Whether the text has more than five words in a row in common with a comment."""
        return any(run in self._runs for run in _runs(words(text)))


def _runs(said: list[str]) -> Iterator[tuple[str, ...]]:
    size = LONGEST_RUN + 1
    return (tuple(said[first : first + size]) for first in range(len(said) - size + 1))
