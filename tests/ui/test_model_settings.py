"""The language model on the page Settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from copilot.app import Copilot
from copilot.settings import Settings
from tests.ingest.fakes import HashingEmbedder
from tests.ui.models import a_copilot_with
from tests.ui.rooms import a_copilot, looking, shown
from ui.components.model_wishes import LEAVE
from ui.first_start import SAMPLE

PROGRAMME = "calderbrook-2026"


def _press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception, app.exception
    return app


def _unfolded(app: AppTest, label: str) -> AppTest:
    app.session_state[f"fold-{label}"] = True
    app.run()
    assert not app.exception, app.exception
    return app


def _choose(app: AppTest, spec: str) -> AppTest:
    next(one for one in app.text_input if one.label == "Model").set_value(spec)
    return _press(app, "Let it write")


def test_a_model_is_chosen_and_put_away_again(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "farah", "settings")
        assert "No model is set" in shown(app)
        assert 'pip install "mentoring-copilot[openai]"' in shown(app).replace("&quot;", '"')
        app = _choose(app, "fake:echo")
        assert copilot.writing_model() == "fake:echo"
        assert "<dd>fake:echo</dd>" in shown(app)
        app = _press(app, "Write without a model")
        assert copilot.writing_model() is None


@pytest.mark.parametrize(
    ("spec", "said"), [("gguf:/nowhere.gguf", "nowhere"), ("echo", "names no model"), ("fake:x", "fake")]
)
def test_a_model_that_cannot_be_used_is_not_set_and_the_reason_said(tmp_path: Path, spec: str, said: str) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _choose(looking(copilot, "farah", "settings"), spec)
        assert said in app.error[0].value.replace("\\", "")
        assert copilot.writing_model() is None


def test_a_model_of_the_environment_that_cannot_be_used_says_what_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with Copilot.open(Settings(data=tmp_path, model="openai:gpt-x"), HashingEmbedder) as copilot:
        copilot.import_programme(SAMPLE)
        page = shown(looking(copilot, "farah", "settings"))
        assert "openai:gpt-x" in page
        assert "It cannot be used." in page
        assert "OPENAI_API_KEY" in page


def test_trying_a_model_says_how_it_did(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path, "fake:obedient") as copilot:
        page = shown(_press(looking(copilot, "farah", "settings"), "Try it"))
        assert "Calls tools" in page
        assert "this computer: text goes as it is" in page
    with a_copilot_with(tmp_path / "other", "fake:dead") as copilot:
        page = shown(_press(looking(copilot, "farah", "settings"), "Try it"))
        assert "It did not answer." in page


def test_where_people_sign_in_staff_alone_choose(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, sign_in="password", model="fake:echo")
    with Copilot.open(settings, HashingEmbedder) as copilot:
        copilot.import_programme(SAMPLE)
        app = looking(copilot, "farah", "settings")
        assert "staff choose the model" in shown(app)
        assert "Let it write" not in [one.label for one in app.button]
        assert "Try it" not in [one.label for one in app.button]
        app = looking(copilot, "ruth", "settings")
        assert "Let it write" in [one.label for one in app.button]


def test_private_notes_stay_unless_their_owner_says_otherwise(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path) as copilot:
        app = looking(copilot, "farah", "settings")
        viewer = copilot.viewer(PROGRAMME, "farah")
        toggle = next(one for one in app.toggle if one.label == LEAVE)
        assert toggle.value is False
        toggle.set_value(True).run()
        assert copilot.preferences(viewer).private_may_leave is True
        assert copilot.preferences(copilot.viewer(PROGRAMME, "lucia")).private_may_leave is False
        next(one for one in app.toggle if one.label == LEAVE).set_value(False).run()
        assert copilot.preferences(viewer).private_may_leave is False


def test_what_no_source_says_is_marked_or_left_out_as_one_likes(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path) as copilot:
        app = looking(copilot, "farah", "settings")
        app.get("button_group")[0].set_value("drop").run()
        assert not app.exception
        assert copilot.preferences(copilot.viewer(PROGRAMME, "farah")).unsupported == "drop"


def _message(copilot: Copilot) -> None:
    viewer = copilot.viewer(PROGRAMME, "farah")
    brief = {"type": "request", "to": "Helena Brandt", "why": "your talk on customs questions", "ask": "20 minutes"}
    copilot.studio.start(viewer, "outreach", brief, copilot.as_of(PROGRAMME))


def test_what_would_be_sent_is_shown_to_the_letter(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path) as copilot:
        app = _unfolded(looking(copilot, "farah", "settings"), "What would be sent")
        assert "Begin a draft first" in shown(app)
        _message(copilot)
        app = _unfolded(app, "What would be sent")
        [one] = copilot.studio.listed(copilot.viewer(PROGRAMME, "farah"))
        app.selectbox(key="would-send").set_value(one.id).run()
        viewer = copilot.viewer(PROGRAMME, "farah")
        messages = copilot.would_send(viewer, one.kind, one.brief, one.as_of)
        assert messages
        assert [each.value for each in app.code] == [each.text for each in messages]


def test_what_was_sent_is_listed_without_its_text(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path) as copilot:
        app = _unfolded(looking(copilot, "farah", "settings"), "What was sent for you")
        assert "Nothing has been sent" in shown(app)
        _message(copilot)
        page = shown(app.run())
        assert "answered" in page
        assert "this computer" in page
        assert "customs questions" not in page
        other = _unfolded(looking(copilot, "lucia", "settings"), "What was sent for you")
        assert "Nothing has been sent" in shown(other)


def test_what_it_takes_is_summed_for_me_and_for_staff_over_everybody(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path) as copilot:
        _message(copilot)
        mine = shown(_unfolded(looking(copilot, "farah", "settings"), "What it takes"))
        assert "<b>fake:echo</b>" in mine
        assert "Everybody in the programme" not in mine
        staff = shown(_unfolded(looking(copilot, "ruth", "settings"), "What it takes"))
        assert "For you: nothing yet." in staff
        assert "<b>fake:echo</b>" in staff


def test_what_a_model_is_told_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "prompts"
    folder.mkdir()
    theirs = '---\npurpose: Ours alone\nreasons: ["Because."]\nvariables: []\n---\nBe plain.'
    (folder / "system.md").write_text(theirs, encoding="utf-8")
    with Copilot.open(Settings(data=tmp_path / "data", prompts=folder), HashingEmbedder) as copilot:
        copilot.import_programme(SAMPLE)
        app = _unfolded(looking(copilot, "farah", "settings"), "What a model is told")
        assert app.code[0].value == "Be plain."
        assert "system.md" in shown(app)
        app.selectbox(key="prompt-shown").set_value("outreach").run()
        assert app.code[0].value == copilot.prompts.all()["outreach"].text
        assert "Ours, as it came" in shown(app)
