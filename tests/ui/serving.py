"""The app as a process of its own, with a small encoder, for tests in a real browser: `python -m tests.ui.serving FOLDER`."""

from __future__ import annotations

import sys

from copilot import app
from copilot.app import Copilot
from copilot.folder import DataFolder
from copilot.settings import Settings
from tests.ingest.fakes import HashingEmbedder
from tests.ui.models import know_stalling
from ui import starting


def _open(settings: Settings, embedder: object = None) -> Copilot:
    return Copilot(settings, DataFolder(settings, HashingEmbedder))


if __name__ == "__main__":
    know_stalling()
    app.Copilot.open = staticmethod(_open)  # type: ignore[method-assign, assignment]
    sys.exit(starting.main(["--data", sys.argv[1], "--sample", "--port", sys.argv[2]]))
