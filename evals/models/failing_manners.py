"""The ways in which a model server fails, each as the server does it."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Mapping

from evals.models.model_server import Manner, Wire

_BEGUN = '{"sentences": [{"cites": ["B1"], "text": "I would like to'
_WAIT = 30.0
_MEGABYTE = "word " * 200_000
_MANY = 200


def _killed(wire: Wire) -> None:
    """Dies in the middle of its answer, and says no farewell."""
    wire.begin()
    wire.piece(_BEGUN)
    connection = wire.handler.connection
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _cut(wire: Wire) -> None:
    """Ends the connection in the middle of its answer."""
    wire.begin()
    wire.piece(_BEGUN)


def _silent(wire: Wire) -> None:
    """Takes the request and never answers."""
    wire.ended.wait(_WAIT)


def _hanging(wire: Wire) -> None:
    """Begins to answer and says no more."""
    wire.begin()
    wire.piece(_BEGUN)
    wire.ended.wait(_WAIT)


def _dripping(wire: Wire) -> None:
    """A letter now and then, without end."""
    wire.begin()
    for _ in range(100):
        if wire.ended.wait(0.3):
            break
        wire.piece("a")


def _garbage(wire: Wire) -> None:
    wire.whole(200, bytes(range(256)) * 40, "text/event-stream")


def _page(wire: Wire) -> None:
    wire.whole(200, b"<html><body><h1>Welcome to the guest network</h1></body></html>", "text/html")


def _status(status: int) -> Manner:
    def answer(wire: Wire) -> None:
        wire.whole(status, json.dumps({"error": {"message": "sk-secret at /srv/app.py", "code": "x"}}).encode())

    return answer


def _refusal(wire: Wire) -> None:
    wire.begin()
    wire.end("content_filter")


def _limited(wire: Wire) -> None:
    """Stops where it was told to, in the middle of a sentence."""
    wire.begin()
    wire.piece(_BEGUN)
    wire.end("length")


def _endless(wire: Wire) -> None:
    """200 MB of words, as fast as they are read."""
    wire.begin()
    for _ in range(_MANY):
        wire.piece(_MEGABYTE)
    wire.end()


def _endless_line(wire: Wire) -> None:
    """200 MB that are no event at all."""
    wire.head(200, "text/event-stream")
    for _ in range(_MANY):
        wire.raw(_MEGABYTE.encode())


def _saying(text: str) -> Manner:
    return lambda wire: wire.say(text)


_REPEATED = json.dumps({"sentences": [{"cites": ["B1"], "text": "Please send the numbers by Friday."}] * 500})

FAILURES: Mapping[str, Manner] = {
    "killed in mid-stream": _killed,
    "cut off in mid-stream": _cut,
    "silent": _silent,
    "hanging in mid-stream": _hanging,
    "dripping": _dripping,
    "garbage": _garbage,
    "a page of HTML": _page,
    "429": _status(429),
    "401": _status(401),
    "404": _status(404),
    "500": _status(500),
    "refusal": _refusal,
    "empty answer": _saying(""),
    "stopped at its limit": _limited,
    "half JSON": _saying(_BEGUN),
    "JSON of another shape": _saying('{"sentences": {"a": 7}, "B1": [null, {"text": 3}]}'),
    "500 repeated sentences": _saying(_REPEATED),
    "200 MB of words": _endless,
    "200 MB in one line": _endless_line,
}
