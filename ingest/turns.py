"""A lock that is fair: whoever comes first goes first."""

from __future__ import annotations

import threading
from collections import deque
from types import TracebackType


class Turns:
    """So many threads at a time (one, unless it is said), in the order they came.

    With a plain lock, a thread that lets go and at once asks again mostly gets it again, and the others wait for
    all it has to do.
    """

    def __init__(self, at_once: int = 1) -> None:
        self._lock = threading.Lock()
        self._free = at_once
        self._waiting: deque[threading.Lock] = deque()

    def __enter__(self) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()  # released by whoever had the turn before

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1
