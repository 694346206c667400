"""The sample, widened: so many people, each with names and ids of their own, and nothing that points nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot import programme_file
from copilot.content import ProgrammeContent
from evals.speed.many_people import widened
from evals.workspace import sample_file


@pytest.fixture(scope="module")
def sample() -> ProgrammeContent:
    with sample_file() as file:
        return programme_file.load(file)


@pytest.mark.parametrize("people", [1, 5, 8, 30, 33])
def test_a_widened_programme_is_one_that_can_be_imported(sample: ProgrammeContent, people: int) -> None:
    wide = widened(sample, people)
    again = programme_file.parse(programme_file.dump(wide), Path())
    assert len({one.id for one in again.people}) == people
    assert len(again.notes) == len(wide.notes)


def test_every_name_is_one_persons(sample: ProgrammeContent) -> None:
    wide = widened(sample, 30)
    assert len({one.name for one in wide.people}) == 30
    second = " ".join(one.text for one in wide.notes if one.id.endswith("-2"))
    assert second
    for person in sample.people:
        assert person.name.split()[-1] not in second
