"""Claims of public data with what they are checked against: WiCE (Wikipedia), never trained on, and SummEdits (talks)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from copilot.review.grounding import Context, Source

_BETWEEN_SENTENCES = re.compile(r"(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<=[.!?])\s+(?=[A-Z“\"])")
_NOBODY = Context((), "", date(2020, 1, 1))
"""Public texts name people that the product does not know, and no day."""


@dataclass(frozen=True)
class Claim:
    """One or more sentences, and whether the source says all of them. `about` is the source's id: several share one."""

    id: str
    about: str
    sentences: tuple[str, ...]
    source: Source
    supported: bool

    @property
    def context(self) -> Context:
        return _NOBODY


def wice(file: Path) -> list[Claim]:
    """WiCE's claims; only `supported` is: what a text says in part, it does not say."""
    claims = []
    for place, line in enumerate(file.read_text("utf-8").splitlines()):
        row: Mapping[str, Any] = json.loads(line)
        name = row["meta"]["id"]
        source = Source("\n".join(row["evidence"]), kind="guidance")
        claims.append(Claim(f"{name}-{place}", name, (row["claim"],), source, row["label"] == "supported"))
    return claims


def summedits(file: Path) -> list[Claim]:
    """SummEdits' edited summaries of talks; whether one is still consistent with the talk is its label."""
    return [
        Claim(
            row["id"],
            row["id"].rsplit("_", 1)[0],
            tuple(sentences(row["summary"])),
            Source("\n".join(_turns(row["doc"])), kind="note"),
            str(row["label"]) == "1",
        )
        for row in json.loads(file.read_text("utf-8"))
    ]


def sentences(text: str) -> list[str]:
    """The sentences of a summary, in order; none is empty."""
    return [part.strip() for part in _BETWEEN_SENTENCES.split(text) if part.strip()]


def _turns(talk: str) -> Iterator[str]:
    """A talk turn by turn, without the speakers' names running into what was said before."""
    for turn in re.split(r"\n+|(?<=\s)\.\s+(?=[A-Z][\w .-]{0,20}:)", talk):
        if turn.strip():
            yield turn.strip()
