"""Sentences of drafts with their sources, picked at random, for somebody who did not write the code."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from copilot.draft import Citation, Draft, Origin, Sentence

SIZE = 100
_SEED = 20261120


@dataclass(frozen=True)
class Made:
    """A draft with what was asked for."""

    person: str
    relationship: str | None
    brief: dict[str, object]
    draft: Draft


def pick(made: Sequence[Made], size: int = SIZE, seed: int = _SEED) -> list[tuple[Made, Sentence]]:
    """`size` different sentences, or as many as there are, that say something (connectives are left out)."""
    unique: dict[str, tuple[Made, Sentence]] = {}
    for one in made:
        for sentence in one.draft.sentences():
            if sentence.origin is not Origin.CONNECTIVE:
                unique.setdefault(f"{one.person} {one.relationship} {sentence.text}", (one, sentence))
    every = list(unique.values())
    return random.Random(seed).sample(every, min(size, len(every)))


def write_sample(made: Sequence[Made], file: Path) -> None:
    """Write the picked sentences to a Markdown file, each with its sources and room for a verdict."""
    picked = pick(made)
    parts = [f"# {len(picked)} sentences of drafts, to be read against their sources\n"]
    for number, (one, sentence) in enumerate(picked, start=1):
        audience = ", ".join(one.draft.audience) or one.person
        parts.append(
            f"## {number}. {one.draft.kind} by {one.person}, about {one.relationship or 'no relationship'}, "
            f"for {audience}, as of {one.draft.as_of}\n\n> {sentence.text}\n\n"
            f"Origin {sentence.origin}; review says {sentence.support}"
            f"{'; private, held back' if sentence.id in one.draft.held_back else ''}.\n\n"
            + "".join(map(_source, sentence.citations))
            + "\nSupported by these sources (yes / no / partly): \n"
        )
    file.write_text("\n".join(parts), "utf-8")


def _source(citation: Citation) -> str:
    place = ", ".join(str(part) for part in (citation.document, citation.heading, citation.date, citation.id) if part)
    quote = " ".join(citation.quote.split())
    return f"- {citation.kind} ({place}): “{quote}”\n"
