"""Kept drafts: their author's alone, and without words that are gone or not theirs to read any more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from copilot.app import Copilot
from copilot.content import StoredDraft
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
from copilot.errors import BriefError, NotFound
from copilot.models import Viewer, Visibility
from copilot.settings import Settings
from copilot.staleness import CHECK, reasons, without_lost
from tests.copilot.contents import SMALL
from tests.ingest.fakes import HashingEmbedder

DAY = date(2025, 6, 1)
CANARY = "zanzibar walrus"
NOTE = f"""\
  - id: n4
    relationship: tom-ines
    author: ines
    date: 2025-05-09
    visibility: shared
    text: Inês to paint the {CANARY} by 12 June. The harbour was quiet.
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "harbour.yaml").write_text(SMALL.replace("actions:\n", f"{NOTE}actions:\n"), encoding="utf-8")
    with Copilot.open(Settings(data=folder / "data"), HashingEmbedder) as copilot:
        copilot.import_programme(folder / "harbour.yaml")
    return folder / "data"


def viewer(copilot: Copilot, person: str) -> Viewer:
    return copilot.viewer("harbour", person)


def agenda(copilot: Copilot, person: str, **brief: object) -> StoredDraft:
    """The person's agenda for the pair, kept."""
    who = viewer(copilot, person)
    made = copilot.draft(who, "agenda", {"relationship": "tom-ines", **brief}, DAY)
    assert CANARY in made.text
    return copilot.keep_draft(who, made)


def test_a_kept_draft_is_its_authors_alone(copilot: Copilot) -> None:
    tom, ines = viewer(copilot, "tom"), viewer(copilot, "ines")
    kept = agenda(copilot, "tom")
    assert kept.relationship == "tom-ines"
    assert copilot.kept_drafts(tom) == (kept,)
    assert copilot.kept_draft(tom, kept.id) == kept
    assert copilot.kept_drafts(ines) == ()
    for call in (copilot.kept_draft, copilot.remove_draft):
        with pytest.raises(NotFound) as foreign:
            call(ines, kept.id)
        with pytest.raises(NotFound) as missing:
            call(ines, "d-0")
        assert foreign.value.message.replace(kept.id, "d-0") == missing.value.message
    assert copilot.remove_draft(tom, kept.id) == kept
    assert copilot.kept_drafts(tom) == ()


def test_a_kept_draft_is_taken_by_the_beginning_of_its_id(copilot: Copilot) -> None:
    tom = viewer(copilot, "tom")
    first, second = agenda(copilot, "tom"), agenda(copilot, "tom", audience=["tom"])
    assert first.id != second.id
    assert copilot.kept_draft(tom, first.id[:-2]) == first
    assert copilot.kept_draft(tom, first.id.rpartition("-")[2][:4]) == first
    with pytest.raises(BriefError, match="Several drafts begin with 'd-2025'"):
        copilot.remove_draft(tom, "d-2025")
    with pytest.raises(NotFound):
        copilot.kept_draft(viewer(copilot, "ines"), first.id[:-2])
    assert copilot.remove_draft(tom, first.id[:-2]) == first
    assert copilot.kept_drafts(tom) == (second,)


def test_keeping_a_draft_twice_keeps_it_once(copilot: Copilot) -> None:
    tom = viewer(copilot, "tom")
    brief = {"relationship": "tom-ines"}
    first, second = (copilot.keep_draft(tom, copilot.draft(tom, "agenda", brief, DAY)) for _ in range(2))
    assert first.id == second.id
    assert len(copilot.kept_drafts(tom)) == 1


def test_questions_alone_are_not_kept(copilot: Copilot) -> None:
    tom = viewer(copilot, "tom")
    made = copilot.draft(tom, "outreach", {}, DAY)
    assert made.status is DraftStatus.QUESTIONS
    with pytest.raises(BriefError, match="only questions"):
        copilot.keep_draft(tom, made)


