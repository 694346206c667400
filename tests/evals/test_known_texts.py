"""The vectors that come with the package are those of what a first start encodes, and of nothing else."""

from __future__ import annotations

from pathlib import Path

from copilot.folder import KNOWN_TEXTS
from evals.known_texts import texts_of_a_first_start
from ingest.embedding import Embedder
from ingest.known_texts import KnownTexts


def test_a_first_start_encodes_no_text_of_ours(tmp_path: Path) -> None:
    known = KnownTexts(Embedder(), KNOWN_TEXTS)
    texts = texts_of_a_first_start(tmp_path)
    assert known.lacking(texts) == [], "run: python -m evals.known_texts"
    assert len(known) == len(texts), "it holds texts that are gone; run: python -m evals.known_texts"
