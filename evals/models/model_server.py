"""A model server on this computer that speaks OpenAI's chat format: it keeps what it is sent and answers as it is told.

It stands for a provider elsewhere: `openai:recorder` with its address counts as one (`Settings.model_local` is off).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from copilot.writing.obedience import echoed

SPEC = "openai:recorder"
_PIECE = 24


@dataclass
class Wire:
    """One request's answer on its way out. `ended` is set when the server goes."""

    request: Mapping[str, Any]
    handler: BaseHTTPRequestHandler
    ended: threading.Event

    def whole(self, status: int, body: bytes, kind: str = "application/json") -> None:
        """An answer in one piece."""
        self.head(status, kind, len(body))
        self.handler.wfile.write(body)

    def head(self, status: int, kind: str, length: int | None = None) -> None:
        """Status and headers; without `length` the answer ends where the connection does."""
        self.handler.send_response(status)
        self.handler.send_header("content-type", kind)
        self.handler.send_header("connection", "close")
        if length is not None:
            self.handler.send_header("content-length", str(length))
        self.handler.end_headers()
        self.handler.close_connection = True

    def say(self, text: str) -> None:
        """A whole answer with this text, streamed where that was asked for."""
        if not self.request.get("stream"):
            message = {"role": "assistant", "content": text}
            self.whole(200, json.dumps(_completion(message)).encode())
            return
        self.begin()
        for at in range(0, len(text), _PIECE):
            self.piece(text[at : at + _PIECE])
        self.end()

    def call(self, name: str, arguments: Mapping[str, object]) -> None:
        """A tool call instead of an answer."""
        written = {"name": name, "arguments": json.dumps(arguments)}
        call = {"index": 0, "id": f"call_{id(self)}", "type": "function", "function": written}
        if not self.request.get("stream"):
            message = {"role": "assistant", "content": None, "tool_calls": [call]}
            self.whole(200, json.dumps(_completion(message, "tool_calls")).encode())
            return
        self.begin()
        self.event(_chunk({"tool_calls": [call]}))
        self.end("tool_calls")

    def begin(self) -> None:
        self.head(200, "text/event-stream")
        self.event(_chunk({"role": "assistant", "content": ""}))

    def piece(self, text: str) -> None:
        self.event(_chunk({"content": text}))

    def end(self, reason: str = "stop") -> None:
        self.event(_chunk({}, reason))
        self.event({**_chunk({}), "choices": [], "usage": _USAGE})
        self.raw(b"data: [DONE]\n\n")

    def event(self, value: object) -> None:
        self.raw(b"data: %s\n\n" % json.dumps(value).encode())

    def raw(self, body: bytes) -> None:
        self.handler.wfile.write(body)
        self.handler.wfile.flush()


Manner = Callable[[Wire], None]
"""How a request is answered."""


def echoing(wire: Wire) -> None:
    """Looks into every tool once; then says the labelled lines of its prompt, in the shape that is asked for."""
    messages = wire.request["messages"]
    called = {
        call["function"]["name"]
        for message in messages
        if message["role"] == "assistant"
        for call in message.get("tool_calls") or ()
    }
    for tool in wire.request.get("tools") or ():
        function = tool["function"]
        if function["name"].startswith("search") and function["name"] not in called:
            asked = "what was agreed about the numbers"
            wanted = function.get("parameters", {}).get("properties", {})
            wire.call(function["name"], {name: asked for name, one in wanted.items() if one.get("type") == "string"})
            return
    wire.say(echoed(texts_of(wire.request), wire.request.get("response_format")))


@dataclass
class ModelServer:
    """`asked` are the bodies of all requests, byte for byte; `heads` their addresses and headers."""

    url: str
    manner: Manner
    asked: list[bytes] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)

    def forget(self) -> None:
        """Let go of what was asked so far."""
        self.asked.clear()
        self.heads.clear()


@contextmanager
def model_server(manner: Manner = echoing) -> Iterator[ModelServer]:
    """The server, as long as it is wanted; its `manner` may be changed at any time."""
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            here.asked.append(body)
            here.heads.append(f"{self.path}\n{self.headers}")
            try:
                here.manner(Wire(json.loads(body), self, ended))
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # whoever asked has heard enough

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    here = ModelServer(f"http://127.0.0.1:{server.server_port}/v1", manner)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield here
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


def texts_of(request: Mapping[str, Any]) -> Sequence[str]:
    """Every message's text."""
    texts = []
    for message in request["messages"]:
        content = message.get("content") or ""
        texts.append(content if isinstance(content, str) else " ".join(part.get("text", "") for part in content))
    return texts


_USAGE = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}


def _chunk(delta: Mapping[str, object], ended: str | None = None) -> dict[str, object]:
    choice = {"index": 0, "delta": delta, "finish_reason": ended}
    return {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "recorder", "choices": [choice]}


def _completion(message: Mapping[str, object], ended: str = "stop") -> dict[str, object]:
    choice = {"index": 0, "message": message, "finish_reason": ended}
    return {
        "id": "c", "object": "chat.completion", "created": 1, "model": "recorder", "choices": [choice], "usage": _USAGE
    }  # fmt: skip
