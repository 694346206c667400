"""The plain chain beside ours: what it wrote is taken apart as a reader would."""

from __future__ import annotations

from evals.models.model_drafts import load
from evals.models.plain_chain import sentences_of


def test_sentences_are_read_without_markup_and_headings_of_a_word_or_two() -> None:
    said = "**Subject:** A short call\n\n# Agenda\n- Amara sends the draft. She is late.\n2. Book the room today."
    assert sentences_of(said) == [
        "Subject: A short call",
        "Amara sends the draft.",
        "She is late.",
        "Book the room today.",
    ]


def test_there_are_six_briefs_of_each_kind() -> None:
    kinds = [one.kind for one in load()]
    assert {kind: kinds.count(kind) for kind in kinds} == {"outreach": 6, "agenda": 6, "goal": 6, "feedback": 6}
