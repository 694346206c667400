"""What asks a language model, over HTTP: it stops when the client goes away, and can be heard while it writes."""

from __future__ import annotations

import asyncio
import json
import queue
import threading
from collections.abc import AsyncIterator, Callable
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel

from copilot.api.problems import of_error
from copilot.errors import CopilotError
from copilot.writing.llm import Stop
from copilot.writing.writer import Progress, Watch
from ingest.errors import IngestError

MEDIA_TYPE = "text/event-stream"
_LOOKS = 0.5
"""Seconds between looks at whether the client is still there."""
_QUIET = b": still at it\n\n"
"""A line that clients pass over: it keeps the connection open, and tells us when it is not."""
EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events: `step` with `step` and `message`; `sentence` with a sentence as it landed; at the end one "
        "`draft` with all of it, or one `problem`.",
        "content": {
            MEDIA_TYPE: {
                "schema": {
                    "type": "object",
                    "properties": {
                        "event": {"enum": ["step", "sentence", "draft", "problem"]},
                        "data": {"type": "string", "description": "JSON."},
                    },
                    "required": ["event", "data"],
                }
            }
        },
    }
}


async def _until_gone(request: Request) -> AsyncIterator[Stop]:
    stop = Stop()

    async def look() -> None:
        while not await request.is_disconnected():
            await asyncio.sleep(_LOOKS)
        stop.set()

    looking = asyncio.create_task(look())
    try:
        yield stop
    finally:
        looking.cancel()


StopHere = Annotated[Stop, Depends(_until_gone)]
"""Set once the client has gone."""


def streamed(request: Request, make: Callable[[Watch, Stop], BaseModel]) -> Response:
    """What `make` tells its watch, as server-sent events, then what it returns; its errors before that are raised.

    To be called in a thread: it waits for the first event.
    """
    stop, said = Stop(), queue.Queue[Progress | BaseModel | Exception]()

    def work() -> None:
        try:
            said.put(make(said.put, stop))
        except Exception as error:  # noqa: BLE001 - raised again, or told, where it is waited for
            said.put(error)

    threading.Thread(target=work, name="a streamed draft", daemon=True).start()
    first = said.get()
    if isinstance(first, Exception):
        raise first
    return StreamingResponse(
        _events(request, first, said, stop), media_type=MEDIA_TYPE, headers={"x-accel-buffering": "no"}
    )


async def _events(
    request: Request,
    first: Progress | BaseModel,
    said: queue.Queue[Progress | BaseModel | Exception],
    stop: Stop,
) -> AsyncIterator[bytes]:
    now: Progress | BaseModel | Exception | None = first
    try:
        while True:
            if now is not None:
                yield _event(now)
                if not isinstance(now, Progress):
                    return
            elif await request.is_disconnected():
                return
            else:
                yield _QUIET
            now = await asyncio.to_thread(_next, said)
    finally:
        stop.set()


def _next(said: queue.Queue[Progress | BaseModel | Exception]) -> Progress | BaseModel | Exception | None:
    try:
        return said.get(timeout=_LOOKS)
    except queue.Empty:
        return None


def _event(said: Progress | BaseModel | Exception) -> bytes:
    if isinstance(said, Progress):
        if said.sentence is not None:
            return _written("sentence", said.sentence.model_dump_json())
        return _written("step", json.dumps({"step": said.step, "message": said.message}))
    if isinstance(said, BaseModel):
        return _written("draft", said.model_dump_json(by_alias=True))
    if isinstance(said, CopilotError | IngestError):
        return _written("problem", bytes(of_error(said).body).decode())
    raise said


def _written(name: str, data: str) -> bytes:
    return f"event: {name}\ndata: {data}\n\n".encode()
