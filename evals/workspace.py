"""The places suites measure in: a small corpus of made documents, and the sample beside the public guidance."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import resources
from pathlib import Path

from copilot.app import Copilot
from copilot.folder import KNOWN_TEXTS
from copilot.repository import schema
from copilot.settings import Settings
from evals.cached_embedder import CachedEmbedder
from evals.figures import Run
from ingest.chunking import ChunkingConfig
from ingest.database import Database
from ingest.embedding import Embedder as BundledEmbedder
from ingest.embedding import TextEmbedder
from ingest.errors import IngestError
from ingest.known_texts import KnownTexts
from ingest.models import Document, DocumentKind, Scope
from ingest.precision import Precision
from ingest.preparing import DEFAULT_CHUNKING, Cut, Preparer
from ingest.readers import Reader, find_files
from ingest.sync import Corpus

SAMPLE = "sample/programme.yaml"
_BATCH = 500
Embedder: Callable[[], TextEmbedder] = partial(BundledEmbedder, Precision.FLOAT32)


@contextmanager
def sample_file() -> Iterator[Path]:
    """The sample programme as a file."""
    with resources.as_file(resources.files("copilot") / SAMPLE) as path:
        yield path


@contextmanager
def encoder(run: Run) -> Iterator[CachedEmbedder]:
    """The encoder as the product has it, vectors of our own texts included; it leaves what it learned in the run's cache.

    In 32-bit numbers on every computer, so that figures of quality may be held against the same baseline everywhere; that
    16-bit ones find the same, the suite `precision` says.
    """
    cached = CachedEmbedder(KnownTexts(Embedder(), KNOWN_TEXTS), run.cache)
    try:
        yield cached
    finally:
        cached.save()


@contextmanager
def corpus_of(
    documents: Sequence[Document],
    folder: Path,
    embedder: TextEmbedder,
    chunking: Mapping[DocumentKind, ChunkingConfig] = DEFAULT_CHUNKING,
) -> Iterator[Corpus]:
    """These documents in a corpus of their own in `folder`, a new one."""
    folder.mkdir(parents=True)
    database = Database(f"sqlite:///{folder / 'corpus.db'}")
    try:
        schema.migrate(database)
        corpus = Corpus(database, lambda: embedder, folder / "index", chunking)
        try:
            for first in range(0, len(documents), _BATCH):
                prepared = corpus.prepare(documents[first : first + _BATCH])
                with corpus.change() as change:
                    for each in prepared:
                        change.put(each)
            corpus.wait_for_index()
            yield corpus
        finally:
            corpus.close()
    finally:
        database.close()


def guidance_paths(run: Run) -> list[Path]:
    """What of the public guidance this run takes in: the folder, or `limit` files spread over it.

    Raises SuiteSkipped where it is missing.
    """
    folder = run.input("guidance")
    if run.limit is None:
        return [folder]
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    return files[:: max(len(files) // run.limit, 1)][: run.limit]


def leave_large_folder(run: Run, folder: Path) -> None:
    """Keep a closed data folder with the sample and the run's guidance for `large_folder`, if there is none."""
    kept = _large(run)
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(folder, kept)


def cut_guidance(preparer: Preparer, programme: str, paths: Sequence[Path]) -> Iterator[Cut]:
    """The documents of these paths as ingestion cuts them, in the order of the files; what cannot be read is left out."""
    with Reader() as reader:
        for path in find_files(paths):
            try:
                read = reader.read(path)
                yield preparer.cut(
                    Document(
                        id=str(path),
                        programme=programme,
                        kind=DocumentKind.GUIDANCE,
                        title=read.title,
                        text=read.text,
                        scope=Scope.programme(programme),
                        source=str(path),
                    )
                )
            except IngestError:
                continue  # ingestion reports it, with its reason


def large_folder(run: Run) -> Path:
    """A data folder with the sample programme and the public guidance, made or brought up to date.

    Raises SuiteSkipped where the guidance is missing.
    """
    paths = guidance_paths(run)
    folder = _large(run)
    with encoder(run) as embedder, open_copilot(folder, lambda: embedder) as copilot, sample_file() as sample:
        programme = copilot.import_programme(sample).programme.id
        copilot.ingest(programme, paths, viewer=None)
        copilot.corpus.wait_for_index()
    return folder


def _large(run: Run) -> Path:
    return run.cache / ("large" if run.limit is None else f"large-{run.limit}")


@contextmanager
def open_copilot(folder: Path, embedder: Callable[[], TextEmbedder] | None = None) -> Iterator[Copilot]:
    """The copilot on a data folder, as the command line opens it."""
    with Copilot.open(Settings(data=folder), embedder) as copilot:
        yield copilot
