"""One commitment as its words have it."""

from __future__ import annotations

from dataclasses import dataclass

from copilot.actions.people import Who


@dataclass(frozen=True)
class Pledge:
    """Somebody's commitment as the words have it.

    `who`: None when no one is named. `phrase` still holds dates. `weak`: it counts only with a date or in
    a list of next steps. `start`: where the phrase begins in the statement. `to_do`: an unnamed to-do,
    which is its author's own.
    """

    who: Who | None
    phrase: str
    start: int
    weak: bool = False
    to_do: bool = False
