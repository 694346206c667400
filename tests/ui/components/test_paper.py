"""A draft on paper: what is said for the command line stays there."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.draft import Citation, CitationKind, Origin, Sentence
from tests.copilot.exports.drafts import agenda
from ui.components.paper import on_page, paper_html, place_of


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("[Your words here: your one clear ask. See question “ask”.]", "[Your words here: your one clear ask]"),
        ("It names no day. See question “time_bound”.", "It names no day."),
        ("Make the draft for yourself alone (--audience daniel-k).", "Make the draft for yourself alone."),
        ("Amara asked: see question “two”. Then we left.", "Amara asked: see question “two”. Then we left."),
        ("We met on 3 May (a Sunday).", "We met on 3 May (a Sunday)."),
    ],
)
def test_flags_and_names_of_questions_are_not_shown(said: str, shown: str) -> None:
    assert on_page(said) == shown


def test_a_source_is_named_by_kind_document_and_day() -> None:
    note = Citation(kind=CitationKind.NOTE, id="n", quote="x", document="session 8", date=date(2026, 11, 11))
    person = Citation(kind=CitationKind.PERSON, id="p", quote="Ana", document="People")
    assert place_of(note) == "Note · session 8 · 11 November 2026"
    assert place_of(person) == "Person"


def test_a_line_that_leads_in_the_points_below_it_has_no_mark() -> None:
    draft = agenda()
    lead = Sentence(id="s2", text="Proposed in notes, still unconfirmed:", origin=Origin.CONNECTIVE)
    draft.blocks[1].sentences.append(lead)
    assert f'<li class="leads"><span class="mc-s">{lead.text}' in paper_html(draft)
    assert paper_html(draft).count("<li>") == 1
