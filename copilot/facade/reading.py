"""What a viewer may read, as several sections need it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from copilot import access, own_actions, own_notes
from copilot.actions.tracking import TrackedAction
from copilot.drafts.feedback import FeedbackBrief
from copilot.facade.people import ProgrammesAndPeople
from copilot.models import Action, Note, Viewer
from copilot.records import Records
from copilot.repository import people
from copilot.themes.codebook import codebook
from copilot.themes.report import ThemeReport, make_report, shown_periods
from copilot.timeline import TimelineEntry, timeline
from ingest.models import Scope


class Reading(ProgrammesAndPeople):
    """Records and what is found in them; what surveys say, as far as it may be told."""

    def records(self, viewer: Viewer, as_of: date, scopes: Collection[Scope] | None = None) -> Records:
        """What the viewer may read on that day, in `scopes` (default: all of theirs)."""
        with self._database.read() as session:
            return access.records(session, viewer, as_of, viewer.scopes if scopes is None else scopes)

    def reach(self, viewer: Viewer, audience: Collection[str]) -> frozenset[Scope]:
        """The scopes that the viewer and all these readers share."""
        with self._database.read() as session:
            return access.audience_scopes(session, viewer, audience)

    def note(self, viewer: Viewer, identifier: str) -> Note:
        """A note the viewer may read, whatever its day. Raises NotFound."""
        return own_notes.named(self.records(viewer, date.max).notes, identifier)

    def actions(self, viewer: Viewer, as_of: date, relationship: str | None = None) -> list[TrackedAction]:
        """What is owed and what became of it: open, then proposed, each by due date; closed ones last.

        Raises NotFound for a relationship that is not the viewer's.
        """
        return own_actions.listed(self.records(viewer, as_of), self.directory(viewer), relationship)

    def actions_from(self, viewer: Viewer, note: str) -> tuple[Action, ...]:
        """What was accepted, done or dropped of the actions found in that note, as far as the viewer may read it."""
        return tuple(one for one in self.records(viewer, date.max).actions if one.note == note)

    def timeline(self, viewer: Viewer, as_of: date, relationship: str) -> list[TimelineEntry]:
        """What happened in a relationship of the viewer's up to that day, oldest first. Raises NotFound."""
        self.relationship(viewer, relationship)
        tracked = self.actions(viewer, as_of, relationship)
        return timeline(self.records(viewer, as_of), tracked, relationship)

    def feedback_periods(self, viewer: Viewer) -> tuple[str, ...]:
        """The periods whose themes can be shown: enough people said something. Raises NotFound for who is not staff."""
        with self._database.read() as session:
            return shown_periods(access.feedback_to_count(session, viewer))

    def _theme_report(self, viewer: Viewer, wanted: FeedbackBrief) -> ThemeReport:
        with self._database.read() as session:
            rows = access.feedback_to_count(session, viewer)
            names = [person.name for person in people.people(session, viewer.programme)]
        return make_report(
            rows,
            codebook(),
            self._similarity,
            period=wanted.period,
            group=wanted.group,
            question=wanted.question,
            names=names,
        )
