"""Search."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from copilot import access
from copilot.answers.particular import as_asked
from copilot.answers.question import read_question
from copilot.excerpts import search_within
from copilot.facade.people import ProgrammesAndPeople
from copilot.models import Viewer
from copilot.retrieve import search
from copilot.weak_hits import weak_hits
from ingest.models import DocumentKind, Filter, Hit


class Search(ProgrammesAndPeople):
    """What the viewer may read, found by its words and meaning."""

    def search(
        self,
        viewer: Viewer,
        text: str,
        as_of: date,
        *,
        k: int | None = None,
        kinds: frozenset[DocumentKind] = frozenset(DocumentKind),
        words: int | None = None,
    ) -> list[Hit]:
        """The best passages the viewer may read, best first; nothing dated after `as_of`.

        With `words`, as much as fits into so many: of notes the lines that tell most, `k` hits at most.
        """
        self.refresh_library(viewer.programme)
        where = Filter(viewer.programme, access.readable(viewer), as_of, kinds=kinds)
        if words is not None:
            return search_within(self.corpus, text, where, words)[:k]
        asked = as_asked(
            text,
            lambda: read_question(
                text,
                viewer.person,
                {one.id: one for one in self.people(viewer.programme)},
                self.relationships(viewer),
                as_of,
            ),
        )
        return search(self.corpus, text, where, k or self.settings.results, asked=asked)

    def weak_hits(self, text: str, hits: Sequence[Hit]) -> frozenset[str]:
        """The ids of those of the passages found for `text` that have little to do with it."""
        return weak_hits(text, hits, self._similarity)
