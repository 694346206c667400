"""Files that were sent: put where the façade can read them, under their own names, and gone afterwards."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import UploadFile

from copilot.errors import BriefError, CopilotError
from ingest.errors import IngestError

_LONGEST_NAME = 100


@contextmanager
def kept(upload: UploadFile) -> Iterator[Path]:
    """The file on disk for the time of the block, copied bit by bit.

    What our errors say of it names it as its sender does, and no place of this computer.
    Raises BriefError for one without a name.
    """
    name = _plain(upload.filename or "")
    with tempfile.TemporaryDirectory(prefix="mentor-upload-") as folder:
        path = Path(folder) / name
        with path.open("wb") as target:
            shutil.copyfileobj(upload.file, target)
        try:
            yield path
        except (CopilotError, IngestError) as error:
            _rename(error, str(path), name)
            raise


def _rename(error: CopilotError | IngestError, path: str, name: str) -> None:
    error.message = error.message.replace(path, name)
    error.args = (error.message,)
    for field in ("location", "next_step"):
        if isinstance(said := getattr(error, field, None), str):
            setattr(error, field, said.replace(path, name))
    if isinstance(problems := getattr(error, "problems", None), tuple):
        setattr(error, "problems", tuple(one.replace(path, name) for one in problems))  # noqa: B010 - not every error has them


def _plain(said: str) -> str:
    """The name without folders and odd characters, short enough for any disk, with its suffix."""
    last = re.split(r"[\\/]", said)[-1]
    plain = re.sub(r"[^\w .()-]", "_", last).strip(" .")
    stem, suffix = Path(plain).stem[: _LONGEST_NAME // 2], Path(plain).suffix[:20]
    if not stem:
        raise BriefError("The file has no name.", location="file", next_step="Send it with its file name.")
    return f"{stem}{suffix}"
