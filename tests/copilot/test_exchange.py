"""Imports over what is there: what is shared in a relationship stays with its two people."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from copilot.app import Copilot
from copilot.errors import InvalidInput
from copilot.models import RelationshipKind
from copilot.settings import Settings
from tests.copilot.contents import SMALL
from tests.ingest.fakes import HashingEmbedder

DAY = date(2025, 6, 1)
PAIR = "mentor: tom, mentee: ines"
GOAL = SMALL[SMALL.index("goals:") : SMALL.index("guidance:")]
PEOPLE = SMALL[: SMALL.index("goals:")]
TOMS_NOTE = """\
notes:
  - {id: n2, relationship: tom-ines, author: tom, date: 2025-05-02, text: Something else by now.}
"""
AN_ACTION = "actions:\n  - {id: a1, relationship: tom-ines, owner: tom, text: Shadow a roadmap review}\n"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small programme, to be copied: importing it takes a second."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "harbour.yaml").write_text(SMALL, encoding="utf-8")
    with Copilot.open(Settings(data=folder / "data"), HashingEmbedder) as copilot:
        copilot.import_programme(folder / "harbour.yaml")
    return folder / "data"


@pytest.fixture
def copilot(tmp_path: Path, prepared: Path) -> Iterator[Copilot]:
    shutil.copytree(prepared, tmp_path / "data")
    with Copilot.open(Settings(data=tmp_path / "data"), HashingEmbedder) as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "harbour.yaml"


@pytest.mark.parametrize("to", ["mentor: tom, mentee: sam", "mentor: sam, mentee: ines", "mentor: ines, mentee: tom"])
def test_an_import_leaves_a_relationship_to_its_people(copilot: Copilot, file: Path, to: str) -> None:
    before = copilot.exported("harbour")
    file.write_text(PEOPLE.replace(PAIR, to), encoding="utf-8")
    with pytest.raises(InvalidInput, match="'tom-ines'") as refused:
        copilot.import_programme(file)
    assert refused.value.location == "relationships[0]"
    assert "new relationship id" in refused.value.next_step
    assert copilot.exported("harbour") == before


@pytest.mark.parametrize(
    "kept", [TOMS_NOTE, GOAL.replace("owner: ines", "owner: tom"), AN_ACTION], ids=["note", "goal", "action"]
)
def test_nor_does_a_replace_pass_on_what_it_keeps(copilot: Copilot, file: Path, kept: str) -> None:
    before = copilot.exported("harbour")
    file.write_text(PEOPLE.replace(PAIR, "mentor: tom, mentee: sam") + kept, encoding="utf-8")
    with pytest.raises(InvalidInput, match="'tom-ines'"):
        copilot.import_programme(file, replace=True)
    assert copilot.exported("harbour") == before


def test_with_nothing_left_in_it_a_replace_may_give_a_relationship_to_others(copilot: Copilot, file: Path) -> None:
    file.write_text(PEOPLE.replace(PAIR, "mentor: sam, mentee: wei"), encoding="utf-8")
    copilot.import_programme(file, replace=True)
    wei = copilot.viewer("harbour", "wei")
    assert "tom-ines" in wei.relationships
    assert copilot.records(wei, DAY).notes == ()
    hits = copilot.search(wei, "we planned the roadmap review", DAY, k=100)
    assert not any("roadmap" in hit.passage.text for hit in hits if hit.passage.kind == "note")


def test_an_import_may_change_anything_else_of_a_relationship(copilot: Copilot, file: Path) -> None:
    file.write_text(SMALL.replace("started: 2025-01-10", "started: 2025-01-11, kind: peer"), encoding="utf-8")
    copilot.import_programme(file)
    [pair] = copilot.relationships(copilot.viewer("harbour", "ines"))
    assert (pair.started, pair.kind) == (date(2025, 1, 11), RelationshipKind.PEER)
