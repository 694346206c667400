"""A working draft: the sheet, what is asked, what review says, private sentences, editing, versions, taking it along."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from copilot.content import WorkingDraft, WorkingStatus
from copilot.draft import CitationKind, DraftStatus
from copilot.exports import SUFFIXES
from copilot.exports.layout import title
from copilot.showing import goal_sides, spent, written_by
from ui.components import making
from ui.components.brief_form import brief_form
from ui.components.making import change, drafted_anew, made_anew
from ui.components.paper import findings_html, general_findings, paper_html, place_of
from ui.components.rewording import rewording
from ui.components.saying import label, plain
from ui.components.sentence_editor import sentence_editor
from ui.components.versions import versions
from ui.room import Room

KINDS = {"outreach": "Message", "agenda": "Agenda", "goal": "Goal", "feedback": "Themes of feedback"}
_HEADS = {"outreach": "Your message", "agenda": "Your agenda", "goal": "Your goal", "feedback": "Themes of feedback"}
_FILES = {".docx": "Word", ".md": "Markdown", ".eml": "E-mail", ".ics": "Calendar", ".txt": "Text"}


def name_of(one: WorkingDraft) -> str:
    """What a draft is called: its subject or first line, else what its author typed."""
    if one.kind == "goal":
        before = goal_sides(one.draft).before
        wish = next((each.text for block in before for each in block.sentences), "")
        return f"Goal: {wish[:70]}" if wish else "Goal"
    if one.draft.status is DraftStatus.DRAFTED:
        return title(one.draft)
    typed = next((str(one.brief[field]) for field in ("goal", "to", "focus") if one.brief.get(field)), "")
    return f"{KINDS[one.kind]}: {typed[:70]}" if typed else KINDS[one.kind]


def head_of(one: WorkingDraft) -> str:
    """What stands over a draft that is open: its name is on the paper."""
    return _HEADS[one.kind]


def state_of(one: WorkingDraft) -> str:
    """Where it stands, in a line."""
    asked = len(one.draft.questions)
    state = "Accepted" if one.status is WorkingStatus.ACCEPTED else "In progress"
    if one.draft.status is DraftStatus.QUESTIONS:
        state = "Needs an answer before it can be written"
    parts = [
        state,
        f"version {one.version}" if one.version > 1 else "",
        f"{asked} question{'s' if asked != 1 else ''} for you" if asked else "",
        "has lost what it rested on: make it anew" if one.stale else "",
    ]
    return " · ".join(part for part in parts if part)


def show(room: Room, one: WorkingDraft) -> None:
    """All of it, and what can be done with it; while a model is asked, what it has written so far."""
    making.seen_through(one)
    if one.draft.status is DraftStatus.DECLINED:
        st.html(findings_html(one.draft.findings))
        return
    if one.draft.status is DraftStatus.QUESTIONS:
        _questions(room, one)
        _brief(room, one)
        return
    editing = f"editing-{one.id}"
    if st.query_params.get("edit") and one.status is not WorkingStatus.ACCEPTED:
        # A page that is loaded anew opens the fields again; the browser brings back what was typed in them.
        st.session_state.setdefault(editing, one.version)
    if st.session_state.get(editing):
        if sentence_editor(room, one, begun=st.session_state[editing]):
            st.session_state.pop(editing)
            st.query_params.pop("edit", None)
            st.rerun()
        return
    st.html(paper_html(one.draft))
    st.html(under_paper(one))
    _fallen_back(room, one)
    _taking(room, one, editing)
    if one.status is not WorkingStatus.ACCEPTED and room.copilot.writing_model() is not None:
        rewording(room, one)
    _held_back(room, one)
    _questions(room, one)
    rest = general_findings(one.draft)
    if rest:
        st.subheader("Worth a second look", anchor=False)
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
                change(lambda: room.copilot.studio.reopen(room.viewer, one.id, one.version), "It can be changed again.")
        else:
            if st.button("Accept", type="primary", icon=":material/check:", key="accept"):
                change(lambda: room.copilot.studio.accept(room.viewer, one.id, one.version), "Accepted.")
            if st.button("Edit", icon=":material/edit:", key="edit"):
                st.session_state[editing] = one.version
                st.query_params["edit"] = "1"
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
            change(lambda: room.copilot.studio.include(room.viewer, one.id, wanted, one.version), "Done.")


def _questions(room: Room, one: WorkingDraft) -> None:
    """What is missing, with why it matters."""
    questions = one.draft.questions
    if not questions or one.status is WorkingStatus.ACCEPTED:
        return
    st.subheader("What only you know", anchor=False)
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
            # Guidance is named in the reason already.
            if question.evidence and question.evidence.kind is not CitationKind.GUIDANCE:
                quoted = " ".join(question.evidence.quote.split())
                st.caption(plain(f"{place_of(question.evidence)}: “{quoted}”"))
        if st.form_submit_button("Answer", type="primary", icon=":material/send:"):
            said = {key: text for key, text in answers.items() if text and text.strip()}
            if not said:
                st.info("Answer at least one, in your own words. The others can wait.")
                return
            typed = [f"answer-{one.id}-{name}" for name in said]
            made_anew(
                room,
                one,
                lambda watch, stop: room.copilot.studio.answer(
                    room.viewer, one.id, said, one.version, watch=watch, stop=stop
                ),
                "Thank you.",
                typed,
            )


def _brief(room: Room, one: WorkingDraft) -> None:
    """What it was made from."""
    if one.status is WorkingStatus.ACCEPTED:
        return
    with st.expander("Change what you asked for", icon=":material/tune:"):
        said = brief_form(room, one.kind, one.brief, key=f"brief-{one.id}__{one.version}", submit="Draft it anew")
        if said is not None:
            drafted_anew(room, one, said, [f"brief-{one.id}-"])


def under_paper(one: WorkingDraft) -> str:
    """Who wrote it and what that took, below the sheet."""
    took = spent(one.written.usage) if one.written else ""
    about = " · ".join(part for part in (written_by(one.draft), took) if part)
    if one.draft.fallback_reason:  # who wrote it is said in a line of its own then
        about = f"The model was asked: {took}" if took else ""
    return (
        '<p class="mc-note mc-under-paper">Point at a sentence, or tap it, to see where it comes from.'
        f'<span class="mc-by">{escape(about)}</span></p>'
    )


def _fallen_back(room: Room, one: WorkingDraft) -> None:
    """Why a model that was to write did not, and the way to ask it again."""
    reason = one.draft.fallback_reason
    if not reason:
        return
    st.html(f'<p class="mc-heed" role="note"><b>Put together without a model.</b> {escape(reason)}</p>')
    if room.copilot.writing_model() is None or one.status is WorkingStatus.ACCEPTED:
        return
    if st.button("Ask the model again", icon=":material/refresh:", key="ask-model-again"):
        drafted_anew(room, one, one.brief, [])
