"""What a model file says of itself, without loading it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from copilot.writing.llm import ModelMissing

_MAGIC = b"GGUF"
_TEMPLATE = b"tokenizer.chat_template"
_STRING = 8
_HEAD = 32 * 1024 * 1024
"""So much is read to find how the model is spoken to; a vocabulary of a quarter of a million words stands before it."""


@dataclass(frozen=True)
class ModelFile:
    """A model in a file. `calls_tools`: its template for conversations has a place for tools."""

    path: Path
    calls_tools: bool


def model_file(path: str) -> ModelFile:
    """The file, if it is there and begins as one. Raises ModelMissing."""
    place = Path(path).expanduser()
    try:
        with place.open("rb") as file:
            head = file.read(_HEAD)
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
    return ModelFile(place.absolute(), "tools" in _template(head))


def _template(head: bytes) -> str:
    """The first value of that name in the file's head; "" where there is none, or it is no text."""
    at = head.find(_TEMPLATE)
    place = at + len(_TEMPLATE)
    if at < 0 or len(head) < place + 12:
        return ""
    kind, length = struct.unpack_from("<IQ", head, place)
    return head[place + 12 : place + 12 + length].decode("utf-8", "replace") if kind == _STRING else ""
