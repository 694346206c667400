"""What people are shown of a draft, wherever they look at it."""

from __future__ import annotations

from datetime import date

from copilot.draft import (
    Block,
    Citation,
    CitationKind,
    Draft,
    DraftStatus,
    Finding,
    Origin,
    Question,
    Sentence,
    Severity,
)
from copilot.showing import SourceNumbers, basis_of, findings_to_show, goal_sides, is_blank, telling


def citation(kind: CitationKind, identifier: str, quote: str = "words", document: str = "") -> Citation:
    return Citation(kind=kind, id=identifier, quote=quote, document=document)


def finding(check: str, source: str = "", strength: str = "") -> Finding:
    return Finding(check=check, severity=Severity.HINT, message="m", source=source, strength=strength)


def goal(*headings: str) -> Draft:
    return Draft(
        kind="goal",
        status=DraftStatus.DRAFTED,
        as_of=date(2026, 11, 2),
        viewer="ann",
        audience=[],
        blocks=[Block(heading=heading, sentences=[]) for heading in headings],
        questions=[Question(id="time_bound", text="By when?", why="w")],
        findings=[finding("goal-time-bound"), finding("goal-obstacle")],
    )


def test_what_a_question_asks_for_is_not_said_again_as_a_finding() -> None:
    assert [one.check for one in findings_to_show(goal())] == ["goal-obstacle"]


def test_a_goal_stands_beside_what_it_was_and_its_question_below() -> None:
    sides = goal_sides(goal("Before", "After", "Check", "A question to take along"))
    assert [[block.heading for block in part] for part in (sides.before, sides.after, sides.below)] == [
        ["Before"],
        ["After", "Check"],
        ["A question to take along"],
    ]


def test_a_record_needs_no_number_beside_a_note_and_has_one_alone() -> None:
    note, person = citation(CitationKind.NOTE, "n1"), citation(CitationKind.PERSON, "bob")
    assert telling([person, note]) == [note]
    assert telling([person]) == [person]


def test_sources_are_numbered_as_they_come_and_each_once() -> None:
    numbers = SourceNumbers()
    first, second = citation(CitationKind.NOTE, "n1", "one"), citation(CitationKind.NOTE, "n1", "two")
    assert numbers.marks([second]) == "1"
    assert numbers.marks([first, second, first]) == "2, 1"
    assert list(numbers.cited) == [second, first]
    assert numbers.marks([]) == ""


def test_counted_feedback_is_one_source_a_report() -> None:
    numbers = SourceNumbers()
    rows = [citation(CitationKind.FEEDBACK, name, name, "2026-H1") for name in ("a", "b")]
    assert numbers.marks(rows) == "1"


def test_what_a_finding_rests_on_is_said_with_its_strength() -> None:
    assert basis_of(finding("x", "Locke", "strong")) == "Locke, strong"
    assert basis_of(finding("x", "Locke")) == "Locke"
    assert basis_of(finding("x")) == ""


def test_a_place_for_the_authors_own_words_is_no_sentence() -> None:
    place = Sentence(id="s", text="[Your words here: by which day]", origin=Origin.CONNECTIVE)
    assert is_blank(place)
    assert not is_blank(place.model_copy(update={"origin": Origin.NOTE}))
    assert not is_blank(place.model_copy(update={"text": "Dear Bob,"}))
