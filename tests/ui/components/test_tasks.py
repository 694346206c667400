"""What a page asks a model for: once, watched, and stopped when nobody looks."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from copilot.errors import BriefError
from copilot.writing.llm import Stop
from copilot.writing.writer import Progress, Watch
from ui.components.tasks import Task, WatchedStop

NAME = "under-way-one"


def page() -> None:
    import streamlit as st

    from ui.components import tasks

    if st.session_state.get("call"):
        tasks.begin("one", "fake:test", st.session_state["call"])
        tasks.begin("one", "fake:test", st.session_state["call"])
    task = tasks.under_way("one")
    if task is not None:
        st.session_state["call"] = None
        st.session_state["came"] = tasks.seen_through(task)


def run(call: Any) -> AppTest:
    app = AppTest.from_function(page, default_timeout=20)
    app.session_state["call"] = call
    return app.run()


def test_a_stop_sets_itself_once_nobody_looks() -> None:
    assert not WatchedStop(alone=60).is_set()
    left = WatchedStop(alone=-1)
    assert left.is_set()
    watched = WatchedStop(alone=60)
    watched.look()
    assert not watched.is_set()
    watched.set()
    assert watched.is_set()


def test_a_second_press_begins_nothing() -> None:
    calls: list[str] = []

    def call(_watch: Watch, _stop: Stop) -> str:
        calls.append("asked")
        return "done"

    app = run(call)
    assert app.session_state["came"] == "done"
    assert calls == ["asked"]
    assert NAME not in app.session_state


def test_the_page_shows_steps_while_it_waits() -> None:
    def call(watch: Watch, _stop: Stop) -> str:
        watch(Progress("asking"))
        threading.Event().wait(0.6)
        return "done"

    app = run(call)
    assert not app.exception
    assert [one.key for one in app.button] == [], "the button goes with the progress"
    assert app.session_state["came"] == "done"


def test_an_error_is_raised_where_it_is_waited_for() -> None:
    def call(_watch: Watch, _stop: Stop) -> str:
        raise BriefError("There is no such thing.")

    shown = config.get_option("client.showErrorDetails")
    config.set_option("client.showErrorDetails", "full")  # the app itself shows none; another test may have set that
    try:
        app = run(call)
    finally:
        config.set_option("client.showErrorDetails", shown)
    assert "There is no such thing." in str(app.exception)
    assert NAME not in app.session_state, "the next press begins anew"


def test_who_presses_stop_gets_what_the_call_makes_of_it() -> None:
    task: Task[str] = Task("one", "fake:test")

    def call(_watch: Watch, stop: Stop) -> str:
        while not stop.is_set():
            threading.Event().wait(0.01)
        return "made without"

    threading.Thread(target=task.run, args=(call,), daemon=True).start()
    task.stop.set()
    app = AppTest.from_function(page, default_timeout=20)
    app.session_state[NAME] = task
    app.session_state["call"] = None
    app.run()
    assert app.session_state["came"] == "made without"


def test_what_nobody_looks_at_any_more_ends() -> None:
    task: Task[str] = Task("one", "fake:test", stop=WatchedStop(alone=0.05))

    def call(_watch: Watch, stop: Stop) -> str:
        while not stop.is_set():
            threading.Event().wait(0.01)
        return "left"

    task.run(call)
    assert task.outcome == "left"


@pytest.mark.parametrize("error", [ValueError("inside"), BriefError("wrong")])
def test_a_task_keeps_its_error(error: Exception) -> None:
    task: Task[str] = Task("one", "fake:test")

    def call(_watch: Watch, _stop: Stop) -> str:
        raise error

    task.run(call)
    assert task.error is error
    assert task.over.is_set()
