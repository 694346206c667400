"""What tests of an open data folder share. A module says what is in `copilot` with its own `prepared`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from copilot.app import Copilot
from copilot.settings import Settings
from tests.copilot.studio_cases import PROGRAMME
from tests.ingest.fakes import HashingEmbedder


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    """A copy of the module's data folder, for one test to change."""
    return Path(shutil.copytree(prepared, tmp_path / "data"))


@pytest.fixture
def copilot(data: Path) -> Iterator[Copilot]:
    with Copilot.open(Settings(data=data), HashingEmbedder) as opened:
        yield opened


@pytest.fixture(scope="session")
def harbour_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small programme of `studio_cases`; copy it, do not open it."""
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "harbour.yaml").write_text(PROGRAMME, encoding="utf-8")
    with Copilot.open(Settings(data=folder / "data"), HashingEmbedder) as copilot:
        copilot.import_programme(folder / "harbour.yaml")
        copilot.warm_up("harbour")
    return folder / "data"


@pytest.fixture
def harbour(harbour_data: Path, tmp_path: Path) -> Iterator[Copilot]:
    """The small programme, opened, for one test alone; its folder is `tmp_path / "data"`."""
    data = Path(shutil.copytree(harbour_data, tmp_path / "data"))
    with Copilot.open(Settings(data=data), HashingEmbedder) as opened:
        yield opened
