"""A working draft: the sheet, what is asked, what review says, private sentences, editing, versions, taking it along."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from copilot.content import WorkingDraft, WorkingStatus
from copilot.draft import DraftStatus
from copilot.errors import Conflict
from copilot.exports import SUFFIXES
from copilot.exports.layout import title
from ui.components.brief_form import brief_form
from ui.components.conflict import show_conflict
from ui.components.paper import findings_html, general_findings, paper_html, place_of
from ui.components.saying import label, plain, saved, say, told
from ui.components.sentence_editor import sentence_editor
from ui.components.versions import versions
from ui.room import Room

_NAMES = {"outreach": "Message", "agenda": "Agenda", "goal": "Goal", "feedback": "Themes of feedback"}
_FILES = {".docx": "Word", ".md": "Markdown", ".eml": "E-mail", ".ics": "Calendar", ".txt": "Text"}


def name_of(one: WorkingDraft) -> str:
    """What a draft is called: its subject or first line, else what its author typed."""
    if one.draft.status is DraftStatus.DRAFTED and one.kind != "goal":
        return title(one.draft)
    typed = next((str(one.brief[field]) for field in ("goal", "to", "focus") if one.brief.get(field)), "")
    return f"{_NAMES[one.kind]}: {typed[:70]}" if typed else _NAMES[one.kind]


def state_of(one: WorkingDraft) -> str:
    """Where it stands, in a line."""
    asked = len(one.draft.questions)
    state = "Accepted" if one.status is WorkingStatus.ACCEPTED else "In progress"
    if one.draft.status is DraftStatus.QUESTIONS:
        state = "Needs an answer before it can be written"
    parts = [
        _NAMES[one.kind],
        state,
        f"version {one.version}",
        f"{asked} question{'s' if asked != 1 else ''} open" if asked else "",
        "has lost what it rested on: make it anew" if one.stale else "",
    ]
    return " · ".join(part for part in parts if part)


def show(room: Room, one: WorkingDraft) -> None:
    """All of it, and what can be done with it."""
    if one.draft.status is DraftStatus.DECLINED:
        st.html(findings_html(one.draft.findings))
        return
    if one.draft.status is DraftStatus.QUESTIONS:
        _questions(room, one)
        _brief(room, one)
        return
    editing = f"editing-{one.id}"
    if st.session_state.get(editing):
        if sentence_editor(room, one, begun=st.session_state[editing]):
            st.session_state.pop(editing)
            st.rerun()
        return
    st.html(paper_html(one.draft))
    st.html('<p class="mc-note">Hover, focus or tap a sentence to see where it comes from.</p>')
    _taking(room, one, editing)
    _held_back(room, one)
    _questions(room, one)
    rest = general_findings(one.draft)
    if rest:
        st.subheader("What review says", anchor=False)
        st.html(findings_html(rest))
    if one.draft.suppressed:
        st.info("Too few people to show.", icon=":material/visibility_off:")
    _brief(room, one)
    versions(room, one)


def _taking(room: Room, one: WorkingDraft, editing: str) -> None:
    """Accept, edit, copy, download."""
    accepted = one.status is WorkingStatus.ACCEPTED
    with st.container(horizontal=True, key="draft-actions"):
        if accepted:
            if st.button("Open it again", icon=":material/lock_open:", key="reopen"):
                _change(
                    lambda: room.copilot.studio.reopen(room.viewer, one.id, one.version), "It can be changed again."
                )
        else:
            if st.button("Accept", type="primary", icon=":material/check:", key="accept"):
                _change(lambda: room.copilot.studio.accept(room.viewer, one.id, one.version), "Accepted.")
            if st.button("Edit", icon=":material/edit:", key="edit"):
                st.session_state[editing] = one.version
                st.rerun()
        with st.popover("Copy", icon=":material/content_copy:"):
            st.code(one.draft.text, language=None, wrap_lines=True)
        with st.popover("Download", icon=":material/download:"):
            for suffix in [suffix for suffix in SUFFIXES if suffix in _FILES and _has(one, suffix)]:
                st.download_button(
                    f"{_FILES[suffix]} ({suffix})",
                    partial(room.copilot.studio.export, room.viewer, one.id, suffix),
                    file_name=f"{one.kind}-{one.as_of.isoformat()}{suffix}",
                    key=f"file{suffix}",
                    on_click="ignore",
                    width="stretch",
                )
            st.caption("As its readers get it: nothing that is held back, nothing sent.")


def _has(one: WorkingDraft, suffix: str) -> bool:
    """A calendar needs a day."""
    return suffix != ".ics" or bool(one.brief.get("session_date")) or any(action.due for action in one.draft.actions)


def _held_back(room: Room, one: WorkingDraft) -> None:
    """Private sentences, each to be included or left out."""
    private = [sentence for sentence in one.draft.sentences() if sentence.private]
    if not private or one.status is WorkingStatus.ACCEPTED:
        return
    st.subheader("From your private notes", anchor=False)
    st.html(
        '<p class="mc-note">These rest on notes that only you can read. They stay out of the text and every file until '
        "you include them, one by one.</p>"
    )
    with st.form(f"private-{one.id}-{one.version}", border=False):
        wanted = [
            sentence.id
            for sentence in private
            if st.checkbox(
                plain(sentence.text), sentence.id not in one.draft.held_back, key=f"include-{one.id}-{sentence.id}"
            )
        ]
        if st.form_submit_button("Include what is ticked", icon=":material/lock_open_right:"):
            _change(lambda: room.copilot.studio.include(room.viewer, one.id, wanted, one.version), "Done.")


def _questions(room: Room, one: WorkingDraft) -> None:
    """What is missing, with why it matters."""
    questions = one.draft.questions
    if not questions or one.status is WorkingStatus.ACCEPTED:
        return
    st.subheader("Asked, not made up", anchor=False)
    with st.form(f"questions-{one.id}", border=False, enter_to_submit=False):
        answers = {}
        for question in questions:
            answers[question.id] = st.text_area(
                label(question.text),
                str(one.answers.get(question.id, "")),
                height=68,
                key=f"answer-{one.id}-{question.id}",
            )
            st.caption(plain(question.why))
            if question.evidence:
                quoted = " ".join(question.evidence.quote.split())
                st.caption(plain(f"{place_of(question.evidence)}: “{quoted}”"))
        if st.form_submit_button("Answer", type="primary", icon=":material/send:"):
            said = {key: text for key, text in answers.items() if text and text.strip()}
            if not said:
                st.info("Answer at least one, in your own words. The others can wait.")
                return
            labels = [label(question.text) for question in questions if question.id in said]
            _change(lambda: room.copilot.studio.answer(room.viewer, one.id, said, one.version), "Thank you.", labels)


def _brief(room: Room, one: WorkingDraft) -> None:
    """What it was made from."""
    if one.status is WorkingStatus.ACCEPTED:
        return
    with st.expander("What you said first"):
        said = brief_form(room, one.kind, one.brief, key=f"brief-{one.id}-{one.version}", submit="Draft it anew")
        if said is not None:
            _change(lambda: room.copilot.studio.change_brief(room.viewer, one.id, said, one.version), "Drafted anew.")


def _change(change: Callable[[], object], done: str, labels: list[str] | None = None) -> None:
    """Do it and look again; where another tab was quicker, both texts are shown and nothing is written over."""
    with told():
        try:
            change()
        except Conflict as error:
            show_conflict(error)
            return
        for label in labels or []:
            saved(label)
        say(done)
        st.rerun()
