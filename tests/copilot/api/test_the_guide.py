"""docs/api.md: its examples run as they stand, against the sample programme."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.ui.test_journeys import served

GUIDE = Path(__file__).parent.parent.parent.parent / "docs" / "api.md"
pytestmark = pytest.mark.skipif(
    shutil.which("curl") is None or shutil.which("bash") is None, reason="no curl or no bash here"
)


def test_the_examples_run_in_their_order(tmp_path: Path) -> None:
    examples = re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    work = tmp_path / "work"
    work.mkdir()
    with served(tmp_path / "data", 0) as (address, _):
        ran = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", "\n".join(examples)],
            cwd=work,
            env={**os.environ, "ADDRESS": address},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert ran.returncode == 0, f"{ran.stdout[-1500:]}\n{ran.stderr[-1500:]}"
    assert '"status":"ok"' in ran.stdout
    assert "409, as it should be" in ran.stdout
    assert "20 minutes on how you trained your first line" in ran.stdout
    assert "/api/docs#not_found" in ran.stdout
    assert list(work.iterdir()) == []
