"""Which language model writes: chosen by those who may, and tried with two small questions of no consequence."""

from __future__ import annotations

from html import escape

import streamlit as st

from copilot.language_models import NONE, ModelChoice, ModelTrial, examples
from copilot.showing import model_title
from ui.components import tasks
from ui.components.records_table import facts_html, table_html
from ui.components.saying import saved, say, told
from ui.room import Room

_SOURCES = {"call": "with this start of the app", "chosen": "here", "setting": "in the app’s own settings"}
_TRIAL = "model-trial"
_FIELD = "model-spec"


def model_choice(room: Room) -> None:
    """Which one is set, and, for those who may, another one and trying it."""
    choice = room.copilot.model_choice()
    st.html(_now(choice))
    if not room.copilot.may_choose_model(room.viewer):
        st.html('<p class="mc-note">Your programme’s staff choose the model, for everybody.</p>')
        return
    with st.expander("Choose a model", icon=":material/tune:", expanded=choice.spec == NONE):
        _choose(room, choice)
    _try(room, choice)


def _now(choice: ModelChoice) -> str:
    if choice.spec == NONE:
        return (
            '<p class="mc-heed">No model is set. Drafts and answers are put together on this server from the words of '
            "your notes, records and guidance: nothing you write is sent to anyone.</p>"
        )
    said = facts_html([("Writes now", model_title(choice.spec)), ("Chosen", _SOURCES[choice.source])])
    if not choice.problem:
        return said
    return (
        f'{said}<p class="mc-heed strong" role="note"><b>It cannot be used.</b> {escape(choice.problem)} '
        f"{escape(choice.next_step)} Until then drafts are put together without it.</p>"
    )


def _choose(room: Room, choice: ModelChoice) -> None:
    st.html(
        '<p class="mc-note">It writes for everybody here. Keys are not typed in: they stay in the environment of whoever '
        "starts the app.</p>"
    )
    with st.form("model-choice", border=False):
        spec = st.text_input(
            "Model",
            "" if choice.spec == NONE else choice.spec,
            key=f"{_FIELD}__{choice.spec}",
            max_chars=500,
            placeholder="provider:name, or gguf: and the way to a file",
        )
        with st.container(horizontal=True):
            use = st.form_submit_button("Let it write", type="primary", icon=":material/check:")
            none = st.form_submit_button("Write without a model")
    if none or (use and spec and spec.strip()):
        with told():
            room.copilot.choose_model(room.viewer, NONE if none else str(spec))
            saved(_FIELD)
            say("Drafts are put together without a model now." if none else "It writes from now on.")
            st.rerun()
    elif use:
        st.info("Name a model, such as one of these.")
    st.html(
        table_html(
            "Examples of models",
            ("For example", "Install it with", "Its key"),
            [(one.spec, one.install, one.key or "needs none: it runs on this computer") for one in examples()],
        )
    )


def _try(room: Room, choice: ModelChoice) -> None:
    if choice.spec == NONE:
        return
    if st.button("Try it", icon=":material/speed:", key="try-model"):
        st.session_state.pop(_TRIAL, None)
        tasks.begin(_TRIAL, choice.spec, lambda _watch, stop: room.copilot.try_model(room.viewer, stop=stop))
    task = tasks.under_way(_TRIAL)
    if task is not None:
        with told():
            st.session_state[_TRIAL] = tasks.seen_through(task)
            st.rerun()
    tried: ModelTrial | None = st.session_state.get(_TRIAL)
    if tried is not None and tried.spec == choice.spec:
        st.html(trial_html(tried))


def trial_html(tried: ModelTrial) -> str:
    """How it did, in plain words."""
    if tried.error:
        return f'<p class="mc-heed strong" role="note"><b>It did not answer.</b> {escape(tried.error)} {escape(tried.next_step)}</p>'
    speed = f", then about {tried.tokens_per_second:.0f} tokens a second" if tried.tokens_per_second else ""
    return facts_html(
        [
            ("First words", f"after {tried.latency or 0:.1f} s{speed}"),
            ("Keeps to a shape", "yes" if tried.structured else "no: its answers are read as they come"),
            (
                "Calls tools",
                "yes: it may look things up itself" if tried.tools else "no: it is given all in one request",
            ),
            (
                "Where",
                "this computer: text goes as it is" if tried.local else f"{tried.host}: with placeholders for names",
            ),
        ]
    )
