"""Every error as `application/problem+json` (RFC 9457): one place, one handler an error class."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from copilot.api.asking import ASK_STAFF, NOTHING_HERE
from copilot.errors import (
    BriefError,
    Conflict,
    CopilotError,
    FolderBusy,
    InvalidInput,
    NotFound,
    NotSignedIn,
    TooManyTries,
)
from copilot.writing.llm import ModelFailed, ModelMissing
from ingest.errors import DatabaseUnavailable, FileTooLarge, FolderInUse, IngestError, UnreadableFile, UnsupportedFile

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)


class Problem(BaseModel):
    """What went wrong, with which thing, and what to do next."""

    type: str = Field(examples=["/api/docs#not_found"])
    title: str = Field(examples=["There is no note 'n-20261102-ab' here, or it is not yours to see."])
    status: int = Field(examples=[404])
    code: str = Field(examples=["not_found"])
    location: str | None = None
    next: str = Field(default="", description="What to do now.")
    problems: list[str] = Field(default_factory=list, description="One line for each thing that is wrong.")
    version: int | str | None = Field(default=None, description="With 409: the version that stands now.")
    current: dict[str, str] | None = Field(default=None, description="With 409: how the parts of it stand now.")
    sent: dict[str, str] | None = Field(
        default=None, description="With 409: what was refused, so that nothing typed is lost."
    )


PROBLEM_SCHEMA = {"$ref": "#/components/schemas/Problem"}
UPLOAD_ERRORS: dict[int | str, dict[str, Any]] = {
    415: {
        "description": "A file of a kind that is not read.",
        "content": {MEDIA_TYPE: {"schema": PROBLEM_SCHEMA}},
    }
}
"""What a route that takes files may answer beside what every route may."""

_STATUS: Sequence[tuple[type[CopilotError] | type[IngestError], int]] = (
    (TooManyTries, 429),
    (NotSignedIn, 401),
    (NotFound, 404),
    (Conflict, 409),
    (InvalidInput, 422),
    (BriefError, 422),
    (ModelMissing, 422),
    (ModelFailed, 503),
    (FolderBusy, 503),
    (FolderInUse, 503),
    (DatabaseUnavailable, 503),
    (FileTooLarge, 413),
    (UnsupportedFile, 415),
    (UnreadableFile, 422),
)


def problem(
    status: int,
    title: str,
    *,
    code: str = "",
    location: str | None = None,
    next_step: str = "",
    problems: Sequence[str] = (),
    headers: dict[str, str] | None = None,
    conflict: Conflict | None = None,
) -> Response:
    """The answer for it."""
    code = code or HTTPStatus(status).phrase.casefold().replace(" ", "_")
    said = Problem(
        type=f"/api/docs#{code}",
        title=title,
        status=status,
        code=code,
        location=location,
        next=next_step,
        problems=list(problems),
        version=conflict.version if conflict else None,
        current=dict(conflict.theirs) if conflict else None,
        sent=dict(conflict.yours) if conflict else None,
    )
    absent = set() if conflict else {"version", "current", "sent"}
    # What was sent may hold half of a surrogate pair, which is no text: escaped, every answer can be encoded.
    plain = json.dumps(said.model_dump(exclude=absent), default=str)
    return Response(plain, status, headers, MEDIA_TYPE)


def of_error(error: CopilotError | IngestError) -> Response:
    """The answer for one of our own errors."""
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
    if status == 500 or isinstance(error, ModelFailed):
        _log.error("%s: %s", type(error).__name__, error.message)
    code = error.code if isinstance(error, CopilotError) else _code(type(error).__name__)
    return problem(
        status,
        error.message,
        code=code,
        location=getattr(error, "location", None),
        next_step=error.next_step,
        problems=getattr(error, "problems", ()),
        headers={"retry-after": str(error.seconds)} if isinstance(error, TooManyTries) else None,
        conflict=error if isinstance(error, Conflict) else None,
    )


def install(app: FastAPI) -> None:
    """Let the app answer its errors so."""

    @app.exception_handler(CopilotError)
    @app.exception_handler(IngestError)
    async def ours(_request: Request, error: Exception) -> Response:
        assert isinstance(error, CopilotError | IngestError)
        return of_error(error)

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> Response:
        lines = [f"{_place(one['loc'])}: {one['msg']}" for one in error.errors()]
        return problem(
            422,
            lines[0] if len(lines) == 1 else f"{len(lines)} things in this request cannot be used.",
            code="invalid_request",
            location=_place(error.errors()[0]["loc"]) if error.errors() else None,
            next_step="See /api/docs for what it takes.",
            problems=lines,
        )

    @app.exception_handler(HTTPException)
    async def http(_request: Request, error: HTTPException) -> Response:
        if error.status_code == HTTPStatus.NOT_FOUND:
            # The same words as for staff's own addresses, to whoever is not staff.
            return problem(404, NOTHING_HERE, next_step=ASK_STAFF)
        return problem(error.status_code, str(error.detail), headers=dict(error.headers or {}))

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, error: Exception) -> Response:
        # The path and the kind alone: a message may hold what somebody wrote.
        _log.error("%s %s failed: %s", request.method, request.url.path, type(error).__name__, exc_info=error)
        return problem(500, "Something went wrong inside the app.", next_step="Try again; your staff can see the log.")


def _place(location: Sequence[int | str]) -> str:
    parts = [str(part) for part in location if part not in ("body", "query", "path")]
    return ".".join(parts) or "body"


def _code(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).strip("_")
