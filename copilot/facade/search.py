"""Search."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from copilot import access
from copilot.answering import sought, to_be_judged
from copilot.answers.nearest import nearest, nearest_passages
from copilot.answers.particular import as_asked
from copilot.answers.question import read_question
from copilot.draft import Citation, Draft
from copilot.excerpts import search_within
from copilot.facade.reading import Reading
from copilot.models import Viewer
from copilot.retrieve import search
from copilot.weak_hits import weak_hits
from ingest.models import DocumentKind, Filter, Hit


class Search(Reading):
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

    def nearest(
        self, viewer: Viewer, question: str, declined: Draft, relationship: str | None = None
    ) -> tuple[Citation, ...]:
        """A few places that come nearest to a question whose answer is that nothing here says, nearest first.

        They may not answer it: they are for whoever asked to look through. None where the answer is another, is for
        other readers too, or touches on trouble. Of what the viewer may read alone, up to the answer's day.
        """
        if not to_be_judged(declined, viewer, question):
            return ()
        text = sought(question, declined)
        subjects = None if relationship is None else frozenset({relationship, None})
        where = Filter(viewer.programme, access.readable(viewer), declined.as_of, subjects)
        hits = nearest_passages(self.corpus, text, where)
        return nearest(text, hits, self.records(viewer, declined.as_of), self._similarity)
