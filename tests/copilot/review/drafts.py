"""Small drafts to check."""

from __future__ import annotations

import datetime as dt

from copilot.draft import Block, Citation, CitationKind, Draft, DraftStatus, Origin, Sentence

GOOD_REQUEST = (
    (
        "I read your post on moving from support into product, and it is the only one that says how long it took.",
        "I have worked in support for three years and now write the release notes as well.",
    ),
    (
        "Could you spare 20 minutes for advice on which project to pick first?",
        "In return I could test your new survey with my team.",
        "A short no is perfectly fine too.",
    ),
)


def block(
    heading: str,
    *texts: str,
    minutes: int | None = None,
    origin: Origin = Origin.NOTE,
    kind: CitationKind = CitationKind.NOTE,
) -> Block:
    sentences = [
        Sentence(
            id=f"{heading or 'p'}-{abs(hash(text)) % 10**6}-{number}",
            text=text,
            origin=origin,
            citations=[Citation(kind=kind, id="c", quote=text)],
        )
        for number, text in enumerate(texts)
    ]
    return Block(heading=heading, minutes=minutes, sentences=sentences)


def outreach(*paragraphs: tuple[str, ...], subject: str | None = "A question about moving into product") -> Draft:
    """A message with greeting and signature around its paragraphs."""
    blocks = [block("Subject", subject)] if subject else []
    blocks += [
        block("", "Hi Jonas,"),
        *(block("", *paragraph) for paragraph in paragraphs),
        block("", "Best wishes,", "Amara Okafor"),
    ]
    return Draft(
        kind="outreach",
        status=DraftStatus.DRAFTED,
        as_of=dt.date(2026, 11, 20),
        viewer="amara",
        audience=["jonas"],
        blocks=blocks,
    )


def agenda(*blocks: Block) -> Draft:
    return Draft(
        kind="agenda",
        status=DraftStatus.DRAFTED,
        as_of=dt.date(2026, 11, 20),
        viewer="jonas",
        audience=["amara"],
        blocks=list(blocks),
    )


def good_agenda() -> Draft:
    """An agenda of 60 minutes that no check has anything to say of."""
    return agenda(
        block("", "Amara and Jonas, 60 minutes."),
        block("Open actions", "Amara to send the CV (due 17 November).", minutes=20),
        block("Promotion case", "What would make the case stronger?", minutes=30),
        block("Before you part", "Book the next date before you part.", minutes=10),
    )
