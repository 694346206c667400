"""A draft as plain text, and as JSON for programs."""

from __future__ import annotations

from copilot.draft import Draft
from copilot.exports.characters import legible


def plain_text(draft: Draft) -> bytes:
    """The draft's text, UTF-8."""
    return legible(draft.text).encode()


def as_json(draft: Draft) -> bytes:
    """The draft in the envelope of docs/interfaces.md, as far as it is for its audience, UTF-8."""
    return f"{draft.model_dump_json(by_alias=True, indent=2)}\n".encode()
