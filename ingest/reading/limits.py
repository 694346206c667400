"""What one file may cost, and what reading one gives."""

from __future__ import annotations

from dataclasses import dataclass, field

_MIB = 1024 * 1024


@dataclass(frozen=True)
class ReadingLimits:
    """Bounds for one file.

    `seconds`: wall time of parsing. `memory_bytes`: of the reading process. `file_bytes`: on disk.
    `unpacked_bytes` and `ratio` (unpacked / packed): of a zipped format, checked before it is parsed.
    Raises ValueError for a limit that is not positive.
    """

    seconds: float = 20.0
    memory_bytes: int = 1024 * _MIB
    file_bytes: int = 50_000_000
    unpacked_bytes: int = 200_000_000
    ratio: float = 100.0

    def __post_init__(self) -> None:
        for name in ("seconds", "memory_bytes", "file_bytes", "unpacked_bytes", "ratio"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be positive, not {getattr(self, name)}")


@dataclass(frozen=True)
class ReadText:
    """A file as Markdown (or plain) text, newlines as `\\n`.

    `format` is one of markdown, text, html, pdf, docx, csv, rst. `front_matter` holds plain values
    (strings, numbers, booleans, lists, dicts); dates in it are ISO strings.
    """

    text: str
    title: str
    format: str
    front_matter: dict[str, object] = field(default_factory=dict)
