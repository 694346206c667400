"""Peak memory of a process and its children together, sampled."""

from __future__ import annotations

import threading
from types import TracebackType

import psutil  # type: ignore[import-untyped]

INTERVAL = 0.1
"""Seconds between samples: a shorter peak can be missed."""


class PeakMemory:
    """Samples resident memory inside its block, of this process or the one of that id, until it ends.

    Pages that processes share are counted once for each.
    """

    def __init__(self, pid: int | None = None) -> None:
        self.total = 0
        """The greatest sum over the process and all its descendants at one moment, in bytes."""
        self.own = 0
        """The greatest of the process alone, in bytes."""
        self._process = psutil.Process(pid)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="peak-memory", daemon=True)

    def __enter__(self) -> PeakMemory:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            own = _resident(self._process)
            children = sum(map(_resident, _children(self._process)))
            self.own = max(self.own, own)
            self.total = max(self.total, own + children)
            if self._stop.wait(INTERVAL):
                return


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.NoSuchProcess:
        return []


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
