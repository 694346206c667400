"""What asking a model cost, over all its requests for one draft."""

from __future__ import annotations

from copilot.draft import Usage
from copilot.writing.llm import Completion


class Tally:
    """Adds up completions."""

    def __init__(self) -> None:
        self._seconds, self._read, self._wrote = 0.0, 0, 0

    def add(self, completion: Completion) -> None:
        self._seconds += completion.seconds
        self._read += completion.tokens_in
        self._wrote += completion.tokens_out

    @property
    def usage(self) -> Usage:
        return Usage(seconds=round(self._seconds, 3), tokens_in=self._read, tokens_out=self._wrote)
