"""What a language model found to be done in a note, as proposals like those that are found without one."""

from __future__ import annotations

from collections.abc import Sequence

from copilot.actions.dates import find_dates
from copilot.actions.tracking import TrackedAction
from copilot.actions.wording import tidy, words
from copilot.errors import BriefError, NotFound
from copilot.models import Action, ActionStatus, Note
from copilot.records import Quote
from copilot.writing.proposing import ProposedByModel
from ingest.models import content_id

_LEAST_WORDS, _MOST_WORDS = 3, 40


def beyond(note: Note, found: Sequence[ProposedByModel], known: Sequence[TrackedAction]) -> tuple[TrackedAction, ...]:
    """Those of the model's that overlap with nothing that is known of the note already, dropped or accepted."""
    taken = [each.source for each in known if each.source is not None and each.source.note == note.id]
    ids = {each.action.id for each in known}
    new = [
        proposal(note, one.quote.start, one.quote.end, one.owner)
        for one in found
        if not any(quote.start < one.quote.end and one.quote.start < quote.end for quote in taken)
    ]
    return tuple(each for each in new if each.action.id not in ids)


def proposal(note: Note, start: int, end: int, owner: str | None) -> TrackedAction:
    """These words of the note as a proposal; its id is made from them. Due where they name one day.

    Raises:
        BriefError: there are no such words in it, or too few or too many to be something to do.
    """
    said = note.text[start:end] if 0 <= start < end <= len(note.text) else ""
    text = tidy(said)
    if not text or not _LEAST_WORDS <= len(said.split()) <= _MOST_WORDS:
        raise BriefError(
            "These words of the note are nothing to do.",
            location="start",
            next_step=f"Name the place of {_LEAST_WORDS} to {_MOST_WORDS} words of it.",
        )
    days = {one.day for one in find_dates(said, note.date) if one.day is not None}
    action = Action(
        content_id(note.id, " ".join(word.lower() for word in words(text))),
        note.relationship,
        owner,
        text,
        days.pop() if len(days) == 1 else None,
        ActionStatus.PROPOSED,
        note.id,
        said,
    )
    return TrackedAction(action, Quote(note.id, note.date, said, start, end), action)


def still_said(one: TrackedAction, notes: Sequence[Note]) -> None:
    """Raises NotFound where its note is gone, or does not say it there any more."""
    quote = one.source
    note = next((each for each in notes if quote is not None and each.id == quote.note), None)
    if quote is None or note is None or note.text[quote.start : quote.end] != quote.text:
        raise NotFound("The note does not say this any more.", next_step="Look at the note again.")
