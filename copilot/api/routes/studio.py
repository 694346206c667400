"""The studio: drafts one works on, version by version. A working draft is its author's alone.

Every change names the version it was made to; if another was made since, nothing is written and 409 holds both.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import ConfigDict, Field

from copilot.api.asking import Asked, CopilotHere, Day, Identifier, Told, ViewerHere, day_of
from copilot.api.files import FILE_ANSWERS, Suffix, as_file
from copilot.api.paging import Page, Wanted, page_of
from copilot.api.routes.drafts import KindName
from copilot.api.streaming import EVENTS, StopHere, streamed
from copilot.comparing import Difference, DifferenceKind
from copilot.content import StoredDraft, WorkingDraft, WorkingStatus
from copilot.draft import Draft
from copilot.edits import AskedEdits
from copilot.staleness import reasons
from copilot.writing.llm import Stop
from copilot.writing.writer import Watch

router = APIRouter(prefix="/drafts", tags=["draft studio"])

Brief = Annotated[
    dict[str, Any], Field(max_length=40, description="As docs/interfaces.md has it; a blank field is a gap.")
]
Seen = Annotated[int, Field(ge=1, le=1_000_000, description="The version that this changes.")]


class WorkingListed(Told):
    """A draft one works on."""

    id: str
    kind: str
    status: WorkingStatus
    as_of: date
    relationship: str | None
    created: datetime
    updated: datetime
    version: int
    stale: bool
    begins: str


class Working(WorkingListed):
    """The latest version whole, with what was typed into it."""

    why_stale: list[str]
    brief: dict[str, Any]
    answers: dict[str, str]
    included: list[str]
    seed: int
    draft: Draft


class VersionShown(Told):
    """One version: how it came about, and the draft as it was."""

    number: int
    made: datetime
    change: str
    stale: bool
    draft: Draft


class DifferenceShown(Told):
    """One sentence that differs. What is not in a version is empty there."""

    kind: DifferenceKind
    heading: str
    before: str
    after: str
    sentence_before: str
    sentence_after: str


class Compared(Told):
    a: int
    b: int
    differences: list[DifferenceShown]


class Start(Asked):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"kind": "agenda", "brief": {"relationship": "ann-bob", "session_date": "2026-11-16"}}]
        }
    )

    kind: KindName
    brief: Brief = Field(default_factory=dict)
    seed: int = Field(default=0, ge=0, le=1_000_000, description="Another wording of the same draft.")
    as_of: Day | None = None


class BriefChange(Asked):
    model_config = ConfigDict(json_schema_extra={"examples": [{"version": 1, "brief": {"minutes": 45}}]})

    version: Seen
    brief: Brief


class Answers(Asked):
    model_config = ConfigDict(json_schema_extra={"examples": [{"version": 1, "answers": {"why": "Her talk on maps."}}]})

    version: Seen
    answers: dict[str, Annotated[str, Field(max_length=5000)]] = Field(
        max_length=40, description="By the questions' ids; an empty one takes its answer back."
    )


class Edit(Asked):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "version": 1,
                    "edits": {
                        "sentences": {"s1": "Let us begin with the outline."},
                        "added": [{"block": 0, "text": "Thank you."}],
                    },
                }
            ]
        }
    )

    version: Seen
    edits: AskedEdits


class Wish(Asked):
    model_config = ConfigDict(json_schema_extra={"examples": [{"version": 1, "wish": "shorter"}]})

    version: Seen
    wish: str = Field(
        max_length=300, pattern=r"\S", description="`shorter`, `warmer`, `less formal`, or one's own words."
    )


class Included(Asked):
    model_config = ConfigDict(json_schema_extra={"examples": [{"version": 1, "sentences": ["s3"]}]})

    version: Seen
    sentences: list[Annotated[str, Field(max_length=100)]] = Field(
        max_length=500, description="The private sentences that may leave with it; every other one is held back."
    )


class AtVersion(Asked):
    model_config = ConfigDict(json_schema_extra={"examples": [{"version": 1}]})

    version: Seen


class WorkingWanted(Wanted):
    status: WorkingStatus | None = None


class Two(Asked):
    a: Seen
    b: Seen


@router.get("")
def drafts(wanted: Annotated[WorkingWanted, Query()], copilot: CopilotHere, viewer: ViewerHere) -> Page[WorkingListed]:
    """One's own, the one changed last first."""
    return page_of([_listed(one) for one in copilot.studio.listed(viewer, wanted.status)], wanted)


@router.post("", status_code=201)
def start(wanted: Start, copilot: CopilotHere, viewer: ViewerHere, stop: StopHere) -> Working:
    """Begin one: its first version is drafted, or holds the questions to be answered first."""
    day = day_of(copilot, viewer, wanted.as_of)
    return _whole(copilot.studio.start(viewer, wanted.kind, wanted.brief, day, wanted.seed, stop=stop))


@router.post("/stream", status_code=200, response_class=StreamingResponse, responses=EVENTS)
def start_streamed(wanted: Start, copilot: CopilotHere, viewer: ViewerHere, request: Request) -> Response:
    """Begin one, and hear of it while it is made: what a language model writes comes sentence by sentence, each judged.

    Closing the connection stops the model; the draft is kept then as it can be made without one.
    """
    day = day_of(copilot, viewer, wanted.as_of)

    def make(watch: Watch, stop: Stop) -> Working:
        started = copilot.studio.start(viewer, wanted.kind, wanted.brief, day, wanted.seed, watch=watch, stop=stop)
        return _whole(started)

    return streamed(request, make)


