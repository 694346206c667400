"""Notes and actions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from copilot import access, own_actions, own_notes, own_proposals
from copilot.actions.tracking import TrackedAction
from copilot.facade.reading import Reading
from copilot.models import Action, ActionStatus, Note, NoteKind, Viewer, Visibility
from copilot.own_actions import ActionEdit
from copilot.own_notes import NoteEdit
from ingest.readers import Reader


class NotesAndActions(Reading):
    """Notes, and what is owed by them."""

    def add_note(
        self,
        viewer: Viewer,
        text: str,
        *,
        day: date,
        relationship: str | None = None,
        visibility: Visibility | None = None,
        title: str | None = None,
        kind: NoteKind = NoteKind.SESSION,
    ) -> Note:
        """Keep a note of the viewer's. See `own_notes.add`."""
        before = self.records(viewer, date.max).notes
        return own_notes.add(
            self.corpus,
            viewer,
            text,
            day=day,
            before=before,
            relationship=relationship,
            visibility=visibility,
            title=title,
            kind=kind,
        )

    def notes(self, viewer: Viewer, as_of: date, relationship: str | None = None) -> tuple[Note, ...]:
        """The notes the viewer may read on that day, oldest first. Raises NotFound for a foreign relationship."""
        if relationship is not None and relationship not in viewer.relationships:
            raise own_notes.no_relationship(relationship)
        return tuple(note for note in self.records(viewer, as_of).notes if relationship in (None, note.relationship))

    def edit_note(self, viewer: Viewer, identifier: str, wanted: NoteEdit, expected: str | None = None) -> Note:
        """Change, share or unshare a note of the viewer's own. See `own_notes.edit`."""
        return own_notes.edit(self.corpus, viewer, identifier, wanted, expected)

    def read_text(self, file: Path) -> str:
        """A file's text as Markdown, to be kept as a note. Raises UnsupportedFile, FileTooLarge, UnreadableFile."""
        with Reader() as reader:
            return reader.read(file).text

    def remove_note(self, viewer: Viewer, identifier: str, expected: str | None = None) -> Note:
        """Delete a note of the viewer's own for good. See `own_notes.remove`."""
        removed = own_notes.remove(self.corpus, viewer, self.note(viewer, identifier), expected)
        self._scrub()
        return removed

    def decide(
        self,
        viewer: Viewer,
        as_of: date,
        action: str,
        status: ActionStatus | None,
        *,
        wanted: ActionEdit | None = None,
        expected: str | None = None,
    ) -> Action:
        """Accept (`open`), drop or finish an action the viewer can see, from that day on. See `own_actions.decide`."""
        return self._decide(viewer, as_of, action, status, wanted, expected)

    def decide_proposal(
        self,
        viewer: Viewer,
        as_of: date,
        note: str,
        start: int,
        end: int,
        status: ActionStatus,
        *,
        wanted: ActionEdit | None = None,
    ) -> Action:
        """Accept or drop what a model found in a note: the words from `start` to `end`. See `own_actions.decide`.

        Raises:
            NotFound: there is no such note, or it is not the viewer's to read.
            BriefError: there is nothing to be done there, or what is wanted of it cannot be.
        """
        found = own_proposals.proposal(self.note(viewer, note), start, end, None)
        return self._decide(viewer, as_of, found.action.id, status, wanted, None, beside=found)

    def _decide(
        self,
        viewer: Viewer,
        as_of: date,
        action: str,
        status: ActionStatus | None,
        wanted: ActionEdit | None,
        expected: str | None,
        beside: TrackedAction | None = None,
    ) -> Action:
        """`beside` is a proposal of a note that stays as it is meanwhile."""
        while True:
            seen = self.records(viewer, as_of)
            tracked = own_actions.listed(seen, self.directory(viewer))  # reads every note, so outside the transaction
            if beside is not None:
                own_proposals.still_said(beside, seen.notes)
                tracked = [*tracked, beside]
            pair = seen.relationships.get(own_actions.named(tracked, action).action.relationship or "")
            owners = pair.members if pair is not None else ()
            with self._database.write() as session:
                if access.records(session, viewer, as_of, viewer.scopes) != seen:
                    continue
                return own_actions.decide(
                    session, viewer, tracked, action, status, day=as_of, wanted=wanted, expected=expected, owners=owners
                )

    def action(self, viewer: Viewer, as_of: date, identifier: str) -> TrackedAction:
        """An action the viewer may see, as it stands on that day. Raises NotFound, BriefError."""
        return own_actions.named(self.actions(viewer, as_of), identifier)
