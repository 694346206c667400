"""The page Programme, for staff."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from copilot.app import Copilot
from copilot.draft import Draft, DraftStatus, Theme
from copilot.own_feedback import FeedbackImported
from copilot.settings import Settings
from copilot.survey_file import BadRow
from tests.ingest.fakes import HashingEmbedder
from tests.ui import naughty
from tests.ui.rooms import a_copilot, looking, shown
from ui.components.feedback_themes import report_html
from ui.components.survey_import import imported_html
from ui.first_start import SAMPLE

HEAD = b"respondent,role,What helped?,rating\n"
GOOD = (
    b"format: mentoring-programme/1\n"
    b"programme: {id: calderbrook-2026, name: Calderbrook}\n"
    b"people: [{id: ana, name: 'Ana <b>Silva</b>', roles: [mentee]},\n"
    b"  {id: lucia, name: Lucia F, roles: [mentor], title: Head of Customs}]\n"
    b"relationships: [{id: r-new, kind: reverse, mentor: lucia, mentee: ana, started: 2026-11-01}]\n"
)


def _part(app: AppTest, name: str) -> AppTest:
    app.get("button_group")[0].set_value(name).run()
    assert not app.exception, app.exception
    return app


def _press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize("person", ["farah", "daniel-k", "amara"])
def test_nobody_but_staff_has_this_page(tmp_path: Path, person: str) -> None:
    with a_copilot(tmp_path) as copilot, pytest.raises(LookupError):
        looking(copilot, person, "programme")


def test_staff_see_people_and_pairs_and_no_word_of_a_note_or_a_comment(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "ruth", "programme")
        page = shown(app) + shown(_part(app, "Feedback"))
        assert "Daniel Kowalczyk with Amarachi Nwosu" in page
        assert "18 Dec 2026 (closing)" in page
        everything = copilot.exported("calderbrook-2026")
        assert "Second cycle did not take" in everything
        assert "Second cycle did not take" not in page
        assert "Two got moved the same morning" in everything
        assert "Two got moved the same morning" not in page


def test_a_name_narrows_both_lists(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "ruth", "programme")
        app.text_input(key="people-filter").set_value("farah").run()
        page = shown(app)
        assert "1 of 8" in page
        assert "Lúcia Ferreira with Farah Siddiqui" in page
        assert "Graham" not in page
        app.text_input(key="people-filter").set_value("zzz").run()
        assert "Nobody of that name" in shown(app)


def test_a_programme_file_is_previewed_and_imported_only_on_a_second_word(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _part(looking(copilot, "ruth", "programme"), "Import")
        app.file_uploader(key="programme-file").upload("more.yaml", GOOD).run()
        page = shown(app)
        assert "Ana &lt;b&gt;Silva&lt;/b&gt; (new)" in page
        assert "Lucia F (known, updated)" in page
        assert "lucia with ana, reverse (new)" in page
        viewer = copilot.viewer("calderbrook-2026", "ruth")
        assert "ana" not in [one.id for one in copilot.programme_people(viewer)]
        _press(app, "Import it")
        assert {"ana", "farah"} <= {one.id for one in copilot.programme_people(viewer)}


def test_what_is_wrong_with_a_file_is_said_line_by_line_without_a_place_of_this_computer(tmp_path: Path) -> None:
    wrong = GOOD.replace(b"roles:", b"rolls:", 1).replace(b"mentor: lucia", b"mentor: nobody")
    with a_copilot(tmp_path) as copilot:
        app = _part(looking(copilot, "ruth", "programme"), "Import")
        app.file_uploader(key="programme-file").upload("wrong.yaml", wrong).run()
        assert "2 problems" in app.error[0].value.replace("\\", "")
        said = [one.value.replace("\\", "") for one in app.caption]
        assert any("rolls" in line for line in said)
        assert any("nobody" in line for line in said)
        assert "/tmp" not in app.error[0].value
        assert "Import it" not in [one.label for one in app.button]


def test_staff_bring_in_nothing_that_people_wrote(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _part(looking(copilot, "ruth", "programme"), "Import")
        app.file_uploader(key="programme-file").upload("all.yaml", SAMPLE.read_bytes()).run()
        assert "cannot be brought in here" in app.error[0].value
        assert "Import it" not in [one.label for one in app.button]


def test_a_survey_is_mapped_and_its_counts_are_told(tmp_path: Path) -> None:
    rows = b"p1,mentee,The agenda,4\np2,mentor,Time,5\np3,wizard,Hm,1\n"
    with a_copilot(tmp_path) as copilot:
        app = _part(looking(copilot, "ruth", "programme"), "Feedback")
        app.file_uploader(key="survey-file").upload("survey.csv", HEAD + rows).run()
        assert app.selectbox(key="map-respondent").value == "respondent"
        _press(app, "Bring the answers in")
        assert "hold the comments" in app.info[0].value
        app.multiselect(key="map-comments").set_value(["What helped?"])
        _press(app, "Bring the answers in")
        assert "which period" in app.info[0].value
        app.text_input(key="map-period-same").set_value("2027-H1")
        _press(app, "Bring the answers in")
        page = shown(app)
        assert "2 added, 0 unchanged" in page
        assert "line 4 has the role" in page


def test_a_file_that_is_no_table_is_told_in_words(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _part(looking(copilot, "ruth", "programme"), "Feedback")
        app.file_uploader(key="survey-file").upload("survey.csv", b"only a header\n").run()
        assert not app.exception
        assert "no row below its header" in app.error[0].value
        assert "/tmp" not in app.error[0].value


def test_too_few_people_is_all_that_is_said(tmp_path: Path) -> None:
    with a_copilot(tmp_path / "data", naughty.programme(tmp_path)) as copilot:
        page = shown(_part(looking(copilot, "staff", "programme"), "Feedback"))
        assert "Too few people to show." in page


def test_themes_are_shown_with_at_least_so_many_people(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _part(looking(copilot, "ruth", "programme"), "Feedback")
        assert app.selectbox(key="themes-period").options == ["2026-H1", "2026-H2"]
        assert "At least" in shown(app)
        app.selectbox(key="themes-group").set_value("Mentors")
        _press(app, "Show themes")
        assert "said something in 2026-H2" in shown(app) or "Too few people" in shown(app)


def test_nobody_needs_a_password_on_this_computer(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        assert "Nobody needs a password here" in shown(_part(looking(copilot, "ruth", "programme"), "Sign-in"))


def test_staff_let_people_sign_in_and_shut_them_out(tmp_path: Path) -> None:
    with Copilot.open(Settings(data=tmp_path, sign_in="password"), HashingEmbedder) as copilot:
        copilot.import_programme(SAMPLE)
        app = _part(looking(copilot, "ruth", "programme"), "Sign-in")
        app.button(key="password-farah").click().run()
        made = app.code[0].value
        assert copilot.accounts.sign_in("calderbrook-2026", "farah", made, address="here")
        app.run()
        assert not app.code
        app.button(key="danger-out-farah").click().run()
        assert copilot.accounts.users("calderbrook-2026")[0].disabled
        assert "shut out" in shown(app)


@pytest.mark.parametrize("part", ["People", "Feedback", "Import", "Sign-in"])
def test_naughty_words_are_shown_as_they_are(tmp_path: Path, part: str) -> None:
    settings = Settings(data=tmp_path / "data", sign_in="password")
    with Copilot.open(settings, HashingEmbedder) as copilot:
        copilot.import_programme(naughty.programme(tmp_path))
        app = _part(looking(copilot, "staff", "programme"), part)
        if part == "Feedback":
            columns = b'"<script>alert(1)</script>","**bold** <img src=x>"\nx,y\n'
            app.file_uploader(key="survey-file").upload("<b>.csv", columns).run()
        if part == "Import":
            file = naughty.programme(tmp_path).read_bytes().replace(b"notes:", b"notez:")
            app.file_uploader(key="programme-file").upload("<b>.yaml", file).run()
        assert not app.exception
        page = "\n".join(str(element.proto.body) for element in app.get("html"))
        assert not any(tag in page for tag in naughty.TAGS)


@pytest.mark.parametrize("words", naughty.STRINGS)
def test_a_report_and_an_import_show_words_as_they_are(words: str) -> None:
    theme = Theme(label=words, people=5, share=0.2, sentiment=words, summary=words)
    draft = Draft(
        kind="feedback",
        status=DraftStatus.DRAFTED,
        as_of="2026-01-01",  # type: ignore[arg-type]
        viewer="x",
        audience=[],
        themes=[theme],
    )
    done = FeedbackImported(1, 0, 0, 0, 1, 0, 0, (BadRow(2, words),), (3,))
    page = report_html(draft) + imported_html(done)
    assert not any(tag in page for tag in naughty.TAGS)
