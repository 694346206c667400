"""Ids for people to type: long made-up ones are shown by their beginning, as version control does."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MADE_UP = re.compile(r"[0-9a-f]{12,}")
_SHORT = 7


def shortest(identifiers: Sequence[str]) -> dict[str, str]:
    """Each id with the beginning that tells it from the others; ids that a person gave are kept whole."""
    return {one: _beginning(one, identifiers) for one in identifiers}


def _beginning(identifier: str, others: Sequence[str]) -> str:
    if not _MADE_UP.fullmatch(identifier):
        return identifier
    length = _SHORT
    while sum(other.startswith(identifier[:length]) for other in set(others)) > 1:
        length += 1
    return identifier[:length]
