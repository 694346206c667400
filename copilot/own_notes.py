"""A person's notes as they keep them: added, named, removed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from copilot.errors import BriefError, NotFound
from copilot.models import Note, NoteKind, Viewer, Visibility
from copilot.repository import notes
from copilot.staleness import settle, standing
from ingest.models import content_id
from ingest.sync import Corpus

NO_RELATIONSHIP = "none"
"""What to name for a note about no relationship, where one has several."""


def add(
    corpus: Corpus,
    viewer: Viewer,
    text: str,
    *,
    day: date,
    before: Sequence[Note] = (),
    relationship: str | None = None,
    visibility: Visibility | None = None,
    title: str | None = None,
    kind: NoteKind = NoteKind.SESSION,
) -> Note:
    """Keep a note of the viewer's. The same text of the same day again is the same note.

    `before` are the notes there are. `relationship` defaults to the viewer's only one; NO_RELATIONSHIP says
    it is about none. `visibility` and `title` default to what the note has already, a new one to private
    and none.

    Raises:
        BriefError: the text is blank, there are several relationships to choose from, or a shared
            note would be about none.
        NotFound: the relationship is not there, or not the viewer's.
    """
    # NUL cannot be stored by every database and says nothing.
    text = text.replace("\0", "")
    title = None if title is None else title.replace("\0", "")
    if not text.strip():
        raise BriefError("The note is blank.", next_step="Pass its text in a file or on standard input.")
    about = _about(viewer, relationship)
    if visibility is Visibility.SHARED and about is None:
        raise BriefError(
            "A note about no relationship cannot be shared.",
            location="--visibility",
            next_step="Name its --relationship, or keep it private.",
        )
    key = content_id(viewer.person.id, about or "", day.isoformat(), kind, text, length=8)
    identifier = f"n-{day:%Y%m%d}-{key}"
    known = next((note for note in before if note.id == identifier), None)
    # Who may read a note changes only when that is said: adding it again must not open or close it.
    if visibility is None:
        visibility = known.visibility if known else Visibility.PRIVATE
    if title is None:
        title = known.title if known else ""
    note = Note(identifier, viewer.person.id, day, text, about, title, kind, visibility)
    prepared = corpus.prepare([notes.document(viewer.programme, note)])
    hidden = known is not None and known.scope != note.scope
    with corpus.change() as change:
        stood = standing(change.session, viewer.programme) if hidden else {}
        notes.save(change.session, viewer.programme, note)
        for each in prepared:
            change.put(each)
        if hidden:
            settle(change.session, viewer.programme, stood)
    return note


def named(readable: Sequence[Note], identifier: str) -> Note:
    """The note of that id among those the viewer may read. Raises NotFound."""
    found = next((note for note in readable if note.id == identifier), None)
    if found is None:
        raise NotFound(
            f"There is no note {identifier!r} here, or it is not yours to see.", next_step="See `mentor note list`."
        )
    return found


def remove(corpus: Corpus, viewer: Viewer, note: Note) -> Note:
    """Delete the note, its passages and the actions that were accepted from it, for good. Returns what it was.

    Kept drafts that rested on it lose its words and are marked stale.

    Raises:
        BriefError: it is shared by somebody else, and theirs to delete.
    """
    if note.author != viewer.person.id:
        raise BriefError(
            f"The note {note.id!r} is {note.author}'s; only its author can delete it.",
            location="ID",
            next_step=f"Ask {note.author}.",
        )
    with corpus.change() as change:
        before = standing(change.session, viewer.programme)
        notes.remove(change.session, viewer.programme, [note.id])
        change.delete(notes.document_id(viewer.programme, note.id))
        settle(change.session, viewer.programme, before)
    return note


def no_relationship(identifier: str) -> NotFound:
    """The same whether it is not there or somebody else's."""
    return NotFound(
        f"There is no relationship {identifier!r} here, or it is not yours to see.",
        next_step="`mentor people --as PERSON` shows yours.",
    )


def _about(viewer: Viewer, relationship: str | None) -> str | None:
    if relationship == NO_RELATIONSHIP:
        return None
    if relationship is None:
        if len(viewer.relationships) > 1:
            raise BriefError(
                f"Which relationship is it about: {', '.join(sorted(viewer.relationships))}?",
                location="--relationship",
                next_step=f"Name it, or {NO_RELATIONSHIP!r}.",
            )
        return next(iter(viewer.relationships), None)
    if relationship not in viewer.relationships:
        raise no_relationship(relationship)
    return relationship
