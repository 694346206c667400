"""One request to an open model, as it streams: stoppable, ended in time, and with our own errors."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from langchain_core.messages import AIMessageChunk, BaseMessage
from langsmith import tracing_context

from copilot.writing import failures
from copilot.writing.engine import Engine
from copilot.writing.llm import ModelFailed, ModelStopped, Stop

_LOOKS_UP = 0.05
"""Seconds between looks at whether somebody cancelled."""


def flow(
    engine: Engine, messages: Sequence[BaseMessage], options: Mapping[str, Any], stop: Stop | None = None
) -> Iterator[list[AIMessageChunk]]:
    """The answer's chunks, as many as have come each time.

    The client is read in a thread of its own, so that a cancel and the time limit hold whatever it is waiting for. A
    thread left behind ends with the client's own time-out, or with the next chunk.

    Raises:
        ModelFailed: one of its subclasses.
    """
    arriving: queue.Queue[AIMessageChunk | BaseException | None] = queue.Queue()
    halted = threading.Event()
    own: dict[str, Any] = {"halted": halted.is_set} if engine.halts else {}

    def read() -> None:
        try:
            # Nobody else is told what is sent, whatever the environment says of tracing.
            with tracing_context(enabled=False):
                stream = engine.chat.stream(list(messages), **{**options, **own})
                for chunk in stream:
                    if halted.is_set():
                        break
                    arriving.put(chunk)
                if hasattr(stream, "close"):
                    stream.close()
            arriving.put(None)
        except BaseException as error:  # noqa: BLE001 - raised again where the answer is waited for
            arriving.put(error)

    def failed(error: BaseException) -> ModelFailed:
        return failures.failure(error, name=engine.name, host=engine.host, seconds=engine.seconds)

    deadline = time.monotonic() + engine.seconds
    threading.Thread(target=read, name=f"asking {engine.name}", daemon=True).start()
    try:
        while True:
            if stop is not None and stop.is_set():
                raise ModelStopped("It was stopped.", next_step="Ask again when you like.")
            if time.monotonic() > deadline:
                raise failures.timed_out(engine.name, engine.seconds)
            try:
                first = arriving.get(timeout=_LOOKS_UP)
            except queue.Empty:
                continue
            batch: list[AIMessageChunk] = []
            for one in (first, *_waiting(arriving)):
                if isinstance(one, AIMessageChunk):
                    batch.append(one)
                    continue
                if batch:
                    yield batch
                if one is None:
                    return
                assert isinstance(one, BaseException)
                if failures.was_cut(one):
                    yield [AIMessageChunk(content="", response_metadata={"finish_reason": "length"})]
                    return
                raise failed(one) from one
            yield batch
    finally:
        halted.set()


def _waiting(arriving: queue.Queue[Any]) -> Iterator[Any]:
    while True:
        try:
            yield arriving.get_nowait()
        except queue.Empty:
            return
