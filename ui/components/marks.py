"""Small pieces of HTML that several pages set together. Everything given is shown as it is."""

from __future__ import annotations

from html import escape

from copilot.models import Visibility


def chip(text: str, kind: str = "") -> str:
    """A rounded word or two. `kind`: private, shared, late, or none."""
    return f'<span class="mc-chip {kind}">{escape(text)}</span>'


def seen_by(visibility: Visibility, partner: str | None) -> str:
    """A chip that says who may read it."""
    if visibility is Visibility.PRIVATE:
        return chip("private", "private")
    return chip(f"shared with {partner}" if partner else "shared", "shared")


def empty(title: str, text: str) -> str:
    """What stands where there is nothing yet, and what to do about it."""
    return f'<div class="mc-empty"><b>{escape(title)}</b>{escape(text)}</div>'


def lead(text: str) -> str:
    """The lines under a page's title."""
    return f'<p class="mc-lead">{escape(text)}</p>'
