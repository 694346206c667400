"""Sharpening a goal by one question at a time; the questions that help most come first, and any may be passed over."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from copilot.content import WorkingDraft
from copilot.draft import Question
from copilot.models import Goal
from ui.components import tasks
from ui.components.editing import close
from ui.components.saying import label, plain, saved, say, told
from ui.room import Room


@dataclass
class Dialogue:
    """What was asked so far in this visit. `over`: nothing is left to ask."""

    asked: list[Question] = field(default_factory=list)
    over: bool = False


def show(room: Room, goal: Goal, key: str) -> None:
    """The questions asked so far, each with its field, the last one open; then the goal made of the answers."""
    talk: Dialogue = st.session_state.setdefault(f"{key}-talk", Dialogue())
    model = room.copilot.writing_model() or ""
    if not talk.asked and not talk.over:
        _next(room, goal, key, model, {}, [])
        _see_through(talk, key)
        return
    with st.form(f"{key}-form", border=False, enter_to_submit=False):
        answers = {one.id: _field(one, key) for one in talk.asked}
        if talk.asked and not talk.over:
            st.caption(plain(talk.asked[-1].why))
        if talk.over:
            st.html('<p class="mc-note">That is all a goal needs. Look it over, then let it be put together.</p>')
        with st.container(horizontal=True):
            going_on = not talk.over and st.form_submit_button("Next question", type="primary")
            done = st.form_submit_button("Put it together", type="primary" if talk.over else "secondary")
            left = st.form_submit_button("Leave it", type="tertiary")
    said = {name: text.strip() for name, text in answers.items() if text.strip()}
    if left:
        tasks.give_up(f"{key}-next")
        st.session_state.pop(f"{key}-talk", None)
        close(key)
    if going_on:
        _next(room, goal, key, model, said, [name for name in answers if name not in said])
    if done:
        _put_together(room, goal, key, model, said)
    _see_through(talk, key)


def _next(room: Room, goal: Goal, key: str, model: str, said: dict[str, str], skipped: list[str]) -> None:
    tasks.begin(
        f"{key}-next",
        model,
        lambda _watch, stop: room.copilot.goal_question(
            room.viewer, {"goal": goal.id}, room.as_of, answers=said, skip=skipped, stop=stop
        ),
    )


def _field(one: Question, key: str) -> str:
    return str(st.text_area(label(one.text), height=68, key=f"{key}-says-{one.id}") or "")


def _put_together(room: Room, goal: Goal, key: str, model: str, said: dict[str, str]) -> None:
    if not said:
        st.info("Answer at least one question, in your own words.")
        return
    brief: dict[str, object] = {"goal": goal.id, "answers": said}
    tasks.begin(
        f"{key}-whole",
        model,
        lambda watch, stop: room.copilot.studio.start(room.viewer, "goal", brief, room.as_of, watch=watch, stop=stop),
    )


def _see_through(talk: Dialogue, key: str) -> None:
    next_one = tasks.under_way(f"{key}-next")
    whole = tasks.under_way(f"{key}-whole")
    with told():
        if next_one is not None:
            question: Question | None = tasks.seen_through(next_one)
            if question is None or question.id in [one.id for one in talk.asked]:
                talk.over = True
            else:
                talk.asked.append(question)
            st.rerun()
        if whole is not None:
            made: WorkingDraft = tasks.seen_through(whole)
            saved(f"{key}-says-")
            st.session_state.pop(f"{key}-talk", None)
            st.session_state[f"{key}-made"] = made.id
            say("Put together. It is under Write, to be read and changed.")
            close(key)
