"""People and pairs on the page Programme: added, put right, ended; typed words stay; two at once lose nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from copilot.app import Copilot
from copilot.models import Person, Relationship, Role, Viewer
from copilot.own_pairs import PairEdit
from copilot.own_people import PersonEdit
from copilot.settings import Settings
from tests.ingest.fakes import HashingEmbedder
from tests.ui.rooms import NAUGHTY, a_copilot, as_they_are, looking, shown
from ui.first_start import SAMPLE

PROGRAMME = "calderbrook-2026"
EMPTY = (
    "format: mentoring-programme/1\nprogramme: {id: new, name: New}\npeople: [{id: sam, name: Sam, roles: [staff]}]\n"
)


def _staff(copilot: Copilot) -> Viewer:
    return copilot.viewer(PROGRAMME, "ruth")


def _person(copilot: Copilot, identifier: str) -> Person:
    return next(one for one in copilot.programme_people(_staff(copilot)) if one.id == identifier)


def _pair(copilot: Copilot, identifier: str) -> Relationship:
    return next(one for one in copilot.programme_relationships(_staff(copilot)) if one.id == identifier)


def _first_pair(copilot: Copilot) -> Relationship:
    return next(
        one for one in copilot.programme_relationships(_staff(copilot)) if one.ends is None or one.ends.year > 2026
    )


def _press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception, app.exception
    return app


def _open(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception, app.exception
    return app


def test_an_empty_programme_shows_where_to_begin(tmp_path: Path) -> None:
    file = tmp_path / "new.yaml"
    file.write_text(EMPTY, encoding="utf-8")
    with a_copilot(tmp_path / "data", file) as copilot:
        app = looking(copilot, "sam", "programme")
        page = shown(app)
        assert "1 of 1" in page
        assert "No mentor or mentee is without a pair" in page
        assert "No pairs to show" in page
        _press(app, "Bring them together")
        assert "Choose a mentor and a mentee first" in app.info[0].value


def test_a_person_is_added_and_shown_without_a_pair_until_they_have_one(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "ruth", "programme")
        app.text_input(key="person-new-name__0").input("Eve Elm")
        app.text_input(key="person-new-email__0").input("eve@elm.example")
        app.checkbox(key="person-new-mentee__0").check()
        _press(app, "Add this person")
        made = _person(copilot, "eve-elm")
        assert (made.roles, made.email) == ({Role.MENTEE}, "eve@elm.example")
        page = shown(app)
        assert "Eve Elm is in the programme." in page
        assert "Whoever is at this computer can pick them" in page
        assert "Eve Elm (eve-elm), mentee" in page
        assert app.text_input(key="person-new-name__1").value == "", "the form makes way for the next one"

        app.selectbox(key="pair-new-mentor__0").set_value("daniel-k")
        app.selectbox(key="pair-new-mentee__0").set_value("eve-elm")
        _press(app, "Bring them together")
        assert _pair(copilot, "daniel-k-eve-elm").started == copilot.as_of(PROGRAMME)
        page = shown(app)
        assert "Daniel Kowalczyk with Eve Elm" in page
        assert "Eve Elm (eve-elm), mentee" not in page
        assert "They have no pair yet" not in page
        _press(app, "Done")
        assert "Eve Elm is in the programme." not in shown(app)


def test_what_cannot_be_kept_is_said_in_a_line_and_every_typed_word_stays(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        before = copilot.exported(PROGRAMME)
        app = looking(copilot, "ruth", "programme")
        app.text_input(key="person-new-title__0").input("Analyst")
        _press(app, "Add this person")
        assert "cannot be a name" in app.error[0].value
        app.text_input(key="person-new-name__0").input("Amara")
        app.text_input(key="person-new-email__0").input("not an address")
        _press(app, "Add this person")
        assert "no e" in app.error[0].value
        assert "mail address" in app.error[0].value
        app.text_input(key="person-new-email__0").input("")
        _press(app, "Add this person")
        assert "is here already" in app.error[0].value
        typed = [app.text_input(key=f"person-new-{name}__0").value for name in ("name", "title")]
        assert typed == ["Amara", "Analyst"]
        assert copilot.exported(PROGRAMME) == before
        app.text_input(key="person-new-id__0").input("amara-2")
        _press(app, "Add this person")
        assert _person(copilot, "amara-2").title == "Analyst"


def test_a_pair_that_cannot_be_is_said_in_a_line(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "ruth", "programme")
        pair = _first_pair(copilot)
        app.selectbox(key="pair-new-mentor__0").set_value(pair.mentor)
        app.selectbox(key="pair-new-mentee__0").set_value(pair.mentor)
        _press(app, "Bring them together")
        assert "Nobody mentors themselves" in app.error[0].value
        app.selectbox(key="pair-new-mentee__0").set_value(pair.mentee)
        app.selectbox(key="pair-new-kind__0").set_value(pair.kind)
        _press(app, "Bring them together")
        assert "meet like that already" in app.error[0].value
        assert app.selectbox(key="pair-new-mentor__0").value == pair.mentor


def test_a_person_is_put_right_and_what_was_not_touched_stays(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _open(looking(copilot, "ruth", "programme"), "person-farah-edit")
        before = _person(copilot, "farah")
        assert app.text_input(key="person-farah-name").value == before.name
        app.text_input(key="person-farah-title").input("Head of Customs")
        _press(app, "Save")
        after = _person(copilot, "farah")
        assert (after.title, after.name, after.roles) == ("Head of Customs", before.name, before.roles)
        assert "person-farah-title" not in [one.key for one in app.text_input]


def test_the_only_staff_stay_staff(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _open(looking(copilot, "ruth", "programme"), "person-ruth-edit")
        app.text_input(key="person-ruth-title").input("Lead")
        app.checkbox(key="person-ruth-staff").uncheck()
        _press(app, "Save")
        assert "only staff" in app.error[0].value
        assert app.text_input(key="person-ruth-title").value == "Lead"
        assert Role.STAFF in _person(copilot, "ruth").roles


@pytest.mark.parametrize("mine", [True, False])
def test_two_who_edit_the_same_person_see_both_texts(tmp_path: Path, mine: bool) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _open(looking(copilot, "ruth", "programme"), "person-farah-edit")
        app.text_input(key="person-farah-title").input("Mine")
        app.text_input(key="person-farah-phone").input("1")
        copilot.edit_person(_staff(copilot), "farah", PersonEdit(title="Theirs", phone="2", known_as="Fa"))
        _press(app, "Save")
        page = shown(app)
        assert "Nothing was written over" in page
        for words in ("Mine", "Theirs", ">1<", ">2<"):
            assert words in page
        assert app.text_input(key="person-farah-title").value == "Mine"
        _press(app, "Save mine in its place" if mine else "Keep it as it stands")
        after = _person(copilot, "farah")
        assert (after.title, after.phone) == (("Mine", "1") if mine else ("Theirs", "2"))
        assert after.known_as == "Fa", "what only the other changed is theirs"
        assert "Nothing was written over" not in shown(app)


def test_ending_a_pair_says_first_what_it_changes_and_then_takes_nothing_away(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        pair, day = _first_pair(copilot), copilot.as_of(PROGRAMME)
        mentee = copilot.viewer(PROGRAMME, pair.mentee)
        notes = copilot.notes(mentee, date.max, pair.id)
        assert notes
        app = _open(looking(copilot, "ruth", "programme"), f"pair-{pair.id}-ask-end")
        assert "Ending takes nothing away" in shown(app)
        assert _pair(copilot, pair.id).ends == pair.ends
        _press(app, "Cancel")
        assert "Ending takes nothing away" not in shown(app)
        assert _pair(copilot, pair.id).ends == pair.ends

        _open(app, f"pair-{pair.id}-ask-end")
        app.date_input(key=f"pair-{pair.id}-end-day").set_value(day.replace(day=1))
        _press(app, "End this pair")
        assert _pair(copilot, pair.id).ends == day.replace(day=1)
        assert "(over)" in shown(app)
        assert copilot.notes(copilot.viewer(PROGRAMME, pair.mentee), date.max, pair.id) == notes

        _open(app, f"pair-{pair.id}-edit")
        app.date_input(key=f"pair-{pair.id}-ends").set_value(None)
        _press(app, "Save")
        assert _pair(copilot, pair.id).ends is None


def test_two_who_change_the_same_pair_see_both(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        pair = _first_pair(copilot)
        app = _open(looking(copilot, "ruth", "programme"), f"pair-{pair.id}-edit")
        app.date_input(key=f"pair-{pair.id}-ends").set_value(date(2027, 8, 1))
        copilot.edit_relationship(_staff(copilot), pair.id, PairEdit(ends=date(2027, 9, 1)))
        _press(app, "Save")
        page = shown(app)
        assert "2027-08-01" in page
        assert "2027-09-01" in page
        _press(app, "Keep it as it stands")
        assert _pair(copilot, pair.id).ends == date(2027, 9, 1)


def test_by_password_a_new_person_is_led_on_to_their_first_password(tmp_path: Path) -> None:
    with Copilot.open(Settings(data=tmp_path, sign_in="password"), HashingEmbedder) as copilot:
        copilot.import_programme(SAMPLE)
        app = looking(copilot, "ruth", "programme")
        app.text_input(key="person-new-name__0").input("Eve Elm")
        _press(app, "Add this person")
        assert "They cannot sign in yet" in shown(app)
        _open(app, "password-eve-elm")
        made = app.code[0].value
        assert "They sign in as eve-elm" in shown(app)
        assert copilot.accounts.sign_in(PROGRAMME, "eve-elm", made, address="here")
        app.run()
        assert not app.code, "it is shown once"


@pytest.mark.parametrize("words", NAUGHTY)
def test_whatever_a_person_is_called_it_is_shown_as_it_is(tmp_path: Path, words: str) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "ruth", "programme")
        app.text_input(key="person-new-name__0").input(words)
        app.text_input(key="person-new-title__0").input(words)
        app.text_input(key="person-new-id__0").input("naughty")
        app.checkbox(key="person-new-mentor__0").check()
        _press(app, "Add this person")
        assert _person(copilot, "naughty").name == words.strip()
        assert as_they_are(app, f"{words} (naughty)")
        _open(app, "person-naughty-edit")
        app.selectbox(key="pair-new-mentor__0").set_value("naughty")
        app.selectbox(key="pair-new-mentee__0").set_value("farah")
        _press(app, "Bring them together")
        app = _open(app, "pair-naughty-farah-ask-end")
        assert as_they_are(app, words)
