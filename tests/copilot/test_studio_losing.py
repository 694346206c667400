"""What protects a kept draft protects every version of one that is worked on, and what was typed into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot import programme_file
from copilot.app import Copilot
from copilot.content import WorkingDraft
from copilot.errors import BriefError, InvalidInput
from copilot.models import Visibility
from copilot.settings import Settings
from copilot.staleness import reasons
from tests.copilot.studio_cases import AGENDA, CANARY, DAY, MESSAGE, PRIVATE, agenda, message, sentence, viewer
from tests.ingest.fakes import HashingEmbedder

WORD = CANARY.partition(" ")[0]


def files(copilot: Copilot) -> bytes:
    return b"\n".join(path.read_bytes() for path in copilot.settings.folder.rglob("*") if path.is_file()).lower()


def worked_on(harbour: Copilot) -> WorkingDraft:
    """Inês's agenda with the note's words in an edit, an addition, an older edit and a finding on a lost edit."""
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = agenda(harbour)
    goal = sentence(made, "Lead one roadmap review")
    made = studio.edit(ines, made.id, {"sentences": {sentence(made, CANARY): f"I would love the {CANARY} first."}}, 1)
    made = studio.edit(ines, made.id, {"sentences": {sentence(made, CANARY): f"Could we paint the {CANARY} blue?"}}, 2)
    made = studio.edit(ines, made.id, {"added": [{"block": 0, "text": f"Inês to paint the {CANARY} by 12 June."}]}, 3)
    return studio.edit(ines, made.id, {"sentences": {goal: "I would like to start small."}}, 4)


def test_a_deleted_notes_words_leave_every_version_and_every_edit(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = worked_on(harbour)
    assert WORD in made.edits.model_dump_json()
    harbour.remove_note(ines, "n4")
    left = studio.named(ines, made.id)
    assert left.stale
    assert "2025-05-09" in reasons(left.latest)[0]
    for version in studio.versions(ines, made.id):
        assert WORD not in version.draft.model_dump_json()
    assert [one.text for one in left.edits.changes] == ["I would like to start small."]
    assert left.edits.additions == ()
    assert WORD not in harbour.exported("harbour")
    assert WORD.encode() not in files(harbour)
    with pytest.raises(BriefError, match="lost"):
        studio.accept(ines, made.id, left.version)
    anew = studio.change_brief(ines, made.id, AGENDA, left.version)
    assert not anew.stale
    assert "I would like to start small." in anew.draft.text
    assert WORD not in anew.draft.model_dump_json()
    assert studio.accept(ines, made.id, anew.version).status == "accepted"


def test_an_edit_that_has_lost_its_place_goes_with_the_note_too(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = message(harbour)
    private = "The walrus and the velvet trombone."
    made = studio.edit(ines, made.id, {"sentences": {made.draft.held_back[0]: private}}, 1)
    made = studio.change_brief(ines, made.id, {**MESSAGE, "ask": "a coffee", "why": "your talk on tides"}, 2)
    assert any("velvet" in finding.message for finding in made.draft.findings), "the test can fail"
    harbour.remove_note(ines, "n5")
    left = studio.named(ines, made.id)
    assert left.edits.changes == ()
    for version in studio.versions(ines, made.id):
        assert "velvet" not in version.draft.model_dump_json()
        assert PRIVATE not in version.draft.model_dump_json()


def test_a_note_made_private_again_leaves_its_partners_versions_and_edits(harbour: Copilot) -> None:
    ines, tom, studio = viewer(harbour, "ines"), viewer(harbour, "tom"), harbour.studio
    text = "Inês to feed the velvet trombone by 14 June."
    harbour.add_note(ines, text, day=DAY.replace(month=5, day=10), visibility=Visibility.SHARED)
    made = agenda(harbour, "tom")
    made = studio.edit(tom, made.id, {"sentences": {sentence(made, "velvet"): "Could we skip the velvet trombone?"}}, 1)
    harbour.add_note(ines, text, day=DAY.replace(month=5, day=10), visibility=Visibility.PRIVATE)
    left = studio.named(tom, made.id)
    assert left.stale
    assert not left.edits
    for version in studio.versions(tom, made.id):
        assert "velvet" not in version.draft.model_dump_json()


def test_forgetting_takes_every_version_and_all_that_was_typed(harbour: Copilot) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = studio.start(ines, "outreach", {**MESSAGE, "about": "I breed tapirs"}, DAY)
    made = studio.answer(ines, made.id, {"about": "I breed okapis"}, 1)
    made = studio.edit(ines, made.id, {"sentences": {sentence(made, "okapi"): "I want to see a quokka."}}, 2)
    kept = harbour.keep_draft(ines, harbour.draft(ines, "agenda", AGENDA, DAY))
    assert harbour.belongings(ines).drafts == tuple(sorted([kept.id, made.id]))
    for word in (b"tapir", b"okapi", b"quokka"):
        assert word in files(harbour), "the test can fail"
    harbour.forget(ines)
    for word in (b"tapir", b"okapi", b"quokka"):
        assert word not in files(harbour)


def test_what_others_work_on_loses_the_words_of_who_leaves(harbour: Copilot) -> None:
    tom, studio = viewer(harbour, "tom"), harbour.studio
    made = agenda(harbour, "tom")
    text = f"I would love to see the {CANARY}."
    made = studio.edit(tom, made.id, {"sentences": {sentence(made, CANARY): text}}, 1)
    forgotten = harbour.forget(viewer(harbour, "ines"))
    assert made.id in forgotten.stale
    assert len(forgotten.stale) == len(set(forgotten.stale))
    left = studio.named(tom, made.id)
    assert WORD not in left.edits.model_dump_json()
    assert WORD.encode() not in files(harbour)


def test_export_import_export_is_the_same_bytes_and_the_same_drafts(harbour: Copilot, tmp_path: Path) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = worked_on(harbour)
    request = studio.include(ines, (first := message(harbour)).id, first.draft.held_back, 1)
    asking = studio.start(ines, "outreach", {"type": "request"}, DAY, seed=7)
    asking = studio.answer(ines, asking.id, {"why": "  two\nlines: - yes"}, 1)
    studio.accept(ines, made.id, made.version)
    own = harbour.exported("harbour", ines)
    for name, text in (("all", harbour.exported("harbour")), ("own", own)):
        file = tmp_path / f"{name}.yaml"
        file.write_text(text, encoding="utf-8", newline="\n")
        with Copilot.open(Settings(data=tmp_path / name), HashingEmbedder) as other:
            other.import_programme(file)
            assert (other.exported("harbour") if name == "all" else other.exported("harbour", ines)) == text
            assert other.studio.listed(ines) == studio.listed(ines)
            for one in (made, request, asking):
                assert other.studio.versions(ines, one.id) == studio.versions(ines, one.id)
            again = other.studio.change_brief(ines, request.id, {**MESSAGE, "tone": "plain"}, request.version)
            assert again.version == 3
    assert harbour.exported("harbour", viewer(harbour, "tom")).count("w-") == 0


def test_an_older_copy_takes_back_nothing_typed_since(harbour: Copilot, tmp_path: Path) -> None:
    ines, studio = viewer(harbour, "ines"), harbour.studio
    made = agenda(harbour)
    harbour.export_programme("harbour", tmp_path / "before.yaml")
    made = studio.edit(ines, made.id, {"sentences": {sentence(made, CANARY): "I would love a walk."}}, 1)
    harbour.import_programme(tmp_path / "before.yaml")
    assert studio.named(ines, made.id) == made
    harbour.import_programme(tmp_path / "before.yaml", replace=True)
    assert studio.named(ines, made.id).version == 1
    assert len(studio.versions(ines, made.id)) == 1


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("\n  working:\n", "\n  worked:\n"), "we do not know"),
        (("number: 2", "number: 1"), "two versions of"),
        (("number: 1\n", "number: 9\n"), "with an older version"),
        (("made: '", "made: 'x"), "made"),
    ],
)
def test_a_file_whose_versions_do_not_fit_together_is_refused(
    harbour: Copilot, change: tuple[str, str], problem: str
) -> None:
    ines = viewer(harbour, "ines")
    made = agenda(harbour)
    harbour.studio.change_brief(ines, made.id, {**AGENDA, "minutes": 30}, 1)
    text = harbour.exported("harbour")
    assert change[0] in text
    with pytest.raises(InvalidInput) as refused:
        programme_file.parse(text.replace(change[0], change[1], 1), Path())
    assert problem in "\n".join(refused.value.problems)


def test_versions_without_what_was_typed_are_refused(harbour: Copilot) -> None:
    agenda(harbour)
    text = harbour.exported("harbour")
    start, end = text.index("  working:\n"), text.index("  draft:\n")
    with pytest.raises(InvalidInput, match="no entry has the `working`"):
        programme_file.parse(text[:start] + text[end:], Path())
