"""When a language model is asked for a version of a working draft, and when what it wrote before stays."""

from __future__ import annotations

from dataclasses import dataclass

from copilot.content import WorkingDraft
from copilot.desk import Desk
from copilot.writing.llm import Stop
from copilot.writing.writer import Watch
from copilot.written import Written


@dataclass(frozen=True)
class Asking:
    """Who watches a language model write, and what stops it. `again`: where it failed before, it is asked again.

    `wish`: how the draft is to be said otherwise.
    """

    watch: Watch | None = None
    stop: Stop | None = None
    again: bool = False
    wish: str = ""


def was_composed(before: WorkingDraft, typed: WorkingDraft, asking: Asking) -> bool:
    """Whether the draft was made without any model, and is only edited now: a model set since does not rewrite it."""
    plain = before.draft.writer == "composer" and before.written is None and before.draft.fallback_reason is None
    return bool(before.version) and plain and _same_asked(before, typed) and not asking.again and not asking.wish


def still_written(before: WorkingDraft, typed: WorkingDraft, desk: Desk, asking: Asking) -> Written | None:
    """What a model wrote before, if it was asked for the same: then it is not asked again."""
    written = before.written if before.version and _same_asked(before, typed) else None
    if written is None or not asking.again:
        return written
    wanted = desk.model.name if desk.model else "composer"
    return written if written.writer == wanted and written.fallback_reason is None else None


def _same_asked(before: WorkingDraft, typed: WorkingDraft) -> bool:
    return (before.brief, before.answers, before.seed) == (typed.brief, typed.answers, typed.seed)