@router.get("/{identifier}")
def draft(identifier: Identifier, copilot: CopilotHere, viewer: ViewerHere) -> Working:
    """One of one's own, at its latest version."""
    return _whole(copilot.studio.named(viewer, identifier))


@router.put("/{identifier}/brief")
def change_brief(
    identifier: Identifier, said: BriefChange, copilot: CopilotHere, viewer: ViewerHere, stop: StopHere
) -> Working:
    """Another brief in place of the one before; the draft is made anew. The same one asks a model again that failed."""
    return _whole(copilot.studio.change_brief(viewer, identifier, said.brief, said.version, stop=stop))


@router.post("/{identifier}/answers")
def answer(identifier: Identifier, said: Answers, copilot: CopilotHere, viewer: ViewerHere, stop: StopHere) -> Working:
    """Answer its questions; the draft is made anew."""
    return _whole(copilot.studio.answer(viewer, identifier, said.answers, said.version, stop=stop))


@router.post("/{identifier}/edits")
def edit(identifier: Identifier, said: Edit, copilot: CopilotHere, viewer: ViewerHere) -> Working:
    """Reword, take out or add sentences; the draft is reviewed anew."""
    return _whole(copilot.studio.edit(viewer, identifier, said.edits, said.version))


@router.post("/{identifier}/revision")
def revise(identifier: Identifier, said: Wish, copilot: CopilotHere, viewer: ViewerHere, stop: StopHere) -> Working:
    """Have a language model say it differently: only sentences that change are touched, and each keeps its sources.

    Where nothing comes out otherwise, the version stays.
    """
    return _whole(copilot.studio.revise(viewer, identifier, said.wish, said.version, stop=stop))


@router.put("/{identifier}/included")
def include(identifier: Identifier, said: Included, copilot: CopilotHere, viewer: ViewerHere) -> Working:
    """Say which private sentences may leave with it."""
    return _whole(copilot.studio.include(viewer, identifier, said.sentences, said.version))


@router.post("/{identifier}/acceptance")
def accept(identifier: Identifier, said: AtVersion, copilot: CopilotHere, viewer: ViewerHere) -> Working:
    """Accept it as it stands. Nothing is sent."""
    return _whole(copilot.studio.accept(viewer, identifier, said.version))


@router.post("/{identifier}/reopening")
def reopen(identifier: Identifier, said: AtVersion, copilot: CopilotHere, viewer: ViewerHere) -> Working:
    """Open it again, to be changed."""
    return _whole(copilot.studio.reopen(viewer, identifier, said.version))


@router.get("/{identifier}/versions")
def versions(
    identifier: Identifier, wanted: Annotated[Wanted, Query()], copilot: CopilotHere, viewer: ViewerHere
) -> Page[VersionShown]:
    """Every version, oldest first."""
    made = [_version(one) for one in copilot.studio.versions(viewer, identifier)]
    return page_of([one for one in made if one is not None], wanted)


@router.get("/{identifier}/comparison")
def compare(
    identifier: Identifier, wanted: Annotated[Two, Query()], copilot: CopilotHere, viewer: ViewerHere
) -> Compared:
    """What differs from version `a` to version `b`, sentence by sentence."""
    found = copilot.studio.compare(viewer, identifier, wanted.a, wanted.b)
    return Compared(a=wanted.a, b=wanted.b, differences=[_difference(one) for one in found])


@router.get("/{identifier}/export", response_class=Response, responses=FILE_ANSWERS)
def export(
    identifier: Identifier,
    copilot: CopilotHere,
    viewer: ViewerHere,
    suffix: Suffix = ".md",
    sources: Annotated[bool, Query(description="With the sources its readers may see.")] = False,
) -> Response:
    """The latest version as a file, for its readers."""
    kind = copilot.studio.named(viewer, identifier).kind
    return as_file(copilot.studio.export(viewer, identifier, suffix, sources), kind, suffix)


@router.delete("/{identifier}", status_code=204)
def remove(identifier: Identifier, copilot: CopilotHere, viewer: ViewerHere) -> None:
    """Delete it for good, with every version."""
    copilot.studio.remove(viewer, identifier)


def _listed(one: WorkingDraft) -> WorkingListed:
    return WorkingListed(
        id=one.id,
        kind=one.kind,
        status=one.status,
        as_of=one.as_of,
        relationship=one.latest.relationship,
        created=one.created,
        updated=one.updated,
        version=one.version,
        stale=one.stale,
        begins=" ".join(one.draft.text.split())[:80],
    )


def _whole(one: WorkingDraft) -> Working:
    return Working(
        **_listed(one).model_dump(),
        why_stale=list(reasons(one.latest)),
        brief=dict(one.brief),
        answers=dict(one.answers),
        included=list(one.included),
        seed=one.seed,
        draft=one.draft,
    )


def _version(stored: StoredDraft) -> VersionShown | None:
    of = stored.version
    if of is None:
        return None
    return VersionShown(number=of.number, made=of.made, change=of.change, stale=stored.stale, draft=stored.draft)


def _difference(one: Difference) -> DifferenceShown:
    return DifferenceShown(
        kind=one.kind,
        heading=one.heading,
        before=one.before,
        after=one.after,
        sentence_before=one.sentence_before,
        sentence_after=one.sentence_after,
    )
