"""A draft as it is given to a writer: what it may rest on, what must stay closed, and the review's eye."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.desk import Desk
from copilot.draft_material import is_personal
from copilot.drafts.kind import Material, Section
from copilot.retrieve import Evidence
from copilot.review.judging import SentenceJudge
from copilot.writing.llm import Stop
from copilot.writing.writer import Commission, Watch


def commission_of(
    desk: Desk,
    material: Material,
    evidence: Evidence,
    sections: Sequence[Section],
    watch: Watch | None,
    stop: Stop | None,
) -> Commission:
    """The draft to be written, for a writer that may ask a model."""
    judge = SentenceJudge(material, evidence, desk.reach(material.audience))
    return Commission(
        kind=material.brief.kind,
        material=material,
        evidence=evidence,
        sections=sections,
        similar=desk.similar,
        judge=judge,
        closed=judge.closed,
        personal=lambda citation: is_personal(material, citation),
        watch=watch,
        stop=stop,
    )
