"""Our own guidance cards, which every programme has beside its own guidance."""

from __future__ import annotations

from importlib import resources

from copilot.repository.guidance import LIBRARY
from ingest.intake import tags_of
from ingest.models import Document, DocumentKind, Scope
from ingest.reading.front_matter import split_front_matter


def cards(programme: str) -> list[Document]:
    """The cards as guidance of the programme, by id; tags are `topic:…`, `audience:…`, `stage:…`."""
    folder = resources.files("ingest") / "library"
    found = [
        _card(programme, file.name, file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".md")
    ]
    return sorted(found, key=lambda card: card.id)


def _card(programme: str, name: str, text: str) -> Document:
    front, body = split_front_matter(text)
    return Document(
        id=f"{programme}:library:{front['id']}",
        programme=programme,
        kind=DocumentKind.GUIDANCE,
        title=str(front["title"]),
        text=body.strip(),
        scope=Scope.programme(programme),
        source=f"{LIBRARY}{name}",
        tags=tags_of(front),
    )
