"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("ours", deadline=None)  # how long one example takes says what else the machine does
settings.load_profile("ours")
