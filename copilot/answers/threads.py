"""What became of a statement: the later words that move, correct, drop or fulfil it, and the earlier ones it changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from copilot.actions import Correction, TrackedAction
from copilot.records import Quote


@dataclass(frozen=True)
class Thread:
    """Statements about one thing, newest first. `changed`: a newer one says otherwise than an older."""

    quotes: tuple[Quote, ...]
    changed: bool


def thread_of(
    core: Quote, tracked: Sequence[TrackedAction], corrections: Sequence[Correction], prefer: Sequence[str] = ()
) -> Thread:
    """The statement with everything known to change it or to be changed by it.

    One line may be about several actions: of these the one counts whose words share most with `prefer`.
    """
    stories = [
        story
        for one in tracked
        for story in ([*([one.source] if one.source else []), *(update.quote for update in one.updates)],)
        if len(story) > 1 and any(overlap(core, quote) for quote in story)
    ]
    wanted = {word.lower() for word in prefer}
    stories.sort(key=lambda story: -sum(word in wanted for quote in story for word in quote.text.lower().split()))
    found = [core, *(stories[0] if stories else ())]
    for pair in corrections:
        if pair.wrong is not None and any(overlap(pair.wrong, one) or overlap(pair.right, one) for one in found):
            found += [pair.wrong, pair.right]
    quotes = newest_first(found)
    return Thread(quotes, changed=len({quote.note for quote in quotes}) > 1)


def newest_first(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Without those that stand within others; of one day in the order of their note, last first."""
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda one: one.start - one.end):
        if not any(overlap(quote, other) for other in kept):
            kept.append(quote)
    return tuple(sorted(kept, key=lambda one: (one.date, one.start), reverse=True))


def overlap(one: Quote, other: Quote) -> bool:
    """Whether two quotes share a place in a note."""
    return one.note == other.note and one.start < other.end and other.start < one.end
