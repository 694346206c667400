"""Text as files can hold it: what no XML, calendar or mail may carry is replaced, the rest stays as it is."""

from __future__ import annotations

import re

_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (section 2.2) or iCalendar (RFC 5545, section 3.1) forbids, besides line breaks."""


def legible(text: str) -> str:
    """The text with every kind of line break as a newline, and U+FFFD for each character no file may hold."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", _LINE_BREAK.sub("\n", text))


def lines(text: str) -> list[str]:
    """The text's lines without blanks around them; blank lines are left out."""
    return [line.strip() for line in legible(text).split("\n") if line.strip()]


def one_line(text: str) -> str:
    """The text on one line, every run of blanks as one."""
    return " ".join(legible(text).split())
