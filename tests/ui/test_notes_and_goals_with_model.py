"""Proposals from notes and one question at a time about a goal, with a language model."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from copilot.app import Copilot
from copilot.models import ActionStatus, Note
from copilot.writing.fakes import KINDS, FakeChat
from tests.ui.models import a_copilot_with
from tests.ui.rooms import a_copilot, looking, shown

PROGRAMME = "calderbrook-2026"
TEXT = "A long talk about rotas.\n\nThe rota sheet would have to be with Lúcia before her holiday, said Farah."
WORDS = "The rota sheet would have to be with Lúcia before her holiday"


@pytest.fixture
def finding(monkeypatch: pytest.MonkeyPatch) -> str:
    """A model that finds those words, and some that stand nowhere."""
    said = {"actions": [{"who": "Farah", "words": WORDS}, {"who": "Farah", "words": "Send the moon to Mars by Friday"}]}
    monkeypatch.setitem(KINDS, "finding", lambda: FakeChat(reply=lambda *_: json.dumps(said)))
    return "fake:finding"


def _note(copilot: Copilot) -> Note:
    viewer = copilot.viewer(PROGRAMME, "farah")
    return copilot.add_note(viewer, TEXT, day=date(2026, 11, 18))


def _press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception, app.exception
    return app


def _stored(copilot: Copilot, note: Note) -> list[tuple[ActionStatus, str, str | None]]:
    viewer = copilot.viewer(PROGRAMME, "farah")
    return [(one.status, one.text, one.owner) for one in copilot.actions_from(viewer, note.id)]


def test_what_a_model_finds_counts_once_it_is_accepted(tmp_path: Path, finding: str) -> None:
    with a_copilot_with(tmp_path, finding) as copilot:
        note = _note(copilot)
        app = _press(looking(copilot, "farah", "notes", note=note.id), "Find more with the model")
        page = shown(app)
        assert WORDS in page
        assert "moon" not in page, "what the note does not say is no proposal"
        assert _stored(copilot, note) == []
        app = _press(app, "Accept")
        assert _stored(copilot, note) == [(ActionStatus.OPEN, WORDS, "farah")]
        app = _press(app, "Find more with the model")
        assert "It found no more." in shown(app)


def test_what_is_dropped_is_not_proposed_again(tmp_path: Path, finding: str) -> None:
    with a_copilot_with(tmp_path, finding) as copilot:
        note = _note(copilot)
        app = _press(looking(copilot, "farah", "notes", note=note.id), "Find more with the model")
        app = _press(app, "Drop")
        assert [one[0] for one in _stored(copilot, note)] == [ActionStatus.DROPPED]
        assert "It found no more." in shown(_press(app, "Find more with the model"))


def test_its_words_owner_and_day_can_be_put_right(tmp_path: Path, finding: str) -> None:
    with a_copilot_with(tmp_path, finding) as copilot:
        note = _note(copilot)
        app = _press(looking(copilot, "farah", "notes", note=note.id), "Find more with the model")
        app = (
            next(one for one in app.button if str(one.key).endswith("-edit") and "more-" in str(one.key)).click().run()
        )
        next(one for one in app.text_area if one.label == "What is to be done").set_value("Send Lúcia the rota sheet")
        next(one for one in app.date_input if str(one.label).startswith("By when")).set_value(date(2026, 12, 1))
        app = _press(app, "Accept as changed")
        viewer = copilot.viewer(PROGRAMME, "farah")
        [kept] = copilot.actions_from(viewer, note.id)
        assert (kept.text, kept.due, kept.status) == ("Send Lúcia the rota sheet", date(2026, 12, 1), ActionStatus.OPEN)


def test_without_a_model_nothing_of_it_is_offered(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        note = _note(copilot)
        labels = [one.label for one in looking(copilot, "farah", "notes", note=note.id).button]
        assert "Find more with the model" not in labels
        assert "Help me sharpen it" not in [one.label for one in looking(copilot, "farah", "goals").button]


def test_a_model_that_fails_says_so(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path, "fake:dead") as copilot:
        note = _note(copilot)
        app = _press(looking(copilot, "farah", "notes", note=note.id), "Find more with the model")
        assert "Nothing answers" in app.error[0].value


def _fields(app: AppTest) -> list[str]:
    return [str(one.key) for one in app.text_area if "-dialogue-says-" in str(one.key)]


def test_a_goal_is_sharpened_by_one_question_at_a_time(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path) as copilot:
        viewer = copilot.viewer(PROGRAMME, "farah")
        app = _press(looking(copilot, "farah", "goals"), "Help me sharpen it")
        [first] = _fields(app)
        app.text_area(key=first).set_value("I lead the Monday round alone by 1 March 2027.")
        app = _press(app, "Next question")
        fields = _fields(app)
        assert fields[0] == first
        assert len(fields) == 2
        assert app.text_area(key=first).value == "I lead the Monday round alone by 1 March 2027."
        app = _press(app, "Next question")
        assert len(_fields(app)) == 3, "a question may be passed over"
        app = _press(app, "Put it together")
        [made] = copilot.studio.listed(viewer)
        assert made.kind == "goal"
        assert "Monday round" in made.draft.text
        assert _fields(app) == []


def test_a_goal_of_no_answers_is_not_put_together(tmp_path: Path) -> None:
    with a_copilot_with(tmp_path) as copilot:
        app = _press(looking(copilot, "farah", "goals"), "Help me sharpen it")
        app = _press(app, "Put it together")
        assert "Answer at least one question" in app.info[0].value
        app = _press(app, "Leave it")
        assert _fields(app) == []
        assert copilot.studio.listed(copilot.viewer(PROGRAMME, "farah")) == ()
