"""Questions to one's own notes and the guidance."""

from __future__ import annotations

import html

import streamlit as st

from copilot.draft import Draft
from copilot.models import Role
from ui.components import tasks
from ui.components.answers import answer_html, places_of
from ui.components.conversation import SHOWN, Conversation, Turn, conversation
from ui.components.saying import saved, told
from ui.room import Room

FIELD = "Ask your notes and the guidance"
_LONGEST = 2000
_TASK = "ask"
_QUOTED = "Answers are quoted from your notes and the guidance, each with where it stands, the newest first."
_WRITTEN = "Answers come from your notes and the guidance, and every sentence shows where. What they do not say is not answered."
_EVERYTHING = "Everything I may read"


def show(room: Room) -> None:
    """Draw the page."""
    talk = conversation(room)
    st.title("Ask", anchor=False)
    model = room.copilot.writing_model()
    st.html(
        f'<p class="mc-lead">{_QUOTED if model is None else _WRITTEN} '
        "Only you see this conversation, and it is gone when you close the tab.</p>"
    )
    st.chat_input(FIELD, key="ask-typed", max_chars=_LONGEST, on_submit=_take, args=(talk,))
    about = _about(room)
    if not talk.turns and not talk.waiting:
        _examples(room, talk)
        return
    if len(talk.turns) > len(talk.shown()):
        st.button(
            f"Show the first {len(talk.turns) - SHOWN} too", key="ask-earlier", on_click=_everything, args=(talk,)
        )
    for turn in talk.shown():
        _turn(turn)
    while talk.waiting and _answered(room, talk, talk.waiting[0], about):
        pass
    if talk.turns:
        st.button("Clear this conversation", key="ask-clear", type="tertiary", on_click=_clear, args=(talk,))


def _take(talk: Conversation) -> None:
    typed = st.session_state.get("ask-typed")
    if isinstance(typed, str) and typed.strip():
        talk.waiting.append(typed.strip())


def _asked(talk: Conversation, question: str) -> None:
    talk.waiting.append(question)


def _everything(talk: Conversation) -> None:
    talk.everything = True


def _clear(talk: Conversation) -> None:
    tasks.give_up(_TASK)
    talk.turns, talk.waiting, talk.everything = [], [], False


def _about(room: Room) -> str | None:
    """The relationship the questions are about, where there are several to choose from."""
    pairs = room.copilot.relationships(room.viewer)
    if len(pairs) < 2:
        return None
    known = room.copilot.directory(room.viewer)
    partners = {pair.id: pair.partner_of(room.viewer.person.id) for pair in pairs}
    names = {pair: known[person].name if person in known else person for pair, person in partners.items()}
    chosen = st.selectbox(
        "About",
        ["", *names],
        format_func=lambda pair: f"Only what is about {names[pair]} and me" if pair else _EVERYTHING,
        key="ask-about",
    )
    return chosen or None


def _examples(room: Room, talk: Conversation) -> None:
    with st.container(border=True, key="ask-examples"):
        st.html(
            '<div class="mc-start"><b>What would you like to know?</b> Ask in your own words, below. For example:</div>'
        )
        for number, question in enumerate(_questions(room)):
            st.button(
                question,
                key=f"ask-example-{number}",
                icon=":material/arrow_forward:",
                type="tertiary",
                on_click=_asked,
                args=(talk, question),
            )


def _questions(room: Room) -> list[str]:
    """Some that fit what the person has: about the notes where there are any, else about how things are done."""
    roles = room.viewer.person.roles
    asked = []
    if room.meets:
        asked += ["What is still open?", "When do we meet next?"]
    if room.meets and Role.MENTOR in roles:
        asked.append("How do I give feedback to a mentee?")
    if Role.MENTEE in roles or not roles:
        asked.append("What should I say in a first message to a mentor?")
    if room.is_staff:
        asked += ["What should staff measure in a programme?", "How do I match mentors and mentees?"]
    return [*asked, "How do I end a mentorship well?"]


def _turn(turn: Turn) -> None:
    _question(turn.question)
    with st.chat_message("assistant", avatar=":material/format_quote:"):
        st.html(answer_html(turn.draft, turn.places, turn.near))


def _question(text: str) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.html(f'<p class="mc-question">{html.escape(text)}</p>')


def _answered(room: Room, talk: Conversation, question: str, about: str | None) -> bool:
    """Look for the answer and show it; False where that failed, which is said, and the question waits."""
    _question(question)
    fields: dict[str, object] = {"question": question}
    if about is not None:
        fields["relationship"] = about
    with st.chat_message("assistant", avatar=":material/format_quote:"):
        with told():
            draft = _draft(room, talk, fields)
            near = room.copilot.nearest(room.viewer, question, draft, about)
            turn = talk.answered(draft, places_of(room.copilot, room.viewer, draft, near), near)
            saved("ask-typed")
            st.html(answer_html(turn.draft, turn.places, turn.near))
            return True
        st.button("Ask it again", key="ask-again")
        st.button("Leave it", key="ask-leave", type="tertiary", on_click=talk.waiting.clear)
    return False


def _draft(room: Room, talk: Conversation, fields: dict[str, object]) -> Draft:
    model = room.copilot.writing_model()
    if model is None and tasks.under_way(_TASK) is None:
        with st.spinner("Looking through notes, records and guidance …"):
            return room.copilot.draft(room.viewer, "ask", fields, room.as_of)
    history = talk.history
    tasks.begin(
        _TASK,
        model or "",
        lambda watch, stop: room.copilot.draft(
            room.viewer, "ask", fields, room.as_of, history=history, watch=watch, stop=stop
        ),
    )
    task: tasks.Task[Draft] | None = tasks.under_way(_TASK)
    assert task is not None
    return tasks.seen_through(task)
