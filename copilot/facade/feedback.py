"""Feedback."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from copilot import access, own_feedback
from copilot.facade.resources import Resources
from copilot.models import Viewer
from copilot.own_feedback import FeedbackImported
from copilot.survey_file import columns_of


class Feedback(Resources):
    """A survey's answers come in, brought by staff."""

    def survey_columns(self, viewer: Viewer, file: Path) -> tuple[str, ...]:
        """The columns of a survey's CSV file. Raises NotFound for who is not staff, InvalidInput for no table."""
        access.staff_only(viewer)
        return columns_of(file)

    def import_feedback(
        self,
        viewer: Viewer,
        file: Path,
        mapping: Sequence[str],
        *,
        rows_are_people: bool = False,
        replace: bool = False,
    ) -> FeedbackImported:
        """Bring in a survey's answers. See `own_feedback.bring_in`. Raises NotFound for who is not staff."""
        access.staff_only(viewer)
        return own_feedback.bring_in(
            self._database, viewer.programme, file, mapping, rows_are_people=rows_are_people, replace=replace
        )
