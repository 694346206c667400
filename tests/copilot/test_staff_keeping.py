"""What a programme's staff look after, through the façade alone: people, pairs, guidance, sign-ins. And nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from copilot.app import Copilot
from copilot.errors import BriefError, Conflict, NotFound
from copilot.models import RelationshipKind, Role, Viewer
from copilot.own_pairs import PairEdit
from copilot.own_people import PersonEdit, ProgrammeEdit
from copilot.settings import Settings
from copilot.versions import version_of
from tests.copilot.api.serving import OAK
from tests.ingest.fakes import HashingEmbedder

DAY = date(2026, 11, 2)


@pytest.fixture
def copilot(tmp_path: Path) -> Iterator[Copilot]:
    file = tmp_path / "oak.yaml"
    file.write_text(OAK, encoding="utf-8")
    with Copilot.open(Settings(data=tmp_path / "data", sign_in="password"), HashingEmbedder) as opened:
        opened.import_programme(file)
        yield opened


@pytest.fixture
def sam(copilot: Copilot) -> Viewer:
    return copilot.viewer("oak", "sam")


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    file = tmp_path / "rules.md"
    file.write_text("# Rules\n\nBe on time.", encoding="utf-8")
    return file


CALLS: dict[str, Callable[[Copilot, Viewer, Path], object]] = {
    "programme_people": lambda it, who, _: it.programme_people(who),
    "programme_relationships": lambda it, who, _: it.programme_relationships(who),
    "programme_unpaired": lambda it, who, _: it.programme_unpaired(who, DAY),
    "add_person": lambda it, who, _: it.add_person(who, PersonEdit(name="Eve")),
    "edit_person": lambda it, who, _: it.edit_person(who, "ann", PersonEdit(roles=frozenset({Role.STAFF}))),
    "add_relationship": lambda it, who, _: it.add_relationship(who, "bob", "sam", PairEdit()),
    "edit_relationship": lambda it, who, _: it.edit_relationship(who, "ann-bob", PairEdit(ends=DAY)),
    "edit_programme": lambda it, who, _: it.edit_programme(who, ProgrammeEdit(contact="me")),
    "preview_people": lambda it, who, file: it.preview_people(who, file),
    "import_people": lambda it, who, file: it.import_people(who, file),
    "guidance_add": lambda it, who, file: it.guidance_add("oak", file, viewer=who),
    "guidance_replace": lambda it, who, file: it.guidance_replace("oak", "handbook", file, viewer=who),
    "guidance_remove": lambda it, who, _: it.guidance_remove("oak", "handbook", viewer=who),
    "ingest": lambda it, who, file: it.ingest("oak", [file], viewer=who),
    "sign_ins": lambda it, who, _: it.sign_ins(who),
    "invite": lambda it, who, _: it.invite(who, "ann", new=True),
    "shut_out": lambda it, who, _: it.shut_out(who, "sam"),
    "survey_columns": lambda it, who, file: it.survey_columns(who, file),
    "import_feedback": lambda it, who, file: it.import_feedback(who, file, ["respondent=a"]),
    "feedback_periods": lambda it, who, _: it.feedback_periods(who),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("person", ["ann", "bob"])
def test_to_everybody_but_staff_there_is_nothing_of_it(copilot: Copilot, rules: Path, call: str, person: str) -> None:
    before = copilot.exported("oak"), copilot.guidance_list("oak"), copilot.accounts.users("oak")
    with pytest.raises(NotFound, match="not yours to see"):
        CALLS[call](copilot, copilot.viewer("oak", person), rules)
    assert (copilot.exported("oak"), copilot.guidance_list("oak"), copilot.accounts.users("oak")) == before


def test_staff_of_one_programme_are_nobody_in_another(copilot: Copilot, rules: Path, tmp_path: Path) -> None:
    other = tmp_path / "elm.yaml"
    other.write_text("format: mentoring-programme/1\nprogramme: {id: elm, name: Elm}\n", encoding="utf-8")
    copilot.import_programme(other)
    with pytest.raises(NotFound, match="elm"):
        copilot.guidance_add("elm", rules, viewer=copilot.viewer("oak", "sam"))


def test_staff_and_the_owner_of_the_folder_look_after_guidance(copilot: Copilot, sam: Viewer, rules: Path) -> None:
    assert copilot.guidance_add("oak", rules, viewer=sam).title == "Rules"
    copilot.guidance_remove("oak", "rules", viewer=None)
    assert "rules" not in {one.id for one in copilot.guidance_list("oak")}


def test_an_address_is_one_and_one_persons(copilot: Copilot, sam: Viewer) -> None:
    for wrong in ("ann", "a b@oak.example", "a@oak.example, b@oak.example", "a@oak", "@oak.example"):
        with pytest.raises(BriefError, match="no e-mail address"):
            copilot.edit_person(sam, "cem", PersonEdit(email=wrong))
    with pytest.raises(BriefError, match="Ann Ash"):
        copilot.edit_person(sam, "cem", PersonEdit(email="ANN@oak.example"))
    with pytest.raises(BriefError, match="Ann Ash"):
        copilot.add_person(sam, PersonEdit(name="Eve Elm", email="ann@oak.example"))
    assert copilot.edit_person(sam, "ann", PersonEdit(email="ann@oak.example")).email == "ann@oak.example"
    assert copilot.edit_person(sam, "ann", PersonEdit(email=" ")).email == ""


def test_a_name_without_a_letter_asks_for_an_id_and_no_word_is_taken_that_cannot_be_kept(
    copilot: Copilot, sam: Viewer
) -> None:
    with pytest.raises(BriefError, match="no letter or digit"):
        copilot.add_person(sam, PersonEdit(name="???"))
    assert copilot.add_person(sam, PersonEdit(name="田中"), identifier="tanaka").name == "田中"
    with pytest.raises(BriefError, match="cannot be stored"):
        copilot.edit_person(sam, "ann", PersonEdit(title="Head\0"))


def test_two_staff_who_change_the_same_person_see_both_texts_contact_data_included(
    copilot: Copilot, sam: Viewer
) -> None:
    seen = version_of(next(one for one in copilot.programme_people(sam) if one.id == "bob"))
    copilot.edit_person(sam, "bob", PersonEdit(email="bob@beech.example"), seen)
    with pytest.raises(Conflict) as clash:
        copilot.edit_person(sam, "bob", PersonEdit(email="b@oak.example"), seen)
    assert (clash.value.yours["email"], clash.value.theirs["email"]) == ("b@oak.example", "bob@beech.example")
    with pytest.raises(Conflict) as other:
        copilot.edit_person(sam, "bob", PersonEdit(title="Head"), seen)
    assert "email" not in other.value.theirs, "contact data is shown to nobody who does not change it"


def test_who_has_no_pair_is_every_mentor_and_mentee_whose_pairs_are_over(copilot: Copilot, sam: Viewer) -> None:
    assert copilot.programme_unpaired(sam, DAY) == ()
    copilot.add_person(sam, PersonEdit(name="Eve Elm", roles=frozenset({Role.MENTEE})))
    copilot.add_person(sam, PersonEdit(name="Guest"))
    copilot.edit_relationship(sam, "cem-bob", PairEdit(ends=DAY))
    assert [one.id for one in copilot.programme_unpaired(sam, DAY)] == ["eve-elm"], "the last day is a day of it"
    after = copilot.programme_unpaired(sam, date(2026, 11, 3))
    assert [one.id for one in after] == ["cem", "eve-elm"]


def test_an_ended_pair_keeps_what_it_could_read_and_staff_still_read_none_of_it(copilot: Copilot, sam: Viewer) -> None:
    def readable(person: str) -> set[str]:
        return {note.id for note in copilot.notes(copilot.viewer("oak", person), date.max)}

    before = {person: readable(person) for person in ("ann", "bob", "cem", "sam")}
    assert (before["ann"], before["sam"]) == ({"n1"}, set())
    copilot.edit_relationship(sam, "ann-bob", PairEdit(ends=date(2026, 10, 1)))
    assert {person: readable(person) for person in before} == before
    ahead = copilot.sessions_ahead(copilot.viewer("oak", "ann"), DAY)
    assert ahead == (), "no further session is expected"


def test_the_same_two_meet_in_the_same_way_only_once_at_a_time(copilot: Copilot, sam: Viewer) -> None:
    with pytest.raises(BriefError, match="ann-bob"):
        copilot.add_relationship(sam, "bob", "ann", PairEdit())
    peers = copilot.add_relationship(sam, "bob", "ann", PairEdit(kind=RelationshipKind.PEER))
    assert peers.id == "bob-ann"
    copilot.edit_relationship(sam, "ann-bob", PairEdit(ends=date(2026, 10, 1)))
    again = copilot.add_relationship(sam, "bob", "ann", PairEdit())
    assert again.id == "bob-ann-2"
    assert copilot.notes(copilot.viewer("oak", "ann"), date.max, again.id) == (), "a new pair begins with no note"


def test_staff_do_not_shut_themselves_out(copilot: Copilot, sam: Viewer) -> None:
    copilot.invite(sam, "sam", new=True)
    with pytest.raises(BriefError, match="yourself"):
        copilot.shut_out(sam, "sam")
    assert not copilot.sign_ins(sam)[0].disabled
