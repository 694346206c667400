"""The prompts, for whoever asks a model: ours, or those of a folder that the settings name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from copilot.errors import BriefError
from copilot.writing.llm import Message
from prompts import Prompt, PromptError, load


class Prompts:
    """Every prompt by name. See `prompts`."""

    def __init__(self, overrides: Path | None = None) -> None:
        """Raises BriefError where the folder's prompts cannot be used."""
        try:
            self._prompts = load(overrides)
        except PromptError as error:
            raise BriefError(
                str(error),
                location="prompts",
                next_step="Correct the file, or leave --prompts or COPILOT_PROMPTS out to use ours.",
            ) from error

    def all(self) -> Mapping[str, Prompt]:
        """By name, to be shown."""
        return self._prompts

    def messages(self, name: str, **values: str) -> tuple[Message, ...]:
        """The rules that never change, then this job's text, whose variables stand at its end."""
        return (Message("system", self.text("system")), Message("user", self.text(name, **values)))

    def text(self, name: str, **values: str) -> str:
        """One prompt, filled in."""
        return self._prompts[name].filled(**values)
