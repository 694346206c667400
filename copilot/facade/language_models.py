"""Language models."""

from __future__ import annotations

from copilot.errors import NotFound
from copilot.facade.resources import Resources
from copilot.language_models import ModelChoice, ModelTrial, may_switch
from copilot.models import ModelUse, Preferences, SentEntry, Viewer
from copilot.writing.llm import LanguageModel, Stop


class Models(Resources):
    """Which model writes, what was sent to it, and what a viewer allows."""

    def model_choice(self) -> ModelChoice:
        """Which model writes, who said so, and what keeps it from being used, if anything does."""
        return self._models.choice(self.settings)

    def writing_model(self) -> str | None:
        """The name of the model that writes, whether or not it can be used; None where none is set."""
        return self._models.named(self.settings)

    def choose_model(self, viewer: Viewer | None, spec: str | None) -> ModelChoice:
        """Set the model for all of the folder. See `LanguageModels.choose`."""
        return self._models.choose(self.settings, viewer, spec)

    def may_choose_model(self, viewer: Viewer) -> bool:
        """Whether the viewer may set the model and try one. See `language_models.may_switch`."""
        try:
            may_switch(self.settings, viewer)
        except NotFound:
            return False
        return True

    def try_model(self, viewer: Viewer | None, spec: str | None = None, stop: Stop | None = None) -> ModelTrial:
        """How a model answers. See `LanguageModels.try_it`."""
        return self._models.try_it(self.settings, viewer, spec, stop)

    def language_model(self, viewer: Viewer) -> LanguageModel | None:
        """The model for one draft of the viewer's, or None. See `LanguageModels.model`."""
        return self._models.model(self.settings, viewer)

    def sent_log(self, viewer: Viewer) -> tuple[SentEntry, ...]:
        """The viewer's own requests to models, newest first, without their text."""
        return self._models.sent(viewer)

    def model_usage(self, programme: str, *, viewer: Viewer | None) -> tuple[ModelUse, ...]:
        """Sums per model. Raises NotFound for who is not the programme's staff; None is whoever owns the folder."""
        return self._models.usage(programme, viewer)

    def preferences(self, viewer: Viewer) -> Preferences:
        """What the viewer allows."""
        return self._models.preferences(viewer)

    def set_preferences(self, viewer: Viewer, said: Preferences) -> Preferences:
        """Keep what the viewer allows."""
        return self._models.set_preferences(viewer, said)
