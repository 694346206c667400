"""Writing with a language model, on the pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from copilot.app import Copilot
from copilot.errors import BriefError
from copilot.studio import Studio
from tests.ui.models import a_copilot_with
from tests.ui.rooms import a_copilot, looking, shown

PROGRAMME = "calderbrook-2026"
WHY, ASK = "your talk on customs questions", "20 minutes on how you trained your first line"


def _form(copilot: Copilot) -> AppTest:
    app = looking(copilot, "farah", "write", kind="outreach", type="request")
    app.selectbox(key="new-outreach-request-to").set_value("daniel-k")
    app.text_area(key="new-outreach-request-why").set_value(WHY)
    app.text_area(key="new-outreach-request-ask").set_value(ASK)
    return app


def _press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception, app.exception
    return app


def _drafted(copilot: Copilot) -> AppTest:
    app = _press(_form(copilot), "Draft it")
    assert app.query_params["draft"]
    return app


def test_it_says_who_wrote_it_and_what_that_took(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path) as copilot:
        page = shown(_drafted(copilot))
        assert "Written with fake:echo" in page
        assert "tokens read" in page
        assert WHY in page


def test_without_a_model_it_says_so_and_offers_nothing_that_needs_one(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = _drafted(copilot)
        assert "Written without a model" in shown(app)
        assert "tokens" not in shown(app)
        assert "Shorter" not in [one.label for one in app.button]


@pytest.mark.parametrize(
    ("model", "reason"),
    [("fake:dead", "Nothing answers"), ("fake:busy", "no more requests"), ("fake:refusing", "would not")],
)
def test_where_a_model_fails_there_is_a_draft_and_a_clear_line(tmp_path: Path, model: str, reason: str) -> None:
    with a_copilot_with(tmp_path, model) as copilot:
        app = _drafted(copilot)
        page = shown(app)
        assert "Put together without a model." in page
        assert reason in page
        assert WHY in page
        copilot.choose_model(None, "fake:echo")
        app = _press(app, "Ask the model again")
        assert "Written with fake:echo" in shown(app)
        assert "Put together without a model." not in shown(app)


def test_a_wish_changes_the_draft_or_says_that_it_did_not(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path) as copilot:
        app = _drafted(copilot)
        viewer = copilot.viewer(PROGRAMME, "farah")
        [before] = copilot.studio.listed(viewer)
        app = _press(app, "Shorter")
        assert not app.error
        [after] = copilot.studio.listed(viewer)
        assert after.version >= before.version
        assert WHY in after.draft.text


def test_a_blank_wish_is_asked_for(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path) as copilot:
        app = _press(_drafted(copilot), "Change it")
        assert "Say what you would like to be different." in [one.value for one in app.info]


def test_a_model_that_fails_at_a_wish_leaves_the_draft_as_it_was(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path) as copilot:
        app = _drafted(copilot)
        text = copilot.studio.listed(copilot.viewer(PROGRAMME, "farah"))[0].draft.text
        copilot.choose_model(None, "fake:dead")
        app = _press(app, "Warmer")
        assert "Nothing answers" in app.error[0].value.replace("\\", "")
        assert copilot.studio.listed(copilot.viewer(PROGRAMME, "farah"))[0].draft.text == text
        assert "mc-paper" in shown(app)


def test_an_answer_is_written_by_the_model_too(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path) as copilot:
        app = _drafted(copilot)
        field = next(one for one in app.text_area if str(one.key).endswith("-give_back"))
        field.set_value("I can show you our night rota.")
        app = _press(app, "Answer")
        assert "night rota" in shown(app)
        assert "Written with fake:echo" in shown(app)


def test_a_mistake_is_said_and_what_was_typed_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise BriefError("This cannot be used.", next_step="Say it otherwise.")

    with a_copilot_with(tmp_path) as copilot:
        monkeypatch.setattr(Studio, "start", refused)
        app = _press(_form(copilot), "Draft it")
        assert "This cannot be used" in app.error[0].value
        assert app.text_area(key="new-outreach-request-why").value == WHY
        assert not copilot.studio.listed(copilot.viewer(PROGRAMME, "farah"))
