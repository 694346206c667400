"""What thirty people at once asked and wrote, and what is wrong with it: errors, lost notes, long waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from evals.figures import Figure, Table, at_least, at_most
from evals.metrics import percentile

LONGEST_WAIT = 800
"""Milliseconds that 95 of 100 requests may take."""
LEAST_WRITTEN, LEAST_DRAFTED = 0.15, 0.10
"""Shares of all requests: a run with less of what is slow would prove nothing."""
_SHOWN = 30


class Sort(StrEnum):
    READ = "read"
    WRITE = "write"
    DRAFT = "draft"
    """A draft begun, or made anew after an edit."""


@dataclass(frozen=True)
class Asked:
    """One request: what it was for, how long its whole answer took, and what was wrong with that ("" for nothing)."""

    kind: str
    sort: Sort
    seconds: float
    error: str = ""


@dataclass
class Ledger:
    """Everything that was asked, and the notes as their authors know them: by author, by id, the text kept last."""

    asked: list[Asked] = field(default_factory=list)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def wrote(self, author: str, identifier: str, text: str, *, new: bool) -> None:
        """Remember a note that the server said it keeps. A new note under an id that was given before is a lost one."""
        own = self.notes.setdefault(author, {})
        if new and identifier in own:
            self.lost.append(f"{identifier} of {author} was given to two notes")
        own[identifier] = text

    def compare(self, author: str, found: Sequence[tuple[str, str]], where: str) -> None:
        """Hold the author's notes as they are found, ids and texts, against those written: once each, byte for byte."""
        ids = Counter(identifier for identifier, _ in found)
        texts = dict(found)
        copies = Counter(text for _, text in found)
        for identifier, text in self.notes.get(author, {}).items():
            if ids[identifier] != 1:
                self.lost.append(f"{identifier} of {author} is there {ids[identifier]} times {where}")
            elif texts[identifier].encode() != text.encode():
                self.lost.append(f"{identifier} of {author} reads otherwise {where}")
            elif copies[text] != 1:
                self.lost.append(f"the words of {identifier} of {author} are there {copies[text]} times {where}")

    def figures(self, seconds: float) -> Iterator[Figure]:
        """What is judged, for so many seconds of asking."""
        errors = [one for one in self.asked if one.error]
        times = [one.seconds * 1000 for one in self.asked]
        written = sum(len(own) for own in self.notes.values())
        yield Figure("requests", len(self.asked), target=at_least(1), note=f"{len(self.asked) / seconds:.1f} a second")
        yield Figure("errors", len(errors), target=at_most(0))
        yield Figure("lost notes", len(self.lost), target=at_most(0), note=f"{written} written, all read back")
        yield Figure("notes written", written, target=at_least(1))
        yield Figure("a request, median", percentile(times, 0.5), "ms")
        yield Figure("a request, 95th percentile", percentile(times, 0.95), "ms", at_most(LONGEST_WAIT))
        yield Figure("a request, longest", max(times, default=float("nan")), "ms")
        yield Figure("share of writes", self._share(Sort.WRITE), target=at_least(LEAST_WRITTEN))
        yield Figure("share of drafts", self._share(Sort.DRAFT), target=at_least(LEAST_DRAFTED))

    def tables(self) -> Iterator[Table]:
        """Times by kind; then errors and losses, where there are any."""
        kinds: dict[str, list[Asked]] = {}
        for one in self.asked:
            kinds.setdefault(one.kind, []).append(one)
        rows = tuple((kind, kinds[kind][0].sort.value, *_times(kinds[kind])) for kind in sorted(kinds))
        yield Table("milliseconds by kind", ("kind", "sort", "requests", "median", "95th", "longest"), rows)
        wrong: Mapping[str, list[str]] = {
            "errors": [f"{one.kind}: {one.error}" for one in self.asked if one.error],
            "lost notes": self.lost,
        }
        for title, told in wrong.items():
            if told:
                counted = Counter(told).most_common(_SHOWN)
                yield Table(title, ("times", "what"), tuple((str(count), what) for what, count in counted))

    def _share(self, sort: Sort) -> float:
        return sum(one.sort is sort for one in self.asked) / len(self.asked) if self.asked else float("nan")


def _times(asked: Sequence[Asked]) -> tuple[str, ...]:
    times = [one.seconds * 1000 for one in asked]
    return (
        str(len(times)),
        *(f"{value:.0f}" for value in (percentile(times, 0.5), percentile(times, 0.95), max(times))),
    )
