"""A data folder that grows from size to size: the sample, real guidance with its vectors, then made passages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from copilot.app import Copilot
from evals.figures import Run
from evals.speed.growth_corpus import Material, made_documents, read_guidance
from evals.workspace import encoder, open_copilot, sample_file
from ingest.models import DocumentKind, Filter
from ingest.passages import stored_vectors
from ingest.preparing import Cut, Prepared

_DOCUMENTS = 50
"""In one transaction."""
_SOURCES = 4_000
"""Real passages that made ones are made of."""


class GrowingFolder:
    """The folder, closed between one step and the next. Vectors of real text are kept in the run's cache.

    Raises SuiteSkipped where the guidance is missing.
    """

    def __init__(self, run: Run, folder: Path, real: int, spare: int) -> None:
        """`real`: how many passages are to be real text; `spare`: how many more are read, for `spared`."""
        self._run, self._folder, self._real = run, folder, real
        paths = [run.input("guidance")]
        with encoder(run) as embedder, open_copilot(folder, lambda: embedder) as copilot, sample_file() as sample:
            self.programme = copilot.import_programme(sample).programme.id
            copilot.refresh_library(self.programme)
            self._stock = read_guidance(copilot.corpus.preparer, self.programme, paths, real + spare)
        self._made = 0

    def spared(self, passages: int) -> list[Cut]:
        """Whole documents with so many passages, or one document's more, that will not come into the folder."""
        return self._taken(passages)

    def grow_to(self, size: int) -> None:
        """Fill it until it holds so many passages, or one document's more; close it cleanly."""
        with encoder(self._run) as embedder, open_copilot(self._folder, lambda: embedder) as copilot:
            corpus = copilot.corpus
            real = self._taken(min(size, self._real) - corpus.count())
            _store(copilot, corpus.preparer.embed(real))
            missing = size - corpus.count()
            if missing > 0:
                recipe = corpus.preparer.recipe(DocumentKind.GUIDANCE)
                material = _material(copilot, self.programme)
                _store(
                    copilot,
                    made_documents(material, self.programme, embedder.model_id, recipe, missing, self._made),
                )
                self._made += missing
            corpus.wait_for_index()

    def _taken(self, passages: int) -> list[Cut]:
        taken: list[Cut] = []
        while self._stock and passages > 0:
            taken.append(self._stock.pop())
            passages -= len(taken[-1].passages)
        return taken


def _store(copilot: Copilot, prepared: Iterable[Prepared]) -> None:
    waiting = list[Prepared]()
    for each in prepared:
        waiting.append(each)
        if len(waiting) == _DOCUMENTS:
            _write(copilot, waiting)
            waiting.clear()
    _write(copilot, waiting)


def _write(copilot: Copilot, prepared: Iterable[Prepared]) -> None:
    with copilot.corpus.change() as change:
        for each in prepared:
            change.put(each)


def _material(copilot: Copilot, programme: str) -> Material:
    corpus = copilot.corpus
    with corpus.database.read() as session:
        entries, vectors, _ = stored_vectors(session, corpus.embedder().model_id, limit=_SOURCES)
    viewer = copilot.viewer(programme, copilot.people(programme)[0].id)
    hits = corpus.hits(
        [entry.passage_id for entry in entries], Filter(programme, viewer.scopes, copilot.as_of(programme))
    )
    rows = [row for row, entry in enumerate(entries) if entry.passage_id in hits]
    return Material([hits[entries[row].passage_id].passage.text for row in rows], vectors[rows])
