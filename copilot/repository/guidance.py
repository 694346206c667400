"""A programme's guidance: documents that everyone in it may read.

Three origins, told apart by the source: the programme's own (`guidance:<id>`), our library
(`library/<id>.md`), and files that were ingested (their path).
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from copilot.content import Guidance
from ingest.models import Document, DocumentKind, Scope
from ingest.passages import StoredDocument, get_document, list_documents

OWN = "guidance:"
LIBRARY = "library/"


def document_id(programme: str, guidance: str) -> str:
    return f"{programme}:guidance:{guidance}"


def document(programme: str, guidance: Guidance) -> Document:
    """The guidance as search sees it: everyone in the programme may read it, it is about nobody."""
    return Document(
        id=document_id(programme, guidance.id),
        programme=programme,
        kind=DocumentKind.GUIDANCE,
        title=guidance.title,
        text=guidance.text,
        scope=Scope.programme(programme),
        source=f"{OWN}{guidance.id}",
    )


def listed(session: Session, programme: str) -> list[StoredDocument]:
    """All guidance of the programme, by title, without the texts."""
    return [stored for stored in list_documents(session, programme=programme) if stored.kind is DocumentKind.GUIDANCE]


def own(session: Session, programme: str) -> tuple[Guidance, ...]:
    """The programme's own guidance with its texts, by id. What was ingested stays with its folder."""
    found = []
    for stored in listed(session, programme):
        if not stored.source.startswith(OWN):
            continue
        full = get_document(session, stored.id)
        if full is not None:
            found.append(Guidance(stored.source.removeprefix(OWN), full.title, full.text))
    return tuple(sorted(found, key=lambda guidance: guidance.id))
