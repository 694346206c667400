"""The checks of every kind, run together. A person can switch any of them off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from copilot.draft import Draft, DraftStatus, Finding
from copilot.review.agenda_checks import AGENDA_CHECKS
from copilot.review.check import BriefFacts, Check
from copilot.review.feedback_checks import FEEDBACK_CHECKS
from copilot.review.goal_checks import GOAL_CHECKS
from copilot.review.outreach_checks import OUTREACH_CHECKS

ALL_CHECKS: tuple[Check, ...] = (*OUTREACH_CHECKS, *AGENDA_CHECKS, *FEEDBACK_CHECKS, *GOAL_CHECKS)
"""Every check there is, in the order its findings are shown."""


def run_checks(
    draft: Draft, brief_facts: BriefFacts | Mapping[str, Any], disabled: frozenset[str] = frozenset()
) -> list[Finding]:
    """What the checks of the draft's kind say, without the `disabled` ones.

    `brief_facts` may be what a kind's `facts()` returns. A draft that holds only questions, or was
    declined, is not checked. Raises ValueError for an unknown id in `disabled`: a check someone
    believes to be off must not stay on.
    """
    facts = brief_facts if isinstance(brief_facts, BriefFacts) else BriefFacts.of(brief_facts)
    unknown = disabled - {check.id for check in ALL_CHECKS}
    if unknown:
        raise ValueError(
            f"no such check: {', '.join(sorted(unknown))}; there are {', '.join(check.id for check in ALL_CHECKS)}"
        )
    if draft.status is not DraftStatus.DRAFTED:
        return []
    return [
        finding
        for check in ALL_CHECKS
        if draft.kind in check.kinds and check.id not in disabled
        for finding in check.findings(draft, facts) or ()
    ]
