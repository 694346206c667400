"""A programme's guidance as its people manage it: listed, added, removed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from copilot.beginning import slug
from copilot.content import Guidance
from copilot.errors import BriefError, NotFound
from copilot.exchange import put
from copilot.repository import guidance
from ingest.models import content_id
from ingest.passages import StoredDocument
from ingest.readers import Reader
from ingest.sync import Corpus


@dataclass(frozen=True)
class GuidanceListed:
    """A piece of guidance: its id for `remove`, and where it came from."""

    id: str
    title: str
    source: str


def listed(corpus: Corpus, programme: str) -> list[GuidanceListed]:
    """All guidance of the programme, by title: its own, ingested files, our library."""
    with corpus.database.read() as session:
        known = guidance.listed(session, programme)
    return [GuidanceListed(_id(one), one.title, one.source) for one in known]


def add(
    corpus: Corpus, programme: str, file: Path, *, identifier: str | None = None, title: str | None = None
) -> Guidance:
    """Add a file as the programme's own guidance, which exports carry; the same id updates it.

    Raises:
        UnsupportedFile, FileTooLarge, UnreadableFile: for the file.
        BriefError: the id cannot be one.
    """
    name = identifier or slug(file.stem) or content_id(file.stem, length=8)
    if not re.fullmatch(r"[^\s:]{1,120}", name):
        raise BriefError(f"{name!r} cannot be an id.", location="--id", next_step="Use no blanks, no colon.")
    with Reader() as reader:
        read = reader.read(file)
    added = Guidance(name, title or read.title, read.text)
    put(corpus, guidance.document(programme, added))
    return added


def remove(corpus: Corpus, programme: str, identifier: str) -> None:
    """Remove guidance by the id that `listed` shows.

    Raises:
        NotFound: there is none of that id.
        BriefError: it is a card of our library, which would come back.
    """
    with corpus.database.read() as session:
        found = [one for one in guidance.listed(session, programme) if identifier in (one.id, _id(one))]
    if not found:
        raise NotFound(f"There is no guidance {identifier!r} here.", next_step="See `mentor guidance list`.")
    if found[0].source.startswith(guidance.LIBRARY):
        raise BriefError(
            f"{identifier!r} is a card of the library that comes with the package.",
            next_step="Only the programme's own guidance and ingested files can be removed.",
        )
    corpus.delete(found[0].id)


def _id(stored: StoredDocument) -> str:
    own = stored.source.startswith(guidance.OWN)
    return stored.source.removeprefix(guidance.OWN) if own else stored.id
