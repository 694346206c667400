"""Whether all readers of a draft may see what it rests on, as the records stand now."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from sqlalchemy.orm import Session

from copilot import access
from copilot.draft import Citation, CitationKind
from copilot.models import Note, Viewer


def open_to(session: Session, viewer: Viewer, audience: Collection[str]) -> Callable[[Citation], bool]:
    """Tells of a citation whether the viewer and every reader may see its source; an empty audience is the viewer.

    A note that is gone, or does not say the quoted words any more, is open to nobody. Guidance is everyone's,
    and other records name people and days that their readers know (see `review.reviewing`).
    """
    seen = access.records(session, viewer, date.max, access.audience_scopes(session, viewer, audience))
    notes = {note.id: note for note in seen.notes}
    goals = {goal.id for goal in seen.goals}
    actions = {action.id for action in seen.actions}

    def allowed(citation: Citation) -> bool:
        match citation.kind:
            case CitationKind.NOTE:
                return citation.id in notes and _says(notes[citation.id], citation)
            case CitationKind.GOAL:
                return citation.id in goals
            case CitationKind.ACTION:
                return citation.id in actions
            case _:
                return True

    return allowed


def _says(note: Note, citation: Citation) -> bool:
    return citation.quote in note.text or note.text[citation.start : citation.end] == citation.quote
