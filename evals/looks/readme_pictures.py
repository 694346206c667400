"""The README's pictures: which, put together and made small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

MOST_BYTES = 200_000
_GAP, _GROUND = 40, "#e9e1d3"


@dataclass(frozen=True)
class Picture:
    """`shots`: one page, or several phones side by side. `height`: so much of it, from the top, in pixels."""

    name: str
    shots: tuple[str, ...]
    width: int
    height: int


PICTURES = (
    Picture("home", ("mentee-home",), 1440, 1000),
    Picture("agenda", ("mentor-agenda-source",), 1440, 900),
    Picture("request", ("mentee-request",), 1440, 1060),
    Picture("goals", ("mentee-goals-closed",), 1440, 1000),
    Picture("themes", ("staff-themes",), 1440, 1000),
    Picture("phone", ("mentor-agenda-source", "mentor-ask", "mentee-note"), 380, 900),
)


def put_together(taken: Path, into: Path) -> list[Path]:
    """The pictures written from those taken in light colours; each has at most `MOST_BYTES`.

    Raises FileNotFoundError where one was not taken, ValueError where one cannot be made that small.
    """
    into.mkdir(parents=True, exist_ok=True)
    return [_small(_composed(one, taken), into / f"{one.name}.png") for one in PICTURES]


def _composed(one: Picture, taken: Path) -> Image.Image:
    parts = [_top(taken / f"{shot}-{one.width}-light.png", one.height) for shot in one.shots]
    return parts[0] if len(parts) == 1 else _side_by_side(parts)


def _top(file: Path, height: int) -> Image.Image:
    with Image.open(file) as opened:
        image = opened.convert("RGB")
    return image.crop((0, 0, image.width, min(height, image.height)))


def _side_by_side(parts: Sequence[Image.Image]) -> Image.Image:
    width = sum(one.width for one in parts) + _GAP * (len(parts) + 1)
    whole = Image.new("RGB", (width, max(one.height for one in parts) + 2 * _GAP), _GROUND)
    left = _GAP
    for one in parts:
        whole.paste(one, (left, _GAP))
        left += one.width + _GAP
    return whole


def _small(image: Image.Image, file: Path) -> Path:
    """With as many colours as fit."""
    for colours in (256, 128, 64, 32):
        image.quantize(colours, dither=Image.Dither.NONE).save(file, optimize=True)
        if file.stat().st_size <= MOST_BYTES:
            return file
    raise ValueError(f"{file.name} has more than {MOST_BYTES} bytes with 32 colours; show less of the page.")
