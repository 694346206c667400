"""Notes: one's own to write, change, share and delete; a partner's shared ones to read."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query, UploadFile
from pydantic import ConfigDict, Field

from copilot.api.asking import Asked, CopilotHere, Day, Identifier, Told, ViewerHere, day_of
from copilot.api.paging import DatedPage, Page, page_of
from copilot.api.problems import UPLOAD_ERRORS
from copilot.api.uploads import kept
from copilot.api.versions import IfMatch
from copilot.models import Note, NoteKind, Viewer, Visibility
from copilot.own_notes import NoteEdit
from copilot.versions import version_of

router = APIRouter(prefix="/notes", tags=["notes"])

Text = Annotated[str, Field(max_length=1_000_000, pattern=r"\S", description="Markdown or plain text.")]
Title = Annotated[str, Field(max_length=300)]
About = Annotated[
    str, Field(max_length=300, description="The relationship's id, or `none`; by default one's only relationship.")
]


class NoteShown(Told):
    """A note. `version` goes into `If-Match` when it is changed."""

    id: str
    author: str
    mine: bool
    relationship: str | None
    date: date
    title: str
    kind: NoteKind
    visibility: Visibility
    text: str
    version: str


class NoteWanted(Asked):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "text": "We planned the review. Ann to send the outline by 12 November.",
                    "relationship": "ann-bob",
                    "date": "2026-11-02",
                    "visibility": "private",
                }
            ]
        }
    )

    text: Text
    relationship: About | None = None
    date: Day | None = Field(default=None, description="When it happened; by default the day one looks from.")
    title: Title = ""
    kind: NoteKind = NoteKind.SESSION
    visibility: Visibility | None = Field(
        default=None, description="Private unless it is shared with the relationship; as it was for a note kept before."
    )


class NoteChange(Asked):
    """What is to be another; what is left out stays. `visibility` shares it, or takes it back."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"title": "October session", "visibility": "shared"}]})

    text: Text | None = None
    title: Title | None = None
    date: Day | None = None
    kind: NoteKind | None = None
    visibility: Visibility | None = None


class NotesWanted(DatedPage):
    relationship: str | None = Field(default=None, max_length=300, description="About this one alone.")
    visibility: Visibility | None = None
    kind: NoteKind | None = None
    mine: bool | None = Field(default=None, description="One's own alone, or others' alone.")
    since: Day | None = Field(default=None, description="From this day on.")
    until: Day | None = Field(default=None, description="Up to this day.")
    newest_first: bool = False


@router.get("")
def notes(wanted: Annotated[NotesWanted, Query()], copilot: CopilotHere, viewer: ViewerHere) -> Page[NoteShown]:
    """The notes one may read, oldest first."""
    found = [
        one
        for one in copilot.notes(viewer, day_of(copilot, viewer, wanted.as_of), wanted.relationship)
        if wanted.visibility in (None, one.visibility)
        and wanted.kind in (None, one.kind)
        and wanted.mine in (None, one.author == viewer.person.id)
        and (wanted.since is None or one.date >= wanted.since)
        and (wanted.until is None or one.date <= wanted.until)
    ]
    page = page_of(found[::-1] if wanted.newest_first else found, wanted)
    return Page(items=[_shown(one, viewer) for one in page.items], total=page.total, next=page.next)


@router.post("", status_code=201)
def write(wanted: NoteWanted, copilot: CopilotHere, viewer: ViewerHere) -> NoteShown:
    """Keep a note. The same text of the same day again is the same note."""
    added = copilot.add_note(
        viewer,
        wanted.text,
        day=day_of(copilot, viewer, wanted.date),
        relationship=wanted.relationship,
        visibility=wanted.visibility,
        title=wanted.title or None,
        kind=wanted.kind,
    )
    return _shown(added, viewer)


@router.post("/files", status_code=201, responses=UPLOAD_ERRORS)
def write_from_file(
    file: UploadFile,
    copilot: CopilotHere,
    viewer: ViewerHere,
    relationship: Annotated[str | None, Form(max_length=300)] = None,
    date: Annotated[Day | None, Form()] = None,
    title: Annotated[str | None, Form(max_length=300)] = None,
    kind: Annotated[NoteKind, Form()] = NoteKind.SESSION,
) -> NoteShown:
    """Keep a file's text (Markdown, text, HTML, PDF, Word …) as a private note."""
    with kept(file) as path:
        text = copilot.read_text(path)
        added = copilot.add_note(
            viewer,
            text,
            day=day_of(copilot, viewer, date),
            relationship=relationship,
            title=path.stem if title is None else title,
            kind=kind,
        )
    return _shown(added, viewer)


@router.get("/{identifier}")
def note(identifier: Identifier, copilot: CopilotHere, viewer: ViewerHere) -> NoteShown:
    """A note one may read, whatever its day."""
    return _shown(copilot.note(viewer, identifier), viewer)


@router.patch("/{identifier}")
def change(
    identifier: Identifier, wanted: NoteChange, copilot: CopilotHere, viewer: ViewerHere, if_match: IfMatch = None
) -> NoteShown:
    """Change, share or unshare a note of one's own. Kept drafts lose what it does not say to their readers any more."""
    edit = NoteEdit(wanted.text, wanted.title, wanted.date, wanted.kind, wanted.visibility)
    return _shown(copilot.edit_note(viewer, identifier, edit, if_match), viewer)


@router.delete("/{identifier}", status_code=204)
def delete(identifier: Identifier, copilot: CopilotHere, viewer: ViewerHere, if_match: IfMatch = None) -> None:
    """Delete a note of one's own for good, with the actions that were accepted from it."""
    copilot.remove_note(viewer, identifier, if_match)


def _shown(one: Note, viewer: Viewer) -> NoteShown:
    return NoteShown(
        id=one.id,
        author=one.author,
        mine=one.author == viewer.person.id,
        relationship=one.relationship,
        date=one.date,
        title=one.title,
        kind=one.kind,
        visibility=one.visibility,
        text=one.text,
        version=version_of(one),
    )
