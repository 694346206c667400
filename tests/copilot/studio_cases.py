"""A small programme with drafts to work on: a message of Inês that her private note would help, and an agenda."""

from __future__ import annotations

from datetime import date

from copilot.app import Copilot
from copilot.content import WorkingDraft
from copilot.models import Viewer
from tests.copilot.contents import SMALL

DAY = date(2025, 6, 1)
CANARY = "zanzibar walrus"
PRIVATE = "purple giraffe"
NOTES = f"""\
  - id: n4
    relationship: tom-ines
    author: ines
    date: 2025-05-09
    visibility: shared
    text: Inês to paint the {CANARY} by 12 June. The harbour was quiet.
  - id: n5
    author: ines
    date: 2025-05-10
    text: I want to understand how roadmap reviews are priced before I train the {PRIVATE}.
"""
PROGRAMME = SMALL.replace("actions:\n", f"{NOTES}actions:\n")
AGENDA = {"relationship": "tom-ines"}
MESSAGE = {
    "type": "request",
    "to": "Helena Brandt",
    "why": "your talk about roadmap reviews",
    "about": "I lead a small team",
    "ask": "20 minutes on how roadmap reviews are priced before I train anybody",
    "give_back": "our list of questions",
}


def viewer(copilot: Copilot, person: str) -> Viewer:
    return copilot.viewer("harbour", person)


def agenda(copilot: Copilot, person: str = "ines", **brief: object) -> WorkingDraft:
    made = copilot.studio.start(viewer(copilot, person), "agenda", {**AGENDA, **brief}, DAY)
    assert CANARY in made.draft.text
    return made


def message(copilot: Copilot) -> WorkingDraft:
    """Inês's request, with one sentence from her private note held back."""
    made = copilot.studio.start(viewer(copilot, "ines"), "outreach", MESSAGE, DAY)
    assert len(made.draft.held_back) == 1
    return made


def sentence(made: WorkingDraft, words: str) -> str:
    """The id of the only sentence with those words."""
    [found] = [one.id for one in made.draft.sentences() if words in one.text]
    return found
