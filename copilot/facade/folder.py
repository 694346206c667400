"""The folder itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from copilot.drafts import lifting
from copilot.drafts.feedback import FeedbackBrief
from copilot.facade.reading import Reading
from copilot.folder import back_up
from copilot.library import cards
from copilot.models import Role
from copilot.retrieve import search
from copilot.review.grounding.thesaurus import thesaurus
from copilot.themes.codebook import codebook
from ingest.models import Filter, Scope


class Folder(Reading):
    """The folder made ready for many drafts, made anew, backed up."""

    @property
    def is_warm(self) -> bool:
        """Whether the encoder is loaded, so that a first draft takes no longer than the next."""
        return self._is_warm

    def warm_up(self, programme: str | None) -> None:
        """Load what drafts need and read what they all draw on: for a process that will make many.

        What a first draft needs comes first; the comments of the last survey, which only staff's reports need, last.
        Without a programme, where there is none yet, the encoder alone: for the first note of a first start.
        """
        if programme is None:
            self.corpus.embedder().encode_query("a question")
            self._is_warm = True
            return
        self.refresh_library(programme)
        where = Filter(programme, frozenset({Scope.programme(programme)}), date.max)
        search(self.corpus, "a question", where)
        self.corpus.embedder().encode_query("a question")  # of our own texts the vectors are known without loading it
        self.corpus.vectors([line for card in cards(programme) for line in lifting.likely(card.text)])
        thesaurus()
        self._is_warm = True
        self.corpus.vectors(codebook().texts)
        staff = next((one for one in self.people(programme) if Role.STAFF in one.roles), None)
        if staff is not None:
            viewer = self.viewer(programme, staff.id)
            for period in self.feedback_periods(viewer)[-1:]:
                self._theme_report(viewer, FeedbackBrief(period=period))

    def rebuild(self) -> int:
        """Make the index, and the database's file, anew. Returns how many passages the index holds.

        What another encoder encoded is encoded again.
        """
        for programme in self.programmes():
            self.refresh_library(programme.id)
        self.corpus.reembed()
        self._scrub()
        return self.corpus.rebuild()

    def backup(self, target: Path) -> None:
        """Write the database to a new file. See `copilot.folder.back_up`, which needs no open copilot."""
        back_up(self.settings, target)
