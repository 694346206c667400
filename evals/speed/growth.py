"""What becomes of speed as a corpus grows: search, start, memory and ingestion at each size, each in a fresh process.

Up to 15,000 passages the text is the public guidance with its real vectors, beyond that made from it
(`growth_corpus`); the sample programme lies beside it. Ingestion's speed is that of the next few hundred passages of
real text that the corpus does not know: what a hundred thousand passages make slower shows in them.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from evals.figures import Curve, Distribution, Figure, Measured, Run, Table, at_least, at_most
from evals.speed.growing import GrowingFolder
from evals.speed.growth_point import Point, Times, measure_point
from evals.speed.searching import questions
from evals.workspace import open_copilot
from ingest.models import Document

SIZES = (1_000, 10_000, 15_000, 100_000)
REAL = 15_000
"""Passages up to this are real text."""
QUESTIONS = 200
"""Half for the whole of search, half for its parts."""
NEWS = 320
"""Passages that are taken in at each size."""
SEARCH_AT_MOST = {15_000: 60.0, 100_000: 150.0}
"""Milliseconds, 95th percentile, encoding included."""
INGEST_AT_LEAST = 0.9
BARE_BATCH = 16
"""With it bare encode was fastest for passages (`evals ingest` tries)."""


def measure(run: Run) -> Measured:
    """A point for each size; with `limit` for the sizes up to it alone, or for that size."""
    sizes = [size for size in SIZES if run.limit is None or size <= run.limit] or [run.limit or 0]
    folder = run.scratch / "growth"
    growing = GrowingFolder(run, folder, min(max(sizes), REAL), (len(sizes) + 1) * NEWS)
    news = [[cut.document for cut in growing.spared(NEWS)] for _ in sizes]
    points: list[Point] = []
    asked: list[str] = []
    for size, documents in zip(sizes, news, strict=True):
        growing.grow_to(size)
        if not asked:
            with open_copilot(folder) as copilot:
                viewer = copilot.viewer(growing.programme, copilot.people(growing.programme)[0].id)
                asked = questions(copilot, run, viewer, QUESTIONS)
        points.append(_in_child(run, asked, documents))
    return Measured(
        tuple(figure for size, point in zip(sizes, points, strict=True) for figure in figures(size, point)),
        {"sizes": sizes, "real text up to": REAL, "questions": len(asked), "bare encode's batch": BARE_BATCH},
        (run.data / "guidance",),
        (table(points),),
        distributions=(
            Distribution("single searches", {f"{one.passages:,} passages": one.search.wall for one in points}, "ms"),
        ),
        curves=curves(points),
    )


def _in_child(run: Run, asked: Sequence[str], news: Sequence[Document]) -> Point:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as child:
        return child.submit(measure_point, run.scratch / "growth", asked, news, BARE_BATCH, time.time()).result()


def figures(size: int, point: Point) -> tuple[Figure, ...]:
    """What is judged of the point: the time of a search, where a target is set, and ingestion's speed."""
    limit = SEARCH_AT_MOST.get(size)
    return (
        Figure(
            f"search at {size:,} passages, 95th percentile",
            point.search.p95(),
            "ms",
            at_most(limit) if limit is not None else None,
            f"median {point.search.median():.0f}; {point.search.cpu_p95():.0f} ms of processor time",
        ),
        Figure(
            f"ingestion over bare encode at {size:,} passages",
            point.ingest,
            target=at_least(INGEST_AT_LEAST),
            note=f"{point.ingest_cpu:.2f} in processor time, which says more where others use the machine",
        ),
    )


def curves(points: Sequence[Point]) -> tuple[Curve, ...]:
    """What the table says, as pictures: a point a size."""
    sizes = [float(point.passages) for point in points]

    def over(values: Sequence[float]) -> list[tuple[float, float]]:
        return list(zip(sizes, values, strict=True))

    def p95(part: str) -> list[tuple[float, float]]:
        return over([getattr(point, part).p95() for point in points])

    parts = {
        "search": p95("search"),
        "of it encoding": p95("encode"),
        "keyword": p95("keyword"),
        "vectors": p95("nearest"),
        "exact numpy, beside it": p95("exact"),
    }
    return (
        Curve("time of a search by size of the corpus", "passages", "ms, 95th percentile", parts),
        Curve(
            "speed of ingestion over bare encode by size",
            "passages",
            "bare encode’s time over ours",
            {
                "by the clock": over([one.ingest for one in points]),
                "processor time": over([one.ingest_cpu for one in points]),
            },
        ),
        Curve("memory by size", "passages", "MiB at most", {"searching": over([one.memory for one in points])}),
        Curve("start by size", "passages", "s to the first answer", {"start": over([one.start for one in points])}),
    )


_COLUMNS = (
    "passages",
    "search",
    "encoding",
    "keyword",
    "vectors",
    "exact numpy",
    "ingest/bare",
    "memory MiB",
    "first answer s",
)


def table(points: Sequence[Point]) -> Table:
    """A row a size: 95th percentiles in milliseconds, with those of processor time in brackets."""
    rows = tuple(
        (
            f"{point.passages:,}",
            *map(_times, (point.search, point.encode, point.keyword, point.nearest, point.exact)),
            f"{point.ingest:.2f} ({point.ingest_cpu:.2f})",
            f"{point.memory:.0f}",
            f"{point.start:.1f}",
        )
        for point in points
    )
    return Table("p95 in ms by number of passages (processor time in brackets)", _COLUMNS, rows)


def _times(times: Times) -> str:
    return f"{times.p95():.0f} ({times.cpu_p95():.0f})"
