"""What tests of an open data folder share. A module says what is in it with its own `prepared`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from copilot.app import Copilot
from copilot.settings import Settings
from tests.ingest.fakes import HashingEmbedder


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    """A copy of the module's data folder, for one test to change."""
    return Path(shutil.copytree(prepared, tmp_path / "data"))


@pytest.fixture
def copilot(data: Path) -> Iterator[Copilot]:
    with Copilot.open(Settings(data=data), HashingEmbedder) as opened:
        yield opened
