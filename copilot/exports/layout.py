"""How a draft is laid out as a document: its parts in order, each in one of four shapes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from copilot.draft import Block, Draft, Sentence
from copilot.exports.characters import legible

_SUBJECT = "Subject"
"""The heading of the block that holds a message's subject."""


class Shape(Enum):
    SUBJECT = "subject"
    PARAGRAPH = "paragraph"
    """Sentences that run on."""
    LINES = "lines"
    """A sentence a line: an opening, or how a message closes."""
    POINTS = "points"


@dataclass(frozen=True)
class Part:
    shape: Shape
    sentences: tuple[Sentence, ...]
    heading: str = ""
    minutes: int | None = None

    @property
    def title(self) -> str:
        """The heading with its minutes; empty without a heading."""
        if not self.heading:
            return ""
        return f"{self.heading} ({self.minutes} min)" if self.minutes else self.heading


def parts(draft: Draft) -> list[Part]:
    """The draft's parts in order: a letter for outreach, headed points for anything else.

    The same order and shapes as `plain_text.text_of`. What is held back is not known here: hand in what
    `audience.for_audience` left.
    """
    blocks = [block for block in draft.blocks if block.sentences]
    if draft.kind == "outreach":
        return [_of_letter(draft, block, last=block is blocks[-1]) for block in blocks]
    return [
        Part(
            Shape.POINTS if block.heading else Shape.LINES,
            tuple(block.sentences),
            block.heading,
            block.minutes,
        )
        for block in blocks
    ]


def title(draft: Draft) -> str:
    """What the draft is called: a message's subject, a report's heading, else its opening line, else its kind and day."""
    for part in parts(draft)[:1]:
        if draft.kind == "feedback" and part.heading:
            return part.heading
        if part.shape is Shape.SUBJECT or not part.heading:
            return legible(part.sentences[0].text).strip().rstrip(".")
    return f"{draft.kind.capitalize()}, {draft.as_of.isoformat()}"


def is_subject(draft: Draft, block: Block) -> bool:
    """Whether the block is the subject of a message."""
    return draft.kind == "outreach" and block.heading == _SUBJECT


def _of_letter(draft: Draft, block: Block, *, last: bool) -> Part:
    if is_subject(draft, block):
        return Part(Shape.SUBJECT, tuple(block.sentences[:1]), block.heading)
    return Part(Shape.LINES if last else Shape.PARAGRAPH, tuple(block.sentences))
