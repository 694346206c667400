"""The small programme Oak, served anew for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.copilot.api import serving
from tests.copilot.api.serving import House


@pytest.fixture(scope="session")
def oak(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return serving.prepared(tmp_path_factory.mktemp("oak"), serving.OAK)


@pytest.fixture(scope="session")
def document(oak: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The OpenAPI document, which takes a second to make. Not to be changed."""
    with serving.house(oak, tmp_path_factory.mktemp("document") / "data") as opened:
        found: dict[str, Any] = opened.client().get("/api/openapi.json").json()
        return found


@pytest.fixture
def house(oak: Path, tmp_path: Path) -> Iterator[House]:
    with serving.house(oak, tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def by_password(oak: Path, tmp_path: Path) -> Iterator[House]:
    with serving.house(oak, tmp_path / "data", sign_in="password") as opened:
        yield opened
