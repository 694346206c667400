"""Notes: written, shared, found in, searched, read, changed, deleted, brought in."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from copilot.app import Copilot
from copilot.beginning import Beginning
from copilot.errors import NotFound
from copilot.models import ActionStatus, Role, Viewer, Visibility
from copilot.own_notes import NoteEdit
from tests.ui.rooms import NAUGHTY, a_copilot, as_they_are, at, links, looking, shown

SHARED, PRIVATE = "n-ad-0401", "n-ad-0315"


def _viewer(copilot: Copilot, person: str) -> Viewer:
    return copilot.viewer(copilot.programme().id, person)


def _press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click()
    app.run()
    assert not app.exception
    return app


def _write(app: AppTest, text: str) -> AppTest:
    app.text_area(key="note-text__0").input(text)
    return _press(app, "Keep this note")


def test_a_note_is_private_unless_its_author_says_otherwise(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        _write(looking(copilot, "farah", "notes"), "A quiet thought about the course in Lisbon.")
        newest = copilot.notes(_viewer(copilot, "farah"), copilot.as_of(copilot.programme().id))[-1]
        assert newest.visibility is Visibility.PRIVATE
        with pytest.raises(NotFound):
            copilot.note(_viewer(copilot, "lucia"), newest.id)


def test_the_switch_says_who_will_read_it_and_then_they_can(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "farah", "notes")
        switch = next(one for one in app.toggle if one.key.startswith("note-shared"))
        assert switch.label == "Share with Lúcia"
        switch.set_value(True)
        _write(app, "We spoke about the course in Lisbon.")
        assert any(
            "the course in Lisbon" in note.text
            for note in copilot.notes(_viewer(copilot, "lucia"), copilot.as_of(copilot.programme().id))
        )


def test_what_was_found_in_a_new_note_is_accepted_there(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _write(
            looking(copilot, "farah", "notes"), "Session today.\n- I send Lúcia the course list by 25 November"
        )
        accept = next(one for one in app.button if one.label == "Accept" and one.key.startswith("found-"))
        accept.click().run()
        day = copilot.as_of(copilot.programme().id)
        opened = [
            one.action.text
            for one in copilot.actions(_viewer(copilot, "farah"), day)
            if one.action.status is ActionStatus.OPEN
        ]
        assert any("course list" in text for text in opened)


def test_a_note_kept_makes_way_for_an_empty_field(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _write(looking(copilot, "farah", "notes"), "Something.")
        assert app.text_area(key="note-text__1").value == ""
        assert 'data-saved="note-text"' in shown(app)


def test_a_blank_note_is_not_kept_and_nothing_is_lost(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "farah", "notes")
        app.text_input(key="note-title__0").input("only a title")
        _write(app, "  ")
        assert "The note is blank" in shown(app).replace("\\", "")
        assert app.text_input(key="note-title__0").value == "only a title"


def test_a_note_of_trouble_shows_whom_to_turn_to(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _write(looking(copilot, "farah", "notes"), "My team lead keeps touching me and I want to kill myself.")
        assert "Ruth Abernethy" in shown(app)


def test_ones_own_note_is_read_and_a_strangers_is_not_there(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        assert "marzipan ledger" in shown(looking(copilot, "amara", "notes", note=PRIVATE))
        for person in ("daniel-k", "farah"):
            app = looking(copilot, person, "notes", note=PRIVATE)
            assert app.title[0].value == "No such note"
            assert "marzipan" not in shown(app)


def test_a_partner_reads_a_shared_note_and_cannot_change_it(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "daniel-k", "notes", note=SHARED)
        assert "16:00, about 55 mins" in shown(app)
        assert not {"Delete", "Make it private", "Edit"} & {
            one.label for one in app.button if one.key.startswith("note-")
        }


def test_taking_a_note_back_is_asked_first(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _press(looking(copilot, "amara", "notes", note=SHARED), "Make it private")
        assert "will no longer see it" in shown(app)
        assert copilot.note(_viewer(copilot, "daniel-k"), SHARED)
        app.button(key=f"note-{SHARED}-yes").click().run()
        with pytest.raises(NotFound):
            copilot.note(_viewer(copilot, "daniel-k"), SHARED)


def test_deleting_says_that_accepted_actions_go_too_and_can_be_left(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _press(looking(copilot, "amara", "notes", note=SHARED), "Delete")
        assert "accepted action" in shown(app)
        app.button(key=f"note-{SHARED}-no").click().run()
        assert copilot.note(_viewer(copilot, "amara"), SHARED)
        _press(app, "Delete").button(key=f"note-{SHARED}-yes").click().run()
        with pytest.raises(NotFound):
            copilot.note(_viewer(copilot, "amara"), SHARED)


def test_a_note_is_changed_where_it_is_read(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _press(looking(copilot, "amara", "notes", note=PRIVATE), "Edit")
        app.text_area(key=f"note-{PRIVATE}-text").input("Other words.")
        _press(app, "Save")
        assert copilot.note(_viewer(copilot, "amara"), PRIVATE).text == "Other words."


def test_of_two_windows_the_second_sees_both_texts_and_neither_is_lost(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _press(looking(copilot, "amara", "notes", note=PRIVATE), "Edit")
        copilot.edit_note(_viewer(copilot, "amara"), PRIVATE, NoteEdit(text="From the other window."))
        app.text_area(key=f"note-{PRIVATE}-text").input("From this window.")
        _press(app, "Save")
        words = shown(app)
        assert "From the other window." in words
        assert "From this window." in words
        assert copilot.note(_viewer(copilot, "amara"), PRIVATE).text == "From the other window."
        app.button(key=f"note-{PRIVATE}-mine").click().run()
        assert copilot.note(_viewer(copilot, "amara"), PRIVATE).text == "From this window."


def test_search_finds_ones_own_and_leads_to_the_note(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "amara", "notes")
        app.text_input(key="search-words").input("marzipan ledger")
        _press(app, "Search")
        assert f"note={PRIVATE}" in {query for _, _, query in links(app)}
        theirs = looking(copilot, "daniel-k", "notes")
        theirs.text_input(key="search-words").input("marzipan ledger")
        assert "marzipan ledger in my notes" not in shown(_press(theirs, "Search"))


def test_the_timeline_is_in_order_of_day_and_can_be_narrowed(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "amara", "notes")
        months = [one.proto.body for one in app.get("html") if "mc-month" in one.proto.body]
        assert "November 2026" in months[0]
        app.selectbox(key="timeline-about").set_value("r-graham-amara").run()
        assert not app.exception
        words = shown(app)
        assert "Graham" in words
        app.button_group(key="timeline-kinds").set_value(["goal"]).run()
        assert 'class="mc-entry note"' not in shown(app)


def test_who_has_written_nothing_learns_what_to_do(tmp_path: Path) -> None:
    with a_copilot(tmp_path, None) as copilot:
        copilot.begin(Beginning("Ann", Role.MENTEE, "Ben"))
        assert "Nothing is written about your meetings with Ben yet" in shown(looking(copilot, "ann", "notes"))


def test_files_that_fail_are_named_with_the_reason_and_the_others_kept(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "farah", "notes")
        app.file_uploader[0].set_value(
            [
                ("good.md", b"# Lisbon\nWe spoke of Lisbon.", "text/markdown"),
                ("<b>bad</b>.pdf", b"no pdf", "application/pdf"),
            ]
        )
        _press(app, "Bring them in")
        words = shown(app)
        assert "&lt;b&gt;bad&lt;/b&gt;.pdf" in words
        assert str(tmp_path) not in words
        assert "/tmp" not in words
        assert [note.title for note in copilot.notes(_viewer(copilot, "farah"), copilot.as_of(copilot.programme().id))][
            -1
        ] == "good"


def test_staff_have_no_notes_page(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot, pytest.raises(LookupError):
        looking(copilot, "ruth", "notes")


@pytest.mark.parametrize("text", NAUGHTY)
def test_whatever_was_typed_is_shown_as_it_is(tmp_path: Path, text: str) -> None:
    with a_copilot(tmp_path, None) as copilot:
        copilot.begin(Beginning("Ann", Role.MENTEE, "Ben"))
        viewer = _viewer(copilot, "ann")
        note = copilot.add_note(viewer, text, day=copilot.as_of(viewer.programme), title=text)
        app = looking(copilot, "ann", "notes")
        assert as_they_are(app, text)
        app.text_input(key="search-words").input(text)
        _press(app, "Search")
        assert as_they_are(app, text)
        assert as_they_are(at(app, "notes", note=note.id), text)
