"""Where words speak of trouble: whom to turn to is said, and nothing of the words is repeated."""

from __future__ import annotations

from collections.abc import Collection

from copilot.draft import Draft, DraftStatus, Finding, Severity
from copilot.drafts.kind import Material
from copilot.records import Records
from copilot.review.trouble import find_trouble

_WHOM = "the people who run your programme"
"""Whom to turn to where the programme names nobody."""


def of_trouble(*texts: str | None) -> bool:
    """Whether one of them speaks of trouble. None speaks of nothing."""
    return any(find_trouble(text) for text in texts if text)


def told_of_trouble(own: Records, material: Material, contact: str) -> list[Finding]:
    """Whom to turn to, where notes, goals or actions speak of trouble. Nothing of them is repeated."""
    pair = material.relationship.id if material.relationship else None
    days = {note.date.isoformat() for note in material.records.notes if note.id in material.touched}
    what = [f"A note of {day}" for day in sorted(days)]
    what += ["A goal" for goal in own.goals if goal.relationship in (None, pair) and of_trouble(goal.text)][:1]
    what += ["An action" for one in own.actions if one.relationship in (None, pair) and of_trouble(one.text)][:1]
    whom = contact or _WHOM
    return [
        Finding(
            check="trouble",
            severity=Severity.WARN,
            message=f"{one} speaks of something no draft should handle; nothing of it was used. You can turn to {whom}.",
            source="our rule: trouble is never advised on",
            strength="our rule",
        )
        for one in what
    ]


def typed_trouble(draft: Draft, edited: Collection[str], contact: str) -> list[Finding]:
    """Whom to turn to, where words typed into the draft speak of trouble. They stay: they are the person's own."""
    return [
        Finding(
            check="trouble",
            severity=Severity.WARN,
            sentence=sentence.id,
            message=f"What you wrote here speaks of something no draft should handle. You can turn to {contact or _WHOM}.",
            source="our rule: trouble is never advised on",
            strength="our rule",
        )
        for sentence in draft.sentences()
        if sentence.id in edited and of_trouble(sentence.text)
    ]


def declined(draft: Draft, contact: str) -> Draft:
    """Nothing but whom to turn to: what was typed is trouble, and none of it is repeated or asked about."""
    told = Finding(
        check="trouble",
        severity=Severity.WARN,
        message=f"This speaks of something no draft should handle. You can turn to {contact or _WHOM}.",
        source="our rule: trouble is never advised on",
        strength="our rule",
    )
    return draft.model_copy(update={"status": DraftStatus.DECLINED, "questions": [], "missing": [], "findings": [told]})
