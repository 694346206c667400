"""The child process: reads requests from standard input, parses, answers on standard output.

Messages are JSON behind an 8-byte big-endian length. JSON, not pickle: what comes out of a parser that
was fed a hostile file must not be able to run code in the parent.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from ingest.errors import IngestError
from ingest.reading.limits import ReadingLimits, ReadText

Parse = Callable[[Path, ReadingLimits], ReadText]

LENGTH_BYTES = 8
OUT_OF_MEMORY = 77
"""Exit code of a child that was over its memory limit."""
_WATCH_SECONDS = 0.05


def send(stream: BinaryIO, message: dict[str, object]) -> None:
    """Write one message. Raises OSError when the other side is gone."""
    body = json.dumps(message, default=str).encode("ascii")
    stream.write(len(body).to_bytes(LENGTH_BYTES, "big") + body)
    stream.flush()


def receive(stream: BinaryIO) -> dict[str, object] | None:
    """The next message, or None when the other side is gone."""
    header = stream.read(LENGTH_BYTES)
    if len(header) < LENGTH_BYTES:
        return None
    size = int.from_bytes(header, "big")
    body = stream.read(size)
    if len(body) < size:
        return None
    message = json.loads(body)
    if not isinstance(message, dict):
        raise TypeError("a message is a JSON object")
    return message


def serve() -> None:
    """Answer requests until standard input closes. Runs in the child; `ingest.reading.process` starts it."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    _silence_libraries()
    setup = receive(requests)
    if setup is None:
        return
    limits = ReadingLimits(**setup["limits"])  # type: ignore[arg-type]
    _limit_memory(limits.memory_bytes)
    module, _, function = str(setup["parse"]).partition(":")
    parse: Parse = getattr(importlib.import_module(module), function)
    send(answers, {"ready": True})
    while (request := receive(requests)) is not None:
        _arm_alarm(limits.seconds)
        answer = _answer(parse, Path(str(request["path"])), limits)
        _arm_alarm(0)
        try:
            send(answers, answer)
        except (ValueError, MemoryError):
            # Circular or gigantic front matter: the text is not what is wrong, but it cannot be told apart.
            send(
                answers,
                {
                    "error": "UnreadableFile",
                    "message": "has values that cannot be passed on",
                    "next_step": "Simplify the block at its top and try again.",
                },
            )
        if answer.get("error") == "MemoryError":
            # What the parser left behind keeps its memory; a fresh child has all of it.
            os._exit(OUT_OF_MEMORY)


def _answer(parse: Parse, path: Path, limits: ReadingLimits) -> dict[str, object]:
    try:
        return {"read": asdict(parse(path, limits))}
    except IngestError as error:
        return {"error": type(error).__name__, "message": error.message, "next_step": error.next_step}
    except MemoryError:
        return {"error": "MemoryError"}
    except Exception as error:  # noqa: BLE001 - any library may fail in any way; the parent reports it
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return {"error": "parser", "message": reason[:200]}


def _silence_libraries() -> None:
    """Point standard output and error at nothing: a parser's print must not break the protocol."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _limit_memory(limit: int) -> None:
    """Bound this process: by the kernel on Linux, by watching its own size on other Unixes."""
    try:
        import resource
    except ImportError:  # Windows: bounded by time alone
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        return
    # The peak never falls, but it can only pass the limit once: then this process ends.
    unit = 1 if sys.platform == "darwin" else 1024

    def watch() -> None:
        while True:
            if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > limit:
                os._exit(OUT_OF_MEMORY)
            time.sleep(_WATCH_SECONDS)

    threading.Thread(target=watch, daemon=True).start()


def _arm_alarm(seconds: float) -> None:
    """Let the kernel end this process if its parent died while a file hangs. 0 disarms."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds * 2 + 1 if seconds else 0)
