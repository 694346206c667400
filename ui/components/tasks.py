"""What a language model is asked for a page: done in a thread of its own, once, and stopped when nobody looks any more."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

import streamlit as st

from copilot.showing import model_title
from copilot.writing.llm import Stop
from copilot.writing.writer import Progress, Watch
from ui.components.progress import landed_html, step_html, time_html

Done = TypeVar("Done")
Call = Callable[[Watch, Stop], Done]
_LOOKS = 0.25
"""Seconds between looks at what has come."""
_ALONE = 8.0
"""After so many seconds without a look the page is gone: another was opened, or its run broke."""


class WatchedStop(Stop):
    """Set by whoever cancels, and by itself once nobody looks any more."""

    def __init__(self, alone: float = _ALONE) -> None:
        super().__init__()
        self._alone, self._looked = alone, time.monotonic()

    def look(self) -> None:
        """Somebody is still there."""
        self._looked = time.monotonic()

    def is_set(self) -> bool:
        return super().is_set() or time.monotonic() - self._looked > self._alone


@dataclass
class Task(Generic[Done]):
    """One call of the façade that asks `model`. `heard` is what happened so far.

    `done` is what to say when it is, `typed` the keys of fields whose words are safe then.
    """

    key: str
    model: str
    done: str | Callable[[Any], str] = ""
    typed: Sequence[str] = ()
    stop: WatchedStop = field(default_factory=WatchedStop)
    heard: list[Progress] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    began: float = field(default_factory=time.monotonic)
    outcome: Done | None = None
    error: Exception | None = None

    def run(self, call: Call[Done]) -> None:
        """Make the call and keep what comes of it."""
        try:
            self.outcome = call(self.heard.append, self.stop)
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            self.error = error
        finally:
            self.over.set()


def under_way(key: str) -> Task[Any] | None:
    """What was begun under that key in this tab and not yet seen to its end."""
    task: Task[Any] | None = st.session_state.get(_name(key))
    if task is not None:
        task.stop.look()
    return task


def begin(
    key: str, model: str, call: Call[Done], *, done: str | Callable[[Done], str] = "", typed: Sequence[str] = ()
) -> None:
    """Make the call in the background, unless one of that key is under way: a second press begins nothing."""
    if under_way(key) is not None:
        return
    task: Task[Done] = Task(key, model, done, typed)
    st.session_state[_name(key)] = task
    threading.Thread(target=task.run, args=(call,), name=f"for a page: {key}", daemon=True).start()


def give_up(key: str) -> None:
    """Stop it, and forget what comes of it."""
    task = st.session_state.pop(_name(key), None)
    if task is not None:
        task.stop.set()


def seen_through(task: Task[Done]) -> Done:
    """What comes of it, with its progress drawn here until then. Raises what the call raised.

    A run that another takes the place of leaves it going, for that one to look at. Streamlit ends a run in the same way for a
    second press and for a tab that was closed, so it is the looks that tell them apart: see `WatchedStop`.
    """
    room = st.empty()
    with room.container(key=f"task-{task.key}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            step, clock = st.empty(), st.empty()
        paper = st.empty()
        st.button("Stop", icon=":material/stop_circle:", key=f"stop-{task.key}", on_click=task.stop.set)
        drawn = ("", "")
        while not task.over.wait(_LOOKS):
            task.stop.look()
            now = (
                step_html(task.heard, model_title(task.model), stopped=task.stop.is_set()),
                landed_html(task.heard),
            )
            # Drawn anew it would be read out anew.
            for place, html, before in zip((step, paper), now, drawn, strict=True):
                if html != before:
                    place.html(html, width="content" if place is step else "stretch")
            drawn = now
            # Drawn at each look: drawing is what tells a script that it is to end.
            clock.html(time_html(time.monotonic() - task.began), width="content")
    room.empty()
    st.session_state.pop(_name(task.key), None)
    if task.error is not None:
        raise task.error
    return cast(Done, task.outcome)


def _name(key: str) -> str:
    return f"under-way-{key}"
