"""The page Settings."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from copilot.errors import NotFound
from copilot.models import Role, SessionKind
from tests.ui import naughty
from tests.ui.rooms import a_copilot, looking, shown

PROGRAMME = "calderbrook-2026"


def _press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize(("person", "roles"), [("amara", "mentee, mentor"), ("lucia", "mentor"), ("ruth", "staff")])
def test_it_says_who_one_is_and_what_is_kept_of_one(tmp_path: Path, person: str, roles: str) -> None:
    with a_copilot(tmp_path) as copilot:
        page = shown(looking(copilot, person, "settings"))
        mine = copilot.belongings(copilot.viewer(PROGRAMME, person))
        assert f"<dd>{roles}</dd>" in page
        assert str(tmp_path) in page
        assert f"<dd>{len(mine.notes) or 'no'} note" in page
        assert "Ruth Abernethy, programme coordinator" in page
        assert "No model is set" in page


def test_it_says_with_whom_notes_are_shared(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        assert "shared with Daniel Kowalczyk" in shown(looking(copilot, "amara", "settings"))


def test_a_token_is_shown_once_and_works(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "farah", "settings")
        app.text_input(key="token-label").set_value("My <b>script</b>")
        _press(app, "Make a token")
        secret = app.code[0].value
        session = copilot.accounts.session(secret)
        assert session is not None
        assert session.kind is SessionKind.TOKEN
        assert "My &lt;b&gt;script&lt;/b&gt;" in shown(app)
        app.run()
        assert not app.code


def test_ending_one_session_leaves_the_others(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        other = copilot.accounts.open(PROGRAMME, "farah")
        third = copilot.accounts.open(PROGRAMME, "farah")
        app = looking(copilot, "farah", "settings")
        app.button(key=f"end-{other.session.id}").click().run()
        assert copilot.accounts.session(other.secret) is None
        assert copilot.accounts.session(third.secret) is not None
        assert f"end-{third.session.id}" in [one.key for one in app.button]


def test_signing_out_everywhere_ends_this_session_too(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        token = copilot.accounts.open(PROGRAMME, "farah", kind=SessionKind.TOKEN)
        app = looking(copilot, "farah", "settings")
        app.button(key="danger-sign-out-everywhere").click().run()
        assert [one.value for one in app.title] == ["You have been signed out"]
        assert copilot.accounts.session(token.secret) is None


def test_all_that_is_mine_can_be_taken_along(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        app = looking(copilot, "farah", "settings")
        assert app.get("download_button")
        text = copilot.exported(PROGRAMME, copilot.viewer(PROGRAMME, "farah"))
        assert {note["author"] for note in yaml.safe_load(text)["notes"]} == {"farah"}


def test_deleting_needs_the_id_and_then_leaves_nothing_and_nobody_signed_in(tmp_path: Path) -> None:
    with a_copilot(tmp_path) as copilot:
        viewer = copilot.viewer(PROGRAMME, "farah")
        app = looking(copilot, "farah", "settings")
        assert "Backups" in shown(app)
        app.text_input(key="delete-typed").set_value("Farah?")
        app.button(key="danger-delete").click().run()
        assert "Nothing was deleted" in app.error[0].value
        assert copilot.belongings(viewer).notes
        app.text_input(key="delete-typed").set_value("farah")
        app.button(key="danger-delete").click().run()
        assert not app.exception
        assert "deleted" in app.success[0].value
        assert not copilot.belongings(viewer).notes
        app.run()
        assert [one.value for one in app.title] == ["You have been signed out"]


def test_deleting_a_workspace_of_ones_own_says_that_all_of_it_goes(tmp_path: Path) -> None:
    from copilot.beginning import Beginning

    with a_copilot(tmp_path, None) as copilot:
        begun = copilot.begin(Beginning("Ada Byron", Role.MENTEE, "Max Born"))
        app = looking(copilot, begun.me, "settings")
        assert "the whole programme" in shown(app)
        app.text_input(key="delete-typed").set_value(begun.me)
        app.button(key="danger-delete").click().run()
        assert not app.exception
        with pytest.raises(NotFound):
            copilot.programme()


@pytest.mark.parametrize("person", ["mentor", "mentee", "staff"])
def test_naughty_words_are_shown_as_they_are(tmp_path: Path, person: str) -> None:
    with a_copilot(tmp_path / "data", naughty.programme(tmp_path)) as copilot:
        app = looking(copilot, person, "settings")
        for words in naughty.STRINGS[:3]:
            app.text_input(key="token-label").set_value(words)
            _press(app, "Make a token")
        app.text_input(key="delete-typed").set_value(naughty.STRINGS[0])
        app.button(key="danger-delete").click().run()
        page = "\n".join(str(element.proto.body) for element in app.get("html"))
        assert not any(tag in page for tag in naughty.TAGS)
