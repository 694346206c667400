"""The README's pictures: which, and made small."""

from __future__ import annotations

from pathlib import Path

from evals.shot_list import SHOTS, Shot

README: tuple[Shot, ...] = ()


def put_together(taken: Path, into: Path) -> list[Path]:
    return []
