"""A model's sentences and the Composer's lines as one draft: what a model left out, or said worse, stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copilot.draft import Block, Origin, Sentence
from copilot.drafts.kind import Line, Section
from copilot.writing.composer import sentence_id
from copilot.writing.conversation import beginnings
from copilot.writing.sources import Point
from copilot.writing.writer import Judge

Place = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """A sentence of the model's with the labels of what it says. `holds`: its sources support it."""

    sentence: Sentence
    labels: tuple[str, ...]
    holds: bool


@dataclass(frozen=True)
class Woven:
    """`said` sentences of the model's stand in the blocks; `put_back` lines stand as the Composer wrote them."""

    blocks: list[Block]
    said: int
    put_back: int


def woven(sections: Sequence[Section], points: Sequence[Point], told: Sequence[Told], judge: Judge) -> Woven:
    """The draft's blocks. A sentence stands where the first of its points stood, in the model's own order.

    A line comes back where no sentence says its point, or one says it without its names, numbers or days; a
    sentence about nothing but such points goes.
    """
    by_label = {point.label: point for point in points}
    homes = _homes(told, by_label)
    left_out = {point.label for point in points if point.place is not None and not _is_said(point, told, homes, judge)}
    stays = [
        (one, home)
        for one, home in zip(told, homes, strict=True)
        if home is not None and (not one.labels or not all(label in left_out for label in one.labels))
    ]
    spoken_for = {point.place for point in points if point.place is not None and point.label not in left_out}
    made: list[Block] = []
    taken: set[str] = set()
    for number, section in enumerate(sections):
        lines = [(at, line) for at, line in enumerate(section.lines) if (number, at) not in spoken_for]
        own = [(home[1], one.sentence) for one, home in stays if home[0] == number]
        sentences = _merged(lines, own, taken)
        if sentences:
            made.append(Block(heading=section.heading, minutes=section.minutes, sentences=sentences))
    facts = [one for one in left_out if by_label[one].origin is not Origin.GUIDANCE]
    return Woven(made, len([one for one, _ in stays if one.holds]), len(facts))


def _homes(told: Sequence[Told], points: dict[str, Point]) -> list[Place | None]:
    """Where each sentence belongs: a question made of guidance in its place, anything else at its first point.

    What has no point of its own stands behind the sentence before it.
    """
    homes: list[Place | None] = []
    last = min((point.place for point in points.values() if point.place is not None), default=None)
    for one in told:
        placed = [points[label] for label in one.labels if points[label].place is not None]
        guidance = [point for point in placed if point.origin is Origin.GUIDANCE]
        asked = guidance if one.sentence.text.endswith("?") else []
        last = min((point.place for point in asked or placed if point.place is not None), default=last)
        homes.append(last)
    return homes


def _is_said(point: Point, told: Sequence[Told], homes: Sequence[Place | None], judge: Judge) -> bool:
    if point.origin is Origin.GUIDANCE:
        asks = point.text.endswith("?")
        return any(
            one.holds
            and home == point.place
            and one.sentence.text.endswith("?") == asks
            and bool(beginnings(one.sentence.text) - beginnings(point.heading))  # more than its heading, asked
            for one, home in zip(told, homes, strict=True)
        )
    texts = [one.sentence.text for one in told if one.holds and point.label in one.labels]
    return bool(texts) and point.line is not None and judge.keeps(texts, point.line.text, point.typed)


def _merged(lines: Sequence[tuple[int, Line]], own: Sequence[tuple[int, Sentence]], taken: set[str]) -> list[Sentence]:
    """The model's sentences in their order, each after the lines that stood before its place."""
    waiting = list(lines)
    sentences: list[Sentence] = []

    def emit(until: int | None) -> None:
        while waiting and (until is None or waiting[0][0] < until):
            line = waiting.pop(0)[1]
            identifier = sentence_id(line.text, taken)
            sentences.append(
                Sentence(id=identifier, text=line.text, origin=line.origin, citations=list(line.citations))
            )

    for at, sentence in own:
        emit(at)
        sentences.append(sentence.model_copy(update={"id": sentence_id(sentence.text, taken)}))
    emit(None)
    return sentences
