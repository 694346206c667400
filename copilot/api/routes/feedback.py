"""Feedback: staff bring a survey in and see its themes. Nobody sees a row of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from copilot.api.asking import CopilotHere, Day, StaffHere, Told, day_of
from copilot.api.problems import UPLOAD_ERRORS
from copilot.api.uploads import kept
from copilot.draft import Draft

router = APIRouter(prefix="/feedback", tags=["feedback"])


class BadRowShown(Told):
    line: int
    reason: str


class Imported(Told):
    """What became of the file: counts of comments (or bare ratings), and the rows that could not be read."""

    added: int
    unchanged: int
    repeated: int
    removed: int
    respondents: int
    silent: int
    blank: int
    bad: list[BadRowShown]
    trouble: list[int] = Field(description="Lines of the file that a person should read.")


class ThemesWanted(BaseModel):
    model_config = ConfigDict(extra="forbid")

    period: str | None = Field(default=None, max_length=300, description="As it was imported; asked for if several.")
    group: str | None = Field(default=None, max_length=50, description="`mentee` or `mentor`.")
    question: str | None = Field(default=None, max_length=2000, description="What one would like to know.")
    as_of: Day | None = None


@router.post("/imports", responses=UPLOAD_ERRORS)
def bring_in(
    file: UploadFile,
    mapping: Annotated[list[str], Form(max_length=60, examples=[["respondent=id", "comment=What helped?"]])],
    copilot: CopilotHere,
    viewer: StaffHere,
    rows_are_people: Annotated[
        bool, Form(description="There is no column for who answered: a row is a person.")
    ] = False,
    replace: Annotated[bool, Form(description="Delete what the same periods held before.")] = False,
) -> Imported:
    """Staff: bring in a survey's CSV file; `mapping` names its columns, as `field=column`."""
    with kept(file) as path:
        done = copilot.import_feedback(viewer, path, mapping, rows_are_people=rows_are_people, replace=replace)
    return Imported(
        added=done.added,
        unchanged=done.unchanged,
        repeated=done.repeated,
        removed=done.removed,
        respondents=done.respondents,
        silent=done.silent,
        blank=done.blank,
        bad=[BadRowShown(line=one.line, reason=one.reason) for one in done.bad],
        trouble=list(done.trouble),
    )


@router.get("/themes")
def themes(wanted: Annotated[ThemesWanted, Query()], copilot: CopilotHere, viewer: StaffHere) -> Draft:
    """Staff: what people say, in themes of enough people; or the question which period is meant."""
    fields = wanted.model_dump(exclude={"as_of"}, exclude_none=True)
    return copilot.draft(viewer, "feedback", fields, day_of(copilot, viewer, wanted.as_of))
