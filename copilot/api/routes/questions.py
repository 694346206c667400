"""Questions over one's notes and the guidance: answered with sources, or found as passages."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field

from copilot.api.asking import Asked, CopilotHere, Day, Told, ViewerHere, day_of
from copilot.api.paging import DatedPage, Page, page_of
from copilot.api.streaming import StopHere
from copilot.draft import Draft
from copilot.writing.answer_writer import Exchange
from ingest.models import DocumentKind, Hit

router = APIRouter(tags=["ask and search"])
MOST_HITS = 100


class Before(Asked):
    """A question of this chat, and what was answered. It serves to understand the next one, and is not kept."""

    question: str = Field(max_length=2000, pattern=r"\S")
    answer: str = Field(default="", max_length=20000)


class Question(Asked):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"question": "What did we agree on about the roadmap review?"}]}
    )

    question: str = Field(max_length=2000, pattern=r"\S")
    history: list[Before] = Field(
        default_factory=list, max_length=20, description="What was asked before in the same chat, the oldest first."
    )
    relationship: str | None = Field(
        default=None, max_length=300, description="Only what is about this one, and what is about none."
    )
    as_of: Day | None = None


class PassageShown(Told):
    """A piece of a note or of guidance. `source` is `note:<id>`, or names the guidance."""

    id: str
    kind: DocumentKind
    document: str = Field(description="Its title.")
    headings: list[str]
    date: date | None
    source: str
    author: str | None
    relationship: str | None
    text: str
    start: int
    end: int


class Found(PassageShown):
    score: float = Field(description="Higher is better; the scores of two searches do not compare.")


class Search(DatedPage):
    q: str = Field(max_length=2000, pattern=r"\S", description="Words, or a question.", examples=["roadmap review"])
    kind: DocumentKind | None = Field(default=None, description="Notes or guidance alone.")
    words: int | None = Field(
        default=None,
        ge=1,
        le=5000,
        description="As much as fits into so many words: of notes the lines that tell most, not whole passages.",
    )


@router.post("/ask")
def ask(asked: Question, copilot: CopilotHere, viewer: ViewerHere, stop: StopHere) -> Draft:
    """What the notes, records and guidance one may read say, quoted, or with a model in prose; or that nothing here says."""
    fields: dict[str, object] = {"question": asked.question}
    if asked.relationship is not None:
        fields["relationship"] = asked.relationship
    history = [Exchange(one.question, one.answer) for one in asked.history]
    return copilot.draft(viewer, "ask", fields, day_of(copilot, viewer, asked.as_of), history=history, stop=stop)


@router.get("/search")
def search(wanted: Annotated[Search, Query()], copilot: CopilotHere, viewer: ViewerHere) -> Page[Found]:
    """The best passages one may read, best first; a hundred at most."""
    kinds = frozenset(DocumentKind) if wanted.kind is None else frozenset({wanted.kind})
    most = min(MOST_HITS, wanted.offset + wanted.limit + 1)
    hits = copilot.search(
        viewer, wanted.q, day_of(copilot, viewer, wanted.as_of), k=most, kinds=kinds, words=wanted.words
    )
    return page_of([Found(**passage_shown(hit).model_dump(), score=hit.score) for hit in hits], wanted)


def passage_shown(hit: Hit) -> PassageShown:
    """The passage as the API tells of it."""
    one = hit.passage
    return PassageShown(
        id=one.id,
        kind=one.kind,
        document=hit.document_title,
        headings=list(one.heading_path),
        date=one.day,
        # A file's place on the server is nobody's business.
        source=hit.source
        if hit.source.startswith(("note:", "guidance:", "library/"))
        else hit.source.rsplit("/", 1)[-1],
        author=hit.author,
        relationship=one.subject,
        text=one.text,
        start=one.start,
        end=one.end,
    )
