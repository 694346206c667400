"""Thanks that stand in a note already are said, in its words."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.drafts.noted_thanks import noted_thanks
from copilot.models import Note, NoteKind, Person, Visibility

INES, TOM = Person("ines", "Inês Duarte"), Person("tom", "Tom Okafor")


def said(text: str, author: str = "ines") -> str | None:
    note = Note("n", author, date(2030, 1, 9), text, "tom-ines", "Tom", NoteKind.SESSION, Visibility.SHARED)
    found = noted_thanks([note], INES, TOM)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fund pays nothing but Tom found forty pounds, thank you Tom.", "you found forty pounds"),
        ("Tom lent me his drill (thanks!).", None),
        ("Tom lent me the drill, thanks.", "you lent me the drill"),
        ("Met Owen on Monday, thank you Tom.", None),
        ("Tom found forty pounds.", None),
        ("Tom will find forty pounds, thanks.", None),
    ],
)
def test_what_the_helper_did_is_said_to_them(text: str, expected: str | None) -> None:
    assert said(text) == expected


def test_somebody_elses_thanks_are_not_mine() -> None:
    assert said("Tom found forty pounds, thank you Tom.", author="tom") is None
