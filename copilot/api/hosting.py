"""An app on one address until it is stopped: bound first, announced to the owner's commands, ended gracefully."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from copilot.api.problems import problem
from copilot.errors import BriefError
from copilot.serving import announced, is_loopback
from copilot.settings import Settings

_KEPT_OPEN = 75
"""Seconds that an idle connection stays open: longer than a reader pauses and than a server before the app keeps it, so
that a request seldom meets one that is just being closed."""
GRACE = 5
"""Seconds that requests under way have to end when the app is stopped."""
_TO_LEAVE = 1.0
"""Seconds that threads have to notice that all is closed."""


def check_address(settings: Settings, host: str) -> None:
    """Raises BriefError where `local` sign-in would be served to other computers."""
    if settings.sign_in == "local" and not is_loopback(host):
        raise BriefError(
            f"Without passwords the app answers to this computer alone, not to {host}: whoever reaches it can be anybody.",
            location="--host",
            next_step="Set COPILOT_SIGN_IN=password and give people passwords with `mentor user add`.",
        )


def listen(host: str, port: int) -> socket.socket:
    """Bound to the address; port 0 is any free one. Raises BriefError where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise BriefError(
            f"The app cannot answer at {host}, port {port}: {error.strerror or error}.",
            location="--port",
            next_step="Name another --port, or 0 for any free one.",
        ) from error
    return listening


def address_of(listening: socket.socket) -> str:
    """What to type into a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Host(uvicorn.Server):
    """The app on a bound socket. `ready` is called once it answers.

    Only `proxies` are believed about who asks and by which scheme (`X-Forwarded-For`, `X-Forwarded-Proto`); without
    any, nobody is. Else whoever asks could pick the address that tries to sign in are counted by.
    """

    def __init__(
        self, app: ASGIApp, ready: Callable[[], object] = lambda: None, *, proxies: Sequence[str] = ()
    ) -> None:
        super().__init__(
            uvicorn.Config(
                self._answered,
                interface="asgi3",
                log_level="warning",
                access_log=False,
                server_header=False,
                proxy_headers=bool(proxies),
                forwarded_allow_ips=list(proxies),
                timeout_graceful_shutdown=GRACE,
                timeout_keep_alive=_KEPT_OPEN,
                ws_max_size=8 * 1024 * 1024,
            )
        )
        self._app, self._ready = app, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What the app answers; or, where the grace is over before it does, that it is being stopped."""
        begun = scope["type"] != "http"

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except asyncio.CancelledError:
            if not self.should_exit:
                raise
            if not begun:
                await _STOPPED(scope, receive, send)


_STOPPED = problem(
    503,
    "The app was stopped before this was done.",
    code="stopped",
    next_step="Nothing was half-written. Ask again when it runs.",
    headers={"connection": "close"},
)


@contextmanager
def ends_with_the_block() -> Iterator[None]:
    """The process does not outlive the block: what still works in a thread then, and cannot be told to stop, is cut off.

    To be put around everything that is opened to serve, so that it is closed before. The exit code is 0 then.
    """
    others = set(threading.enumerate())
    yield
    deadline = time.monotonic() + _TO_LEAVE
    for thread in set(threading.enumerate()) - others:
        if not thread.daemon:
            thread.join(max(0.0, deadline - time.monotonic()))
            if thread.is_alive():
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(0)


def serve(
    app: ASGIApp, settings: Settings, owner: str, listening: socket.socket, ready: Callable[[], object] = lambda: None
) -> None:
    """Serve until Ctrl+C or a TERM signal; returns when what was under way has ended.

    The folder says meanwhile where the app answers (`copilot.serving`), with the `owner`'s token.
    """
    host, port = listening.getsockname()[:2]
    # uvicorn ends gracefully and then passes the signal on; the caller closes the folder after that.
    with suppress(KeyboardInterrupt), _signals_end_it(), announced(settings.folder, owner, host, port), listening:
        Host(app, ready, proxies=settings.trusted_proxies).run(sockets=[listening])


@contextmanager
def _signals_end_it() -> Iterator[None]:
    """TERM is Ctrl+C: uvicorn sends on the signal that stopped it, and by default that ends the process at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
