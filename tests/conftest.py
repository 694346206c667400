"""What holds for every test."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

# How long one example takes says what else the machine does. The same examples each time: a commit passes or not by
# what is in it. New ones are looked for with `pytest --hypothesis-profile search`.
settings.register_profile("ours", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile("ours")


@pytest.fixture(autouse=True)
def the_same_main() -> Iterator[None]:
    """Streamlit puts the page it draws in place of `__main__`, which a child process of a later test would run again."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before
