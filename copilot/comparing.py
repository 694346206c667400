"""Two versions of a draft, sentence by sentence. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from copilot.draft import Draft, Sentence

_SAME = 0.5
"""From this share of common text (`SequenceMatcher.ratio`) two sentences are one that was changed."""


class DifferenceKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    INCLUDED = "included"
    """The same words, held back before, leave with the draft now."""
    HELD_BACK = "held_back"
    """The same words, not held back before, are now."""


@dataclass(frozen=True)
class Difference:
    """One sentence that differs. `before` and `after` are its words, `sentence_before` and `sentence_after` its ids.

    `heading` is that of its block, the later one if it is in both. What is not in a version is empty there.
    """

    kind: DifferenceKind
    heading: str
    before: str = ""
    after: str = ""
    sentence_before: str = ""
    sentence_after: str = ""


Placed = tuple[str, Sentence]
"""A sentence and the heading of its block."""


def compared(before: Draft, after: Draft) -> tuple[Difference, ...]:
    """What differs, in the order of the later draft; what it lost stands where it stood."""
    old, new = _placed(before), _placed(after)
    matcher = SequenceMatcher(None, [one.text for _, one in old], [one.text for _, one in new], autojunk=False)
    found: list[Difference] = []
    for operation, i, k, j, m in matcher.get_opcodes():
        if operation == "equal":
            pairs = zip(old[i:k], new[j:m], strict=True)
            found += [one for was, now in pairs if (one := _leaving(was, now, before, after)) is not None]
        else:
            found += _replaced(old[i:k], new[j:m])
    return tuple(found)


def _placed(draft: Draft) -> list[Placed]:
    return [(block.heading, sentence) for block in draft.blocks for sentence in block.sentences]


def _leaving(was: Placed, now: Placed, before: Draft, after: Draft) -> Difference | None:
    """Whether the same words are held back now, or not any more."""
    held, holds = was[1].id in before.held_back, now[1].id in after.held_back
    if held == holds:
        return None
    kind = DifferenceKind.HELD_BACK if holds else DifferenceKind.INCLUDED
    return Difference(kind, now[0], was[1].text, now[1].text, was[1].id, now[1].id)


def _replaced(old: Sequence[Placed], new: Sequence[Placed]) -> Iterator[Difference]:
    """Each new sentence with the nearest old one before it that is like it; the rest came or went."""
    left = list(old)
    for heading, sentence in new:
        likely = [SequenceMatcher(None, one.text, sentence.text, autojunk=False).ratio() for _, one in left]
        at = max(range(len(left)), key=lambda place: likely[place], default=None)
        if at is None or likely[at] < _SAME:
            yield Difference(DifferenceKind.ADDED, heading, after=sentence.text, sentence_after=sentence.id)
            continue
        yield from map(_removed, left[:at])
        was = left[at][1]
        yield Difference(DifferenceKind.CHANGED, heading, was.text, sentence.text, was.id, sentence.id)
        left = left[at + 1 :]
    yield from map(_removed, left)


def _removed(placed: Placed) -> Difference:
    return Difference(DifferenceKind.REMOVED, placed[0], before=placed[1].text, sentence_before=placed[1].id)
