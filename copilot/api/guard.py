"""Stands before everything that is served: pages, API and websockets alike.

Pure ASGI, because a middleware for HTTP alone leaves Streamlit's websocket open to anyone (docs/architecture.md).
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Collection
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, urlsplit

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from copilot.app import Copilot
from copilot.models import Session, SessionKind

COOKIE = "mentor_session"
API = "/api/"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_UPLOADS = (
    "/api/v1/guidance",
    "/api/v1/notes/files",
    "/api/v1/feedback/imports",
    "/api/v1/programme/imports",
    "/api/v1/owner/",
    "/_stcore/upload_file",
)
_MOST_JSON = 4 * 1024 * 1024
"""Bytes of a body that is not an upload: a note of 4 MB is a book."""

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self' blob:; "
    "frame-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; object-src 'none'"
)
"""Nothing from elsewhere, no script in the page itself, no eval; styles in the page, which Streamlit cannot do without."""

_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """Lets through whom it knows, and what needs no knowing.

    `public` are paths (those ending in `/` with all below) that answer without a session: how to sign in, and
    what that page is made of. `hosts` are the names this server may be called by; others are refused, so that
    a name which somebody points at this computer (DNS rebinding) opens nothing. What is let through has
    `scope["state"]["session"]`, a `Session` or None.
    """

    def __init__(self, app: ASGIApp, copilot: Copilot, *, public: Collection[str], hosts: Collection[str] = ()) -> None:
        self._app, self._copilot = app, copilot
        self._exact = frozenset(path for path in public if not path.endswith("/"))
        self._below = tuple(path for path in public if path.endswith("/"))
        self._hosts = LOOPBACK | frozenset(host.casefold() for host in hosts)
        self._upload_limit = copilot.settings.upload_mb * 1024 * 1024

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        websocket = scope["type"] == "websocket"
        refuse = _Refusal(scope, send)
        host = (headers.get("host") or "").strip()
        if _name(host) not in self._hosts:
            await refuse(421, "unknown_host", "This server is not known by that name.", "Use the address it printed.")
            return
        session, by_cookie = await self._who(headers)
        scope.setdefault("state", {})["session"] = session
        path: str = scope["path"]
        unsafe = websocket or scope["method"] not in _SAFE
        if unsafe and not _same_origin(headers, host) and (by_cookie or not headers.get("authorization")):
            await refuse(403, "foreign_page", "This came from another site's page.", "Open the app's own address.")
            return
        if session is None and not self._is_public(path):
            if websocket or path.startswith((API, "/_stcore/")) or scope["method"] not in _SAFE:
                await refuse(401, "not_signed_in", "Nobody is signed in.", "Sign in, or send a bearer token.")
            else:
                # A path that begins with two slashes is another site's address to a browser.
                back = path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
                query = scope.get("query_string", b"").decode("latin-1")
                there = f"{back}?{query}" if query and back == path else back
                await refuse.to(f"/sign-in?next={quote(there, safe='/')}")
            return
        if websocket:
            watched = _Watched(receive, send, lambda: self._who(headers), open_to_all=session is None)
            await self._app(scope, watched.receive, send)
            return
        limit = self._upload_limit if path.startswith(_UPLOADS) else _MOST_JSON
        guarded = _Guarded(receive, send, limit, refuse, private=not path.startswith(("/static/", "/assets/")))
        if _length(headers) > limit:
            await guarded.refuse()
            return
        try:
            await self._app(scope, guarded.receive, guarded.send)
        except _TooLarge:
            await guarded.refuse()

    def _is_public(self, path: str) -> bool:
        return path in self._exact or path.startswith(self._below)

    async def _who(self, headers: Headers) -> tuple[Session | None, bool]:
        """The session of the bearer token, else of the cookie; and whether it was the cookie's."""
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.casefold() == "bearer" and token:
            found = await to_thread.run_sync(self._copilot.accounts.session, token.strip())
            return (found if found and found.kind is SessionKind.TOKEN else None), False
        secret = cookie(headers.get("cookie", ""))
        if not secret:
            return None, False
        found = await to_thread.run_sync(self._copilot.accounts.session, secret)
        return (found if found and found.kind is SessionKind.BROWSER else None), True


