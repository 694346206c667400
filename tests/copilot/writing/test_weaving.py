"""A model's sentences among the Composer's lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pytest

from copilot.draft import Origin, Sentence
from copilot.drafts.kind import Line, Section
from copilot.writing.sources import Point
from copilot.writing.weaving import Told, woven
from copilot.writing.writer import Judge

QUESTION = "How much contact would you like after our last meeting, if any?"
SECTIONS = [Section("What comes after", (Line(QUESTION, Origin.GUIDANCE),))]
POINT = Point("G1", QUESTION, Origin.GUIDANCE, (), place=(0, 0), line=SECTIONS[0].lines[0], heading="What comes after")


class Lenient:
    def keeps(self, texts: Sequence[str], of: str, typed: Sequence[str] = ()) -> bool:
        return True


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("What comes after?", QUESTION),
        ("How much contact would you like after 15 December?", "How much contact would you like after 15 December?"),
    ],
)
def test_a_question_stands_if_it_says_more_than_its_heading(text: str, stands: str) -> None:
    told = Told(Sentence(id="s", text=text, origin=Origin.GUIDANCE), ("G1",), holds=True)
    result = woven(SECTIONS, [POINT], [told], cast(Judge, Lenient()))
    assert [one.text for block in result.blocks for one in block.sentences] == [stands]
