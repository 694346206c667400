"""Bytes to text: byte order marks, UTF-8, and the legacy encodings of old files."""

from __future__ import annotations

import codecs
import re

from ingest.errors import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(set(range(32)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B})
_CONTROL_SHARE = 0.05
"""Text has next to no control characters; compressed or compiled bytes have about a tenth."""
_SAMPLE_BYTES = 100_000
"""Enough to tell an encoding; detection is slow on whole megabytes."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_NEWLINES = re.compile(r"\r\n?|\u2028|\u2029|\x85")


def decode(raw: bytes, declared: str | None = None) -> str:
    """The text, newlines as `\\n`, without byte order mark and lone surrogates, all else kept.

    `declared` is what the file says of its own encoding; it is tried after the marks and UTF-8.
    Raises UnreadableFile for empty and for binary content.
    """
    if not raw.strip():
        raise UnreadableFile("is empty", "Remove it, or write something in it.")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = raw[len(mark) :].decode(encoding, "replace")
            if "\x00" in text:
                raise _binary()
            return clean(text)
    if b"\x00" in raw or (len(raw) - len(raw.translate(None, _CONTROLS))) > _CONTROL_SHARE * len(raw):
        raise _binary()
    return clean(_without_mark(raw, declared))


def clean(text: str) -> str:
    """`text` with newlines as `\\n` and without lone surrogates, which no database takes."""
    return _SURROGATES.sub("", _NEWLINES.sub("\n", text))


def _without_mark(raw: bytes, declared: str | None) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared is not None:
        try:
            return raw.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass  # the file is wrong about itself: go on as if it had said nothing
    lenient = raw.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    if sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", lenient))) > 4 * broken:
        return lenient  # UTF-8 with a few damaged bytes, not another encoding
    return raw.decode(_detect(raw), "replace")


def _detect(raw: bytes) -> str:
    """The most likely legacy encoding, judged on the lines that hold anything beyond ASCII."""
    telling = b"\n".join(line for line in raw.splitlines() if not line.isascii())[:_SAMPLE_BYTES]
    high = re.findall(rb"[\x80-\xff]+", telling)
    if all(len(run) <= 2 for run in high) and len(b"".join(high)) < 0.1 * len(telling):
        # Scattered single letters and quotes among ASCII: a western text. Detection is a coin toss
        # between a dozen single-byte tables here, and cp1252 is the one such files are written in.
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(telling).best()
    return best.encoding if best is not None else "cp1252"


def _binary() -> UnreadableFile:
    return UnreadableFile("is a binary file, not text", "Give it the suffix of its real format, or save it as text.")