def cookie(header: str) -> str:
    """The session's secret in a cookie header, or nothing."""
    try:
        morsel = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


class _TooLarge(Exception):
    pass


class _Watched:
    """A websocket whose session is looked at with each message: it ends with the session, not with the tab."""

    def __init__(
        self,
        receive: Receive,
        send: Send,
        who: Callable[[], Awaitable[tuple[Session | None, bool]]],
        *,
        open_to_all: bool,
    ) -> None:
        self._receive, self._send, self._who, self._open_to_all = receive, send, who, open_to_all

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] != "websocket.receive" or self._open_to_all:
            return message
        session, _ = await self._who()
        if session is not None:
            return message
        await self._send({"type": "websocket.close", "code": 1008, "reason": "Nobody is signed in any more."})
        return {"type": "websocket.disconnect", "code": 1008}


class _Guarded:
    """The body, counted while it comes; the answer, with our headers on it.

    An app may take the error that a body grows too large for one of its own, so its answer is not passed on then.
    """

    def __init__(self, receive: Receive, send: Send, limit: int, refuse: _Refusal, *, private: bool) -> None:
        self._receive, self._send, self._refuse, self._private = receive, send, refuse, private
        self._limit = self._left = limit
        self._started = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise _TooLarge
        return message

    async def refuse(self) -> None:
        """Say that it is too much, unless an answer is under way."""
        if not self._started:
            self._started = True
            size = self._limit // 1024 // 1024
            await self._refuse(413, "too_large", f"That is more than {size} MB.", "Send less at once.")

    async def send(self, message: Message) -> None:
        if self._left < 0:
            await self.refuse()
            return
        if message["type"] == "http.response.start":
            self._started = True
            headers = MutableHeaders(scope=message)
            for name in [name for name in headers if name.startswith("access-control-")]:
                del headers[name]  # no other site has business here, whatever what we serve says
            for name, value in _HEADERS.items():
                headers[name] = value
            if self._private:
                headers["cache-control"] = "no-store"
        await self._send(message)


class _Refusal:
    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope, self._send = scope, send

    async def __call__(self, status: int, code: str, title: str, next_step: str) -> None:
        if self._scope["type"] == "websocket":
            # Before it was accepted: the server answers the handshake with 403.
            await self._send({"type": "websocket.close", "code": 1008, "reason": title})
            return
        problem = {"type": f"/api/docs#{code}", "title": title, "status": status, "code": code, "next": next_step}
        await self._answer(status, json.dumps(problem).encode(), [(b"content-type", b"application/problem+json")])

    async def to(self, place: str) -> None:
        await self._answer(303, b"", [(b"location", place.encode("latin-1"))])

    async def _answer(self, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
        ours = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
        extra = [(b"www-authenticate", b"Bearer")] if status == 401 else []
        length = [(b"content-length", str(len(body)).encode()), (b"cache-control", b"no-store")]
        await self._send(
            {"type": "http.response.start", "status": status, "headers": [*headers, *length, *extra, *ours]}
        )
        await self._send({"type": "http.response.body", "body": body})


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").casefold()
    except ValueError:
        return ""


def _length(headers: Headers) -> int:
    """What the body is said to be long; nothing useful said is no length, and it is counted as it comes."""
    said = headers.get("content-length", "")
    return int(said) if said.isascii() and said.isdigit() else 0


def _same_origin(headers: Headers, host: str) -> bool:
    """Whether the browser says that our own page asks. A program that says nothing is no browser.

    Every browser since 2020 sends `Origin` with what is not a plain GET, and with each websocket.
    """
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    try:
        return urlsplit(origin).netloc.casefold() == host.casefold()
    except ValueError:
        return False
