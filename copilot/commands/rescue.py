"""What a person typed is never lost: it is written to a file when it could not be saved."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from copilot.errors import CopilotError
from ingest.errors import IngestError


@contextmanager
def rescued(text: str, data: Path | None) -> Iterator[None]:
    """Whatever ends the block early, `text` is kept in a file and the error says where."""
    try:
        yield
    except BaseException as error:
        if not text.strip():
            raise
        kept = f"Your text is kept in {_keep(text, data)}."
        if isinstance(error, CopilotError | IngestError):
            error.next_step = f"{error.next_step} {kept}".strip()
        else:
            click.echo(kept, err=True)
        raise


def _keep(text: str, data: Path | None) -> Path:
    """Beside the data folder if we may write there, else where temporary files go."""
    name = f"mentor-note-{time.strftime('%Y%m%d-%H%M%S')}-"
    beside = _beside_the_data(data)
    if beside is not None:
        try:
            return _written(text, beside, name)
        except OSError as error:
            click.echo(f"{beside} cannot be written ({error.strerror}); using another folder.", err=True)
    return _written(text, Path(tempfile.gettempdir()), name)


def _beside_the_data(data: Path | None) -> Path | None:
    from copilot.settings import load_settings

    try:
        return load_settings(data=data).folder.parent
    except CopilotError:
        # The settings themselves may be what went wrong; the text must survive that too.
        return None


def _written(text: str, folder: Path, name: str) -> Path:
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", errors="replace", dir=folder, prefix=name, suffix=".md", delete=False
    ) as file:
        file.write(text)
    return Path(file.name)
