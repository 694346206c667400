"""The suite of canaries fails where a draft gives one away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from copilot import programme_file
from copilot.draft import Block, Draft, DraftStatus, Origin, Sentence
from evals.drafts.reading_sample import Made
from evals.figures import Run
from evals.leaks import given_away
from evals.leaks.canaries import load_canaries
from evals.workspace import sample_file


class NoCopilot:
    def import_programme(self, file: Path) -> None:
        """The drafts of this test are made by hand."""


@pytest.mark.parametrize("quoted", [False, True])
def test_a_private_phrase_in_anothers_draft_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quoted: bool
) -> None:
    with sample_file() as file:
        sample = programme_file.load(file)
    canary = load_canaries(sample)[0]
    other = next(person.id for person in sample.people if person.id != canary.note.author)
    text = f"They said: {canary.phrase}." if quoted else "They said nothing."
    draft = Draft(
        kind="agenda",
        status=DraftStatus.DRAFTED,
        as_of=date(2026, 11, 20),
        viewer=other,
        audience=[other],
        blocks=[Block(sentences=[Sentence(id="s1", text=text, origin=Origin.NOTE)])],
    )

    @contextmanager
    def no_copilot(*_: object) -> Iterator[NoCopilot]:
        yield NoCopilot()

    monkeypatch.setattr(given_away, "open_copilot", no_copilot)
    monkeypatch.setattr(given_away, "made_of", lambda copilot, wanted: [Made(other, None, {}, draft)])
    counted, strange = given_away.measure(Run(tmp_path, tmp_path, tmp_path)).figures
    assert counted.value == quoted
    assert strange.value == 0
