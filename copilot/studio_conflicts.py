"""Two changes to one version of a draft: what each said, so that neither text is lost."""

from __future__ import annotations

from collections.abc import Mapping

from copilot.content import WorkingDraft
from copilot.edits import Edits
from copilot.errors import Conflict


def conflict_of(now: WorkingDraft, yours: Mapping[str, str], theirs: Mapping[str, str]) -> Conflict:
    """The error that carries both texts: `theirs` as far as `yours` would take its place, and the whole of theirs."""
    return Conflict(
        f"This draft has been changed since you saw it: it is at version {now.version}.",
        version=now.version,
        yours=yours,
        theirs={**{key: theirs.get(key, "") for key in yours}, "text": now.draft.text},
    )


def sentences_of(one: WorkingDraft) -> dict[str, str]:
    """The words of each sentence by the ids it has had: what it says now under the one it was written under, too."""
    said = {edit.sentence: edit.text for edit in one.edits.changes}
    return said | {sentence.id: sentence.text for sentence in one.draft.sentences()}


def told_in(brief: Mapping[str, object]) -> dict[str, str]:
    """The brief's fields as text."""
    return {key: value if isinstance(value, str) else str(value) for key, value in brief.items()}


def differing(one: WorkingDraft, other: WorkingDraft) -> dict[str, str]:
    """What was typed into `one` and not into `other`, by the name of its part."""
    mine, others = parts_of(one), parts_of(other)
    return {key: text for key, text in mine.items() if others.get(key) != text}


def parts_of(one: WorkingDraft) -> dict[str, str]:
    """All that was typed into it, by the name of its part."""
    edits: Edits = one.edits
    return {
        **told_in(one.brief),
        **{key: text for key, text in one.answers.items() if text},
        **{edit.sentence: edit.text for edit in edits.changes},
        **{edit.key: edit.text for edit in edits.additions},
        "included": ", ".join(one.included),
    }
