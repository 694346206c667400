"""Guidance: everyone in the programme reads it, its staff add, replace and remove it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Form, Query, UploadFile
from pydantic import Field

from copilot.api.asking import CopilotHere, Identifier, StaffHere, Told, ViewerHere
from copilot.api.paging import Page, Wanted, page_of
from copilot.api.problems import UPLOAD_ERRORS
from copilot.api.routes.questions import PassageShown, passage_shown
from copilot.api.uploads import kept
from copilot.api.versions import IfMatch
from copilot.errors import CopilotError
from copilot.own_guidance import GuidanceListed
from ingest.errors import IngestError

router = APIRouter(prefix="/guidance", tags=["guidance"])
MOST_FILES = 50


class Kept(StrEnum):
    OWN = "own"
    """The programme's, added here."""
    FOLDER = "folder"
    """Read from a folder by whoever runs the app."""
    LIBRARY = "library"
    """A card that comes with the package."""


class GuidanceShown(Told):
    """A piece of guidance. `version` goes into `If-Match` when it is replaced or removed."""

    id: str
    title: str
    kept: Kept
    removable: bool
    version: str


class HeadingShown(Told):
    level: int = Field(ge=1, le=6)
    title: str
    start: int = Field(description="Where it begins in the text.")


class GuidanceText(GuidanceShown):
    """The whole text, its headings, and the passages that are cited of it."""

    text: str
    headings: list[HeadingShown]
    passages: list[PassageShown]


class FailedFile(Told):
    """A file that was not taken in, why, and what to do."""

    file: str
    reason: str
    next: str


class Taken(Told):
    """What became of the files that were sent, each for itself."""

    added: list[GuidanceShown]
    failed: list[FailedFile]


class GuidanceWanted(Wanted):
    kept: Kept | None = None


@router.get("")
def guidance(
    wanted: Annotated[GuidanceWanted, Query()], copilot: CopilotHere, viewer: ViewerHere
) -> Page[GuidanceShown]:
    """All guidance of the programme, by title."""
    copilot.refresh_library(viewer.programme)
    listed = [_shown(one) for one in copilot.guidance_list(viewer.programme)]
    return page_of([one for one in listed if wanted.kept in (None, one.kept)], wanted)


@router.get("/passages/{identifier}")
def passage(identifier: Identifier, copilot: CopilotHere, viewer: ViewerHere) -> PassageShown:
    """A passage of guidance, by the id that citations name."""
    return passage_shown(copilot.guidance_passage(viewer, identifier))


@router.get("/{identifier}")
def document(identifier: Identifier, copilot: CopilotHere, viewer: ViewerHere) -> GuidanceText:
    """A piece of guidance to be read."""
    return _read(copilot, viewer, identifier)


@router.post("", responses=UPLOAD_ERRORS)
def add(
    files: Annotated[list[UploadFile], Field(min_length=1, max_length=MOST_FILES)],
    copilot: CopilotHere,
    viewer: StaffHere,
) -> Taken:
    """Staff: add files, each as a document named like its file. Those that fail are told one by one."""
    added, failed = [], []
    for file in files:
        try:
            with kept(file) as path:
                made = copilot.guidance_add(viewer.programme, path, viewer=viewer, new=True)
        except (CopilotError, IngestError) as error:
            failed.append(FailedFile(file=file.filename or "", reason=error.message, next=error.next_step))
        else:
            added.append(_shown(copilot.guidance_read(viewer, made.id).listed))
    return Taken(added=added, failed=failed)


@router.put("/{identifier}", responses=UPLOAD_ERRORS)
def replace(
    identifier: Identifier,
    file: Annotated[UploadFile, Form()],
    copilot: CopilotHere,
    viewer: StaffHere,
    if_match: IfMatch = None,
) -> GuidanceShown:
    """Staff: put a file's text in the place of what it said."""
    with kept(file) as path:
        copilot.guidance_replace(viewer.programme, identifier, path, if_match, viewer=viewer)
    return _shown(copilot.guidance_read(viewer, identifier).listed)


@router.delete("/{identifier}", status_code=204)
def remove(identifier: Identifier, copilot: CopilotHere, viewer: StaffHere, if_match: IfMatch = None) -> None:
    """Staff: remove it; drafts that cite it keep its quoted words."""
    copilot.guidance_remove(viewer.programme, identifier, if_match, viewer=viewer)


def _read(copilot: CopilotHere, viewer: ViewerHere, identifier: str) -> GuidanceText:
    found = copilot.guidance_read(viewer, identifier)
    return GuidanceText(
        **_shown(found.listed).model_dump(),
        text=found.text,
        headings=[HeadingShown(level=one.level, title=one.title, start=one.start) for one in found.headings],
        passages=[passage_shown(one) for one in found.passages],
    )


def _shown(one: GuidanceListed) -> GuidanceShown:
    known = {"guidance:": Kept.OWN, "library/": Kept.LIBRARY}
    where = next((found for start, found in known.items() if one.source.startswith(start)), Kept.FOLDER)
    return GuidanceShown(id=one.id, title=one.title, kept=where, removable=one.removable, version=one.version)
