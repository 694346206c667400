"""Small cases and drafts by hand, for the tests of the evaluators."""

from __future__ import annotations

from datetime import date
from typing import Any

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
    Support,
)
from evals.drafts.own_case import OwnCase


def case(kind: str = "agenda", **said: Any) -> OwnCase:
    """A case that expects what is said, and nothing else."""
    return OwnCase(id="c", kind=kind, workspace="w", by="jo", brief=said.pop("brief", {}), hard="it is by hand", **said)


def draft(
    *sentences: str,
    kind: str = "agenda",
    text: str | None = None,
    status: DraftStatus = DraftStatus.DRAFTED,
    questions: tuple[Question, ...] = (),
    actions: tuple[DraftAction, ...] = (),
    findings: tuple[Finding, ...] = (),
    unsupported: tuple[str, ...] = (),
    held: tuple[str, ...] = (),
) -> Draft:
    """A draft of these sentences; `text` is what leaves, all of it unless it is given."""
    said = [
        Sentence(
            id=f"s{place}",
            text=words,
            origin=Origin.NOTE,
            support=Support.UNSUPPORTED if words in unsupported else Support.SUPPORTED,
        )
        for place, words in enumerate(sentences)
    ]
    return Draft(
        kind=kind,
        status=status,
        as_of=date(2026, 2, 18),
        viewer="jo",
        audience=["jo"],
        text=" ".join(sentences) if text is None else text,
        blocks=[Block(heading="Open actions", sentences=said)],
        held_back=[one.id for one in said if one.text in held],
        questions=list(questions),
        actions=list(actions),
        findings=list(findings),
    )


def question(identifier: str, text: str = "What then?", quote: str = "") -> Question:
    evidence = Citation(kind=CitationKind.NOTE, id="n", quote=quote) if quote else None
    return Question(id=identifier, text=text, why="It matters.", evidence=evidence)


def action(owner: str | None, due: date | None, text: str, status: str = "proposed") -> DraftAction:
    return DraftAction.model_validate({"id": text, "owner": owner, "due": due, "status": status, "text": text})


def error(message: str) -> Finding:
    return Finding(check="grounding", severity=Severity.ERROR, message=message)
