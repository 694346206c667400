"""A version on what two people, or one in two windows, may edit: the second sees both texts, neither is lost."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import Header

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description="The `version` that was last read. Where the thing has changed since, the answer is 409 with both.",
    ),
]


def version_of(*parts: object) -> str:
    """A short fingerprint of how a thing stands."""
    return hashlib.sha256("\x1f".join(map(repr, parts)).encode()).hexdigest()[:16]


def same(wanted: str | None, current: str) -> bool:
    """Whether `If-Match` allows a change of what stands at that version. Nothing said allows it."""
    return wanted is None or current in {one.strip().removeprefix("W/").strip('"') for one in wanted.split(",")}
