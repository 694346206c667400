"""A model file, looked at without loading it."""

from __future__ import annotations

from pathlib import Path

from copilot.writing.llm import ModelMissing

_MAGIC = b"GGUF"


def model_file(path: str) -> Path:
    """The file, if it is there and begins as one. Raises ModelMissing."""
    place = Path(path).expanduser()
    try:
        with place.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise ModelMissing(
            f"There is no model file {place}.", location="--model", next_step="Write gguf: and the whole path."
        ) from error
    if not head.startswith(_MAGIC):
        raise ModelMissing(
            f"{place.name} is no GGUF file.",
            location="--model",
            next_step="Take a file that ends in .gguf, whole.",
        )
    return place.absolute()
