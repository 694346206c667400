"""A person leaves: nothing of theirs stays, not even as bytes, and nothing of others' goes with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot import access, programme_file
from copilot.app import Copilot
from copilot.beginning import Beginning
from copilot.content import ProgrammeContent
from copilot.errors import NotFound
from copilot.models import ActionStatus, Role, Viewer, Visibility
from copilot.repository import content
from copilot.repository.schema import migrate
from copilot.settings import Settings
from ingest.database import Database
from tests.copilot.contents import SMALL, programmes
from tests.ingest.fakes import HashingEmbedder

DAY = date(2025, 6, 1)
CANARIES = {
    "note": "zanzibarwalrus",
    "private": "quokkamarimba",
    "title": "tapirfandango",
    "goal": "lemurtambourine",
    "action": "ocelotbassoon",
    "draft": "wombatcelesta",
    "feedback": "narwhalukulele",
    "phone": "0301555773",
}
MORE = f"""\
goals:
  - {{id: g2, owner: ines, date: 2025-02-01, text: Become the {CANARIES["goal"]}.}}
  - id: g1
    relationship: tom-ines
    owner: ines
    visibility: shared
    date: 2025-01-20
    text: Lead one roadmap review by July.
"""
NOTES = f"""\
  - id: n4
    relationship: tom-ines
    author: ines
    date: 2025-05-09
    title: On {CANARIES["title"]}
    visibility: shared
    text: Inês to paint the {CANARIES["note"]} by 12 June. Tom to read on.
  - id: n5
    author: ines
    date: 2025-05-09
    text: Nobody may read of the {CANARIES["private"]}.
  - id: n6
    relationship: tom-ines
    author: tom
    date: 2025-05-10
    visibility: shared
    text: Inês to shadow Steph by 20 June.
"""
REST = f"""\
  - {{id: a2, relationship: tom-ines, owner: ines, due: 2025-06-11, text: Tune the {CANARIES["action"]}}}
  - {{id: a3, relationship: tom-ines, owner: tom, due: 2025-06-11, text: Answer Marcy}}
feedback:
  - {{id: f1, respondent: ines, period: spring, comment: I loved the {CANARIES["feedback"]}.}}
  - {{id: f2, respondent: r-17, period: spring, comment: It was fine.}}
