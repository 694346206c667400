"""Pages that need no script: the document around them."""

from __future__ import annotations

import html

from fastapi.responses import HTMLResponse


def page(title: str, body: str, *, status: int = 200, script: str = "") -> HTMLResponse:
    """The whole page. `title` is shown as it is; `body` is HTML, `script` one of our assets."""
    runs = f'<script defer src="/assets/{script}"></script>' if script else ""
    return HTMLResponse(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(title)} · Mentoring Copilot</title>"
        '<link rel="icon" href="/assets/logo.svg" type="image/svg+xml">'
        '<link rel="stylesheet" href="/assets/app.css"><link rel="stylesheet" href="/assets/entrance.css">'
        f"{runs}</head>"
        '<body class="entrance"><main><p class="brand"><img src="/assets/logo.svg" alt="" width="36" height="36">'
        f"Mentoring Copilot</p><h1>{html.escape(title)}</h1>{body}</main></body></html>",
        status_code=status,
    )


def attr(text: str) -> str:
    """The text as the value of an attribute."""
    return html.escape(text, quote=True)
