"""What a draft is made with: one viewer's reach on one day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from copilot.drafts.feedback import FeedbackBrief
from copilot.drafts.kind import Similarity
from copilot.models import Note, Person, Viewer
from copilot.records import Records
from copilot.themes.report import ThemeReport
from copilot.writing.writer import ModelAtHand
from ingest.models import Filter, Hit, Scope


@dataclass(frozen=True)
class Desk:
    """What a draft is made with: one viewer's reach on one day.

    `records(scopes)` are the records in those scopes; `reach(audience)` the scopes that viewer and
    readers share; `search(text, filter, k, per_document)` the passages. `expect` hears the texts that will be
    searched for, so that they can be encoded together. `directory` names people, without contact data.
    `report(brief)` counts themes of feedback; it raises NotFound for whoever is not staff. `notes()` are all that
    the viewer may read, whatever their day, to see whose words somebody typed into a draft. `alone`: the programme
    is the viewer's own workspace, in which nobody else reads. `passages(ids, filter)` are those passages as far as
    they are still there and the filter admits them. `model` is the language model that may be asked; None where none
    is set.
    """

    viewer: Viewer
    directory: Mapping[str, Person]
    own: Records
    records: Callable[[frozenset[Scope]], Records]
    reach: Callable[[Collection[str]], frozenset[Scope]]
    search: Callable[[str, Filter, int, int], Sequence[Hit]]
    similar: Similarity
    report: Callable[[FeedbackBrief], ThemeReport]
    expect: Callable[[Sequence[str]], object]
    notes: Callable[[], Sequence[Note]] = tuple
    alone: bool = False
    passages: Callable[[Sequence[str], Filter], Mapping[str, Hit]] = lambda _ids, _filter: {}
    model: ModelAtHand | None = None
