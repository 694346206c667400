"""Which column of a survey holds which of our fields: `--map FIELD=COLUMN` read against a file's header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from copilot.errors import BriefError

FIELDS = ("respondent", "role", "relationship", "period", "question", "rating", "comment", "consent")
_SHORTEST = 2
"""So much of a column's name must be typed at least, where not all of it is."""


@dataclass(frozen=True)
class Source:
    """Where a field comes from: a column, or the same `constant` for every row."""

    column: str | None = None
    index: int = 0
    constant: str = ""

    def value(self, cells: Sequence[str]) -> str:
        """The field in a row, without white space around it."""
        return self.constant if self.column is None else cells[self.index].strip()


@dataclass(frozen=True)
class Sources:
    """All fields that are mapped. `columns` are the fields that come from columns, `comment` among them."""

    single: Mapping[str, Source] = field(default_factory=dict)
    comments: tuple[Source, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        found = {name for name, source in self.single.items() if source.column is not None}
        return frozenset(found | ({"comment"} if self.comments else set()))

    @classmethod
    def of(cls, mapping: Sequence[str], header: Sequence[str]) -> Sources:
        """The mapping as typed, resolved against the header.

        Raises BriefError for an unknown field or column, a field said twice, or a constant comment.
        """
        single: dict[str, Source] = {}
        comments: list[Source] = []
        for part in mapping:
            name, equals, said = part.partition("=")
            name = name.strip().lower()
            if not equals or name not in FIELDS or not said.strip():
                raise BriefError(
                    f"{part!r} is no mapping.",
                    location="--map",
                    next_step=f"Write FIELD=COLUMN or FIELD=:value; fields are {', '.join(FIELDS)}.",
                )
            if name == "comment":
                comments += _comments(said, header)
            elif name in single:
                raise BriefError(f"{name} is mapped twice.", location="--map", next_step="Map each field once.")
            elif said.startswith(":"):
                single[name] = Source(constant=said[1:].strip())
            else:
                single[name] = _column(said, header)
        if len(comments) > 1 and "question" in single:
            raise BriefError(
                "Several comment columns are their own questions.",
                location="--map",
                next_step="Leave out --map question=…, or map one comment column.",
            )
        return cls(single, tuple(dict.fromkeys(comments)))


def _comments(said: str, header: Sequence[str]) -> list[Source]:
    """The columns of `COLUMN,COLUMN`, where a column's name may hold commas itself."""
    if said.startswith(":"):
        raise BriefError(
            "A comment cannot be the same for every row.", location="--map", next_step="Name a column: comment=COLUMN."
        )
    parts = said.split(",")
    found = _split(parts, header)
    if found is None:
        # Nothing fits as a whole: the error names the first part that is no column.
        wrong = next((part for part in parts if not _matching(part, header)), said)
        return [_column(wrong, header)]
    return found


def _split(parts: Sequence[str], header: Sequence[str]) -> list[Source] | None:
    """`parts`, joined again by commas where need be, as columns; None where they are not."""
    best: list[list[Source] | None] = [[], *([None] * len(parts))]
    for end in range(1, len(parts) + 1):
        for start in range(end):
            before = best[start]
            indices = _matching(",".join(parts[start:end]), header)
            if before is not None and len(indices) == 1:
                best[end] = [*before, Source(header[indices[0]], indices[0])]
                break
    return best[len(parts)]


def _column(said: str, header: Sequence[str]) -> Source:
    indices = _matching(said, header)
    if len(indices) == 1:
        return Source(header[indices[0]], indices[0])
    known = "; ".join(header)
    if indices:
        raise BriefError(
            f"Several columns are called {said.strip()!r} or begin so.",
            location="--map",
            next_step=f"Write more of the name. Columns are: {known}.",
        )
    raise BriefError(f"There is no column {said.strip()!r}.", location="--map", next_step=f"Columns are: {known}.")


def _matching(said: str, header: Sequence[str]) -> list[int]:
    """Indices of the columns of that name, else of those that begin so; case and spacing do not count."""
    wanted = " ".join(said.split()).casefold()
    names = [" ".join(name.split()).casefold() for name in header]
    if not wanted:
        return []
    exact = [index for index, name in enumerate(names) if name == wanted]
    if exact or len(wanted) < _SHORTEST:
        return exact
    return [index for index, name in enumerate(names) if name.startswith(wanted)]
