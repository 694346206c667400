"""A programme's guidance as its people manage it: listed, added, removed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from copilot import access
from copilot.beginning import slug
from copilot.content import Guidance
from copilot.errors import BriefError, Conflict, NotFound
from copilot.models import Viewer
from copilot.repository import guidance
from copilot.versions import same
from ingest.models import Document, DocumentKind, Filter, Hit, Scope, content_id
from ingest.passages import StoredDocument, get_document, passages_of
from ingest.readers import Reader
from ingest.structure import BlockKind, blocks
from ingest.sync import Corpus

LIBRARY, OWN = guidance.LIBRARY, guidance.OWN
"""How the sources of our cards and of the programme's own guidance begin; those of ingested files are paths."""


@dataclass(frozen=True)
class GuidanceListed:
    """A piece of guidance: its id for `remove`, and where it came from."""

    id: str
    title: str
    source: str
    version: str = ""
    """Changes when its text does."""
    removable: bool = False
    """Whether the programme may replace or remove it: not a card of our library."""
    tags: tuple[str, ...] = ()
    """What it says of itself, as `topic:agreement`."""


@dataclass(frozen=True)
class Heading:
    """A heading in a document: its level (1-6), its words, and where it begins in the text."""

    level: int
    title: str
    start: int


@dataclass(frozen=True)
class GuidanceRead:
    """A piece of guidance to be read: its Markdown text, its headings, and the passages that are cited of it."""

    listed: GuidanceListed
    text: str
    headings: tuple[Heading, ...]
    passages: tuple[Hit, ...]


def read(corpus: Corpus, viewer: Viewer, identifier: str) -> GuidanceRead:
    """The guidance of that id, as everyone in the programme may read it. Raises NotFound."""
    with corpus.database.read() as session:
        stored = _named(session, viewer.programme, identifier)
        document = get_document(session, stored.id)
        if document is None:
            raise _absent(identifier)
        found = passages_of(session, stored.id, _filter(viewer))
    headings = tuple(
        Heading(block.level, block.title, block.start)
        for block in blocks(document.text)
        if block.kind is BlockKind.HEADING
    )
    return GuidanceRead(_listed(stored), document.text, headings, tuple(found))


def passage(corpus: Corpus, viewer: Viewer, identifier: str) -> Hit:
    """A passage of guidance, by the id that citations and search name. Raises NotFound."""
    found = corpus.hits([identifier], _filter(viewer)).get(identifier)
    if found is None:
        raise NotFound(f"There is no passage {identifier!r} here.", next_step="Search finds those there are.")
    return found


def _filter(viewer: Viewer) -> Filter:
    return Filter(
        viewer.programme,
        frozenset({Scope.programme(viewer.programme)}),
        date.max,
        kinds=frozenset({DocumentKind.GUIDANCE}),
    )


def _named(session: Session, programme: str, identifier: str) -> StoredDocument:
    found = [one for one in guidance.listed(session, programme) if identifier in (one.id, _id(one))]
    if not found:
        raise _absent(identifier)
    return found[0]


def _absent(identifier: str) -> NotFound:
    return NotFound(f"There is no guidance {identifier!r} here.", next_step="See `mentor guidance list`.")


def _listed(stored: StoredDocument) -> GuidanceListed:
    library = stored.source.startswith(guidance.LIBRARY)
    return GuidanceListed(_id(stored), stored.title, stored.source, stored.content_hash[:16], not library, stored.tags)


def listed(corpus: Corpus, programme: str) -> list[GuidanceListed]:
    """All guidance of the programme, by title: its own, ingested files, our library."""
    with corpus.database.read() as session:
        known = guidance.listed(session, programme)
    return [_listed(one) for one in known]


