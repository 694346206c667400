"""Streamlit's pages, with our own name, styles and script in the document that carries them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import streamlit
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from copilot.models import Session

_CLOSED = ("/_stcore/agent", "/_stcore/metrics", "/auth", "/oauth2callback")
"""Doors of Streamlit's that this app has no use for."""
_PAGE = re.compile(r"^/[a-z-]*$")
"""A page's address: one word. Whoever asks below it must be told that nothing is there."""


class Shell:
    """Answers page addresses with the document, everything else with what Streamlit serves."""

    def __init__(self, pages: ASGIApp) -> None:
        self._pages = pages
        self._before, self._after = _document()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        if scope["type"] == "http" and path.startswith(_CLOSED):
            await Response(status_code=404)(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and _PAGE.match(path):
            await HTMLResponse(self._for(scope))(scope, receive, send)
        else:
            await self._pages(scope, receive, send)

    def _for(self, scope: Scope) -> str:
        """The document for whoever is signed in: it names them by a fingerprint, to keep apart what they type."""
        session = scope.get("state", {}).get("session")
        return f'{self._before}<html lang="en" data-person="{mark_of(session)}">{self._after}'


def mark_of(session: object) -> str:
    """The fingerprint by which the browser keeps apart what people type; nothing where nobody is signed in."""
    if not isinstance(session, Session):
        return ""
    return hashlib.sha256(f"{session.programme}/{session.person}".encode()).hexdigest()[:12]


def _document() -> tuple[str, str]:
    """Streamlit's own, before and after its `<html>`: nothing in it runs from the page itself, nor from elsewhere."""
    text = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    text = re.sub(r"<noscript>.*?</noscript>", _NO_SCRIPT, text, flags=re.DOTALL)
    text = re.sub(r"<link\b[^>]*\b(?:service-desc|SourceSans)[^>]*>", "", text)
    text = re.sub(
        r'<link rel="shortcut icon"[^>]*>', '<link rel="icon" href="/assets/logo.svg" type="image/svg+xml">', text
    )
    text = re.sub(r"<title>.*?</title>", "<title>Mentoring Copilot</title>", text, flags=re.DOTALL)
    text = text.replace('"./', '"/')
    text = text.replace("</head>", _OURS + "</head>")
    before, mark, after = text.partition('<html lang="en">')
    if not mark or _OURS not in after:
        raise RuntimeError("This version of Streamlit has another document than we know; install the one in the lock.")
    return before.lstrip(), after


_OURS = (
    '<link rel="stylesheet" href="/assets/app.css"><script src="/assets/place.js"></script>'
    '<script defer src="/assets/keep.js"></script><script defer src="/assets/reach.js"></script>'
)
_NO_SCRIPT = "<noscript><p>The pages need JavaScript. Without it, use the <code>mentor</code> command.</p></noscript>"