def test_a_deleted_notes_words_leave_every_kept_draft(copilot: Copilot) -> None:
    theirs, own = agenda(copilot, "tom"), agenda(copilot, "ines", audience=["ines"])
    copilot.remove_note(viewer(copilot, "ines"), "n4")
    for person, kept in (("tom", theirs), ("ines", own)):
        left = copilot.kept_draft(viewer(copilot, person), kept.id)
        assert left.stale
        assert "zanzibar" not in left.draft.model_dump_json()
        assert "roadmap review" in left.draft.text, "the rest stays"
        assert "2025-05-09" in reasons(left)[0]


def test_a_note_made_private_again_leaves_its_partners_drafts(copilot: Copilot) -> None:
    ines = viewer(copilot, "ines")
    text = f"Inês to feed the {CANARY} by 14 June."
    shared = copilot.add_note(ines, text, day=date(2025, 5, 10), visibility=Visibility.SHARED)
    copilot.remove_note(ines, "n4")
    theirs, for_both = agenda(copilot, "tom"), agenda(copilot, "ines")
    alone = agenda(copilot, "ines", audience=["ines"])
    copilot.add_note(ines, text, day=date(2025, 5, 10), visibility=Visibility.SHARED)
    assert not any(one.stale for one in copilot.kept_drafts(ines)), "nothing has changed"
    hidden = copilot.add_note(ines, text, day=date(2025, 5, 10), visibility=Visibility.PRIVATE)
    assert hidden.id == shared.id
    for person, kept in (("tom", theirs), ("ines", for_both)):
        left = copilot.kept_draft(viewer(copilot, person), kept.id)
        assert left.stale
        assert "zanzibar" not in left.draft.model_dump_json()
    assert copilot.kept_draft(ines, alone.id) == alone, "she reads it herself"


def test_an_action_of_a_hidden_note_leaves_with_it(copilot: Copilot) -> None:
    ines = viewer(copilot, "ines")
    [owed] = [one for one in copilot.actions(ines, DAY) if CANARY in one.action.text]
    copilot.decide(ines, DAY, owed.action.id, owed.action.status.OPEN)
    kept = agenda(copilot, "tom")
    assert any(CANARY in action.text for action in kept.draft.actions)
    copilot.remove_note(ines, "n4")
    left = copilot.kept_draft(viewer(copilot, "tom"), kept.id)
    assert not any(CANARY in action.text for action in left.draft.actions)


def test_an_import_that_hides_or_changes_a_note_does_the_same(copilot: Copilot, data: Path) -> None:
    for change in (("visibility: shared\n    text: Inês to paint", "text: Inês to paint"), (CANARY, "small boat")):
        kept = agenda(copilot, "tom")
        text = SMALL.replace("actions:\n", f"{NOTE}actions:\n")
        assert change[0] in text
        file = data / "changed.yaml"
        file.write_text(text.replace(*change), encoding="utf-8")
        copilot.import_programme(file)
        left = copilot.kept_draft(viewer(copilot, "tom"), kept.id)
        assert left.stale
        assert "zanzibar" not in left.draft.model_dump_json()
        file.write_text(text, encoding="utf-8")
        copilot.import_programme(file)


def test_importing_the_same_again_makes_no_draft_stale(copilot: Copilot, data: Path) -> None:
    agenda(copilot, "tom")
    agenda(copilot, "ines", audience=["ines"])
    copilot.export_programme("harbour", data / "all.yaml")
    copilot.import_programme(data / "all.yaml", replace=True)
    assert not any(one.stale for who in ("tom", "ines") for one in copilot.kept_drafts(viewer(copilot, who)))
    assert copilot.exported("harbour") == (data / "all.yaml").read_text(encoding="utf-8")


def test_an_export_leaves_out_what_its_readers_may_not_see_now(copilot: Copilot) -> None:
    """Even of a draft that was not kept, and so was never settled."""
    tom, ines = viewer(copilot, "tom"), viewer(copilot, "ines")
    made = copilot.draft(tom, "agenda", {"relationship": "tom-ines"}, DAY)
    assert CANARY.encode() in copilot.exported_draft(tom, made, ".md", sources=True)
    copilot.remove_note(ines, "n4")
    assert CANARY.encode() not in copilot.exported_draft(tom, made, ".md", sources=True)


