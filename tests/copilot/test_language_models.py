"""Which model is set and by whom, what is logged, what people allow, and what goes when they leave."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from copilot.app import Copilot
from copilot.errors import BriefError, NotFound
from copilot.models import Preferences
from copilot.settings import Settings, load_settings
from copilot.writing.engine import Engine, open_engine
from copilot.writing.llm import Message, ModelFailed, ModelMissing
from tests.ingest.fakes import HashingEmbedder

ASKED = [Message("user", "[N1] Ines Duarte sends the outline to ines@harbour.example.")]


def open_elsewhere(spec: str, settings: Settings) -> Engine:
    """The fakes, as if they answered from somewhere else."""
    return replace(open_engine(spec, settings), local=False, host="api.example")


@pytest.fixture
def data(harbour_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(harbour_data, tmp_path / "data"))


def test_none_is_set_and_nothing_is_asked(harbour: Copilot) -> None:
    assert harbour.model_choice().spec == "none"
    assert harbour.language_model(harbour.viewer("harbour", "ines")) is None
    with pytest.raises(BriefError, match="No language model is set"):
        harbour.try_model(None)


def test_a_model_is_chosen_for_good_and_given_up_again(data: Path) -> None:
    settings = Settings(data=data, model="fake:broken")
    with Copilot.open(settings, HashingEmbedder) as copilot:
        assert (copilot.model_choice().spec, copilot.model_choice().source) == ("fake:broken", "setting")
        copilot.choose_model(None, "fake:echo")
    with Copilot.open(settings, HashingEmbedder) as copilot:
        assert (copilot.model_choice().spec, copilot.model_choice().source) == ("fake:echo", "chosen")
        model = copilot.language_model(copilot.viewer("harbour", "ines"))
        assert model is not None
        assert model.name == "fake:echo"
        copilot.choose_model(None, "none")
        assert copilot.language_model(copilot.viewer("harbour", "ines")) is None
        assert copilot.choose_model(None, None).spec == "fake:broken"


def test_what_is_said_with_a_call_counts_more_than_what_was_chosen(data: Path) -> None:
    with Copilot.open(load_settings(data=data), HashingEmbedder) as copilot:
        copilot.choose_model(None, "fake:echo")
        assert copilot.set_to(model="none", results=5).model_choice().spec == "none"
        assert copilot.set_to(model=None, results=5).model_choice().spec == "fake:echo"
    with Copilot.open(load_settings(data=data, model="fake:busy"), HashingEmbedder) as copilot:
        assert (copilot.model_choice().spec, copilot.model_choice().source) == ("fake:busy", "call")


@pytest.mark.parametrize("spec", ["fake:nobody", "gguf:/nowhere.gguf", "openai:gpt-5-mini", "nonsense:x"])
def test_a_model_that_cannot_be_opened_is_not_chosen(
    harbour: Copilot, spec: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ModelMissing) as caught:
        harbour.choose_model(None, spec)
    assert caught.value.next_step
    assert harbour.model_choice().spec == "none"
    with pytest.raises(BriefError, match="names no model"):
        harbour.choose_model(None, "gpt-5")


def test_staff_choose_where_people_sign_in_and_anybody_where_nobody_does(data: Path) -> None:
    for sign_in, may in (("password", {"sam"}), ("local", {"sam", "ines", "tom"})):
        with Copilot.open(Settings(data=data, sign_in=sign_in), HashingEmbedder) as copilot:  # type: ignore[arg-type]
            staff = {one.id for one in copilot.people("harbour") if "staff" in one.roles}
            for person in ("ines", "tom", *staff):
                viewer = copilot.viewer("harbour", person)
                if person in may or person in staff:
                    assert copilot.choose_model(viewer, "fake:echo").spec == "fake:echo"
                    assert copilot.try_model(viewer).tools is False
                else:
                    for call in (lambda: copilot.choose_model(viewer, "none"), lambda: copilot.try_model(viewer)):  # noqa: B023
                        with pytest.raises(NotFound):
                            call()


def test_each_request_is_in_the_askers_log_and_nobody_elses(data: Path) -> None:
    with Copilot.open(Settings(data=data, model="fake:echo"), HashingEmbedder, open_elsewhere) as copilot:
        ines, tom = copilot.viewer("harbour", "ines"), copilot.viewer("harbour", "tom")
        model = copilot.language_model(ines)
        assert model is not None
        assert "Person1" in model.preview(ASKED)[0].text
        assert "Ines" in model.complete(ASKED, purpose="agenda").text
        model.chat_for("ask").invoke("Ines?")
        entries = copilot.sent_log(ines)
        assert [(one.purpose, one.host, one.local, one.outcome) for one in entries] == [
            ("ask", "api.example", False, "answered"),
            ("agenda", "api.example", False, "answered"),
        ]
        assert copilot.sent_log(tom) == ()
        [use] = copilot.model_usage("harbour", viewer=None)
        assert (use.model, use.requests) == ("fake:echo", 2)
        assert use.tokens_in == sum(one.tokens_in for one in entries)
        with pytest.raises(NotFound):
            copilot.model_usage("harbour", viewer=ines)
    assert b"sends the outline" not in _rows(data, "sent_log")


def test_failures_are_logged_too(data: Path) -> None:
    with Copilot.open(Settings(data=data, model="fake:busy"), HashingEmbedder) as copilot:
        ines = copilot.viewer("harbour", "ines")
        model = copilot.language_model(ines)
        assert model is not None
        with pytest.raises(ModelFailed):
            model.complete(ASKED, purpose="goal")
        assert [one.outcome for one in copilot.sent_log(ines)] == ["busy"]


def test_private_notes_may_leave_only_where_their_owner_says_so(harbour: Copilot) -> None:
    ines, tom = harbour.viewer("harbour", "ines"), harbour.viewer("harbour", "tom")
    assert harbour.preferences(ines).private_may_leave is False
    harbour.set_preferences(ines, Preferences(private_may_leave=True))
    assert harbour.preferences(ines).private_may_leave is True
    assert harbour.preferences(tom).private_may_leave is False


def test_who_leaves_takes_log_and_preferences_along(data: Path) -> None:
    with Copilot.open(Settings(data=data, model="fake:echo"), HashingEmbedder) as copilot:
        for person in ("ines", "tom"):
            viewer = copilot.viewer("harbour", person)
            model = copilot.language_model(viewer)
            assert model is not None
            model.complete(ASKED, purpose="agenda")
            copilot.set_preferences(viewer, Preferences(private_may_leave=True))
        copilot.forget(copilot.viewer("harbour", "ines"))
        assert len(copilot.sent_log(copilot.viewer("harbour", "tom"))) == 1
    for table in ("sent_log", "preferences"):
        assert b"ines" not in _rows(data, table)
        assert b"tom" in _rows(data, table)


def test_a_trial_says_what_a_model_can(harbour: Copilot) -> None:
    trial = harbour.try_model(None, "fake:obedient")
    assert (trial.error, trial.structured, trial.tools, trial.local) == ("", True, True, True)
    assert trial.latency is not None
    assert harbour.try_model(None, "fake:busy").error == "fake:busy takes no more requests now."
    assert harbour.try_model(None, "fake:broken").structured is False
    assert "nobody" in harbour.try_model(None, "fake:nobody").error
    assert harbour.sent_log(harbour.viewer("harbour", "ines")) == ()


def test_what_a_trial_found_counts_from_then_on(data: Path) -> None:
    with Copilot.open(Settings(data=data, model="fake:echo"), HashingEmbedder) as copilot:
        viewer = copilot.viewer("harbour", "ines")
        before, trial, after = copilot.language_model(viewer), copilot.try_model(None), copilot.language_model(viewer)
        assert before is not None
        assert after is not None
        assert (before.abilities.tools, trial.tools, after.abilities.tools) == (True, False, False)


def test_without_a_model_nothing_of_langchain_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys; from copilot.cli import main; "
        f"code = main(['demo', '--data', {str(tmp_path / 'demo')!r}]); "
        "loaded = [name for name in sys.modules if name.partition('.')[0].startswith(('lang', 'xllama', 'openai'))]; "
        "sys.exit(str(loaded) if loaded else code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]


def _rows(data: Path, table: str) -> bytes:
    connection = sqlite3.connect(data / "copilot.db")
    try:
        return repr(connection.execute(f"SELECT * FROM {table}").fetchall()).encode()
    finally:
        connection.close()
