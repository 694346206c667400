"""What every section is made over."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property

from copilot import exchange, forgetting
from copilot.accounts import Accounts
from copilot.folder import DataFolder
from copilot.language_models import LanguageModels, Opener
from copilot.settings import Settings
from copilot.similarity import Similarity
from copilot.writing.engine import open_engine
from copilot.writing.prompting import Prompts
from ingest.sync import Corpus
from ingest.turns import Turns

_DRAFTS_AT_ONCE = 2
"""Python runs one thread at a time and hands over every 5 ms: with ten drafts under way, a page that asks the database
twenty times would wait twenty times for all ten. So made in turn each draft is also done sooner, on average."""


class Resources:
    """The settings, the open folder, and what is built once for all sections."""

    def __init__(self, settings: Settings, folder: DataFolder, models: Opener = open_engine) -> None:
        self.settings = settings
        self._folder = folder
        self._database = folder.database
        self._library_is_current: set[str] = set()
        self._is_warm = False
        self._similarity = Similarity(lambda texts: self.corpus.vectors(texts))
        self._drafting = Turns(_DRAFTS_AT_ONCE)
        self._models = LanguageModels(folder.database, models)

    @property
    def corpus(self) -> Corpus:
        """What can be searched."""
        return self._folder.corpus

    @cached_property
    def accounts(self) -> Accounts:
        """Who can sign in, and who is signed in."""
        return Accounts(self._database, idle=timedelta(hours=self.settings.session_hours))

    @cached_property
    def prompts(self) -> Prompts:
        """What language models are told."""
        return Prompts(self.settings.prompts)

    def refresh_library(self, programme: str) -> None:
        """See that the programme has our library's cards as this package holds them."""
        if programme not in self._library_is_current:
            exchange.refresh_library(self.corpus, programme)
            self._library_is_current.add(programme)

    def _scrub(self) -> None:
        """Let nothing of what was deleted stay in memory or in the database's file."""
        forgetting.forget()
        self.corpus.scrub()
