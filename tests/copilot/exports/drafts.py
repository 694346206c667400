"""Drafts to export: a message and an agenda with any words in them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from copilot.draft import (
    Block,
    Citation,
    CitationKind,
    Draft,
    DraftAction,
    DraftStatus,
    Finding,
    Origin,
    Question,
    Sentence,
    Severity,
)

DAY = dt.date(2026, 11, 20)
NAUGHTY = Path(__file__).parents[4] / "shared/data/attacks/naughty-strings.json"
"""A public list of strings that break programs; it lies beside the project, where it lies at all."""

OURS = (
    "plain",
    "* star *, _under_ and __both__, snake_case",
    "# no heading",
    "- no list",
    "1. nor this",
    "12) nor that",
    "> no quote",
    "[no](http://link.example) ![no](image.png)",
    "<script>alert(1)</script> &amp; &lt;",
    "`code` ~~gone~~ a | b",
    "===",
    "---",
    "    four blanks",
    "back\\slash \\* and \\",
    "two\nlines",
    "windows\r\nlines\rand old ones",
    "next\x85line, separators\u2028and\u2029paragraphs, \x0bfeeds\x0c.",
    "bell\x07 nul\x00 escape\x1b[31m delete\x7f",
    "\ufffe and \uffff",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "a,b;c:d\\n",
    "Bcc: someone@example.org\r\nX-Evil: yes",
    "=?utf-8?q?encoded?= words",
    "Zoë, Łukasz, 李雷, عربى, 🙂👩‍💻",
    "e\u0301 composed",
    "x" * 400,
    "é" * 200,
    "END:VEVENT\r\nBEGIN:VALARM",
    "]]> <!-- -->",
)


def note(quote: str, identifier: str = "n1", **more: object) -> Citation:
    return Citation(kind=CitationKind.NOTE, id=identifier, quote=quote, document="Session note", date=DAY, **more)  # type: ignore[arg-type]


def brief(field: str, quote: str) -> Citation:
    return Citation(kind=CitationKind.BRIEF, id=field, document="Brief", quote=quote)


def says(identifier: str, text: str, *citations: Citation, private: bool = False) -> Sentence:
    return Sentence(id=identifier, text=text, origin=Origin.NOTE, citations=list(citations), private=private)


def agenda(text: str = "Amara to send the draft.", *, heading: str = "Open actions", owner: str = "amara") -> Draft:
    """An agenda for a pair: an opening, one headed block that says `text`, and an action that says it too."""
    opening = says("s0", "Amara and Daniel, 2 December, 60 minutes.", brief("session_date", "2026-12-02"))
    return Draft(
        kind="agenda",
        status=DraftStatus.DRAFTED,
        as_of=DAY,
        viewer="amara",
        audience=["amara", "daniel"],
        blocks=[
            Block(sentences=[opening]),
            Block(heading=heading, minutes=15, sentences=[says("s1", text, note(text))]),
        ],
        actions=[
            DraftAction(id="a1", owner=owner, due=dt.date(2026, 11, 27), status="open", text=text, citation=note(text))
        ],
        questions=[Question(id="focus", text="A QUESTION?", why="A REASON")],
        findings=[Finding(check="x", severity=Severity.HINT, message="A FINDING")],
    )


def message(subject: str = "A question", *texts: str) -> Draft:
    """A message with that subject and a paragraph of these sentences."""
    said = [says(f"p{number}", text) for number, text in enumerate(texts or ("Could you spare 20 minutes?",))]
    return Draft(
        kind="outreach",
        status=DraftStatus.DRAFTED,
        as_of=DAY,
        viewer="amara",
        audience=["outside"],
        blocks=[
            Block(heading="Subject", sentences=[says("subject", subject)]),
            Block(sentences=[says("greeting", "Hi Jonas,")]),
            Block(sentences=said),
            Block(sentences=[says("close", "Best wishes,"), says("name", "Amara")]),
        ],
    )


def everyone(_citation: Citation) -> bool:
    return True
