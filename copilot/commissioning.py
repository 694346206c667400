"""A draft as it is given to a writer: what it may rest on, what must stay closed, and the review's eye."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from copilot.desk import Desk
from copilot.draft_material import is_personal, limits_of
from copilot.drafts.kind import Material, Section
from copilot.retrieve import Evidence, Piece
from copilot.review.judging import SentenceJudge
from copilot.writing.llm import Stop
from copilot.writing.writer import Commission, Watch
from ingest.models import DocumentKind

_FOUND = 4
"""So many passages a model's search is answered from."""


def commission_of(
    desk: Desk,
    material: Material,
    evidence: Evidence,
    sections: Sequence[Section],
    watch: Watch | None,
    stop: Stop | None,
) -> Commission:
    """The draft to be written, for a writer that may ask a model."""
    where = limits_of(desk, material)

    def find(kind: Literal["notes", "guidance"], text: str) -> list[Piece]:
        wanted = DocumentKind.NOTE if kind == "notes" else DocumentKind.GUIDANCE
        return [Piece("", hit) for hit in desk.search(text, where(frozenset({wanted})), _FOUND, 2)]

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
        find=find,
        watch=watch,
        stop=stop,
    )
