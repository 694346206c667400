"""The codebook: the themes of mentoring that comments are sorted into, read from `codebook.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator


@dataclass(frozen=True)
class Theme:
    """A theme: what it covers, examples that praise and that complain, words that point to it.

    `next` is what staff may ask people next. All texts are ours.
    """

    id: str
    label: str
    definition: str
    praise: tuple[str, ...]
    problems: tuple[str, ...]
    cue: re.Pattern[str]
    next: str

    @property
    def examples(self) -> tuple[str, ...]:
        return self.praise + self.problems


@dataclass(frozen=True)
class Codebook:
    """`set_apart` are examples of what a person must read and no report may sum up, `harmless` of what only sounds so."""

    themes: tuple[Theme, ...]
    set_apart: tuple[str, ...]
    harmless: tuple[str, ...] = ()

    @property
    def texts(self) -> list[str]:
        """All that comments are held against."""
        return [*(example for theme in self.themes for example in theme.examples), *self.set_apart, *self.harmless]

    def theme(self, identifier: str) -> Theme:
        """Raises KeyError for a theme that is not in the book."""
        for theme in self.themes:
            if theme.id == identifier:
                return theme
        raise KeyError(identifier)


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(min_length=1)
    label: str = Field(min_length=1)
    definition: str = Field(min_length=1)
    praise: tuple[str, ...] = Field(min_length=2)
    problems: tuple[str, ...] = Field(min_length=2)
    cues: tuple[str, ...] = Field(min_length=1)
    next: str = Field(min_length=1)

    @field_validator("cues")
    @classmethod
    def _compile(cls, cues: tuple[str, ...]) -> tuple[str, ...]:
        for cue in cues:
            re.compile(cue)
        return cues


class _Book(BaseModel):
    model_config = ConfigDict(extra="forbid")

    themes: tuple[_Entry, ...] = Field(min_length=1)
    set_apart: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()


def read(text: str) -> Codebook:
    """The codebook of a YAML text. Raises pydantic's ValidationError for one that is not whole."""
    book = _Book.model_validate(yaml.safe_load(text))
    return Codebook(
        tuple(
            Theme(
                entry.id,
                entry.label,
                entry.definition,
                entry.praise,
                entry.problems,
                re.compile(rf"(?<!\w)(?:{'|'.join(entry.cues)})(?!\w)", re.IGNORECASE),
                entry.next,
            )
            for entry in book.themes
        ),
        book.set_apart,
        book.harmless,
    )


@cache
def codebook() -> Codebook:
    """The codebook of this package."""
    return read((resources.files("copilot.themes") / "codebook.yaml").read_text(encoding="utf-8"))
