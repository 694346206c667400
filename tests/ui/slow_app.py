"""The app as a process of its own whose drafts about `SLOW` take until the pipe is opened: `FOLDER PIPE WAY`, WAY being `mentor serve` or `python -m ui`.

It says `under way` when one has begun.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copilot import app, cli
from copilot.api import hosting
from copilot.app import Copilot
from copilot.folder import DataFolder
from copilot.settings import Settings
from tests.ingest.fakes import HashingEmbedder

SLOW = "zanzibar"


class SlowEmbedder(HashingEmbedder):
    pipe: Path | None = None

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        pipe = SlowEmbedder.pipe
        if pipe is not None and any(SLOW in text for text in texts):
            SlowEmbedder.pipe = None
            print("under way", flush=True)  # noqa: T201 - the test waits for it
            pipe.read_bytes()
        return super().encode(texts, progress)


def _open(settings: Settings, embedder: object = None) -> Copilot:
    return Copilot(settings, DataFolder(settings, SlowEmbedder))


if __name__ == "__main__":
    folder, pipe, way = sys.argv[1:]
    SlowEmbedder.pipe = Path(pipe)
    hosting.GRACE = 2
    app.Copilot.open = staticmethod(_open)  # type: ignore[method-assign, assignment]
    flags = ["--data", folder, "--port", "0"]
    if way == "mentor serve":
        sys.exit(cli.main(["serve", *flags]))
    from ui import starting

    sys.exit(starting.main(flags))
