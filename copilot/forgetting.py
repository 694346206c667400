"""What reading notes leaves in memory, and how to be rid of it."""

from __future__ import annotations

import sys

_PACKAGES = ("copilot.", "ingest.")


def forget() -> None:
    """Empty every function's cache in our packages: for when notes are deleted.

    Without it words and sentences stay until newer ones push them out or the process ends. That harms
    nobody while the process is its owner's: a cache is read only by who hands in the same text, so it shows
    no one anything. Caches come back as they are needed.
    """
    for name, module in list(sys.modules.items()):
        if not name.startswith(_PACKAGES):
            continue
        for value in list(vars(module).values()):
            empty = getattr(value, "cache_clear", None)
            if callable(empty) and getattr(value, "__module__", "") == name:
                empty()
