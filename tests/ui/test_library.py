"""The page Library."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from copilot.app import Copilot
from tests.ui import naughty
from tests.ui.rooms import a_copilot, at, looking, shown
from ui.components.guidance_keeping import Taken, report_html

TRAVEL = b"# Travel\n\nTrain fares are paid up to forty pounds.\n\n## Claims\n\nKeep the ticket.\n"


def _search(app: AppTest, words: str) -> AppTest:
    app.text_input(key="library-text").set_value(words)
    next(one for one in app.button if one.label == "Search").click().run()
    assert not app.exception, app.exception
    return app


def _add(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    uploader = app.file_uploader(key="library-files")
    for name, content in files:
        uploader.upload(name, content)
    next(one for one in app.button if one.label == "Add to the library").click().run()
    assert not app.exception, app.exception
    return app


def _travel(copilot: Copilot, folder: Path) -> str:
    file = folder / "travel.md"
    file.write_bytes(TRAVEL)
    return copilot.guidance_add(copilot.programme().id, file, viewer=None).id


@pytest.mark.parametrize("person", ["farah", "daniel-k", "ruth"])
def test_everyone_browses_and_only_staff_look_after_it(tmp_path: Path, person: str) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, person, "library")
        page = shown(app)
        assert "Calderbrook mentoring handbook" in page
        assert page.index("Calderbrook mentoring handbook") < page.index("Across cultures")
        assert bool(app.file_uploader) is (person == "ruth")


def test_a_topic_and_an_origin_narrow_the_list(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "farah", "library")
        app.selectbox(key="library-topic").set_value("closing").run()
        titles = [one.label for one in app.button if str(one.key).startswith("read-")]
        assert "Closing well" in titles
        assert "Listening" not in titles
        app.selectbox(key="library-origin").set_value("Your programme's own").run()
        assert "Nothing is both" in shown(app)


def test_a_long_list_has_pages(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "farah", "library")
        first = [one.label for one in app.button if str(one.key).startswith("read-")]
        app.button(key="after-library-All-All").click().run()
        second = [one.label for one in app.button if str(one.key).startswith("read-")]
        assert first
        assert second
        assert not set(first) & set(second)


def test_a_passage_that_was_found_is_read_in_its_place(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        _travel(copilot, tmp_path)
        app = _search(looking(copilot, "farah", "library"), "train fares are paid")
        next(one for one in app.button if str(one.key).startswith("hit-read-0")).click().run()
        assert app.title[0].value == "Travel"
        assert '<p class="found">Train fares are paid' in shown(app)
        app.button(key="library-back").click().run()
        assert app.title[0].value == "Library"


def test_what_is_not_there_is_said_and_the_list_is_one_click_away(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "farah", "library", document="no-such-thing")
        assert "There is no guidance" in app.warning[0].value
        app.button(key="library-back").click().run()
        assert "All guidance" in shown(app)


def test_of_several_files_one_that_fails_takes_none_of_the_others_with_it(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _add(
            looking(copilot, "ruth", "library"), ("travel.md", TRAVEL), ("empty.md", b""), ("b.md", b"# B\n\nWords.")
        )
        page = shown(app)
        assert "Added: Travel" in page
        assert "Added: B" in page
        assert "Not added: empty.md" in page
        assert str(tmp_path) not in page
        titles = [one.title for one in copilot.guidance_list(copilot.programme().id)]
        assert {"Travel", "B"} <= set(titles)


def test_a_file_of_a_name_that_is_there_replaces_nothing(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        identifier = _travel(copilot, tmp_path)
        app = _add(looking(copilot, "ruth", "library"), ("travel.md", b"# Other\n\nOther words."))
        assert "There is guidance of that name" in shown(app)
        assert (
            copilot.guidance_read(copilot.viewer("calderbrook-2026", "ruth"), identifier).text
            == TRAVEL.decode().strip()
        )


def test_staff_replace_a_document_and_the_new_text_is_shown(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        identifier = _travel(copilot, tmp_path)
        app = looking(copilot, "ruth", "library", document=identifier)
        app.file_uploader(key=f"library-newer-{identifier}").upload("new.md", b"# Travel\n\nOnly buses are paid.")
        next(one for one in app.button if one.label == "Replace the text").click().run()
        assert not app.exception
        assert "Only buses are paid." in shown(app)
        assert "Train fares" not in shown(app)


def test_who_was_slower_replaces_nothing(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        identifier = _travel(copilot, tmp_path)
        app = looking(copilot, "ruth", "library", document=identifier)
        (tmp_path / "travel.md").write_bytes(b"# Travel\n\nMeanwhile, by somebody else.")
        copilot.guidance_add("calderbrook-2026", tmp_path / "travel.md", viewer=None)
        app.file_uploader(key=f"library-newer-{identifier}").upload("new.md", b"# Travel\n\nToo late.")
        next(one for one in app.button if one.label == "Replace the text").click().run()
        assert "changed meanwhile" in app.error[0].value
        assert "Meanwhile, by somebody else." in shown(app)


def test_removing_asks_first(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        identifier = _travel(copilot, tmp_path)
        app = looking(copilot, "ruth", "library", document=identifier)
        app.button(key=f"danger-remove-{identifier}").click().run()
        assert "Tick the box" in app.info[0].value
        assert identifier in [one.id for one in copilot.guidance_list("calderbrook-2026")]
        app.checkbox(key=f"library-sure-{identifier}").check()
        app.button(key=f"danger-remove-{identifier}").click().run()
        assert identifier not in [one.id for one in copilot.guidance_list("calderbrook-2026")]
        assert app.title[0].value == "Library"


def test_our_cards_cannot_be_changed_and_mentees_change_nothing(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        identifier = _travel(copilot, tmp_path)
        card = next(one.id for one in copilot.guidance_list("calderbrook-2026") if one.title == "Closing well")
        assert not looking(copilot, "ruth", "library", document=card).file_uploader
        assert not looking(copilot, "farah", "library", document=identifier).file_uploader


@pytest.mark.parametrize("person", ["mentee", "staff"])
def test_naughty_words_are_shown_as_they_are(tmp_path: Path, person: str) -> None:
    with a_copilot(tmp_path / "data", naughty.programme(tmp_path)) as copilot:
        app = looking(copilot, person, "library")
        for words in naughty.STRINGS:
            _search(app, words)
            _assert_harmless(app)
        app = at(app, "library", document="guide")
        _assert_harmless(app)
        assert "&lt;script&gt;" in shown(app)


def _assert_harmless(app: AppTest) -> None:
    page = "\n".join(str(element.proto.body) for element in app.get("html"))
    assert not any(tag in page for tag in naughty.TAGS)


def test_a_report_of_files_shows_their_names_as_they_are() -> None:
    page = report_html(Taken(tuple(naughty.STRINGS), tuple(naughty.STRINGS)))
    assert not any(tag in page for tag in naughty.TAGS)
