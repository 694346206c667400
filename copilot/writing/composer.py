"""The Composer: a draft without a language model, from a kind's own sections."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.draft import Block, Sentence
from copilot.drafts.kind import Kind, Material, Section, Similarity
from copilot.retrieve import Evidence
from ingest.models import content_id


class Composer:
    """Writes a kind's sections as they are. The same brief, day and seed give the same draft."""

    name = "composer"

    def write(self, kind: Kind, material: Material, evidence: Evidence, similar: Similarity) -> list[Block]:
        """The draft's blocks, in order, no empty block."""
        return blocks(kind.sections(material, evidence, similar))


def blocks(sections: Sequence[Section]) -> list[Block]:
    """Sections as blocks; a section without lines is left out.

    A sentence's id is made from its place in the text and its words: including a held-back sentence by
    an id can then never include other words that have come to stand in its place.
    """
    made = []
    taken: set[str] = set()
    for section in sections:
        sentences = []
        for line in section.lines:
            identifier = sentence_id(line.text, taken)
            sentences.append(
                Sentence(id=identifier, text=line.text, origin=line.origin, citations=list(line.citations))
            )
        if sentences:
            made.append(Block(heading=section.heading, minutes=section.minutes, sentences=sentences))
    return made


def sentence_id(text: str, taken: set[str]) -> str:
    """An id made from the sentence's words, none of `taken`, which it joins."""
    identifier = f"s-{content_id(text, length=6)}"
    while identifier in taken:
        identifier += "x"
    taken.add(identifier)
    return identifier
