"""What changes a draft: done at once, or, where a language model is asked for it, watched until it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from copilot.content import WorkingDraft
from copilot.errors import Conflict
from copilot.writing.llm import ModelStopped, Stop
from copilot.writing.writer import Watch
from ui.components import tasks
from ui.components.both_texts import show_both
from ui.components.saying import saved, say, told
from ui.room import Room

_BELOW = 16
"""More than stand below a draft's head."""
Done = str | Callable[[WorkingDraft], str]
"""What to say when it is done."""


def change(make: Callable[[], WorkingDraft], done: Done, typed: Sequence[str] = ()) -> None:
    """Do it and look again; where another tab was quicker, both texts are shown and nothing is written over.

    `typed` are the keys of fields whose words are safe then.
    """
    with told():
        try:
            made = make()
        except Conflict as error:
            show_both(error)
            return
        except ModelStopped:
            say("Stopped. The draft is as it was.", ":material/stop_circle:")
            st.rerun()
        for key in typed:
            saved(key)
        say(done if isinstance(done, str) else done(made))
        st.rerun()


def made_anew(
    room: Room,
    one: WorkingDraft,
    make: Callable[[Watch | None, Stop | None], WorkingDraft],
    done: Done,
    typed: Sequence[str] = (),
) -> None:
    """A change that a model is asked for, where one is set: `seen_through` shows it from the next look on."""
    model = room.copilot.writing_model()
    if model is None:
        change(lambda: make(None, None), done, typed)
        return
    tasks.begin(_task_of(one), model, make, done=done, typed=typed)
    st.rerun()


def drafted_anew(room: Room, one: WorkingDraft, brief: Mapping[str, object], typed: Sequence[str] = ()) -> None:
    """The draft made anew from that brief; the same one asks a model again that did not write before."""
    made_anew(
        room,
        one,
        lambda watch, stop: room.copilot.studio.change_brief(
            room.viewer, one.id, brief, one.version, watch=watch, stop=stop
        ),
        "Drafted anew.",
        typed,
    )


def seen_through(one: WorkingDraft) -> None:
    """What is being made of that draft, until it is done and the page looks again; an error is said, and the page goes on."""
    task = tasks.under_way(_task_of(one))
    if task is not None:
        room = st.container()
        for _ in range(_BELOW):
            st.empty()  # else what stood there would stay, and look as if it could be pressed
        with room:
            change(lambda: tasks.seen_through(task), task.done, task.typed)


def _task_of(one: WorkingDraft) -> str:
    return f"draft-{one.id}"
