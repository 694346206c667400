"""Whether a file is what an earlier export wrote, so that a newer one may take its place."""

from __future__ import annotations

from pathlib import Path

from copilot import programme_file
from copilot.errors import InvalidInput


def is_earlier_export(file: Path, text: str) -> bool:
    """Whether the file is an export of the programme that `text` is one of, and tells of nobody whom `text` leaves out.

    A file somebody wrote by hand is none: an export has one way to write everything (`programme_file.dump`), so
    comments and another order show. One person's export never stands in for the whole programme's.
    """
    if not file.is_file():
        return False
    try:
        before = programme_file.load(file)
        now = programme_file.parse(text, folder=file.parent)
    except InvalidInput:
        return False
    return (
        before.programme.id == now.programme.id
        and programme_file.dump(before) == file.read_text(encoding="utf-8-sig")
        and {person.id for person in before.people} <= {person.id for person in now.people}
    )
