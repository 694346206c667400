"""Hints at trouble, and its names in German, French and Spanish: `trouble_hints.yaml` as patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict

_LIST = re.compile(r"\{([a-z]+)\}")


class _Hints(BaseModel):
    """Lists by name, then wordings by kind of trouble and language."""

    model_config = ConfigDict(extra="forbid")

    lists: dict[str, str]
    self_harm: dict[str, tuple[str, ...]]
    harassment: dict[str, tuple[str, ...]]
    crime: dict[str, tuple[str, ...]]


def read(text: str) -> Mapping[str, tuple[str, ...]]:
    """Kind of trouble → regular expressions of all languages, with the lists put in.

    Raises pydantic's ValidationError for a file that is not whole, KeyError for a list that is not there.
    """
    hints = _Hints.model_validate(yaml.safe_load(text))
    by_kind = {"self_harm": hints.self_harm, "harassment": hints.harassment, "crime": hints.crime}
    return {
        kind: tuple(
            _LIST.sub(lambda match: hints.lists[match[1]], wording)
            for wordings in by_language.values()
            for wording in wordings
        )
        for kind, by_language in by_kind.items()
    }


HINTS = read((resources.files("copilot.review") / "trouble_hints.yaml").read_text(encoding="utf-8"))
