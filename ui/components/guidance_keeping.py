"""Staff look after the guidance: several files added at once, one replaced, one removed."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st
from fastapi import UploadFile
from streamlit.runtime.uploaded_file_manager import UploadedFile

from copilot.api.uploads import kept
from copilot.errors import Conflict, CopilotError
from copilot.own_guidance import OWN, GuidanceListed
from ingest.errors import IngestError
from ingest.reading.formats import FORMATS
from ui.components.saying import plain, say, told
from ui.room import Room

_TYPES = sorted(suffix.removeprefix(".") for suffix in FORMATS)
_REPORT = "library-added"


@dataclass(frozen=True)
class Taken:
    """What became of files that were sent: titles of those added, and a line for each that failed and why."""

    added: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def adding(room: Room) -> None:
    """The form, and below it what became of the files sent last."""
    with st.form("library-add", border=False, clear_on_submit=True):
        files = st.file_uploader(
            "Handbooks, rules, advice: for everyone in the programme",
            type=_TYPES,
            accept_multiple_files=True,
            key="library-files",
        )
        sent = st.form_submit_button("Add to the library", icon=":material/add:")
    if sent and files:
        st.session_state[_REPORT] = _taken(room, files)
        st.rerun()
    elif sent:
        st.info("Choose one or more files first.", icon=":material/info:")
    report: Taken | None = st.session_state.get(_REPORT)
    if report is not None:
        st.html(report_html(report))


def report_html(report: Taken) -> str:
    """A line for each file."""
    added = "".join(f"<li>Added: {html.escape(one)}</li>" for one in report.added)
    failed = "".join(f"<li>Not added: {html.escape(one)}</li>" for one in report.failed)
    kind = "mc-heed strong" if report.failed else "mc-heed"
    return f'<div class="{kind}" role="status"><ul class="mc-lines">{added}{failed}</ul></div>'


def _taken(room: Room, files: Sequence[UploadedFile]) -> Taken:
    """Each file for itself: one that cannot be read takes none of the others with it."""
    added, failed = [], []
    with st.status(f"Reading {len(files)} files", expanded=True) as status:
        for number, file in enumerate(files, start=1):
            st.html(f'<p class="mc-note">{number} of {len(files)}: {html.escape(file.name)}</p>')
            try:
                with kept(UploadFile(file, filename=file.name)) as path:
                    made = room.copilot.guidance_add(room.programme.id, path, viewer=room.viewer, new=True)
            except Conflict:
                failed.append(
                    f"{file.name}. There is guidance of that name: open it and replace it, or rename the file."
                )
            except (CopilotError, IngestError) as error:
                named = "" if file.name in error.message else f"{file.name}: "
                failed.append(f"{named}{error.message} {error.next_step}".strip())
            else:
                added.append(made.title)
        status.update(label="Read", state="complete")
    return Taken(tuple(added), tuple(failed))


def keeping(room: Room, listed: GuidanceListed, back: Callable[[], None]) -> None:
    """Replacing and removing what is the programme's."""
    seen = st.session_state.setdefault(f"library-seen-{listed.id}", listed.version)
    if listed.source.startswith(OWN):
        _replacing(room, listed, seen)
    _removing(room, listed, seen, back)


def _replacing(room: Room, listed: GuidanceListed, seen: str) -> None:
    with st.form(f"library-replace-{listed.id}", border=False, clear_on_submit=True):
        file = st.file_uploader("A newer file in its place", type=_TYPES, key=f"library-newer-{listed.id}")
        sent = st.form_submit_button("Replace the text", icon=":material/published_with_changes:")
    if sent and file is None:
        st.info("Choose the newer file first.", icon=":material/info:")
    elif sent and file is not None:
        with told(), st.spinner(f"Reading {plain(file.name)} …"), kept(UploadFile(file, filename=file.name)) as path:
            room.copilot.guidance_replace(room.programme.id, listed.id, path, seen, viewer=room.viewer)
            st.session_state.pop(f"library-seen-{listed.id}", None)
            say("Replaced. Search and answers use the new text from now on.")
            st.rerun()


def _removing(room: Room, listed: GuidanceListed, seen: str, back: Callable[[], None]) -> None:
    with st.form(f"library-remove-{listed.id}", border=False):
        sure = st.checkbox("Remove it for everyone, for good", key=f"library-sure-{listed.id}")
        sent = st.form_submit_button("Remove", icon=":material/delete:", key=f"danger-remove-{listed.id}")
    if sent and not sure:
        st.info("Tick the box if you are sure. Drafts that cite it keep the words they quoted.", icon=":material/info:")
    elif sent:
        with told():
            room.copilot.guidance_remove(room.programme.id, listed.id, seen, viewer=room.viewer)
            say("Removed. Nothing here cites it from now on.")
            back()
            st.rerun()
