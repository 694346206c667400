"""A version on what two people, or one in two windows, may edit: the second sees both texts, neither is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import TypeVar

from copilot.errors import Conflict

Thing = TypeVar("Thing")


def version_of(thing: object) -> str:
    """A short fingerprint of how a record (a frozen dataclass of plain values) stands."""
    digest = hashlib.sha256()
    for part in _parts(thing):
        digest.update(part.encode("utf-8", "surrogatepass"))
        digest.update(b"\x1f")
    return digest.hexdigest()[:16]


def _parts(thing: object) -> list[str]:
    if is_dataclass(thing):
        return [f"{one.name}={_plain(getattr(thing, one.name))}" for one in fields(thing)]
    return [_plain(thing)]


def _plain(value: object) -> str:
    # A set's order is another one in every process.
    return repr(sorted(map(repr, value))) if isinstance(value, set | frozenset) else repr(value)


def same(wanted: str | None, current: str) -> bool:
    """Whether an `If-Match` allows a change of what stands at that version. Nothing said, or `*`, allows it."""
    if wanted is None or wanted.strip() == "*":
        return True
    return current in {one.strip().removeprefix("W/").strip('"') for one in wanted.split(",")}


def expect(
    wanted: str | None,
    stands: Thing,
    sent: object,
    name: str,
    *,
    told: Callable[[Thing], object] | None = None,
) -> None:
    """Let a change go on if the thing still stands as it did when it was last read.

    To be called in the transaction of the change. `name` is how the message calls the thing. `told` makes plain
    values of how it stands, `sent` are those that were refused.

    Raises:
        Conflict: it has changed since; both texts are in it.
    """
    if same(wanted, version_of(stands)):
        return
    current = told(stands) if told is not None else stands
    if isinstance(current, dict):
        current = {**current, "version": version_of(stands)}
    raise Conflict(f"{name} was changed meanwhile; nothing was written over.", current=current, sent=sent)
