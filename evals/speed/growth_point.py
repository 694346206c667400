"""One size of a growing corpus, measured in a process of its own: start, memory, searches and their parts, ingestion."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from copilot.app import Copilot
from evals.metrics import percentile
from evals.speed.ingestion import encode_bare
from evals.speed.memory import PeakMemory
from evals.workspace import open_copilot
from ingest.models import Document, Filter
from ingest.passages import stored_vectors
from ingest.vectors import Entry

_K = 100
"""So many hits each ranking is asked for, as search asks."""
_MIB = 2**20


@dataclass(frozen=True)
class Times:
    """Of many questions, in milliseconds: by the clock, and of the processors."""

    wall: tuple[float, ...]
    cpu: tuple[float, ...]

    def p95(self) -> float:
        return percentile(self.wall, 0.95)

    def median(self) -> float:
        return percentile(self.wall, 0.5)

    def cpu_p95(self) -> float:
        return percentile(self.cpu, 0.95)


@dataclass(frozen=True)
class Point:
    """`start`: seconds from the process's start to the first answer. `memory`: the most it took then, in MiB, searching.

    `search` is the whole of it, with other questions than its parts; `exact` a product of the question's vector with
    every vector in one array, and the hundred best. `ingest`: bare encode's seconds for the same texts over ours.
    """

    passages: int
    start: float
    memory: float
    search: Times
    encode: Times
    keyword: Times
    nearest: Times
    exact: Times
    ingest: float
    ingest_cpu: float


def measure_point(
    folder: Path, questions: Sequence[str], news: Sequence[Document], batch: int, started: float
) -> Point:
    """The corpus in that folder, which nobody has open, with `news` to take in afterwards.

    `started`: when the process was asked for, by `time.time`.
    """
    whole, parts = questions[::2], questions[1::2]
    with PeakMemory() as memory, open_copilot(folder) as copilot:
        programme = copilot.programme().id
        viewers = [copilot.viewer(programme, person.id) for person in copilot.people(programme)]
        as_of = copilot.as_of(programme)
        copilot.search(viewers[0], "how does a mentorship end well", as_of)
        start = time.time() - started
        copilot.corpus.wait_for_index()
        passages = copilot.corpus.count()
        turn = iter(viewers * len(whole))
        search = timed(lambda text: copilot.search(next(turn), text, as_of), whole)
    peak = memory.own / _MIB
    with open_copilot(folder) as copilot:
        viewer = copilot.viewer(programme, viewers[0].person.id)
        rest = _parts(copilot, Filter(programme, viewer.scopes, as_of), parts)
        ratio, cpu_ratio = _ingestion(copilot, news, batch)
    return Point(passages, start, peak, search, *rest, ratio, cpu_ratio)


def timed(ask: Callable[[str], object], questions: Sequence[str]) -> Times:
    """How long each question takes."""
    wall, cpu = [], []
    for text in questions:
        before, used = time.perf_counter(), time.process_time()
        ask(text)
        wall.append((time.perf_counter() - before) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    return Times(tuple(wall), tuple(cpu))


def _parts(copilot: Copilot, where: Filter, questions: Sequence[str]) -> tuple[Times, Times, Times, Times]:
    corpus = copilot.corpus
    encoder = corpus.embedder()
    vectors = {text: encoder.encode_query(text) for text in questions}
    corpus.nearest(vectors[questions[0]], where, _K)  # what is loaded with the first is the start's
    corpus.wait_for_index()
    encode = timed(encoder.encode_query, questions)
    keyword = timed(lambda text: corpus.keyword(text, where, _K), questions)
    nearest = timed(lambda text: corpus.nearest(vectors[text], where, _K), questions)
    with corpus.database.read() as session:
        entries, matrix, _ = stored_vectors(session, encoder.model_id)
    matrix = matrix[[place for place, entry in enumerate(entries) if _visible(entry, where)]]

    def exactly(text: str) -> object:
        scores = matrix @ vectors[text]
        best = np.argpartition(-scores, min(_K, len(scores) - 1))[:_K]
        return best[np.argsort(-scores[best])]

    return encode, keyword, nearest, timed(exactly, questions)


def _visible(entry: Entry, where: Filter) -> bool:
    there = entry.programme == where.programme and entry.scope in where.scopes
    return there and (entry.day is None or entry.day <= where.as_of)


def _ingestion(copilot: Copilot, news: Sequence[Document], batch: int) -> tuple[float, float]:
    """Bare encode's time over ours for the same texts: cut, encoded, stored, indexed. By the clock, and of processors."""
    corpus = copilot.corpus
    [opening], news = corpus.prepare(news[:1]), news[1:]
    with corpus.change() as change:
        change.put(opening)  # what is opened and loaded with a first change is the start's
    texts = list(dict.fromkeys(text for each in news for text in corpus.preparer.cut(each).texts))
    first = encode_bare(texts[::2], batch)
    before, used = time.perf_counter(), time.process_time()
    prepared = corpus.prepare(news)
    with corpus.change() as change:
        for each in prepared:
            change.put(each)
    seconds, cpu = time.perf_counter() - before, time.process_time() - used
    second = encode_bare(texts[1::2], batch)
    return (first.seconds + second.seconds) / seconds, (first.cpu + second.cpu) / cpu
