"""`gguf:PATH`: a model file run in process by llama.cpp."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from copilot.writing.llm import ModelMissing

if TYPE_CHECKING:
    from copilot.settings import Settings
    from copilot.writing.engine import Engine


def open_gguf(spec: str, path: str, settings: Settings) -> Engine:
    """Not yet."""
    raise ModelMissing(f"{spec} cannot be opened yet: {path}, {settings.model_timeout}.")


def model_file(spec: str, path: str) -> Path:
    """The file, if it is there and looks like one. Raises ModelMissing."""
    raise ModelMissing(f"{spec} cannot be opened yet: {path}.")
