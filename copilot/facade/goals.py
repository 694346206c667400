"""Goals."""

from __future__ import annotations

from datetime import date

from copilot import access, own_drafts, own_goals, own_notes
from copilot.ahead import GoalCourse, SessionAhead, course, sessions_ahead
from copilot.facade.reading import Reading
from copilot.models import Goal, GoalStatus, Viewer, Visibility
from copilot.own_goals import GoalEdit


class Goals(Reading):
    """Goals, and the sessions ahead."""

    def goals(self, viewer: Viewer, as_of: date, relationship: str | None = None) -> tuple[Goal, ...]:
        """The goals the viewer may read on that day, oldest first. Raises NotFound for a foreign relationship."""
        if relationship is not None and relationship not in viewer.relationships:
            raise own_notes.no_relationship(relationship)
        return tuple(goal for goal in self.records(viewer, as_of).goals if relationship in (None, goal.relationship))

    def add_goal(
        self,
        viewer: Viewer,
        text: str,
        *,
        day: date,
        relationship: str | None = None,
        visibility: Visibility = Visibility.PRIVATE,
    ) -> Goal:
        """Keep a goal of the viewer's. See `own_goals.add`."""
        with self._database.write() as session:
            return own_goals.add(session, viewer, text, day=day, relationship=relationship, visibility=visibility)

    def decide_goal(
        self, viewer: Viewer, as_of: date, goal: str, status: GoalStatus, expected: str | None = None
    ) -> Goal:
        """Mark a goal of the viewer's as reached or dropped. See `own_goals.decide`."""
        with self._database.write() as session:
            readable = access.records(session, viewer, as_of, viewer.scopes).goals
            return own_goals.decide(session, viewer, readable, goal, status, expected)

    def goal(self, viewer: Viewer, identifier: str) -> Goal:
        """A goal the viewer may read, whatever its day. Raises NotFound."""
        return own_goals.named(self.records(viewer, date.max).goals, identifier)

    def edit_goal(self, viewer: Viewer, identifier: str, wanted: GoalEdit, expected: str | None = None) -> Goal:
        """Change a goal of the viewer's own. See `own_goals.edit`."""
        with self._database.write() as session:
            return own_goals.edit(session, viewer, identifier, wanted, expected)

    def goal_course(self, viewer: Viewer, as_of: date, goal: Goal) -> GoalCourse:
        """Where a goal stands: as it was sharpened in the viewer's drafts, its days, what it still lacks."""
        with self._database.read() as session:
            kept = own_drafts.listed(session, viewer)
        return course(goal, [one.draft for one in kept], as_of)

    def sessions_ahead(self, viewer: Viewer, as_of: date) -> tuple[SessionAhead, ...]:
        """When the viewer meets whom next, as far as the notes they may read say. See `ahead.sessions_ahead`."""
        return sessions_ahead(self.records(viewer, as_of))
