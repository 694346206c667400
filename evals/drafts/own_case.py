"""A case of our own: a request in a small workspace, and what must hold of the draft (`cases/drafts/outreach.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

KINDS = ("outreach", "agenda", "goal", "ask")
CASES = "cases/drafts"
APART = ("apart", "apart2")
"""Folders of cases that nobody looked at while rules were mended on the others."""
WORKSPACES = "cases/workspaces"


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExpectedAction(_Said):
    """An open action: who owes it, by which day, words of it. `maybe`: right with it and without."""

    who: str | None = None
    by: date | Literal["none"] | None = None
    does: str
    maybe: bool = False


class OwnCase(_Said):
    """What was asked of whom, and what a reader of the notes expects; None for `actions` where they are not looked at."""

    id: str
    kind: str
    workspace: str
    by: str
    brief: Mapping[str, Any]
    hard: str
    day: date | None = None
    facts: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    unsent: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    actions: tuple[ExpectedAction, ...] | None = Field(default=None)
    declined: bool = False


def load(kind: str, part: str = "") -> list[OwnCase]:
    """The cases of a kind, in order; with a part of `APART` those that were kept apart, of which a kind may have none.

    Raises:
        pydantic.ValidationError: a case has a field that is not known, or lacks one.
    """
    file = resources.files("evals").joinpath(CASES, *([part] if part else []), f"{kind}.yaml")
    if part and not file.is_file():
        return []
    return [OwnCase(kind=kind, **one) for one in yaml.safe_load(file.read_text(encoding="utf-8"))]


def workspaces() -> dict[str, Path]:
    """The programme files by name."""
    folder = Path(str(resources.files("evals").joinpath(WORKSPACES)))
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}
