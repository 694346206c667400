"""Which passages found have little to do with what was searched for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from copilot.weak_hits import weak_hits
from ingest.models import DocumentKind, Hit, Passage, Scope


def hit(identifier: str, text: str) -> Hit:
    passage = Passage(
        id=identifier,
        document_id="d",
        programme="p",
        kind=DocumentKind.NOTE,
        scope=Scope.person("ines"),
        subject=None,
        day=date(2025, 1, 1),
        ordinal=0,
        start=0,
        end=len(text),
        heading_path=(),
        text=text,
    )
    return Hit(passage, "July", "note", "ines", (), 1.0)


def similar(near: float):  # type: ignore[no-untyped-def]
    def cosines(one: Sequence[str], other: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.full((len(one), len(other)), near, dtype=np.float32)

    return cosines


HITS = [hit("a", "We planted tomatoes."), hit("b", "The panel is on Monday.")]


def test_neither_near_nor_of_its_words_is_weak() -> None:
    assert weak_hits("growing tomatoes", HITS, similar(0.1)) == {"a", "b"}
    assert weak_hits("tomatoes", HITS, similar(0.1)) == {"b"}


def test_what_is_near_in_meaning_is_not_weak() -> None:
    assert weak_hits("vegetables", HITS, similar(0.6)) == frozenset()


def test_nothing_found_is_not_weak() -> None:
    assert weak_hits("tomatoes", [], similar(0.1)) == frozenset()
