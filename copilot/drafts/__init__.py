"""The kinds of draft, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from copilot.draft import Question
from copilot.drafts.agenda import Agenda
from copilot.drafts.feedback import Feedback
from copilot.drafts.goal import Goal
from copilot.drafts.goal_questions import CARDS, with_cards
from copilot.drafts.kind import Kind, Similarity
from copilot.drafts.outreach import Outreach, with_evidence
from copilot.retrieve import Evidence

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in (Agenda(), Feedback(), Goal(), Outreach())})


def gaps_with_evidence(questions: list[Question], evidence: Evidence, similar: Similarity) -> list[Question]:
    """The questions, each with the guidance that says why it is asked, where some was found."""
    if evidence.of(CARDS):
        return with_cards(questions, evidence)
    return with_evidence(questions, evidence, similar)
