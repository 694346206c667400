"""A version on what two people, or one in two windows, may edit: the second sees both texts, neither is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
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


def plain(told: Mapping[str, object]) -> dict[str, str]:
    """The parts of a thing as text, to be shown beside another's."""
    return {name: _said(value) for name, value in told.items()}


def _said(value: object) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def expect(
    wanted: str | None,
    stands: Thing,
    sent: Mapping[str, object],
    name: str,
    *,
    told: Callable[[Thing], Mapping[str, object]],
) -> None:
    """Let a change go on if the thing still stands as it did when it was last read.

    To be called in the transaction of the change. `name` is how the message calls the thing. `told` makes plain
    values of how it stands, `sent` are those that were refused.

    Raises:
        Conflict: it has changed since; both texts are in it.
    """
    if not same(wanted, version_of(stands)):
        raise clash(f"{name} was changed meanwhile; nothing was written over.", stands, sent, told=told)


def clash(
    message: str, stands: Thing, sent: Mapping[str, object], *, told: Callable[[Thing], Mapping[str, object]]
) -> Conflict:
    """The error to raise where `sent` would go over what `stands` there: with both texts, as `told` makes plain."""
    return Conflict(message, version=version_of(stands), yours=plain(sent), theirs=plain(told(stands)))
