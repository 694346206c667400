"""Ingestion of the public guidance beside the sample: speed against the bare encoder, memory, a second run.

The bare encoder gets the very texts that ingestion embeds, each once, already in memory and sorted by
itself over the whole call, at its best batch size; half of them before ingestion and half after, so that a
machine that slows down does not favour one side. It runs in child processes, so that its memory is not counted.
"""

from __future__ import annotations

import importlib.util
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from copilot.app import Copilot
from evals.figures import Figure, Measured, Run, Table, at_least, at_most
from evals.speed.memory import PeakMemory
from evals.workspace import cut_guidance, guidance_paths, leave_large_folder, open_copilot, sample_file
from ingest.embedding import BUNDLED_PACKAGE, Embedder
from ingest.readers import find_files

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCHES = (16, 32, 64)
_TRIED_TEXTS = 256
_GIB = 2**30
_T = TypeVar("_T")


def measure(run: Run) -> Measured:
    """Passages per second of one ingestion and of bare encoding; memory; what a second run changes."""
    paths = guidance_paths(run)
    folder = run.scratch / "ingest"
    embedder = Embedder()
    with open_copilot(folder, lambda: embedder) as copilot, sample_file() as sample:
        programme = copilot.import_programme(sample).programme.id  # loads the encoder, too
        texts = _embedded_texts(copilot, programme, paths)
        batch = _in_child(best_batch, texts)
        before = copilot.corpus.count()
        bare_before = _in_child(encode_bare, texts[::2], batch)
        started, cpu = time.perf_counter(), _cpu()
        with PeakMemory() as memory:
            first = copilot.ingest(programme, paths, viewer=None)
        seconds, cpu = time.perf_counter() - started, _cpu() - cpu
        bare_after = _in_child(encode_bare, texts[1::2], batch)
        bare = bare_before.seconds + bare_after.seconds
        bare_cpu = bare_before.cpu + bare_after.cpu
        stored = copilot.corpus.count() - before
        again_started = time.perf_counter()
        second = copilot.ingest(programme, paths, viewer=None)
        again = time.perf_counter() - again_started
    leave_large_folder(run, folder)
    files = len(list(find_files(paths)))
    failures = tuple((_short(each.path, run.data), each.reason) for each in first.failed)
    changed = second.read + second.removed + second.passages_added + second.passages_removed
    return Measured(
        (
            Figure(
                "ingestion's speed over bare encode",
                bare / seconds,
                target=at_least(0.9),
                note=f"{len(texts)} texts embedded of {stored} passages; batch {batch} is the bare encoder's best",
                noise=0.08,
            ),
            Figure("ingestion", stored / seconds, "passages/s", note=f"{stored} passages in {seconds:.1f} s"),
            Figure(
                "bare encode",
                len(texts) / bare,
                "texts/s",
                note=f"{bare_before.seconds:.1f} s for one half, {bare_after.seconds:.1f} s for the other",
            ),
            Figure(
                "the same in processor time",
                bare_cpu / cpu,
                note=f"{cpu:.0f} s against {bare_cpu:.0f}; says more than wall time where others use the machine",
            ),
            Figure(
                "peak memory while ingesting",
                memory.total / _GIB,
                "GiB",
                at_most(1.5),
                f"process and children; the process alone {memory.own / _GIB:.2f}",
            ),
            Figure("files that stopped the batch", files - first.read - len(first.failed), target=at_most(0)),
            Figure("files failed, with a reason", len(first.failed), note=f"of {files}"),
            Figure("what a second run changed", changed, target=at_most(0), note=f"in {again:.1f} s"),
        ),
        {"files": files, "batch": batch, "batches tried": list(_BATCHES)},
        (run.data / "guidance",),
        (Table("files failed", ("file", "reason"), failures),) if failures else (),
    )


def _embedded_texts(copilot: Copilot, programme: str, paths: Sequence[Path]) -> list[str]:
    """What ingestion will embed, each text once, in the order of the files; not part of any time."""
    cuts = cut_guidance(copilot.corpus.preparer, programme, paths)
    return list(dict.fromkeys(text for cut in cuts for text in cut.texts))


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock, and of the processors."""

    seconds: float
    cpu: float


def encode_bare(texts: Sequence[str], batch: int) -> Spent:
    """What it takes to encode the texts with the bundled model as anybody would load it; loading does not count."""
    return _timed(_warm_model(texts), texts, batch)


def best_batch(texts: Sequence[str]) -> int:
    """The batch size at which a sample spread over the texts is encoded fastest."""
    sample = texts[:: max(len(texts) // _TRIED_TEXTS, 1)][:_TRIED_TEXTS]
    model = _warm_model(texts)
    return min(_BATCHES, key=lambda size: _timed(model, sample, size).seconds)


def _in_child(function: Callable[..., _T], *arguments: object) -> _T:
    """The function's value from a process of its own, so that its memory is gone before ours is measured."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as child:
        return child.submit(function, *arguments).result()


def _warm_model(texts: Sequence[str]) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    spec = importlib.util.find_spec(BUNDLED_PACKAGE)
    assert spec is not None
    assert spec.submodule_search_locations
    model = SentenceTransformer(str(Path(spec.submodule_search_locations[0]) / "model"), device="cpu")
    _timed(model, texts[:64], _BATCHES[0])
    return model


def _timed(model: SentenceTransformer, texts: Sequence[str], batch: int) -> Spent:
    started, cpu = time.perf_counter(), _cpu()
    model.encode(
        list(texts), batch_size=batch, show_progress_bar=False, convert_to_numpy=True, normalize_embeddings=True
    )
    return Spent(time.perf_counter() - started, _cpu() - cpu)


def _cpu() -> float:
    """Seconds of processor time of this process and of those children that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _short(path: Path, data: Path) -> str:
    data = data.absolute()
    return path.relative_to(data).as_posix() if path.is_relative_to(data) else str(path)
