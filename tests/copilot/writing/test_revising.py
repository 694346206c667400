"""What of a finished draft a wish may change."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from copilot.draft import Block, Citation, CitationKind, Origin, Sentence
from copilot.writing.revising import _offered


def said(text: str, kind: CitationKind, origin: Origin) -> Sentence:
    return Sentence(id=text[:3], text=text, origin=origin, citations=[Citation(kind=kind, id="x", quote=text)])


def test_a_signature_stays_as_it_is_kept() -> None:
    commission: Any = SimpleNamespace(kind="outreach")
    body = said("I lead a small team.", CitationKind.BRIEF, Origin.BRIEF)
    title = said("Team lead, customer care, Bradford", CitationKind.PERSON, Origin.RECORD)
    offered = _offered(commission, [Block(sentences=[body, title])], (), lambda _citation: True)
    assert list(offered.values()) == [body]
