"""Public meetings as a programme: one that can be imported, with a case for each pair and kind."""

from __future__ import annotations

from pathlib import Path

import yaml

from copilot.app import Copilot
from copilot.settings import Settings
from evals.hashing_embedder import HashingEmbedder
from evals.models.model_drafts import make
from evals.models.public_meetings import cases, programme

MEETINGS = [
    {
        "specific_query_list": [
            {"answer": f"The team was not sure whether plan {number} should be told to the customer and left it open."}
        ]
    }
    for number in range(6)
]


def test_every_case_is_drafted_over_the_notes_of_its_own_pair(tmp_path: Path) -> None:
    file = tmp_path / "meetings.yaml"
    file.write_text(yaml.safe_dump(programme(MEETINGS)), "utf-8")
    with Copilot.open(Settings(data=tmp_path / "data"), HashingEmbedder) as plain:
        plain.import_programme(file)
        asked = plain.set_to(model="fake:echo", results=plain.settings.results)
        made = [make(asked, plain, case) for case in cases()]
    assert len(made) == 8
    assert all(one.ours.text for one in made)
    agenda = next(one for one in made if one.case.by == "tomasz")
    assert "plan 2" in agenda.ours.text or "plan 1" in agenda.ours.text
    assert not any(f"plan {number}" in agenda.ours.text for number in (3, 4, 5))
