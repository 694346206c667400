"""Editing a draft in place: a field a sentence, reviewed again once it is saved."""

from __future__ import annotations

import streamlit as st

from copilot.content import WorkingDraft
from copilot.draft import Draft, Support
from copilot.edits import AskedEdits, NewSentence
from copilot.errors import Conflict
from ui.components.both_texts import show_both
from ui.components.saying import label, plain, saved, say, told
from ui.room import Room


def sentence_editor(room: Room, one: WorkingDraft, *, begun: int) -> bool:
    """Whether the person is done: saved, or left it. `begun` is the version they began to edit."""
    st.html(
        '<p class="mc-note">Empty a field to take its sentence out. What you write is marked as your own words unless its '
        "source says it; the whole draft is reviewed again.</p>"
    )
    draft = _as_begun(room, one, begun)
    with st.container(key="sentence-editor"), st.form(f"edit-{one.id}-{begun}", enter_to_submit=False):
        texts: dict[str, str] = {}
        added: list[NewSentence] = []
        for number, block in enumerate(draft.blocks):
            if block.heading:
                st.markdown(f"**{plain(block.heading)}**")
            for place, sentence in enumerate(block.sentences, start=1):
                name = label(f"{block.heading or 'Text'}, sentence {place}")
                texts[sentence.id] = (
                    st.text_area(
                        name,
                        sentence.text,
                        height=68 + 24 * (len(sentence.text) // 90),
                        label_visibility="collapsed",
                        key=f"s-{one.id}-{sentence.id}__{begun}",
                    )
                    or ""
                )
                if sentence.support is Support.UNSUPPORTED:
                    st.caption("No source says this.")
            more = st.text_input(
                label(f"Add a sentence to {block.heading or 'this part'} ({number + 1})"),
                key=f"add-{one.id}-{number}__{begun}",
                label_visibility="collapsed",
                placeholder="+ Add a sentence",
            )
            if more and more.strip():
                last = block.sentences[-1].id if block.sentences else None
                added.append(NewSentence(block=number, after=last, text=more))
        with st.container(horizontal=True):
            save = st.form_submit_button("Save and review", type="primary", icon=":material/check:")
            leave = st.form_submit_button("Leave it as it was")
    if leave:
        if begun == one.version:
            _forget(one)  # else both texts have just been shown, and what was typed can be brought into the newer one
        return True
    return save and _saved(room, one, draft, begun, texts, added)


def _as_begun(room: Room, one: WorkingDraft, begun: int) -> Draft:
    """The draft whose sentences are being edited: where another tab was quicker, its fields would be others, and what was
    typed in these would be gone before anyone was told of it."""
    if one.version == begun:
        return one.draft
    known = room.copilot.studio.versions(room.viewer, one.id)
    return next((each.draft for each in known if each.version and each.version.number == begun), one.draft)


def _saved(
    room: Room, one: WorkingDraft, draft: Draft, begun: int, texts: dict[str, str], added: list[NewSentence]
) -> bool:
    before = {sentence.id: sentence.text for sentence in draft.sentences()}
    changed = {key: text for key, text in texts.items() if " ".join(text.split()) != " ".join(before[key].split())}
    if not changed and not added:
        _forget(one)
        return True
    with told():
        try:
            room.copilot.studio.edit(room.viewer, one.id, AskedEdits(sentences=changed, added=tuple(added)), begun)
        except Conflict as error:
            show_both(error)
            return False
        _forget(one)
        say("Saved and reviewed.")
        return True
    return False


def _forget(one: WorkingDraft) -> None:
    saved(f"s-{one.id}-")
    saved(f"add-{one.id}-")
