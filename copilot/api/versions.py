"""How a request says which version it changes. See `copilot.versions`."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        max_length=500,
        description="The `version` that was last read. Where the thing has changed since, the answer is 409 with both.",
        examples=["3f1c9a0e5b7d2468"],
    ),
]
