"""A file that is written whole or not at all, and never over another unless that was said."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from copilot.errors import BriefError, InvalidInput


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` into the file, which its owner alone can read; what stood there stays until all is on disk.

    Raises:
        InvalidInput: the file cannot be written; nothing is left behind then, and what stood there is unharmed.
    """
    draft: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.absolute().parent, prefix=f".{path.name[:50]}.", delete=False
        ) as file:
            draft = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException as error:
        if draft is not None:
            draft.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        raise InvalidInput(
            f"{path} cannot be written: {error.strerror}.",
            location=str(path),
            next_step="Name a file in a folder you may write.",
        ) from error


def keep_what_stands(path: Path, *, force: bool) -> None:
    """Raise BriefError if the file holds something and `force` was not said; an empty one may be filled."""
    if force or not path.is_file() or path.stat().st_size == 0:
        return
    raise BriefError(
        f"{path} exists already.", location=str(path), next_step="Name another file, or say --force to write over it."
    )