def add(
    corpus: Corpus,
    programme: str,
    file: Path,
    *,
    viewer: Viewer | None,
    identifier: str | None = None,
    title: str | None = None,
    expected: str | None = None,
    new: bool = False,
) -> Guidance:
    """Add a file as the programme's own guidance, which exports carry; the same id updates it.

    `new`: it must not be there yet. `expected`: it must be there, at that version.

    Raises:
        UnsupportedFile, FileTooLarge, UnreadableFile: for the file.
        BriefError: the id cannot be one.
        NotFound: the viewer may not (`access.keeper_only`); with `expected`, where there is none of that id.
        Conflict: it is there already, or does not stand at that version any more.
    """
    access.keeper_only(viewer, programme)
    name = identifier or slug(file.stem) or content_id(file.stem, length=8)
    if not re.fullmatch(r"[^\s:]{1,120}", name):
        raise BriefError(f"{name!r} cannot be an id.", location="--id", next_step="Use no blanks, no colon.")
    with Reader() as reader:
        read = reader.read(file)
    added = Guidance(name, title or read.title, read.text)
    document = guidance.document(programme, added)
    prepared = corpus.prepare([document])
    with corpus.change() as change:
        _check(change.session, document, expected, new=new)
        for each in prepared:
            change.put(each)
    return added


def _check(session: Session, document: Document, expected: str | None, *, new: bool) -> None:
    """Raises NotFound or Conflict, where the guidance is not as whoever replaces it has seen it."""
    identifier = document.source.removeprefix(guidance.OWN)
    known = get_document(session, document.id)
    sent = {"title": document.title, "text": document.text}
    if known is None:
        if expected is not None:
            raise _absent(identifier)
        return
    stands, version = {"title": known.title, "text": known.text}, known.content_hash[:16]
    if new and known.text != document.text:
        raise Conflict(f"There is guidance {identifier!r} already.", version=version, yours=sent, theirs=stands)
    if not same(expected, version):
        raise Conflict(
            f"The guidance {identifier!r} was changed meanwhile.", version=version, yours=sent, theirs=stands
        )


def remove(
    corpus: Corpus, programme: str, identifier: str, expected: str | None = None, *, viewer: Viewer | None
) -> None:
    """Remove guidance by the id that `listed` shows.

    Raises:
        NotFound: there is none of that id, or the viewer may not (`access.keeper_only`).
        BriefError: it is a card of our library, which would come back.
        Conflict: it does not stand at the version `expected` any more.
    """
    access.keeper_only(viewer, programme)
    with corpus.change() as change:
        found = removable(change.session, programme, identifier)
        if not same(expected, found.content_hash[:16]):
            raise Conflict(
                f"The guidance {identifier!r} was changed meanwhile; it is still there.",
                version=found.content_hash[:16],
                yours={"deleted": "yes"},
                theirs={"title": found.title},
            )
        change.delete(found.id)


def replace(
    corpus: Corpus,
    programme: str,
    identifier: str,
    file: Path,
    expected: str | None = None,
    *,
    viewer: Viewer | None,
) -> Guidance:
    """Put a file's text in the place of what the programme's own guidance of that id said.

    Raises:
        UnsupportedFile, FileTooLarge, UnreadableFile: for the file.
        NotFound: there is none of that id, or the viewer may not (`access.keeper_only`).
        BriefError: it is a card of our library, or was read from a folder, which would bring it back.
        Conflict: it does not stand at the version `expected` any more.
    """
    access.keeper_only(viewer, programme)
    with corpus.database.read() as session:
        found = removable(session, programme, identifier)
    if not found.source.startswith(guidance.OWN):
        raise BriefError(
            f"{identifier!r} was read from {Path(found.source).name}, and changes with that file.",
            next_step="Change the file and read it again, or remove this and add the new one.",
        )
    return add(
        corpus,
        programme,
        file,
        viewer=viewer,
        identifier=_id(found),
        title=found.title,
        expected=expected or "*",
    )


def removable(session: Session, programme: str, identifier: str) -> StoredDocument:
    """The guidance of that id, if it is the programme's to replace or remove. Raises NotFound, BriefError."""
    found = _named(session, programme, identifier)
    if found.source.startswith(guidance.LIBRARY):
        raise BriefError(
            f"{identifier!r} is a card of the library that comes with the package.",
            next_step="Only the programme's own guidance and ingested files can be removed.",
        )
    return found


def _id(stored: StoredDocument) -> str:
    own = stored.source.startswith(guidance.OWN)
    return stored.source.removeprefix(guidance.OWN) if own else stored.id
