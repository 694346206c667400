"""A person's drafts as they keep them: kept, named, exported, removed. A draft is its author's alone."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.orm import Session

from copilot import access
from copilot.content import StoredDraft
from copilot.draft import CitationKind, Draft, DraftStatus
from copilot.errors import BriefError, NotFound
from copilot.exports import export
from copilot.models import Relationship, Viewer
from copilot.openness import open_to
from copilot.repository import drafts, people, working
from ingest.models import content_id


def keep(session: Session, viewer: Viewer, draft: Draft) -> StoredDraft:
    """Store the draft as the viewer's. The same draft again is the same, under the same id.

    Raises:
        BriefError: it has no text (yet).
    """
    if not has_text(draft):
        raise BriefError(
            "This draft has no text to keep, perhaps only questions.",
            location="--keep",
            next_step="Answer them first (--answers FILE, or flags).",
        )
    what = draft.model_dump_json(by_alias=True, exclude={"usage"})
    identifier = f"d-{draft.as_of:%Y%m%d}-{content_id(viewer.person.id, what, length=8)}"
    stored = StoredDraft(identifier, viewer.person.id, draft, about(session, viewer, draft))
    drafts.save(session, viewer.programme, stored)
    return stored


def has_text(draft: Draft) -> bool:
    """Whether there is anything to keep or to export: questions alone are not."""
    return draft.status is not DraftStatus.QUESTIONS and bool(draft.text.strip())


def listed(session: Session, viewer: Viewer) -> tuple[StoredDraft, ...]:
    """The viewer's own, the latest day first: those kept by themselves, and the latest version of working ones."""
    every = drafts.of_author(session, viewer.programme, viewer.person.id)
    latest = {one.latest.id for one in working.of_author(session, viewer.programme, viewer.person.id)}
    own = [stored for stored in every if stored.version is None or stored.id in latest]
    return tuple(sorted(own, key=lambda stored: (stored.draft.as_of, stored.id), reverse=True))


def named(session: Session, viewer: Viewer, identifier: str) -> StoredDraft:
    """The viewer's draft of that id (a working draft's is its latest version), or of the one that `identifier` is the beginning of.

    Its day may be left out ("d-20261122-4f9a…", "4f9a").

    Raises:
        NotFound: there is none, or it is somebody else's.
        BriefError: several share the beginning.
    """
    own = listed(session, viewer)
    found = [stored for stored in own if stored.known_as == identifier] or [
        stored
        for stored in own
        if len(identifier) >= _SHORT_ID
        and any(each.startswith(identifier) for each in (stored.known_as, _tail(stored.known_as)))
    ]
    if len(found) > 1:
        raise BriefError(
            f"Several drafts begin with {identifier!r}: {', '.join(stored.known_as for stored in found)}.",
            location="ID",
            next_step="Type more of the id.",
        )
    if not found:
        raise NotFound(
            f"There is no draft {identifier!r} here, or it is not yours to see.", next_step="See `mentor drafts list`."
        )
    return found[0]


def _tail(identifier: str) -> str:
    """What is behind the day in a draft's id."""
    return identifier.rpartition("-")[2]


def exported(session: Session, viewer: Viewer, draft: Draft, suffix: str, *, sources: bool = False) -> bytes:
    """The draft as a file of that suffix, for its readers, by what they may see now. See `exports.export`."""
    return export(
        draft,
        suffix,
        open_to(session, viewer, draft.audience),
        sources=sources,
        names={key: person.first_name for key, person in access.directory(session, viewer).items()},
        timezone=people.programme(session, viewer.programme).timezone,
    )


def about(session: Session, viewer: Viewer, draft: Draft) -> str | None:
    """The relationship that a draft of the viewer's is about, None where it is about none or it is not clear."""
    return _about(viewer, draft, access.known_relationships(session, viewer))


def _about(viewer: Viewer, draft: Draft, known: Collection[Relationship]) -> str | None:
    """The relationship that the draft cites, else the only one the viewer has with somebody it is for."""
    cited = [one.id for sentence in draft.sentences() for one in sentence.citations if one.kind is _RELATIONSHIP]
    own = [identifier for identifier in cited if identifier in viewer.relationships]
    if own:
        return own[0]
    readers = [pair.id for pair in known if pair.partner_of(viewer.person.id) in draft.audience]
    return readers[0] if len(readers) == 1 else None


_RELATIONSHIP = CitationKind.RELATIONSHIP
_SHORT_ID = 4
"""So few letters of an id are enough, if no other draft shares them."""
