"""Files brought in as notes: each that cannot be read is named with the reason, and the others are kept."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from copilot.errors import CopilotError
from copilot.models import Note, Visibility
from ingest.errors import IngestError
from ui.components.note_form import about_whom, share_switch, when_and_what
from ui.components.pairs import Pairs
from ui.components.ways import way
from ui.room import Room

SUFFIXES = ("md", "txt", "docx", "pdf", "html", "rst")
_RESULT = "files-result"


@dataclass(frozen=True)
class Brought:
    """What became of the files: the notes kept, and a line for each that failed."""

    kept: tuple[Note, ...]
    failed: tuple[tuple[str, str], ...]


def show(room: Room, pairs: Pairs) -> None:
    """Draw the form, and what became of the last files."""
    turn = st.session_state.get("files-turn", 0)
    _result()
    st.html(
        '<p class="mc-note">Markdown, text, Word, PDF or web pages. Each file becomes a note with its name as its title.</p>'
    )
    about = about_whom(pairs, "files-about")
    with st.form("files-form", border=False):
        files = st.file_uploader("Files", SUFFIXES, accept_multiple_files=True, key=f"files-{turn}")
        said = when_and_what(room, "files", turn)
        shared = share_switch(pairs, about, "files-shared", turn)
        wanted = st.form_submit_button("Bring them in", type="primary")
    if not wanted:
        return
    if not files:
        st.info("Choose a file first.", icon=":material/upload_file:")
        return
    kept: list[Note] = []
    failed: list[tuple[str, str]] = []
    with st.status(f"Reading {len(files)} files" if len(files) > 1 else "Reading the file") as status:
        for number, file in enumerate(files, start=1):
            status.update(label=f"Reading file {number} of {len(files)}")
            try:
                text = _text(room, file)
                kept.append(
                    room.copilot.add_note(
                        room.viewer,
                        text,
                        day=said.day,
                        relationship=about,
                        visibility=Visibility.SHARED if shared else Visibility.PRIVATE,
                        title=Path(file.name).stem[:200],
                        kind=said.kind,
                    )
                )
            except (CopilotError, IngestError) as error:
                failed.append((file.name, f"{error.message} {error.next_step}".strip()))
    st.session_state[_RESULT] = Brought(tuple(kept), tuple(failed))
    st.session_state["files-turn"] = turn + 1
    st.rerun()


def _text(room: Room, file: UploadedFile) -> str:
    """The file's text. What an error says names the file as its owner does, and no place of this computer."""
    suffix = Path(file.name).suffix.lower()
    with tempfile.TemporaryDirectory(prefix="mentor-note-") as folder:
        path = Path(folder) / f"note{suffix}"
        path.write_bytes(file.getvalue())
        try:
            return room.copilot.read_text(path)
        except IngestError as error:
            error.message = error.message.replace(str(path), "It").replace(path.name, "It")
            error.next_step = error.next_step.replace(str(path), "it").replace(path.name, "it")
            raise


def _result() -> None:
    result = st.session_state.get(_RESULT)
    if result is None:
        return
    if result.kept:
        st.success(
            f"{len(result.kept)} {'note was' if len(result.kept) == 1 else 'notes were'} kept.", icon=":material/check:"
        )
        for note in result.kept[:20]:
            way("notes", note.title or note.id, icon=":material/sticky_note_2:", note=note.id)
    if result.failed:
        lines = "".join(f"<li><b>{escape(name)}</b>: {escape(why)}</li>" for name, why in result.failed)
        many = "These files were" if len(result.failed) > 1 else "This file was"
        st.html(f'<div class="mc-failed" role="alert">{many} not brought in:<ul>{lines}</ul></div>')
