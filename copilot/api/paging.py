"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from copilot.api.asking import Day

Item = TypeVar("Item")
MOST = 200


class Wanted(BaseModel):
    """Which page."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(default=50, ge=1, le=MOST, description="How many items at most.")
    offset: int = Field(default=0, ge=0, le=10_000_000, description="How many to leave out at the beginning.")


class DatedPage(Wanted):
    """Which page, and the day to look from."""

    as_of: Day | None = Field(
        default=None, description="The day to look from; by default the programme's own, else today."
    )


PageWanted = Annotated[Wanted, Query()]


class Page(BaseModel, Generic[Item]):
    """Some of the items, and how many there are in all. `next` is the offset of the next page, null on the last."""

    model_config = ConfigDict(extra="forbid")

    items: list[Item]
    total: int
    next: int | None = None


def page_of(items: Sequence[Item], wanted: Wanted) -> Page[Item]:
    """That page of these."""
    end = wanted.offset + wanted.limit
    return Page(items=list(items[wanted.offset : end]), total=len(items), next=end if end < len(items) else None)
