"""The API as an app of its own: `mentor serve` runs it alone, `python -m ui` beside the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import fastapi_offline
from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.routing import Match
from starlette.types import Lifespan

from copilot.api import problems
from copilot.api.asking import Told
from copilot.api.routes import ROUTERS
from copilot.api.routes import owner as owner_routes
from copilot.app import Copilot

VERSION = "1"
PREFIX = f"/api/v{VERSION}"
PUBLIC = (
    f"{PREFIX}/sessions",
    f"{PREFIX}/health",
    f"{PREFIX}/owner/",
    "/api/docs",
    "/api/docs/",
    "/api/openapi.json",
)
"""What answers without a session; signing in is one of them, and the other methods there ask for a session themselves.
The owner's address asks for a token that stands in the data folder (`serving.py`)."""

_DOCS = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Mentoring Copilot API</title>
<link rel="stylesheet" href="/api/docs/files/swagger-ui.css"><link rel="icon" href="data:,"></head>
<body><div id="swagger-ui"></div>
<script src="/api/docs/files/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>
"""
_START = """window.ui = SwaggerUIBundle({
  url: "/api/openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIBundle.SwaggerUIStandalonePreset].filter(Boolean),
});
"""
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE")
_ERRORS = {
    400: "The body cannot be read.",
    401: "Nobody is signed in.",
    403: "It came from another site's page.",
    404: "It is not there, or not yours to see.",
    409: "It was changed meanwhile; the answer holds both.",
    413: "Too much at once.",
    422: "Something in the request cannot be used.",
    429: "Too many tries; `Retry-After` says how long to wait.",
    503: "The data folder is busy or cannot be written, or a language model gave no answer.",
}


class Health(Told):
    status: Literal["ok"] = "ok"


def create_app(copilot: Copilot, *, owner: str | None = None, lifespan: Lifespan[FastAPI] | None = None) -> FastAPI:
    """The API on this copilot, which stays the caller's to close. It must stand behind a `Guard`.

    `owner`: the token by which the owner of the folder may ask for anything (`serving.announced`).
    `lifespan` is run with the app's own, for what else it will carry.
    """
    app = FastAPI(
        title="Mentoring Copilot",
        version=VERSION,
        summary="What the pages do, for programs.",
        description="Sign in by cookie (`POST /api/v1/sessions`) or send a token as `Authorization: Bearer …`. "
        "Errors are `application/problem+json` and say what to do next.",
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        responses={
            status: {
                "description": said,
                "content": {problems.MEDIA_TYPE: {"schema": problems.PROBLEM_SCHEMA}},
            }
            for status, said in _ERRORS.items()
        },
    )
    app.state.copilot, app.state.owner = copilot, owner
    problems.install(app)
    api = APIRouter(prefix=PREFIX)
    for router in ROUTERS:
        api.include_router(router)

    @api.get("/health", tags=["health"])
    def health() -> Health:
        """That the app answers; nothing about what it holds."""
        return Health()

    api.include_router(owner_routes.router)
    app.include_router(api)
    _end(app)
    _document(app)
    return app


def _end(app: FastAPI) -> None:
    """Whatever else is asked for under `/api/v1` is not here; without this, pages mounted below would answer."""

    @app.api_route(f"{PREFIX}/{{rest:path}}", methods=list(_METHODS), include_in_schema=False)
    def nothing(request: Request) -> Response:
        others = set()
        for method in _METHODS:
            asked = {**request.scope, "method": method}
            found = (route.matches(asked) for route in app.router.routes if getattr(route, "name", "") != "nothing")
            if any(match is Match.FULL for match, _ in found):
                others.add(method)
        if others:
            raise HTTPException(405, "That cannot be done here.", {"allow": ", ".join(sorted(others))})
        raise HTTPException(404)


def _document(app: FastAPI) -> None:
    files = Path(fastapi_offline.__file__).parent / "static"
    app.mount("/api/docs/files", StaticFiles(directory=files))

    @app.get("/api/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(_DOCS)

    @app.get("/api/docs/start.js", include_in_schema=False)
    def start() -> Response:
        return Response(_START, media_type="text/javascript")

    generated = app.openapi

    def openapi() -> dict[str, object]:
        schema = generated()
        components = schema.setdefault("components", {})
        components.setdefault("schemas", {}).setdefault("Problem", problems.Problem.model_json_schema())
        components["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer"},
            "cookie": {"type": "apiKey", "in": "cookie", "name": "mentor_session"},
        }
        schema["security"] = [{"token": []}, {"cookie": []}]
        return schema

    app.openapi = openapi  # type: ignore[method-assign]
