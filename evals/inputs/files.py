"""Every real PDF and Word file there is, and hostile ones: each read or refused with a line, in time and in bounds."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from evals.figures import Figure, Measured, Run, Table, at_most
from evals.hashing_embedder import HashingEmbedder
from evals.inputs.hostile_files import SECRET, make_hostile_files
from evals.workspace import open_copilot, sample_file
from ingest.errors import IngestError
from ingest.readers import Reader, ReadingLimits, find_files

_GIB = 2**30
_SHOWN = 25


@dataclass(frozen=True)
class Attempt:
    """What became of one file: `refusal` is "" if it was read. Seconds by the clock, from outside."""

    path: Path
    seconds: float
    refusal: str
    text: str


def measure(run: Run) -> Measured:
    """Each file alone for its time and the reading process's memory; then all of them in one batch."""
    files = list(find_files([run.input("files")]))[: run.limit]
    hostile_folder = run.scratch / "hostile"
    hostile_folder.mkdir()
    hostile = make_hostile_files(hostile_folder)
    attempts, memory = _in_child(files)
    attacks, attacked_memory = _in_child(list(hostile))
    refused = [each for each in attempts if each.refusal]
    unclear = [each for each in [*attempts, *attacks] if each.refusal and not _is_clear(each)]
    wrong = [each for each in attacks if hostile[each.path] not in each.refusal]
    told = [each for each in attacks if SECRET in each.refusal + each.text]
    batch = _batch(run, [*files, *hostile])
    slowest = max(attempts, key=lambda each: each.seconds, default=None)
    longest = max(attacks, key=lambda each: each.seconds)
    limit = ReadingLimits()
    return Measured(
        (
            Figure("files", len(files)),
            Figure("read", len(files) - len(refused)),
            Figure("refused, with a reason", len(refused)),
            Figure(
                "slowest file",
                slowest.seconds if slowest else float("nan"),
                "s",
                at_most(limit.seconds + 1),
                slowest.path.name if slowest else "",
            ),
            Figure("peak memory of the reading process", memory / _GIB, "GiB", at_most(1)),
            Figure("hostile files", len(attacks), note=f"{sum(bool(each.refusal) for each in attacks)} refused"),
            Figure("slowest hostile file", longest.seconds, "s", at_most(limit.seconds + 1), longest.path.name),
            Figure("peak memory over hostile files", attacked_memory / _GIB, "GiB", at_most(1)),
            Figure("hostile files not refused for what they are", len(wrong), target=at_most(0)),
            Figure("files of this computer that one of them got read", len(told), target=at_most(0)),
            Figure("refusals that are no clear line", len(unclear), target=at_most(0)),
            Figure("files that stopped the batch", batch, target=at_most(0), note="all of them in one ingestion"),
        ),
        {"seconds": limit.seconds, "memory": limit.memory_bytes, "file bytes": limit.file_bytes},
        (run.data / "files",),
        tuple(
            Table(title, ("file", "seconds", "line"), tuple(_row(each) for each in rows[:_SHOWN]))
            for title, rows in (
                ("files refused", refused),
                ("hostile files", attacks),
                ("trouble", [*wrong, *told, *unclear]),
            )
            if rows
        ),
    )


def read_each(paths: Sequence[Path]) -> tuple[list[Attempt], int]:
    """Each file on its own; and the greatest resident memory, in bytes, of any process that read."""
    import resource

    attempts = []
    with Reader() as reader:
        for path in paths:
            started, refusal, text = time.perf_counter(), "", ""
            try:
                text = reader.read(path).text
            except IngestError as error:
                refusal = str(error)
            attempts.append(Attempt(path, time.perf_counter() - started, refusal, text[:10_000]))
    # Counted by the kernel, in kilobytes, over the children that have ended: none but those that read.
    return attempts, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def _in_child(paths: Sequence[Path]) -> tuple[list[Attempt], int]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as child:
        return child.submit(read_each, paths).result()


def _batch(run: Run, paths: Sequence[Path]) -> int:
    """How many files an ingestion of all of them neither read nor reported."""
    with open_copilot(run.scratch / "files", HashingEmbedder) as copilot, sample_file() as sample:
        programme = copilot.import_programme(sample).programme.id
        report = copilot.ingest(programme, paths, viewer=None)
    return len(set(paths)) - report.read - len(report.failed)


def _is_clear(attempt: Attempt) -> bool:
    """One line of reasonable length that names the file."""
    line = attempt.refusal
    return line.startswith(str(attempt.path)) and "\n" not in line and len(line) < len(str(attempt.path)) + 400


def _row(attempt: Attempt) -> tuple[str, str, str]:
    said = attempt.refusal.replace(f"{attempt.path.parent}/", "") or "(read)"
    return attempt.path.name, f"{attempt.seconds:.1f}", said
