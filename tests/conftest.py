"""What holds for every test."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("ours", deadline=None)  # how long one example takes says what else the machine does
settings.load_profile("ours")


@pytest.fixture(autouse=True)
def the_same_main() -> Iterator[None]:
    """Streamlit puts the page it draws in place of `__main__`, which a child process of a later test would run again."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before
