"""Drafts as files that are sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import Query, Response

SuffixName = Literal[".md", ".docx", ".eml", ".ics", ".txt", ".json"]
Suffix = Annotated[SuffixName, Query(description="What kind of file.")]

MEDIA: Mapping[str, str] = {
    ".md": "text/markdown",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".ics": "text/calendar",
    ".txt": "text/plain",
    ".json": "application/json",
}

FILE_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file.",
        "content": {
            kind: {"schema": {} if kind == MEDIA[".json"] else {"type": "string", "format": "binary"}}
            for kind in MEDIA.values()
        },
    }
}


def as_file(content: bytes, kind: str, suffix: SuffixName) -> Response:
    """The answer that a browser saves under a name that says what it is."""
    return Response(
        content,
        media_type=MEDIA[suffix],
        headers={"content-disposition": f'attachment; filename="{kind}{suffix}"'},
    )
