"""What is shown of what comes near a question that nothing answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from copilot.answering import sought
from copilot.answers.nearest import MOST
from copilot.app import Copilot
from copilot.draft import Citation, CitationKind, Draft, DraftStatus, Finding, Severity
from copilot.settings import Settings
from tests.ingest.fakes import HashingEmbedder

PROGRAMME = """\
format: mentoring-programme/1
programme: {id: p, name: P, as_of: 2026-06-01, contact: Sam Sousa}
people:
  - {id: ann, name: Ann Abel, roles: [mentor]}
  - {id: bob, name: Bob Cole, roles: [mentee]}
  - {id: cy, name: Cy Dean, roles: [mentee]}
  - {id: sam, name: Sam Sousa, roles: [staff]}
relationships:
  - {id: ab, mentor: ann, mentee: bob, started: 2026-01-01}
  - {id: ac, mentor: ann, mentee: cy, started: 2026-01-01}
notes:
  - {id: shared, relationship: ab, author: bob, date: 2026-02-01, visibility: shared,
     text: "We went through the budget sheet for the ferry. The ferry is blue."}
  - {id: own, relationship: ab, author: ann, date: 2026-02-02, text: "Bob's budget sheet for the ferry had a hole of 300 in it."}
  - {id: later, relationship: ab, author: bob, date: 2026-07-01, visibility: shared, text: "The budget sheet for the ferry is done."}
  - {id: other, relationship: ac, author: cy, date: 2026-02-03, visibility: shared, text: "Cy has a budget sheet for the tram."}
  - id: troubled
    relationship: ab
    author: bob
    date: 2026-02-04
    visibility: shared
    text: |
      I want to kill myself over the budget sheet.

      The budget sheet has forty rows for the ferry crew.
guidance:
  - {id: sheets, title: Sheets, text: "# Sheets\\n\\nKeep a budget sheet short, and show it to your mentor early."}
"""
QUESTION = "Which colour did the accountant paint the budget sheet?"


@pytest.fixture(scope="module")
def copilot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copilot]:
    folder: Path = tmp_path_factory.mktemp("nearest")
    (folder / "p.yaml").write_text(PROGRAMME, encoding="utf-8")
    with Copilot.open(Settings(data=folder / "data"), HashingEmbedder) as opened:
        opened.import_programme(folder / "p.yaml")
        yield opened


def declined(person: str, *findings: Finding) -> Draft:
    return Draft(
        kind="ask",
        status=DraftStatus.DECLINED,
        as_of=date(2026, 6, 1),
        viewer=person,
        audience=[person],
        findings=list(findings),
    )


def near(copilot: Copilot, person: str, question: str = QUESTION, pair: str | None = None) -> tuple[Citation, ...]:
    return copilot.nearest(copilot.viewer("p", person), question, declined(person), pair)


def test_what_comes_near_is_quoted_from_its_place(copilot: Copilot) -> None:
    found = near(copilot, "bob")
    assert 0 < len(found) <= MOST
    assert {one.kind for one in found} == {CitationKind.NOTE, CitationKind.GUIDANCE}
    for one in found:
        if one.kind is CitationKind.NOTE:
            assert copilot.note(copilot.viewer("p", "bob"), one.id).text[one.start : one.end] == one.quote
    guidance = near(copilot, "bob", "Keep a budget sheet short and show it to your mentor when?")
    assert any("Keep a budget sheet short" in one.quote for one in guidance)


@pytest.mark.parametrize(
    ("person", "readable"),
    [
        ("ann", {"shared", "own", "other", "troubled"}),
        ("bob", {"shared", "troubled"}),
        ("cy", {"other"}),
        ("sam", set()),
    ],
)
def test_only_what_the_viewer_may_read_up_to_the_day_comes_near(
    copilot: Copilot, person: str, readable: set[str]
) -> None:
    notes = {one.id for one in near(copilot, person) if one.kind is CitationKind.NOTE}
    assert notes <= readable
    assert bool(notes) == bool(readable)


def test_with_a_relationship_only_what_is_about_it(copilot: Copilot) -> None:
    notes = {one.id for one in near(copilot, "ann", pair="ac") if one.kind is CitationKind.NOTE}
    assert notes == {"other"}


def test_what_is_said_of_trouble_stays_out_and_the_rest_of_its_note_does_not(copilot: Copilot) -> None:
    quotes = [one.quote for one in near(copilot, "bob", "How many rows has the budget sheet for the ferry crew?")]
    assert any("forty rows" in one for one in quotes)
    assert not any("kill" in one for one in quotes)


def test_nothing_comes_near_a_question_of_trouble_or_an_answer_that_touches_on_it(copilot: Copilot) -> None:
    viewer = copilot.viewer("p", "bob")
    assert near(copilot, "bob", "Who harasses me about the budget sheet?") == ()
    touched = Finding(check="trouble", severity=Severity.WARN, message="", source="", strength="")
    assert copilot.nearest(viewer, QUESTION, declined("bob", touched)) == ()


@pytest.mark.parametrize("change", [{"status": DraftStatus.DRAFTED}, {"audience": ["ann", "bob"]}])
def test_nothing_comes_near_an_answer_or_for_other_readers(copilot: Copilot, change: dict[str, object]) -> None:
    draft = declined("bob").model_copy(update=change)
    assert copilot.nearest(copilot.viewer("p", "bob"), QUESTION, draft) == ()


def test_nothing_that_others_keep_to_themselves_changes_what_comes_near(copilot: Copilot, tmp_path: Path) -> None:
    without = "\n".join(line for line in PROGRAMME.splitlines() if "{id: own," not in line)
    (tmp_path / "p.yaml").write_text(without, encoding="utf-8")
    with Copilot.open(Settings(data=tmp_path / "data"), HashingEmbedder) as other:
        other.import_programme(tmp_path / "p.yaml")
        assert near(other, "bob") == near(copilot, "bob")


def test_a_follow_up_is_looked_for_as_it_was_understood() -> None:
    understood = Finding(
        check="understood",
        severity=Severity.HINT,
        message="Understood as: Who paints the sheet?",
        source="",
        strength="",
    )
    assert sought("And who?", declined("bob", understood)) == "Who paints the sheet?"
    assert sought("And who?", declined("bob")) == "And who?"
