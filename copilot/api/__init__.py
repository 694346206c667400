"""The HTTP API under `/api/v1`, and the guard that stands before it and before the pages."""

from copilot.api.application import create_app
from copilot.api.guard import Guard

__all__ = ["Guard", "create_app"]
