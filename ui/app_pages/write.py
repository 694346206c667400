"""The Draft studio: one way for every kind of draft. What to write, a short form, then the draft that is worked on."""

from __future__ import annotations

from html import escape

import streamlit as st

from copilot.content import WorkingDraft
from copilot.errors import NotFound
from ui.components import choices, tasks, work
from ui.components.brief_form import Fields, brief_form
from ui.components.saying import plain, saved, say, told
from ui.room import Room

_KNOWN = ("goal", "relationship", "to", "period", "session_date")
"""What an address may carry into the form."""


def show(room: Room) -> None:
    """The choice, the form or the draft, by what the address names."""
    wanted = st.query_params
    if wanted.get("draft"):
        _draft(room, wanted["draft"])
    elif wanted.get("kind"):
        _form(room, wanted["kind"], wanted.get("type", ""))
    else:
        _choose(room)


def _choose(room: Room) -> None:
    st.title("What would you like to write?", anchor=False)
    st.html('<p class="mc-lead">Every sentence shows where it comes from. What is missing is asked, not made up.</p>')
    choices.show(room)
    mine = room.copilot.studio.listed(room.viewer)
    if not mine:
        return
    st.subheader("Your drafts", anchor=False)
    for one in mine[:30]:
        _listed(one)


def _listed(one: WorkingDraft) -> None:
    name = work.name_of(one)
    state = f"{work.KINDS[one.kind]} · {work.state_of(one)}"
    st.html(
        f'<a class="mc-row" href="/write?draft={escape(one.id)}" target="_self"><b>{escape(name)}</b>'
        f"<span>{escape(state)}</span></a>"
    )


def _form(room: Room, kind: str, type_: str) -> None:
    offered = choices.choices_of(room)
    known = next((one for one in offered if one.kind == kind and one.type == (type_ or one.type)), None)
    if known is None:
        st.title("There is no such draft", anchor=False)
        st.html(
            '<p class="mc-lead">Or it is not yours to write. <a href="/write" target="_self">What can I write?</a></p>'
        )
        return
    type_ = known.type
    st.html('<a class="mc-back" href="/write" target="_self">← All drafts</a>')
    st.title(known.name, anchor=False)
    st.html(
        f'<p class="mc-lead">{escape(known.about)}. Leave blank what you do not know: it will be asked, with the reason.</p>'
    )
    given: Fields = {"type": type_} if type_ else {}
    given |= {field: st.query_params[field] for field in _KNOWN if st.query_params.get(field)}
    key = f"new-{kind}-{type_}"
    said = brief_form(room, kind, given, key=key, submit="Draft it")
    model = room.copilot.writing_model()
    if said is not None and model is not None:
        tasks.begin(
            key,
            model,
            lambda watch, stop: room.copilot.studio.start(room.viewer, kind, said, room.as_of, watch=watch, stop=stop),
        )
    task = tasks.under_way(key)
    if said is None and task is None:
        return
    with told():
        made = tasks.seen_through(task) if task is not None else _without_a_model(room, kind, said or {})
        saved(f"{key}-")
        st.query_params.from_dict({"draft": made.id})
        st.rerun()


def _without_a_model(room: Room, kind: str, said: Fields) -> WorkingDraft:
    with st.status("Reading what you may read …", expanded=True) as steps:
        if not room.copilot.is_warm:
            st.write("The encoder is still being loaded: some seconds, the first time only.")
        st.write("Finding what matters for this draft, and writing.")
        made = room.copilot.studio.start(room.viewer, kind, said, room.as_of)
        steps.update(label="Done", state="complete", expanded=False)
    return made


def _draft(room: Room, identifier: str) -> None:
    try:
        one = room.copilot.studio.named(room.viewer, identifier)
    except NotFound as error:
        st.title("There is no such draft", anchor=False)
        st.markdown(plain(error.message))
        st.html('<p><a href="/write" target="_self">Your drafts</a></p>')
        return
    st.html('<a class="mc-back" href="/write" target="_self">← All drafts</a>')
    st.title(work.head_of(one), anchor=False)
    st.html(f'<p class="mc-lead">{escape(work.state_of(one))}</p>')
    work.show(room, one)
    with st.popover("Delete this draft", icon=":material/delete:"):
        st.write("It goes for good, with every version.")
        if st.button("Delete it", type="primary", key="delete-draft"):
            with told():
                room.copilot.studio.remove(room.viewer, one.id)
                say("The draft is gone.", ":material/delete:")
                st.query_params.clear()
                st.rerun()
