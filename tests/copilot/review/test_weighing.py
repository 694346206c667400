"""The score: sentences on notes are weighed, those on guidance alone by what is covered and what speaks against them."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.review.grounding import Context, Source, ground
from copilot.review.grounding.features import Features
from copilot.review.grounding.weighing import plain_score, score

NOBODY = Context((), "", date(2026, 3, 2))
TEXT = "Agree on how often you meet, and write it down."


def test_what_is_missing_never_speaks_for_a_sentence() -> None:
    bare = Features()
    for name in ("nouns", "numbers", "opposites", "turning", "problems"):
        assert score(Features(**{name: 1.0})) < score(bare)


@pytest.mark.parametrize(
    ("share", "reasons", "value"), [(0.0, 0, 1.0), (0.5, 0, 0.5), (0.0, 2, 0.49), (0.5, 7, 0.1715)]
)
def test_the_plain_score_is_lowered_by_each_of_three_reasons(share: float, reasons: int, value: float) -> None:
    assert plain_score(Features(share=share), reasons) == pytest.approx(value)


def test_guidance_and_notes_are_scored_each_in_its_way() -> None:
    on_guidance = ground("Agree on how often you meet.", [Source(TEXT, "guidance")], NOBODY)
    on_note = ground("Agree on how often you meet.", [Source(TEXT, "note", date(2026, 3, 1))], NOBODY)
    assert on_guidance.score == 1.0
    assert 0.5 < on_note.score < 1.0
