"""Copilot: the one façade. The command line, the API, the pages and the evals call it and nothing else."""

from __future__ import annotations

import copy

from copilot.facade.drafts import Drafts
from copilot.facade.feedback import Feedback
from copilot.facade.files import Files
from copilot.facade.folder import Folder
from copilot.facade.goals import Goals
from copilot.facade.language_models import Models
from copilot.facade.leaving import Leaving
from copilot.facade.notes import NotesAndActions
from copilot.facade.search import Search
from copilot.facade.staff import ForStaff
from copilot.folder import DataFolder, EmbedderFactory
from copilot.language_models import Opener
from copilot.settings import Settings
from copilot.writing.engine import open_engine


class Copilot(ForStaff, Files, NotesAndActions, Goals, Drafts, Feedback, Models, Leaving, Search, Folder):
    """An open data folder and all that can be done with it. Use it as a context manager."""

    @classmethod
    def open(cls, settings: Settings, embedder: EmbedderFactory | None = None, models: Opener = open_engine) -> Copilot:
        """The copilot on the settings' folder, which is made if need be; its schema is brought up to date.

        `models` opens a language model by its name.

        Raises:
            FolderInUse: another process has the folder open.
            DatabaseUnavailable: it cannot be written, or a newer version wrote it.
        """
        return cls(settings, DataFolder(settings, embedder), models)

    def __enter__(self) -> Copilot:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close models, index and database cleanly. Closing twice does nothing."""
        self._models.close()
        self._folder.close()

    def set_to(self, *, model: str | None, results: int) -> Copilot:
        """The same open folder as another caller has set it; this one stays the one to close.

        `model` where the caller named one for this call.
        """
        other = copy.copy(self)
        other.settings = self.settings.model_copy(update={"results": results})
        if model is not None:
            other.settings = other.settings.saying(model=model)
        return other
