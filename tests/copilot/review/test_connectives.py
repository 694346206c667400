"""Connectives pass by closed shapes; whatever says something does not."""

from __future__ import annotations

import pytest

from copilot.draft import Citation, CitationKind, Origin, Sentence
from copilot.review.connectives import review_origin


def _connective(text: str) -> Sentence:
    return Sentence(id="s1", text=text, origin=Origin.CONNECTIVE)


@pytest.mark.parametrize(
    "text",
    [
        "Best wishes,",
        "Still open:",
        "From your notes:",
        "Questions worth asking:",
        "First,",
        "A short no is perfectly fine too.",
        "A question for you",
        "[Your words here: why you are writing to this person. See question “why”.]",
        "Thank you",
    ],
)
def test_a_closed_shape_passes(text: str) -> None:
    assert review_origin(_connective(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Best wishes, Amara",
        "Hello Jonas,",
        "Two things are open:",
        "By Friday:",
        "Since 3 November:",
        "You did well.",
        "The mentee was late:",
        "You should decide first:",
        "Ask for a raise:",
        "Nothing is open.",
        "He promised to send it:",
        "[Your words here: she stole the money. See question “why”.]",
        "Thank you for the promotion.",
        "Is it true?",
        "",
        "Open questions about money and the divorce and what to do then:",
    ],
)
def test_a_smuggled_claim_is_an_error(text: str) -> None:
    findings = review_origin(_connective(text))

    assert [finding.severity.value for finding in findings] == ["error"]


def test_a_connective_that_cites_and_a_claim_that_does_not_are_errors() -> None:
    citation = Citation(kind=CitationKind.BRIEF, id="why", quote="x")

    assert review_origin(Sentence(id="s", text="Still open:", origin=Origin.CONNECTIVE, citations=[citation]))
    assert review_origin(Sentence(id="s", text="Amara sent it.", origin=Origin.NOTE))
    assert review_origin(Sentence(id="s", text="Amara sent it.", origin=Origin.NOTE, citations=[citation])) == []
