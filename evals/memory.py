"""Peak memory of this process and its children together, sampled."""

from __future__ import annotations

import threading
from types import TracebackType

import psutil  # type: ignore[import-untyped]

INTERVAL = 0.1
"""Seconds between samples: a shorter peak can be missed."""


class PeakMemory:
    """Samples resident memory inside its block. Pages that processes share are counted once for each."""

    def __init__(self) -> None:
        self.total = 0
        """The greatest sum over this process and all its descendants at one moment, in bytes."""
        self.own = 0
        """The greatest of this process alone, in bytes."""
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
        process = psutil.Process()
        while True:
            own = process.memory_info().rss
            children = sum(_resident(child) for child in process.children(recursive=True))
            self.own = max(self.own, own)
            self.total = max(self.total, own + children)
            if self._stop.wait(INTERVAL):
                return


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
