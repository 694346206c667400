"""What the draft must say, and what it must not."""

from __future__ import annotations

from copilot.draft import Draft
from evals.drafts.own_case import OwnCase
from evals.evaluators.judgement import Judgement, says, shown


def facts_present(case: OwnCase, draft: Draft) -> Judgement | None:
    """The share of the facts that stand in the draft; None where none must."""
    if not case.facts:
        return None
    text = shown(draft)
    missing = tuple(fact for fact in case.facts if not says(text, fact))
    return Judgement(1 - len(missing) / len(case.facts), missing)


def forbidden_absent(case: OwnCase, draft: Draft) -> Judgement | None:
    """Whether nothing stands in the draft that must not; None where nothing is named."""
    if not case.never:
        return None
    text = shown(draft)
    found = tuple(words for words in case.never if says(text, words))
    return Judgement(not found, found)


def private_absent(case: OwnCase, draft: Draft) -> Judgement | None:
    """Whether others' private words stand nowhere, and the author's own not in the text that leaves."""
    if not (case.private or case.unsent):
        return None
    whole = draft.model_dump_json()
    found = [words for words in case.private if says(whole, words)]
    found += [f"{words} (would leave)" for words in case.unsent if says(draft.text, words)]
    return Judgement(not found, tuple(found))


def declined_rightly(case: OwnCase, draft: Draft) -> Judgement | None:
    """Whether a question without an answer is declined and one with an answer is not; None for other kinds."""
    if case.kind != "ask":
        return None
    is_declined = draft.status == "declined"
    if is_declined == case.declined:
        return Judgement(True)
    return Judgement(False, ("declined" if is_declined else f"answered: {draft.text.strip()[:120]}",))
