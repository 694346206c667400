"""Drafts: one made on the spot, and those that were kept."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from pydantic import ConfigDict, Field

from copilot.api.asking import Asked, CopilotHere, Day, Identifier, Told, ViewerHere, day_of
from copilot.api.files import FILE_ANSWERS, Suffix, as_file
from copilot.api.paging import Page, Wanted, page_of
from copilot.api.streaming import StopHere
from copilot.content import StoredDraft
from copilot.draft import Draft
from copilot.staleness import reasons

router = APIRouter(prefix="/drafts", tags=["drafts"])

_EXAMPLE: dict[str, Any] = {
    "kind": "agenda",
    "brief": {"relationship": "ann-bob", "session_date": "2026-11-16", "minutes": 60},
    "answers": {},
}
KindName = Literal["agenda", "outreach", "goal", "feedback", "ask"]


class PreviewWanted(Asked):
    """A brief (docs/interfaces.md). A blank field is a gap, and asked about."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    kind: KindName
    brief: dict[str, Any] = Field(default_factory=dict, max_length=40)
    answers: dict[str, Annotated[str, Field(max_length=5000)]] = Field(
        default_factory=dict, max_length=40, description="Answers to its questions, by their ids."
    )
    include_private: list[Annotated[str, Field(max_length=100)]] = Field(
        default_factory=list, max_length=500, description="Held-back sentences to put in, by their ids."
    )
    seed: int = Field(default=0, ge=0, le=1_000_000, description="Another wording of the same draft.")
    disabled_checks: list[Annotated[str, Field(max_length=100)]] = Field(default_factory=list, max_length=100)
    as_of: Day | None = None


class KeptDraft(Told):
    """A draft one kept. `stale`: a note it quoted is gone, or no longer open to its readers."""

    id: str
    kind: str
    as_of: date
    relationship: str | None
    audience: list[str]
    stale: bool
    why_stale: list[str]
    begins: str


class KeptDraftWhole(KeptDraft):
    draft: Draft


class WouldSend(Asked):
    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    kind: Literal["agenda", "outreach", "goal", "feedback"]
    brief: dict[str, Any] = Field(default_factory=dict, max_length=40)
    answers: dict[str, Annotated[str, Field(max_length=5000)]] = Field(default_factory=dict, max_length=40)
    as_of: Day | None = None


class MessageShown(Told):
    role: Literal["system", "user", "assistant"]
    text: str


class WouldBeSent(Told):
    """The first request of a draft, to the letter. Without messages nothing would be sent."""

    model: str | None
    messages: list[MessageShown]


@router.post("/would-send")
def would_send(wanted: WouldSend, copilot: CopilotHere, viewer: ViewerHere) -> WouldBeSent:
    """What this draft would send to the language model that is set. Nothing is sent."""
    day = day_of(copilot, viewer, wanted.as_of)
    messages = copilot.would_send(viewer, wanted.kind, wanted.brief, day, answers=wanted.answers)
    return WouldBeSent(
        model=copilot.writing_model(), messages=[MessageShown(role=one.role, text=one.text) for one in messages]
    )


@router.post("/preview")
def preview(wanted: PreviewWanted, copilot: CopilotHere, viewer: ViewerHere, stop: StopHere) -> Draft:
    """A draft, or the questions that must be answered first. Nothing is kept or sent."""
    return copilot.draft(
        viewer,
        wanted.kind,
        wanted.brief,
        day_of(copilot, viewer, wanted.as_of),
        answers=wanted.answers,
        include_private=wanted.include_private,
        seed=wanted.seed,
        disabled_checks=frozenset(wanted.disabled_checks),
        stop=stop,
    )


@router.post("/kept", status_code=201)
def keep(wanted: PreviewWanted, copilot: CopilotHere, viewer: ViewerHere, stop: StopHere) -> KeptDraftWhole:
    """Make the draft of `POST /drafts/preview` and keep it. The same draft again is the same, under the same id."""
    return _whole(copilot.keep_draft(viewer, preview(wanted, copilot, viewer, stop)))


@router.get("/kept")
def kept(wanted: Annotated[Wanted, Query()], copilot: CopilotHere, viewer: ViewerHere) -> Page[KeptDraft]:
    """One's kept drafts, the latest day first."""
    return page_of([KeptDraft(**_told(one)) for one in copilot.kept_drafts(viewer)], wanted)


@router.get("/kept/{identifier}")
def kept_one(identifier: Identifier, copilot: CopilotHere, viewer: ViewerHere) -> KeptDraftWhole:
    """One of one's kept drafts."""
    return _whole(copilot.kept_draft(viewer, identifier))


@router.get("/kept/{identifier}/export", response_class=Response, responses=FILE_ANSWERS)
def export(
    identifier: Identifier,
    copilot: CopilotHere,
    viewer: ViewerHere,
    suffix: Suffix = ".md",
    sources: Annotated[bool, Query(description="With the sources its readers may see.")] = False,
) -> Response:
    """A kept draft as a file, for its readers."""
    found = copilot.kept_draft(viewer, identifier)
    return as_file(copilot.exported_draft(viewer, found.draft, suffix, sources=sources), found.draft.kind, suffix)


@router.delete("/kept/{identifier}", status_code=204)
def remove(identifier: Identifier, copilot: CopilotHere, viewer: ViewerHere) -> None:
    """Delete a kept draft for good."""
    copilot.remove_draft(viewer, identifier)


def _told(stored: StoredDraft) -> dict[str, Any]:
    return {
        "id": stored.id,
        "kind": stored.draft.kind,
        "as_of": stored.draft.as_of,
        "relationship": stored.relationship,
        "audience": stored.draft.audience,
        "stale": stored.stale,
        "why_stale": list(reasons(stored)),
        "begins": " ".join(stored.draft.text.split())[:80],
    }


def _whole(stored: StoredDraft) -> KeptDraftWhole:
    return KeptDraftWhole(**_told(stored), draft=stored.draft)
