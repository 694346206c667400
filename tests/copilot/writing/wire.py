"""A provider of our own on loopback: answers in the formats that providers document, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    """One HTTP answer. `hangs`: its head comes, and then nothing; `breaks`: the connection ends in the middle."""

    body: bytes = b""
    status: int = 200
    kind: str = "application/json"
    hangs: bool = False
    breaks: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Wire:
    """What was asked, request by request, and what is answered: the last answer goes on and on."""

    address: str
    answers: list[Answer] = field(default_factory=list)
    asked: list[Any] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def next(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def wire() -> Iterator[Wire]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            here.asked.append(json.loads(self.rfile.read(length)))
            here.paths.append(self.path)
            here.headers.append({name.lower(): value for name, value in self.headers.items()})
            answer = here.next()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("content-type", answer.kind)
            self.send_header("connection", "close")
            if not answer.hangs and not answer.breaks:
                self.send_header("content-length", str(len(answer.body)))
            elif answer.breaks:
                self.send_header("content-length", str(len(answer.body) + 100))
            self.end_headers()
            self.wfile.write(answer.body)
            self.wfile.flush()
            if answer.hangs:
                here.over.wait(10)
            self.close_connection = True

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    here = Wire(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield here
    finally:
        here.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(frozen=True)
class Format:
    """How one provider writes: an answer in pieces, a tool call, a refusal, an error."""

    spec: str
    key: str
    said: Callable[[Sequence[str]], Answer]
    called: Callable[[str, Mapping[str, Any]], Answer]
    refused: Callable[[], Answer]
    error: Callable[[int, str], Answer]
    structured: Callable[[Any], Any]
    """The schema as it stands in a request."""
    texts: Callable[[Any], str]
    """All that a request tells the model."""


def _events(events: Sequence[Any], *, named: bool = False, end: str = "") -> Answer:
    heads = [f"event: {one['type']}\n" if named else "" for one in events]
    lines = [f"{head}data: {json.dumps(one)}\n\n" for head, one in zip(heads, events, strict=True)]
    return Answer(("".join(lines) + end).encode(), kind="text/event-stream")


# OpenAI: https://platform.openai.com/docs/api-reference/chat/streaming


def _openai_chunk(delta: Mapping[str, Any], ended: str | None = None, **more: Any) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": ended}
    base = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "small-1"}
    return {**base, "choices": [choice], **more}


_OPENAI_USAGE = {"prompt_tokens": 31, "completion_tokens": 7, "total_tokens": 38}


def _openai(events: Sequence[Mapping[str, Any]]) -> Answer:
    usage = {**_openai_chunk({}), "choices": [], "usage": _OPENAI_USAGE}
    return _events([*events, usage], end="data: [DONE]\n\n")


def _openai_said(pieces: Sequence[str]) -> Answer:
    head = _openai_chunk({"role": "assistant", "content": "", "refusal": None})
    return _openai([head, *(_openai_chunk({"content": one}) for one in pieces), _openai_chunk({}, "stop")])


def _openai_called(name: str, arguments: Mapping[str, Any]) -> Answer:
    written = json.dumps(arguments)
    begun = {"index": 0, "id": "call_1", "type": "function", "function": {"name": name, "arguments": ""}}
    rest = [{"index": 0, "function": {"arguments": part}} for part in (written[:5], written[5:])]
    deltas = [{"role": "assistant", "content": None, "tool_calls": [begun]}, *({"tool_calls": [one]} for one in rest)]
    return _openai([*map(_openai_chunk, deltas), _openai_chunk({}, "tool_calls")])


def _openai_refused() -> Answer:
    return _openai([_openai_chunk({"role": "assistant", "content": ""}), _openai_chunk({}, "content_filter")])


def _openai_error(status: int, message: str) -> Answer:
    said = {"error": {"message": message, "type": "error", "param": None, "code": None}}
    return Answer(json.dumps(said).encode(), status)


def _openai_texts(asked: Any) -> str:
    return json.dumps(asked["messages"], ensure_ascii=False)


OPENAI = Format(
    "openai:small-1",
    "OPENAI_API_KEY",
    _openai_said,
    _openai_called,
    _openai_refused,
    _openai_error,
    lambda asked: asked["response_format"]["json_schema"]["schema"],
    _openai_texts,
)


# Anthropic: https://docs.anthropic.com/en/api/messages-streaming


def _anthropic(blocks: Sequence[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]], ended: str) -> Answer:
    message = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "small-1",
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {"input_tokens": 31, "output_tokens": 1},
    }
    events: list[dict[str, Any]] = [{"type": "message_start", "message": message}, {"type": "ping"}]
    for index, (begun, deltas) in enumerate(blocks):
        events.append({"type": "content_block_start", "index": index, "content_block": begun})
        events += [{"type": "content_block_delta", "index": index, "delta": delta} for delta in deltas]
        events.append({"type": "content_block_stop", "index": index})
    delta = {"stop_reason": ended, "stop_sequence": None}
    events.append({"type": "message_delta", "delta": delta, "usage": {"input_tokens": 31, "output_tokens": 7}})
    return _events([*events, {"type": "message_stop"}], named=True)


def _anthropic_said(pieces: Sequence[str]) -> Answer:
    return _anthropic(
        [({"type": "text", "text": ""}, [{"type": "text_delta", "text": one} for one in pieces])], "end_turn"
    )


def _anthropic_called(name: str, arguments: Mapping[str, Any]) -> Answer:
    written = json.dumps(arguments)
    begun = {"type": "tool_use", "id": "toolu_1", "name": name, "input": {}}
    return _anthropic(
        [(begun, [{"type": "input_json_delta", "partial_json": one} for one in (written[:5], written[5:])])], "tool_use"
    )


def _anthropic_error(status: int, message: str) -> Answer:
    return Answer(json.dumps({"type": "error", "error": {"type": "error", "message": message}}).encode(), status)


ANTHROPIC = Format(
    "anthropic:small-1",
    "ANTHROPIC_API_KEY",
    _anthropic_said,
    _anthropic_called,
    lambda: _anthropic([], "refusal"),
    _anthropic_error,
    lambda asked: asked["output_config"]["format"]["schema"],
    lambda asked: json.dumps([asked.get("system"), asked["messages"]], ensure_ascii=False),
)


# Ollama: https://github.com/ollama/ollama/blob/main/docs/api.md


def _ollama(messages: Sequence[Mapping[str, Any]], ended: str = "stop") -> Answer:
    base = {"model": "small-1", "created_at": "2026-11-02T09:00:00.000000Z"}
    lines = [{**base, "message": {"role": "assistant", **one}, "done": False} for one in messages]
    last = {
        **base,
        "message": {"role": "assistant", "content": ""},
        "done_reason": ended,
        "done": True,
        "total_duration": 5,
        "load_duration": 1,
        "prompt_eval_count": 31,
        "prompt_eval_duration": 1,
        "eval_count": 7,
        "eval_duration": 1,
    }
    body = "".join(f"{json.dumps(one)}\n" for one in [*lines, last])
    return Answer(body.encode(), kind="application/x-ndjson")


def _ollama_called(name: str, arguments: Mapping[str, Any]) -> Answer:
    return _ollama([{"content": "", "tool_calls": [{"function": {"name": name, "arguments": arguments}}]}])


OLLAMA = Format(
    "ollama:small-1",
    "",
    lambda pieces: _ollama([{"content": one} for one in pieces]),
    _ollama_called,
    lambda: _ollama([], "content_filter"),
    lambda status, message: Answer(json.dumps({"error": message}).encode(), status),
    lambda asked: asked["format"],
    _openai_texts,
)


# Mistral: https://docs.mistral.ai/api/


def _mistral(events: Sequence[dict[str, Any]]) -> Answer:
    events[-1]["usage"] = _OPENAI_USAGE
    return _events(events, end="data: [DONE]\n\n")


def _mistral_called(name: str, arguments: Mapping[str, Any]) -> Answer:
    call = {"id": "abc123def", "index": 0, "function": {"name": name, "arguments": json.dumps(arguments)}}
    return _mistral([_openai_chunk({"role": "assistant", "content": "", "tool_calls": [call]}, "tool_calls")])


MISTRAL = Format(
    "mistralai:small-1",
    "MISTRAL_API_KEY",
    lambda pieces: _mistral(
        [
            _openai_chunk({"role": "assistant", "content": ""}),
            *(_openai_chunk({"content": one}) for one in pieces),
            _openai_chunk({"content": ""}, "stop"),
        ]
    ),
    _mistral_called,
    lambda: _mistral([_openai_chunk({"role": "assistant", "content": ""}, "content_filter")]),
    lambda status, message: Answer(
        json.dumps({"object": "error", "message": message, "code": status}).encode(), status
    ),
    lambda asked: asked["response_format"]["json_schema"]["schema"],
    _openai_texts,
)


# Google: https://ai.google.dev/api/generate-content


def _google(contents: Sequence[Sequence[Mapping[str, Any]]], ended: str = "STOP") -> Answer:
    usage = {"promptTokenCount": 31, "candidatesTokenCount": 7, "totalTokenCount": 38}
    events: list[dict[str, Any]] = [
        {"candidates": [{"content": {"role": "model", "parts": list(parts)}, "index": 0}], "modelVersion": "small-1"}
        for parts in contents
    ]
    last = {"candidates": [{"content": {"role": "model", "parts": [{"text": ""}]}, "finishReason": ended, "index": 0}]}
    return _events([*events, {**last, "usageMetadata": usage, "modelVersion": "small-1"}])


GOOGLE = Format(
    "google_genai:small-1",
    "GOOGLE_API_KEY",
    lambda pieces: _google([[{"text": one}] for one in pieces]),
    lambda name, arguments: _google([[{"functionCall": {"name": name, "args": arguments}}]]),
    lambda: _google([], "SAFETY"),
    lambda status, message: Answer(
        json.dumps({"error": {"code": status, "message": message, "status": "ERROR"}}).encode(), status
    ),
    lambda asked: asked["generationConfig"]["responseJsonSchema"],
    lambda asked: json.dumps([asked.get("systemInstruction"), asked["contents"]], ensure_ascii=False),
)

FORMATS = (OPENAI, ANTHROPIC, OLLAMA, MISTRAL, GOOGLE)
