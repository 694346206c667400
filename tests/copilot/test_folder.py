"""The data folder's own doings, beside what tests/copilot/test_app.py sees of them."""

from __future__ import annotations

import os
from pathlib import Path

from copilot.folder import DataFolder, back_up
from copilot.settings import Settings
from tests.ingest.fakes import HashingEmbedder


def test_a_backup_is_for_its_owner_alone(tmp_path: Path) -> None:
    here = Settings(data=tmp_path / "data")
    DataFolder(here, HashingEmbedder).close()
    before = os.umask(0o022)
    try:
        back_up(here, tmp_path / "b.db")
        assert os.umask(0o022) == 0o022, "the process's own mask is back"
    finally:
        os.umask(before)
    assert (tmp_path / "b.db").stat().st_mode & 0o777 == 0o600