def test_an_export_names_people_as_they_are_called_and_uses_the_programmes_zone(copilot: Copilot) -> None:
    tom = viewer(copilot, "tom")
    made = copilot.draft(tom, "agenda", {"relationship": "tom-ines", "session_date": "2025-06-10"}, DAY)
    content = copilot.exported_draft(tom, made, ".ics").decode().replace("\r\n ", "")
    assert "SUMMARY:Inês: " in content
    assert "DTSTART;VALUE=DATE:20250610" in content
    assert "X-WR-TIMEZONE:UTC" in content


# Without a database


def cited(text: str, identifier: str = "n1", kind: CitationKind = CitationKind.NOTE) -> Citation:
    return Citation(kind=kind, id=identifier, quote=text, date=DAY)


def sentence(identifier: str, text: str, *citations: Citation, private: bool = False) -> Sentence:
    return Sentence(id=identifier, text=text, origin=Origin.NOTE, citations=list(citations), private=private)


def stored() -> StoredDraft:
    lost, kept = cited("the walrus fund", "n9"), cited("the roadmap")
    return StoredDraft(
        "d1",
        "tom",
        Draft(
            kind="agenda",
            status=DraftStatus.DRAFTED,
            as_of=DAY,
            viewer="tom",
            audience=["tom"],
            blocks=[
                Block(
                    heading="Walrus plans", sentences=[sentence("s1", "Walrus.", lost), sentence("s2", "Map.", kept)]
                ),
                Block(heading="Only walrus", sentences=[sentence("s3", "Walrus again.", kept, lost)]),
            ],
            held_back=["s3"],
            questions=[
                Question(id="q1", text="How did the walrus go?", why="", evidence=lost),
                Question(id="q2", text="How long?", why=""),
            ],
            findings=[
                Finding(check="grounding", severity=Severity.ERROR, sentence="s1", message="walrus"),
                Finding(check="grounding", severity=Severity.ERROR, sentence="s2", message="stays"),
                Finding(check="length", severity=Severity.HINT, message="about the walrus"),
            ],
            actions=[
                DraftAction(id="a1", owner="tom", due=None, status="open", text="walrus", citation=lost),
                DraftAction(id="a2", owner="tom", due=None, status="open", text="map", citation=kept),
            ],
        ),
    )


def test_everything_that_may_hold_the_words_goes_with_them() -> None:
    left = without_lost(stored(), lambda citation, *_: citation.id == "n9")
    assert left is not None
    assert "walrus" not in left.draft.model_dump_json().lower()
    assert left.draft.text == "Map.\n"
    assert [one.text for one in left.draft.sentences()] == ["Map."]
    assert left.draft.held_back == []
    assert [one.id for one in left.draft.questions] == ["q2"]
    assert [one.id for one in left.draft.actions] == ["a2"]
    assert [one.check for one in left.draft.findings] == ["grounding", CHECK]
    assert reasons(left)[0].startswith("2 sentences were taken out: a note of 2025-06-01 it rested on is gone")


def test_a_draft_that_loses_nothing_is_not_touched() -> None:
    before = stored()
    assert without_lost(before, lambda *_: False) is None
    assert before == stored()
    assert reasons(before) == ()


def test_what_the_author_alone_reads_is_asked_about_as_such() -> None:
    asked = []

    def lost(citation: Citation, _text: str, private: bool) -> bool:
        asked.append((citation.id, private))
        return False

    draft = stored()
    draft.draft.blocks[0].sentences[0].private = True
    without_lost(draft, lost)
    assert asked[0] == ("n9", True)
    assert asked[1] == ("n1", False)


def test_losing_more_later_adds_to_the_reasons() -> None:
    once = without_lost(stored(), lambda citation, *_: citation.id == "n9")
    assert once is not None
    twice = without_lost(once, lambda citation, *_: citation.id == "n1")
    assert twice is not None
    assert twice.draft.text == ""
    assert len(reasons(twice)) == 2
