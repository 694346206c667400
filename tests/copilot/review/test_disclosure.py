"""Private words and contact data do not leave by accident."""

from __future__ import annotations

import datetime as dt

import pytest

from copilot.draft import Block, Citation, CitationKind, Draft, DraftAction, DraftStatus, Origin, Sentence
from copilot.review.disclosure import contact_data, disclose, with_held_back
from copilot.writing.plain_text import text_of


def _sentence(identifier: str, text: str, *sources: str) -> Sentence:
    return Sentence(
        id=identifier,
        text=text,
        origin=Origin.NOTE,
        citations=[Citation(kind=CitationKind.NOTE, id=source, quote=text) for source in sources],
    )


def _draft(*blocks: Block) -> Draft:
    return Draft(
        kind="agenda",
        status=DraftStatus.DRAFTED,
        as_of=dt.date(2026, 11, 20),
        viewer="a",
        audience=["b"],
        blocks=list(blocks),
    )


def _allowed(citation: Citation) -> bool:
    return not citation.id.startswith("private")


def test_a_sentence_that_rests_on_any_private_source_is_held_back() -> None:
    draft = _draft(
        Block(
            heading="Topic",
            sentences=[
                _sentence("s1", "Open to all.", "shared"),
                _sentence("s2", "Both.", "shared", "private-1"),
                _sentence("s3", "Free."),
            ],
        )
    )

    held, findings = disclose(draft, _allowed)
    marked = with_held_back(draft, _allowed, held)

    assert held == ("s2",)
    assert [finding.sentence for finding in findings] == ["s2"]
    assert [sentence.private for sentence in marked.sentences()] == [False, True, False]
    assert "Both." not in text_of(marked)
    assert "Open to all." in text_of(marked)
    assert not any(sentence.private for sentence in draft.sentences()), "the draft that came in is not changed"


def test_the_author_may_include_a_sentence() -> None:
    draft = _draft(Block(sentences=[_sentence("s1", "One.", "private-1"), _sentence("s2", "Two.", "private-1")]))

    held, findings = disclose(draft, _allowed, included=frozenset({"s2"}))

    assert held == ("s1",)
    assert {finding.sentence: finding.severity.value for finding in findings} == {"s1": "warn", "s2": "hint"}


def test_a_heading_made_of_private_words_is_an_error() -> None:
    told = _draft(
        Block(
            heading="The divorce",
            sentences=[
                _sentence("s1", "The divorce takes all my time.", "private-1"),
                _sentence("s2", "What next?", "shared"),
            ],
        )
    )
    plain = _draft(Block(heading="Open topics", sentences=told.blocks[0].sentences))

    assert any("heading" in finding.message for finding in disclose(told, _allowed).findings)
    assert not any("heading" in finding.message for finding in disclose(plain, _allowed).findings)


def test_an_action_from_a_private_note_is_an_error() -> None:
    draft = _draft()
    draft.actions = [
        DraftAction(
            id="a1",
            owner=None,
            due=None,
            status="proposed",
            text="x",
            citation=Citation(kind=CitationKind.NOTE, id="private-1", quote="x"),
        )
    ]

    assert [finding.severity.value for finding in disclose(draft, _allowed).findings] == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "Write to amara.okafor@example.org.",
        "Call +44 7700 900114 today.",
        "Call 07700 900 114.",
        "See https://example.org/a?b=c.",
        "See linkedin.com/in/amara.",
        "amara (at) example.org",
        "Ring (0113) 496 0123.",
        "www.example.org",
    ],
)
def test_contact_data_is_found(text: str) -> None:
    assert len(contact_data(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Due 2026-11-17.",
        "Due 17.11.2026.",
        "1,500,000 users.",
        "Ask for 20-30 minutes.",
        "e.g. a first step.",
        "In 2026-2027.",
        "He got 3 of 12.",
        "I said no.And left.",
        "Use Node.js today.",
        "At 14:00 on 17/11/2026.",
    ],
)
def test_dates_sums_and_prose_are_no_contact_data(text: str) -> None:
    assert contact_data(text) == []


def test_contact_data_may_leave_only_if_the_author_typed_it() -> None:
    draft = _draft(Block(sentences=[_sentence("s1", "Call +44 7700 900114 or write to a@example.org.", "shared")]))

    assert [finding.check for finding in disclose(draft, _allowed).findings] == ["contact", "contact"]
    findings = disclose(draft, _allowed, typed=["my number is +44 (7700) 900-114"]).findings
    assert [finding.message.split("”")[0] for finding in findings] == ["“a@example.org"]
