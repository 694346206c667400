"""The package's own texts and their vectors: `python -m evals.known_texts` writes `copilot/known_texts.npz` anew.

To be run when a card, the codebook or the sample programme has changed; a test says so (`tests/evals/test_known_texts.py`).
What is recorded is what a first start on the sample encodes, and no more.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from copilot.app import Copilot
from copilot.folder import KNOWN_TEXTS, DataFolder
from copilot.settings import Settings
from ingest.embedding import Embedder
from ingest.known_texts import write

if TYPE_CHECKING:
    from ingest.embedding import Vectors

SAMPLE = Path(__file__).parent.parent / "copilot" / "sample" / "programme.yaml"


class Recorder(Embedder):
    """Cuts as the bundled encoder does, and writes down what it is asked to encode; its vectors mean nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, None] = {}

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        self.texts.update(dict.fromkeys(texts))
        if progress is not None:
            progress(len(texts))
        return np.stack([self.encode_query(text) for text in texts])

    def encode_query(self, text: str) -> Vectors:
        vector = np.random.default_rng(len(text)).standard_normal(self.dimension).astype(np.float32)
        return vector / np.float32(np.linalg.norm(vector))


def texts_of_a_first_start(folder: Path) -> list[str]:
    """What is encoded when the sample comes into that folder, which is new, and is made ready."""
    recorder = Recorder()
    settings = Settings(data=folder)
    with Copilot(settings, DataFolder(settings, lambda: recorder)) as copilot:
        copilot.import_programme(SAMPLE)
        copilot.warm_up(copilot.programme().id)
    return list(recorder.texts)


def main() -> int:
    """Write the file; returns 0."""
    with tempfile.TemporaryDirectory(prefix="known-texts-") as folder:
        texts = texts_of_a_first_start(Path(folder))
    encoder = Embedder()
    write(KNOWN_TEXTS, encoder.model_id, texts, encoder.encode(texts))
    print(f"{len(texts)} texts, {KNOWN_TEXTS.stat().st_size / 1e6:.1f} MB in {KNOWN_TEXTS.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
