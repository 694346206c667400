"""What most people would build first: retrieve, put the passages into one prompt, take what the model writes.

It gets the evidence that our own writer has for the same brief, and the same model. Nothing it writes is marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from copilot.draft import Citation, CitationKind, Origin, Sentence
from copilot.drafts import citing
from copilot.writing.llm import Completion, LanguageModel, Message
from copilot.writing.writer import Commission, Judge
from ingest.models import DocumentKind
from ingest.sentences import sentences

_SYSTEM = (
    "You are a helpful assistant for a mentoring programme. Use the following context to do what the user asks. "
    "If the context does not say something, do not make it up."
)
_TASKS = {
    "outreach": "Write a {type} message from {who} to {to}, 50 to 125 words, with a subject line.",
    "agenda": "Write the agenda of the next mentoring session of {who} and {partner}, with minutes, open actions first.",
    "goal": "Write {who}'s goal as a clear goal with measure, date, obstacle, if-then plan and first step.",
    "feedback": "Write a summary of these themes of feedback for programme staff.",
}
_LONGEST = 500
"""Tokens that it may write."""
_MOST_CONTEXT = 9000
"""Characters of context, so that a model with a window of 4,096 tokens can read it; what comes first stays."""


@dataclass(frozen=True)
class Chained:
    """What the chain wrote, and its sentences, each with whether anything it was shown says it."""

    text: str
    said: tuple[tuple[str, bool], ...]
    completion: Completion


def chained(model: LanguageModel, commission: Commission) -> Chained:
    """One draft by the plain chain. Raises ModelFailed."""
    completion = model.complete(messages(commission), purpose="eval", max_tokens=_LONGEST)
    sources = shown(commission)
    said = tuple((one, _holds(commission.judge, one, sources)) for one in sentences_of(completion.text))
    return Chained(completion.text, said, completion)


def messages(commission: Commission) -> tuple[Message, ...]:
    """Its prompt: passages whole, records, what was typed, the task."""
    material = commission.material
    context = [
        f"[{piece.hit.document_title}, {piece.passage.day or 'undated'}]\n{piece.passage.text.strip()}"
        for piece in commission.evidence.pieces()
    ]
    context += [f"[a goal]\n{citing.goal(goal).quote}" for goal in material.records.goals]
    for one in material.tracked:
        owner = material.directory.get(one.action.owner or "")
        context.append(f"[an action]\n{citing.action(one.action, owner).quote}")
    if material.report is not None:
        context += [line.text for section in commission.sections for line in section.lines]
    typed = material.brief.model_dump(exclude_none=True, exclude_defaults=True, exclude={"kind", "relationship"})
    pair = material.relationship
    task = _TASKS[commission.kind].format(
        type=str(typed.get("type", "")).replace("_", " "),
        who=material.viewer.name,
        to=material.name(str(typed.get("to", ""))),
        partner=material.name(pair.partner_of(material.viewer.id)) if pair else "",
    )
    asked = "\n".join(f"{name}: {value}" for name, value in typed.items())
    body = "\n\n".join(context)[:_MOST_CONTEXT]
    return (
        Message("system", _SYSTEM),
        Message("user", f"Context:\n{body}\n\nToday is {material.as_of}.\n{task}\n{asked}"),
    )


def shown(commission: Commission) -> list[Citation]:
    """All that could be known for the draft, as sources: a sentence counts as held if any of it says it."""
    found = [
        citing.guidance(piece, piece.passage.text, piece.passage.start)
        for piece in commission.evidence.pieces()
        if piece.passage.kind is DocumentKind.GUIDANCE
    ]
    found += [
        Citation(
            kind=CitationKind.NOTE,
            id=note.id,
            document=citing.note_title(note),
            date=note.date,
            quote=note.text,
            start=0,
            end=len(note.text),
        )
        for note in commission.material.records.notes
    ]
    found += [each for section in commission.sections for line in section.lines for each in line.citations]
    found += [citing.goal(goal) for goal in commission.material.records.goals]
    return found


def sentences_of(text: str) -> list[str]:
    """The sentences of a text as a model writes it, without markup; no heading, no blank."""
    plain = (line.strip().lstrip("#*-•0123456789. ").replace("**", "").strip() for line in text.splitlines())
    return [
        line[start:end] for line in plain if line for start, end in sentences(line) if len(line[start:end].split()) > 2
    ]


def _holds(judge: Judge, text: str, sources: list[Citation]) -> bool:
    """Whether it needs no source, or one of the sources says it, or all of them together."""
    return any(
        judge.sentence(Sentence(id="c", text=text, origin=origin, citations=cited)).holds
        for origin, cited in _ways(sources)
    )


def _ways(sources: list[Citation]) -> Iterator[tuple[Origin, list[Citation]]]:
    yield Origin.CONNECTIVE, []
    yield from ((_ORIGIN.get(one.kind, Origin.RECORD), [one]) for one in sources)
    if sources:
        yield Origin.NOTE, sources


_ORIGIN = {CitationKind.NOTE: Origin.NOTE, CitationKind.GUIDANCE: Origin.GUIDANCE, CitationKind.BRIEF: Origin.BRIEF}
