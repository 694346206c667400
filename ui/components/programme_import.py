"""A programme file comes in: first what it holds or what is wrong with it, line by line; then, if wanted, the import."""

from __future__ import annotations

import html

import streamlit as st
from fastapi import UploadFile

from copilot.api.uploads import kept
from copilot.content import ProgrammeContent
from ui.components.saying import say, told
from ui.room import Room


def importing(room: Room) -> None:
    """The file, its preview, its import."""
    st.html(
        '<p class="mc-lead">A programme file (YAML) brings in people, relationships and guidance: what has a known id '
        "becomes as the file says, what is new is added, and nothing is ever deleted. Notes, goals and drafts are their authors' to bring "
        "in, and feedback comes in under Feedback.</p>"
    )
    file = st.file_uploader("Programme file", type=["yaml", "yml"], key="programme-file")
    if file is None:
        return
    with told(), kept(UploadFile(file, filename=file.name)) as path:
        content = room.copilot.preview_people(room.viewer, path)
        st.html(preview_html(content, _known(room)))
        if st.button("Import it", type="primary", key="programme-import", icon=":material/upload:"):
            with st.spinner("Bringing it in …"):
                room.copilot.import_people(room.viewer, path)
            say(f"Imported: {_counted(content)}.")
            st.rerun()


def preview_html(content: ProgrammeContent, known: frozenset[str]) -> str:
    """What the file holds, and what of it is new."""
    people = [f"{one.name} ({_new(one.id, known)})" for one in content.people]
    pairs = [
        f"{one.mentor} with {one.mentee}, {one.kind.value} ({_new(one.id, known)})" for one in content.relationships
    ]
    guidance = [f"{one.title} ({_new(one.id, known)})" for one in content.guidance]
    parts = [("People", people), ("Relationships", pairs), ("Guidance", guidance)]
    lists = "".join(
        f"<details{' open' if len(lines) <= 12 else ''}><summary><b>{name}: {len(lines)}</b></summary>"
        f'<ul class="mc-lines">{"".join(f"<li>{html.escape(line)}</li>" for line in lines)}</ul></details>'
        for name, lines in parts
        if lines
    )
    return f'<div class="mc-preview"><p>“{html.escape(content.programme.name)}” reads well. It holds:</p>{lists}</div>'


def _known(room: Room) -> frozenset[str]:
    viewer = room.viewer
    return frozenset(
        [
            *(one.id for one in room.copilot.programme_people(viewer)),
            *(one.id for one in room.copilot.programme_relationships(viewer)),
            *(one.id for one in room.copilot.guidance_list(viewer.programme)),
        ]
    )


def _new(identifier: str, known: frozenset[str]) -> str:
    return "known, updated" if identifier in known else "new"


def _counted(content: ProgrammeContent) -> str:
    return (
        f"{len(content.people)} people, {len(content.relationships)} relationships, "
        f"{len(content.guidance)} pieces of guidance"
    )