"""
PROGRAMME = (
    SMALL.replace(SMALL[SMALL.index("goals:") : SMALL.index("guidance:")], MORE)
    .replace("actions:\n", f"{NOTES}actions:\n")
    .replace("email: ines@example.org", f"title: Analyst, email: ines@example.org, phone: '{CANARIES['phone']}'")
    + REST
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "harbour.yaml").write_text(PROGRAMME, encoding="utf-8")
    with Copilot.open(Settings(data=folder / "data"), HashingEmbedder) as copilot:
        copilot.import_programme(folder / "harbour.yaml")
        ines = copilot.viewer("harbour", "ines")
        focus = f"the {CANARIES['draft']}"
        copilot.keep_draft(
            ines, copilot.draft(ines, "agenda", {"relationship": "tom-ines", "focus": focus}, DAY, seed=1)
        )
    return folder / "data"


def viewer(copilot: Copilot, person: str) -> Viewer:
    return copilot.viewer("harbour", person)


def held(folder: Path) -> set[str]:
    """The canaries whose bytes are in any file of the folder, the index's and the journal's too."""
    everything = b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).lower()
    return {name for name, word in CANARIES.items() if word.encode() in everything or word[:9].encode() in everything}


def test_nothing_of_theirs_is_left_in_any_file_while_it_is_open_or_after(copilot: Copilot, data: Path) -> None:
    agenda = copilot.draft(viewer(copilot, "tom"), "agenda", {"relationship": "tom-ines"}, DAY)
    copilot.keep_draft(viewer(copilot, "tom"), agenda)
    assert held(data) == set(CANARIES), "the test can fail"
    copilot.forget(viewer(copilot, "ines"))
    assert held(data) == set()
    copilot.close()
    assert held(data) == set()


def test_what_goes_is_said_before_and_after(copilot: Copilot) -> None:
    going = copilot.belongings(viewer(copilot, "ines"))
    assert going.notes == ("n1", "n4", "n5")
    assert going.goals == ("g1", "g2")
    assert going.actions == ("a1", "a2")
    assert len(going.drafts) == 1
    assert going.feedback == ("f1",)
    assert (going.relationships, going.person, going.programme) == ((), False, False)
    assert copilot.forget(viewer(copilot, "ines")).belongings == going
    again = copilot.forget(viewer(copilot, "ines"))
    assert again.belongings == replace(going, notes=(), goals=(), actions=(), drafts=(), feedback=())


def test_what_is_others_stays_theirs(copilot: Copilot) -> None:
    tom = viewer(copilot, "tom")
    copilot.forget(viewer(copilot, "ines"))
    assert [note.id for note in copilot.notes(tom, DAY)] == ["n2", "n3", "n6"]
    hits = copilot.search(tom, "shadow Steph", DAY)
    assert any("Steph" in hit.passage.text for hit in hits)
    left = programme_file.parse(copilot.exported("harbour"), Path())
    assert [(one.id, one.text) for one in left.actions] == [("a3", "Answer Marcy")]
    assert [one.id for one in left.feedback] == ["f2"]
    assert [one.id for one in left.relationships] == ["tom-ines", "tom-wei"]
    assert [one.id for one in left.guidance] == ["handbook"]


def test_the_name_stays_for_the_partners_notes_and_nothing_else(copilot: Copilot) -> None:
    copilot.forget(viewer(copilot, "ines"))
    ines = viewer(copilot, "ines").person
    assert (ines.name, ines.title, ines.email, ines.phone, ines.roles) == ("Inês Duarte", "", "", "", frozenset())
    owners = {one.action.owner for one in copilot.actions(viewer(copilot, "tom"), DAY) if "Steph" in one.action.text}
    assert owners == {"ines"}, "Tom's own note says so"


def test_a_person_nobody_kept_anything_with_goes_altogether(copilot: Copilot) -> None:
    sam = viewer(copilot, "sam")
    assert copilot.belongings(sam).person
    copilot.forget(sam)
    with pytest.raises(NotFound):
        viewer(copilot, "sam")
    wei = viewer(copilot, "wei")
    assert copilot.belongings(wei).relationships == ("tom-wei",)
    copilot.forget(wei)
    with pytest.raises(NotFound):
        viewer(copilot, "wei")
    assert copilot.viewer("harbour", "tom").relationships == {"tom-ines"}


def test_others_drafts_lose_the_words_and_say_why(copilot: Copilot) -> None:
    tom = viewer(copilot, "tom")
    kept = copilot.keep_draft(tom, copilot.draft(tom, "agenda", {"relationship": "tom-ines"}, DAY))
    assert CANARIES["note"] in kept.draft.text
    assert "Lead one roadmap review" in kept.draft.text
    assert "Steph" in kept.draft.text
    forgotten = copilot.forget(viewer(copilot, "ines"))
    assert forgotten.stale == (kept.id,)
    left = copilot.kept_draft(tom, kept.id)
    assert left.stale
    assert CANARIES["note"] not in left.draft.model_dump_json()
    assert "Lead one roadmap review" not in left.draft.model_dump_json()
    assert "Steph" in left.draft.text, "Tom wrote of that himself"
    assert "Analyst" not in left.draft.model_dump_json(), "what a record told of her goes too"


def test_what_they_accepted_of_anothers_note_is_a_proposal_again(copilot: Copilot) -> None:
    ines, tom = viewer(copilot, "ines"), viewer(copilot, "tom")
    [owed] = [one for one in copilot.actions(ines, DAY) if "Steph" in one.action.text]
    copilot.decide(ines, DAY, owed.action.id, ActionStatus.OPEN)
    copilot.forget(ines)
    [found] = [one for one in copilot.actions(tom, DAY) if "Steph" in one.action.text]
    assert found.action.status is ActionStatus.PROPOSED


def test_a_workspace_of_ones_own_goes_whole(tmp_path: Path) -> None:
    with Copilot.open(Settings(data=tmp_path / "data"), HashingEmbedder) as copilot:
        copilot.begin(Beginning("Ada", Role.MENTEE, "Bo", today=DAY))
        ada = copilot.viewer("mine", "ada")
        copilot.add_note(ada, f"Bo to find the {CANARIES['note']} by 9 June.", day=DAY, visibility=Visibility.SHARED)
        [owed] = copilot.actions(ada, DAY)
        copilot.decide(ada, DAY, owed.action.id, ActionStatus.OPEN)
        assert copilot.search(ada, "opening questions", DAY)
        assert copilot.forget(ada).belongings.programme
        assert copilot.programmes() == ()
        assert copilot.corpus.count() == 0
        assert held(tmp_path / "data") == set()
        copilot.begin(Beginning("Ada", Role.MENTEE, "Bo", today=DAY))
        ada = copilot.viewer("mine", "ada")
        assert copilot.notes(ada, DAY) == ()
        assert copilot.search(ada, "opening questions", DAY), "our library is there again"


def test_a_workspace_in_which_a_partner_keeps_notes_stays(tmp_path: Path) -> None:
    with Copilot.open(Settings(data=tmp_path / "data"), HashingEmbedder) as copilot:
        copilot.begin(Beginning("Ada", Role.MENTEE, "Bo", today=DAY))
        copilot.add_note(copilot.viewer("mine", "bo"), "Bo thinks.", day=DAY)
        going = copilot.forget(copilot.viewer("mine", "ada")).belongings
        assert (going.programme, going.person, going.relationships) == (False, False, ())
        assert copilot.me("mine") is None, "mentor speaks for nobody until somebody is named"
        assert [note.text for note in copilot.notes(copilot.viewer("mine", "bo"), DAY)] == ["Bo thinks."]


def test_a_removed_note_and_a_removed_draft_leave_no_bytes(copilot: Copilot, data: Path) -> None:
    ines = viewer(copilot, "ines")
    copilot.remove_note(ines, "n5")
    assert "private" not in held(data)
    [kept] = copilot.kept_drafts(ines)
    copilot.remove_draft(ines, kept.id)
    assert "draft" not in held(data)
    assert {"note", "goal"} <= held(data), "the rest stays"
    assert copilot.search(ines, CANARIES["note"], DAY)[0].passage.text.startswith("Inês to paint")


# Everything of mine


def test_everything_of_mine_is_mine_and_comes_back(copilot: Copilot, tmp_path: Path) -> None:
    ines = viewer(copilot, "ines")
    mine = copilot.exported("harbour", ines)
    told = yaml.safe_load(mine)
    assert [one["id"] for one in told["notes"]] == ["n1", "n4", "n5"]
    assert [one["id"] for one in told["goals"]] == ["g1", "g2"]
    assert [one["id"] for one in told["actions"]] == ["a1", "a2"]
    assert [one["id"] for one in told["drafts"]] == [kept.id for kept in copilot.kept_drafts(ines)]
    assert [one["id"] for one in told["feedback"]] == ["f1"]
    for foreign in ("giraffe", "Steph", "Lisbon", "tom@example.org", "It was fine"):
        assert foreign not in yaml.safe_dump({**told, "drafts": []}, allow_unicode=True), foreign
    (tmp_path / "mine.yaml").write_text(mine, encoding="utf-8")
    with Copilot.open(Settings(data=tmp_path / "elsewhere"), HashingEmbedder) as other:
        other.import_programme(tmp_path / "mine.yaml")
        again = other.viewer("harbour", "ines")
        assert other.exported("harbour", again) == mine
        assert other.kept_drafts(again) == copilot.kept_drafts(ines)
        assert CANARIES["private"] in other.search(again, CANARIES["private"], DAY)[0].passage.text


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(programmes(), st.data())
def test_anybodys_everything_comes_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, made: ProgrammeContent, choice: st.DataObject
) -> None:
    person = choice.draw(st.sampled_from([one.id for one in made.people]))
    answers = choice.draw(st.lists(st.booleans(), min_size=len(made.feedback), max_size=len(made.feedback)))
    feedback = tuple(
        replace(row, respondent=person) if own else row for row, own in zip(made.feedback, answers, strict=True)
    )
    made = replace(made, guidance=(), feedback=feedback)
    folder = tmp_path_factory.mktemp("folder")
    first = own_export(folder / "first.db", made, person)
    again = own_export(folder / "again.db", programme_file.parse(first, folder), person)
    assert again == first
    assert {row.id for row in programme_file.parse(first, folder).feedback} == {
        row.id for row in feedback if row.respondent == person
    }


def own_export(file: Path, made: ProgrammeContent, person: str) -> str:
    """The person's own export of that programme, by way of a database."""
    database = Database(f"sqlite:///{file}")
    migrate(database)
    try:
        with database.write() as session:
            content.write(session, made)
            session.flush()
            who = access.viewer(session, made.programme.id, person)
            return programme_file.dump(content.read_own(session, who, access.partners(session, who)))
    finally:
        database.close()
