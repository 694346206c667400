"""What a file could do to its parser, as functions the child process of a Reader can be told to run."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from ingest.reading import formats
from ingest.reading.limits import ReadingLimits, ReadText


def parse(path: Path, limits: ReadingLimits) -> ReadText:
    """Do what the file says: hang, die, eat memory, print, fail; else give its text back."""
    text = path.read_text("utf-8")
    if text == "hang":
        signal.pause()
    if text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "eat":
        hoard = [bytearray(1 << 24) for _ in range(1 << 12)]
        return ReadText(str(len(hoard)), "", "text")
    if text == "print":
        print("noise on standard output", flush=True)  # noqa: T201
    if text == "fail":
        raise ZeroDivisionError("deep inside\na library")
    return ReadText(text, str(os.getpid()), "text")


def parse_unless_named_so(path: Path, limits: ReadingLimits) -> ReadText:
    """Read as always, but hang over a file whose name says so."""
    if path.stem.startswith("hang"):
        signal.pause()
    return formats.parse(path, limits)
