"""Claims of public data with what they are checked against: WiCE (Wikipedia), never trained on, and SummEdits (talks)."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from copilot.review.grounding import Context, Source

_BETWEEN_SENTENCES = re.compile(r"(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<=[.!?])\s+(?=[A-Z“\"])")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+(?:[.,:]\d+)*")
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


@dataclass(frozen=True)
class EditedSentence:
    """A sentence of an edited summary. `changed` are the places of its words that the edit put in.

    A sentence of a summary that is still consistent is supported, and so is one that an inconsistent edit left alone.
    """

    claim: Claim
    changed: frozenset[int]

    @property
    def text(self) -> str:
        return self.claim.sentences[0]


def edited_sentences(file: Path) -> list[EditedSentence]:
    """SummEdits' sentences, each once a talk: finer than `summedits`, since an edit stands in one place."""
    found: dict[tuple[str, str], EditedSentence] = {}
    for row, claim in zip(json.loads(file.read_text("utf-8")), summedits(file), strict=True):
        changed = _changed(row["original_summary"], row["summary"])
        end = 0
        for place, text in enumerate(claim.sentences):
            start = row["summary"].index(text, end)
            end = start + len(text)
            here = frozenset(one - start for one in changed if start <= one < end)
            one = replace(claim, id=f"{claim.id}-{place}", sentences=(text,), supported=claim.supported or not here)
            found.setdefault((claim.about, text), EditedSentence(one, here))
    return list(found.values())


def _changed(before: str, after: str) -> set[int]:
    """Where words stand in `after` that `before` does not have there; where words are gone, the one that follows."""
    words = list(_WORD.finditer(after))
    matcher = difflib.SequenceMatcher(
        None, [one.lower() for one in _WORD.findall(before)], [one.group().lower() for one in words], autojunk=False
    )
    found: set[int] = set()
    for tag, _, _, first, last in matcher.get_opcodes():
        if tag != "equal":
            found |= {one.start() for one in words[first : max(last, first + (tag == "delete"))]}
    return found


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
