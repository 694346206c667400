"""Nothing of a deleted note need stay in memory."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date
from typing import Any

import copilot
from copilot.actions import track_actions
from copilot.forgetting import forget
from copilot.models import Note
from tests.copilot.actions.labelled import PAIRS, PEOPLE


def caches() -> dict[str, Any]:
    """Every function's cache in the package that is keyed by something."""
    found = {}
    for module in pkgutil.walk_packages(copilot.__path__, "copilot."):
        if ".migrations" in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            ours = str(getattr(value, "__module__", "")).startswith("copilot.")
            if ours and hasattr(value, "cache_parameters") and value.cache_parameters()["maxsize"] != 1:
                found[f"{value.__module__}.{name}"] = value
    return found


def test_every_cache_is_emptied() -> None:
    kept = caches()
    note = Note("n1", "daniel", date(2026, 9, 1), "Amara to book the walrus by 10 Sept.", "main")
    track_actions([note], (), PAIRS["main"], PEOPLE, date(2026, 10, 1))
    assert any(name.startswith("copilot.review") for name in kept)
    assert any(cache.cache_info().currsize for cache in kept.values())
    forget()
    assert {name: cache.cache_info().currsize for name, cache in kept.items()} == dict.fromkeys(kept, 0)


def test_no_cache_of_whole_texts_is_large() -> None:
    for name, cache in caches().items():
        if name.startswith("copilot.actions"):
            assert 0 < cache.cache_parameters()["maxsize"] <= 2048, name
