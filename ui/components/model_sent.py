"""What is and what would be sent to a language model, what it is told, and what that takes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from copilot.draft import DraftStatus
from copilot.models import ModelUse, SentEntry
from copilot.showing import model_title
from copilot.writing.llm import Message
from ui.components.records_table import paged, table_html
from ui.components.saying import told
from ui.components.work import KINDS, name_of
from ui.room import Room

_JOBS = {**KINDS, "ask": "Question"}
_ROLES = {"system": "The rules, the same every time", "user": "What it is asked", "assistant": "What it answered"}


def would_be_sent(room: Room) -> None:
    """The exact messages for a draft that the person picks."""
    mine = {one.id: one for one in room.copilot.studio.listed(room.viewer)}
    if not mine:
        st.html('<p class="mc-note">Begin a draft first; then you can see here what of it would be sent.</p>')
        return
    chosen = st.selectbox(
        "Of which draft?",
        list(mine)[:30],
        format_func=lambda one: f"{KINDS[mine[one].kind]}: {name_of(mine[one])[:60]}",
        index=None,
        placeholder="One of yours",
        key="would-send",
    )
    if chosen is None:
        return
    one = mine[chosen]
    with told():
        with st.spinner("Putting it together, without sending it …"):
            messages = room.copilot.would_send(room.viewer, one.kind, one.brief, one.as_of, answers=one.answers)
        st.html(_summary(room, messages, waits=one.draft.status is DraftStatus.QUESTIONS))
        for message in messages:
            st.caption(_ROLES[message.role])
            st.code(message.text, language=None, wrap_lines=True)


def _summary(room: Room, messages: Sequence[Message], *, waits: bool) -> str:
    if not messages:
        why = (
            "It waits for an answer of yours first."
            if waits
            else "There is nothing in it that the model may put into words."
        )
        return f'<p class="mc-note">Nothing would be sent. {why}</p>'
    count = sum(len(one.text) for one in messages)
    model = model_title(room.copilot.writing_model() or "")
    return (
        f'<p class="mc-note">This is the first request, to the letter: {count:,} characters, to {escape(model)}. Where the '
        "model looks something up, or has to mend a sentence, what that takes goes to it as well, by the same rules.</p>"
    )


def was_sent(room: Room) -> None:
    """The log: when, what for, where to, how much. Never the text."""
    entries = room.copilot.sent_log(room.viewer)
    if not entries:
        st.html('<p class="mc-note">Nothing has been sent to a model for you.</p>')
        return
    zone = ZoneInfo(room.programme.timezone or "UTC")
    st.html('<p class="mc-note">Of each request this line is kept, and never its text.</p>')
    columns = ("When", "For", "Model", "Where", "Sent", "Took", "What came")
    st.html(table_html("What was sent", columns, [_row(one, zone) for one in paged(entries, "sent", 10)]))


def _row(one: SentEntry, zone: ZoneInfo) -> tuple[str, ...]:
    when = one.at.astimezone(zone)
    return (
        f"{when.day} {when:%b, %H:%M}",
        _job(one.purpose),
        model_title(one.model),
        "this computer" if one.local else one.host,
        f"{one.characters:,} characters",
        f"{one.seconds:.1f} s",
        one.outcome,
    )


def _job(purpose: str) -> str:
    """What for, as the pages call it: a kind of draft, and which request of several."""
    kind, colon, part = purpose.partition(": ")
    return f"{_JOBS.get(kind, kind.capitalize())}{colon}{part}"


def is_told(room: Room) -> None:
    """The prompts, to be read."""
    prompts = room.copilot.prompts.all()
    named = {"system": "The rules, sent first every time", "repair": "Back to it: what no source says"}
    chosen = st.selectbox(
        "For which job?",
        ["system", *(one for one in prompts if one != "system")],
        format_func=lambda one: named.get(one, prompts[one].purpose.partition(".")[0]),
        key="prompt-shown",
    )
    one = prompts[chosen or "system"]
    ours = room.copilot.settings.prompts is None or room.copilot.settings.prompts not in one.source.parents
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in one.reasons)
    st.html(f'<p class="mc-note">{escape(one.purpose)}</p><ul class="mc-lines mc-note">{reasons}</ul>')
    st.code(one.text, language=None, wrap_lines=True)
    where = (
        "Ours, as it came with the app."
        if ours
        else f"Your own: {one.source.name}, from the folder of COPILOT_PROMPTS."
    )
    st.html(
        f'<p class="mc-note">{escape(where)} What stands in double braces is filled in for each draft. Whoever runs the app '
        "can put a folder of their own in the place of ours: <code>COPILOT_PROMPTS</code>.</p>"
    )


def it_takes(room: Room) -> None:
    """Tokens and seconds by model: for me, and for staff over everybody."""
    columns = ("Model", "Requests", "Tokens read", "Tokens written", "Time")
    mine = _summed(room.copilot.sent_log(room.viewer))
    if not mine:
        st.html('<p class="mc-note">For you: nothing yet.</p>')
    else:
        st.html(table_html("For you", columns, [_use(one) for one in mine]))
    if not room.is_staff:
        return
    everybody = room.copilot.model_usage(room.viewer.programme, viewer=room.viewer)
    st.caption("Everybody in the programme, nobody in particular:")
    if not everybody:
        st.html('<p class="mc-note">Nothing yet.</p>')
    else:
        st.html(table_html("The programme", columns, [_use(one) for one in everybody]))


def _summed(entries: Sequence[SentEntry]) -> list[ModelUse]:
    names = list(dict.fromkeys(one.model for one in entries))
    found = []
    for name in names:
        own = [one for one in entries if one.model == name]
        found.append(
            ModelUse(
                name,
                len(own),
                sum(one.characters for one in own),
                sum(one.tokens_in for one in own),
                sum(one.tokens_out for one in own),
                sum(one.seconds for one in own),
            )
        )
    return found


def _use(one: ModelUse) -> tuple[str, ...]:
    minutes = f"{one.seconds / 60:.0f} min" if one.seconds >= 120 else f"{one.seconds:.0f} s"
    return (model_title(one.model), f"{one.requests:,}", f"{one.tokens_in:,}", f"{one.tokens_out:,}", minutes)
