"""A person's notes as they keep them: added, named, removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from copilot.errors import BriefError, NotFound
from copilot.models import Note, NoteKind, Viewer, Visibility
from copilot.repository import notes
from copilot.staleness import settle, standing
from copilot.versions import expect
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
    identifier, known = _id_of(viewer, text, day, about, kind, before)
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


@dataclass(frozen=True)
class NoteEdit:
    """What of a note is to be another; None stays."""

    text: str | None = None
    title: str | None = None
    day: date | None = None
    kind: NoteKind | None = None
    visibility: Visibility | None = None


def edit(corpus: Corpus, viewer: Viewer, identifier: str, wanted: NoteEdit, expected: str | None = None) -> Note:
    """Change a note of the viewer's own; it keeps its id. Returns how it stands then.

    Kept drafts that quoted words it no longer says, or that are private again, lose them and are marked stale.

    Raises:
        NotFound: there is no such note, or it is not the viewer's to see.
        BriefError: it is somebody else's, would be blank, or would be shared and about no relationship.
        Conflict: it does not stand at the version `expected` any more.
    """
    while True:
        with corpus.database.read() as session:
            readable = notes.readable(session, viewer.programme, viewer.scopes)
            changed = _edited(named(readable, identifier), viewer, wanted)
        prepared = corpus.prepare([notes.document(viewer.programme, changed)])  # slow, so outside the transaction
        with corpus.change() as change:
            session = change.session
            stands = named(notes.readable(session, viewer.programme, viewer.scopes), identifier)
            on_top = _edited(stands, viewer, wanted)
            expect(expected, stands, told(on_top), f"The note {identifier!r}", told=told)
            if on_top != changed:
                continue  # another window changed another part of it in between: ours goes on top of theirs
            before = standing(session, viewer.programme)
            notes.save(session, viewer.programme, changed)
            for each in prepared:
                change.put(each)
            settle(session, viewer.programme, before)
            return changed


def told(note: Note) -> dict[str, object]:
    """The note as plain values, to be shown beside another text of it."""
    return {
        "id": note.id,
        "title": note.title,
        "text": note.text,
        "date": note.date.isoformat(),
        "kind": note.kind.value,
        "visibility": note.visibility.value,
    }


def _edited(note: Note, viewer: Viewer, wanted: NoteEdit) -> Note:
    _own(note, viewer, "change")
    text = note.text if wanted.text is None else wanted.text.replace("\0", "")
    if not text.strip():
        raise BriefError("The note would be blank.", location="text", next_step="Write something, or delete the note.")
    visibility = wanted.visibility or note.visibility
    if visibility is Visibility.SHARED and note.relationship is None:
        raise BriefError(
            "A note about no relationship cannot be shared.",
            location="visibility",
            next_step="Keep it private, or write one about a relationship.",
        )
    return replace(
        note,
        text=text,
        title=note.title if wanted.title is None else wanted.title.replace("\0", ""),
        date=wanted.day or note.date,
        kind=wanted.kind or note.kind,
        visibility=visibility,
    )


def _own(note: Note, viewer: Viewer, verb: str) -> None:
    if note.author != viewer.person.id:
        raise BriefError(
            f"The note {note.id!r} is {note.author}'s; only its author can {verb} it.",
            location="ID",
            next_step=f"Ask {note.author}.",
        )


def _id_of(
    viewer: Viewer, text: str, day: date, about: str | None, kind: NoteKind, before: Sequence[Note]
) -> tuple[str, Note | None]:
    """The note's id, and the note that has it already because it says the same.

    A note that was edited keeps its id, so the words it began with, kept once more, need another one.
    """
    known = {note.id: note for note in before}
    again: tuple[str, ...] = ()
    while True:
        key = content_id(viewer.person.id, about or "", day.isoformat(), kind, text, *again, length=8)
        identifier = f"n-{day:%Y%m%d}-{key}"
        found = known.get(identifier)
        if found is None or found.text == text:
            return identifier, found
        again = (*again, "again")


def named(readable: Sequence[Note], identifier: str) -> Note:
    """The note of that id among those the viewer may read. Raises NotFound."""
    found = next((note for note in readable if note.id == identifier), None)
    if found is None:
        raise NotFound(
            f"There is no note {identifier!r} here, or it is not yours to see.", next_step="See `mentor note list`."
        )
    return found


def remove(corpus: Corpus, viewer: Viewer, note: Note, expected: str | None = None) -> Note:
    """Delete the note, its passages and the actions that were accepted from it, for good. Returns what it was.

    Kept drafts that rested on it lose its words and are marked stale.

    Raises:
        BriefError: it is shared by somebody else, and theirs to delete.
        Conflict: it does not stand at the version `expected` any more.
    """
    _own(note, viewer, "delete")
    with corpus.change() as change:
        stands = named(notes.readable(change.session, viewer.programme, viewer.scopes), note.id)
        expect(expected, stands, {"id": note.id, "deleted": True}, f"The note {note.id!r}", told=told)
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
